"""The brand kit: the province's own appearance, for whoever prints, films or builds something in its name.

Shows what is approved and may be used on the web today; an address it names leads to the newest file for ever. As many
queries for one brand asset as for a hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from cms.portal.masthead import home_url
from cms.portal.standing_pages import standing_page
from hub.publishing.public_files import for_the_public
from hub.registry.naming import SOURCE_LANGUAGE, Certainty
from media_library.description import BRAND_PREFETCH, describe_brand
from media_library.models import BrandAsset, BrandRole
from media_library.models.brand import Colour
from media_library.rights.terms import told_texts

Shape = dict[str, Any]

LARGEST_SHOWN = 1024 * 1024  # bytes of a picture on a page; a larger one is taken, not shown

SECTIONS = {
    BrandRole.LOGO: pgettext_lazy("portal", "Logo"),
    BrandRole.SLOGAN: pgettext_lazy("portal", "Slogan"),
    BrandRole.RULES: pgettext_lazy("portal", "Rules of use"),
    BrandRole.SOUVENIR: pgettext_lazy("portal", "Models of souvenirs"),
    BrandRole.OTHER: pgettext_lazy("portal", "More"),
}
COLOURS = {
    Colour.FULL: pgettext_lazy("portal", "full colour"),
    Colour.ONE: pgettext_lazy("portal", "one colour"),
    Colour.REVERSED: pgettext_lazy("portal", "white, for dark grounds"),
    Colour.BLACK: pgettext_lazy("portal", "black"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """`lang`: the language that they are in; the reader's, or else the source language."""

    lang: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Lockup:
    """One file of it to be taken. `said`: what it is printed in and on. `drawing`: where it shows itself."""

    said: str
    lang: str
    format: str
    size: str
    latest: str
    drawing: str
    on_dark: bool


@dataclass(frozen=True, slots=True)
class Shown:
    words: Words
    in_all: Sequence[Words]  # of a slogan: as it is said in every language
    described: Shape
    lockups: Sequence[Lockup]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    shown: Sequence[Shown]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return standing_page(request, "portal/brand_kit.html", at=brand_kit_url, tell=_told)


def _told(lang: str) -> Shape:
    return {
        "title": pgettext("portal", "Brand kit"),
        "summary": pgettext(
            "portal",
            "The marks, words and models with which the province presents itself."
            " Each address leads to the newest file, for ever.",
        ),
        "sections": sections(lang),
    }


def brand_kit_url(lang: str) -> str:
    return f"{home_url(lang)}brand-kit/"


def sections(lang: str) -> list[Section]:
    """What readers may take, by its role; a lock-up stands with the logo that it is one of."""
    rows = BrandAsset.objects.filter(status=Certainty.APPROVED).select_related("asset__rights")
    there = [brand for brand in rows.prefetch_related(*BRAND_PREFETCH) if for_the_public(brand.asset).ok]
    mains = {brand.pk for brand in there if brand.variant_of_id is None}
    found = []
    for role, title in SECTIONS.items():
        heads = [brand for brand in there if brand.role == role and brand.variant_of_id not in mains]
        shown = [_shown(head, [one for one in there if one.variant_of_id == head.pk], lang) for head in heads]
        if shown:
            found.append(Section(str(title), shown))
    return found


def _shown(head: BrandAsset, variants: Sequence[BrandAsset], lang: str) -> Shown:
    rows = sorted(told_texts(head.asset), key=lambda row: _rank(row.language))
    said = [Words(row.language, row.title, row.caption) for row in rows if row.title]
    own = next((words for words in said if words.lang == lang), None)
    source = next((words for words in said if words.lang == SOURCE_LANGUAGE), None)
    words = own or source or Words(SOURCE_LANGUAGE, head.title, "")
    there = [(one, describe_brand(one)) for one in (head, *sorted(variants, key=lambda one: one.slug))]
    return Shown(
        words=words,
        in_all=said if head.role == BrandRole.SLOGAN else (),
        described=describe_brand(head, lang),
        lockups=[_lockup(one, described) for one, described in there if described["file"] is not None],
    )


def _lockup(brand: BrandAsset, described: Shape) -> Lockup:
    file = described["file"]
    drawn = file["type"] == "image/svg+xml" or (brand.wants_copy and file["size"] <= LARGEST_SHOWN)
    return Lockup(
        said=str(COLOURS[Colour(brand.colour)]) if brand.colour else "",
        lang=brand.language,
        format=str(described["format"]).upper(),
        size=filesizeformat(file["size"]),
        latest=described["latest"]["href"],
        drawing=file["href"] if drawn else "",
        on_dark=brand.colour == Colour.REVERSED,
    )


def _rank(tag: str) -> int:
    known = list(settings.HUB_LANGUAGES)
    return known.index(tag) if tag in known else len(known)
