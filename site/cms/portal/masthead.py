"""What surrounds every page: the house's name, its columns, and the other languages.

Shelves (homes and columns) are not released goods: their live rows are read here. Two queries a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from hub.content.models import Column, HomePage
from locales.languages import Language, bcp47, language


@dataclass(frozen=True, slots=True)
class ColumnLink:
    work: str
    title: str
    summary: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch. `here`: the work itself exists in it; otherwise it leads to that home."""

    tag: str
    endonym: str
    url: str
    here: bool
    current: bool

    @property
    def home(self) -> str:
        return home_url(self.tag)


@dataclass(frozen=True, slots=True)
class Masthead:
    language: Language
    home: str
    title: str
    columns: list[ColumnLink]
    languages: list[LanguageLink]

    @property
    def search(self) -> str:
        return f"{self.home}search/"

    @property
    def read_in(self) -> list[LanguageLink]:
        """The other languages in which this very work exists."""
        return [link for link in self.languages if link.here and not link.current]

    @property
    def homes(self) -> list[LanguageLink]:
        """The languages in which it does not: their front pages."""
        return [link for link in self.languages if not link.here and not link.current]


def home_url(lang: str) -> str:
    return f"/{language(lang).code}/"


def masthead(lang: str, alternates: dict[str, str], request: HttpRequest | None = None) -> Masthead:
    """`alternates`: the addresses of this work in other languages, by BCP 47 tag."""
    homes = live_homes()
    return Masthead(
        language=language(lang),
        home=home_url(lang),
        title=homes.get(lang, ""),
        columns=columns_of(lang, request),
        languages=list(_language_links(lang, homes, alternates)),
    )


def bare_masthead(lang: str) -> Masthead:
    """For the page that says the house itself has a fault: asks the database nothing."""
    return Masthead(language=language(lang), home=home_url(lang), title="", columns=[], languages=[])


def live_homes() -> dict[str, str]:
    """The title of each language's live home, by BCP 47 tag."""
    rows = HomePage.objects.live().order_by("id").values_list("locale__language_code", "title")
    return {bcp47(code): title for code, title in rows}


def columns_of(lang: str, request: HttpRequest | None) -> list[ColumnLink]:
    columns = (
        Column.objects.live()
        .filter(locale__language_code=language(lang).code)
        .select_related("locale")
        .order_by("path")
    )
    return [
        ColumnLink(work=column.work, title=column.title, summary=column.summary, url=page_path(column, request))
        for column in columns
    ]


def page_path(page: Any, request: HttpRequest | None) -> str:
    parts = page.get_url_parts(request=request)
    return parts[2] if parts else ""


def _language_links(lang: str, homes: dict[str, str], alternates: dict[str, str]) -> Iterable[LanguageLink]:
    for tag in settings.HUB_LANGUAGES:
        if tag != lang and tag not in homes and tag not in alternates:
            continue
        yield LanguageLink(
            tag=tag,
            endonym=language(tag).endonym,
            url=alternates.get(tag) or home_url(tag),
            here=tag == lang or tag in alternates,
            current=tag == lang,
        )


def language_of(request: HttpRequest) -> str:
    """The BCP 47 tag of the address's first part; where it names no language, what the browser asks for."""
    first = request.path.strip("/").split("/")[0].lower()
    named = (tag for tag in settings.HUB_LANGUAGES if language(tag).code == first)
    return next(named, bcp47(get_language_from_request(request)))
