"""What search engines and link previews are told of a page: canonical address, other languages, picture, title.

Pure: from compiled documents to values.
"""

from dataclasses import dataclass, field
from typing import Any

from babel.core import get_global

from cms.portal.addresses import absolute
from cms.portal.pictures import share_picture
from locales.languages import SOURCE, language

Shape = dict[str, Any]

FALLBACK = ("en", SOURCE)  # for readers of a language the work does not have, in this order


@dataclass(frozen=True, slots=True)
class Alternate:
    hreflang: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    lang: str
    title: str
    description: str
    canonical: str
    alternates: list[Alternate] = field(default_factory=list)
    kind: str = "website"
    picture: Shape | None = None
    data: Shape | None = None
    indexed: bool = True

    @property
    def territory(self) -> str:
        """`vi` → `vi_VN`, as Open Graph names a locale."""
        return og_locale(self.lang)


def og_locale(lang: str) -> str:
    """The language with the territory CLDR expects it in."""
    first = language(lang).tag.split("-")[0]
    subtags = get_global("likely_subtags")
    likely = subtags.get(lang.replace("-", "_")) or subtags.get(first, first)
    return f"{first}_{likely.split('_')[-1]}"


def alternates(addresses: dict[str, str], *, default: str = "") -> list[Alternate]:
    """Every language of one work, itself included, and `x-default`. One language alone has no alternates."""
    if len(addresses) < 2:
        return []
    first = default or next((addresses[tag] for tag in FALLBACK if tag in addresses), next(iter(addresses.values())))
    links = [Alternate(tag, absolute(url)) for tag, url in sorted(addresses.items())]
    return [*links, Alternate("x-default", absolute(first))]


def head_of_document(document: Shape, data: Shape) -> Head:
    others = {document["lang"]: document["url"]} | {other["lang"]: other["url"] for other in document["alternates"]}
    return Head(
        lang=document["lang"],
        title=document["search"]["title"],
        description=document["search"]["description"],
        canonical=document["url"],
        alternates=alternates(others),
        kind="video.other" if document["type"] == "video" else "article",
        picture=share_picture(document["picture"]),
        data=data,
    )
