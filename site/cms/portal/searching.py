"""The portal's search page: released editions, first those in the reader's language, with the words that were found.

A reader's address may hold anything; what means nothing is left out, never refused. Nothing here needs a script.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from cms.portal.heads import Head
from cms.portal.masthead import Masthead, language_of, masthead
from cms.portal.pictures_found import pictures_found
from cms.portal.shelves import released_works
from cms.portal.templatetags.portal import kind_name
from hub.publishing.models import Edition
from hub.registry.models import Place
from locales.languages import language
from search.answering import Answer, Hit, Refused, is_cursor, search
from search.documents import Reach, storable
from search.query import LONGEST
from search.scope import Filters, Scope

A_PAGE = 12
KINDS = ("article", "video", "publication", "issue", "event", "dossier")
# the portal is the province's own publication: it shows what is for the press as well (docs/partner-api.md)
EVERYTHING_RELEASED = Scope(frozenset({Reach.PUBLIC, Reach.PARTNERS}))
MOST_CHOICES = 8
ALL_LANGUAGES = "all"
COUNTED = ("kind", "column", "place", "year")

Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, as a link that takes it, or gives it up where it is taken."""

    name: str
    url: str
    count: int | None = None
    taken: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    title: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the editions of its work in other languages."""

    hit: Hit
    url: str
    others: list[Edition]

    @property
    def lang(self) -> str:
        return self.hit.lang


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `lang` empty: the page's own, where that has anything."""

    path: str
    q: str = ""
    lang: str = ""
    taken: Mapping[str, str] = field(default_factory=dict)
    cursor: str = ""

    def url(self, **changes: str) -> str:
        """This search with other filters, from its first page on."""
        asked = {"q": self.q, "lang": self.lang, **self.taken, **changes}
        return f"{self.path}?{urlencode({name: value for name, value in asked.items() if value})}"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    lang = language_of(request)
    with override(language(lang).code):
        top = masthead(lang, {tag: f"/{language(tag).code}/search/" for tag in settings.HUB_LANGUAGES}, request)
        response = render(request, "portal/search.html", _context(read(request), top))
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def read(request: HttpRequest) -> Asked:
    """Values that cannot be any are left out."""

    def given(name: str) -> str:
        return request.GET.get(name, "").strip()

    usable = {
        "kind": given("kind") if given("kind") in KINDS else "",
        "column": given("column") if _is_uuid(given("column")) else "",
        "place": storable(given("place"))[:80],
        "year": given("year") if given("year").isdecimal() and given("year").isascii() else "",
    }
    known = {*settings.HUB_LANGUAGES, ALL_LANGUAGES}
    return Asked(
        path=request.path,
        q=given("q"),
        lang=given("lang") if given("lang") in known else "",
        taken={name: value for name, value in usable.items() if value},
        cursor=given("cursor") if is_cursor(given("cursor")) else "",
    )


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _context(asked: Asked, top: Masthead) -> Shape:
    context: Shape = {
        "masthead": top,
        "searching": True,
        "asked": asked,
        "longest": LONGEST,
        "head": Head(top.language.tag, _title(asked), "", "", indexed=False),
    }
    if not asked.q:
        return context
    try:
        return context | _results(asked, top)
    except Refused as why:
        return context | {"refused": str(why)}


def _title(asked: Asked) -> str:
    return f"{asked.q[:80]} – {pgettext('portal', 'Search')}" if asked.q else pgettext("portal", "Search")


# --- results ---------------------------------------------------------------------------------------------------------


def _results(asked: Asked, top: Masthead) -> Shape:
    own = top.language.tag
    everywhere = _find(asked, "", counted=("lang",))
    spoken = everywhere.facets["lang"]
    shown = asked.lang or (own if own in spoken else ALL_LANGUAGES)
    answer = _find(asked, "" if shown == ALL_LANGUAGES else shown, counted=COUNTED)
    return {
        "answer": answer,
        "shown_in": shown,
        "nothing_in_own": not asked.lang and own not in spoken and bool(spoken),
        "results": _found(answer.hits, own),
        "pictures": pictures_found(asked.q, own) if not asked.taken and not asked.cursor else [],
        "languages": _languages(asked, shown, own, spoken),
        "facets": _facets(asked, answer.facets, top),
        "first_url": asked.url() if asked.cursor else "",
        "next_url": asked.url(cursor=answer.next) if answer.next else "",
        "did_you_mean_url": asked.url(q=answer.did_you_mean) if answer.did_you_mean else "",
    }


def _find(asked: Asked, lang: str, *, counted: Sequence[str]) -> Answer:
    facets = {name: (value,) for name, value in asked.taken.items()}
    filters = Filters({"kind": KINDS, **facets} | ({"lang": (lang,)} if lang else {}))
    paged = {"limit": A_PAGE, "cursor": asked.cursor or None} if "lang" not in counted else {"limit": 0}
    return search(asked.q, scope=EVERYTHING_RELEASED, filters=filters, facets=counted, **paged)


def _found(hits: Iterable[Hit], own: str) -> list[Found]:
    """Those that are released at this very moment: the index is a breath behind the ledger."""
    hits = list(hits)
    editions = released_works({hit.work for hit in hits})
    found = []
    for hit in hits:
        here = editions.get(hit.work, {})
        if hit.lang in here:
            others = [edition for tag, edition in here.items() if tag != hit.lang]
            others.sort(key=lambda edition: (edition.lang != own, edition.lang))
            found.append(Found(hit, here[hit.lang].url_path, others))
    return found


# --- facets ----------------------------------------------------------------------------------------------------------


def _languages(asked: Asked, shown: str, own: str, spoken: Mapping[str, int]) -> list[Choice]:
    """The languages in which something was found; the reader's own first, then all of them together."""
    tags = sorted(spoken, key=lambda tag: (tag != own, -spoken[tag], tag))
    if len(tags) < 2 and not asked.lang:
        return []
    choices = [
        Choice(language(tag).endonym, asked.url(lang=tag), spoken[tag], taken=tag == shown, lang=tag) for tag in tags
    ]
    total = sum(spoken.values())
    return [
        *choices,
        Choice(pgettext("portal", "All languages"), asked.url(lang=ALL_LANGUAGES), total, taken=shown == ALL_LANGUAGES),
    ]


def _facets(asked: Asked, counts: Mapping[str, Mapping[str, int]], top: Masthead) -> list[Choices]:
    places = _place_names({*counts["place"], asked.taken.get("place", "")}, top.language.tag)
    named = {
        "kind": (pgettext("portal", "Type"), {kind: str(kind_name(kind)) for kind in KINDS}),
        "column": (pgettext("portal", "Column"), {column.work: column.title for column in top.columns}),
        "place": (pgettext("portal", "Place"), places),
        "year": (pgettext("portal", "Year"), {year: year for year in {*counts["year"], asked.taken.get("year", "")}}),
    }
    told = [Choices(title, _choices(asked, name, counts[name], names)) for name, (title, names) in named.items()]
    return [one for one in told if one.choices]


def _choices(asked: Asked, name: str, counts: Mapping[str, int], names: Mapping[str, str]) -> list[Choice]:
    """Most first, years newest first. What is taken leads back; one value for all hits is no choice."""
    taken = asked.taken.get(name)
    if taken:
        return [Choice(names.get(taken) or taken, asked.url(**{name: ""}), counts.get(taken, 0), taken=True)]
    known = [value for value in counts if names.get(value)]
    if name == "year":
        known.sort(reverse=True)
    else:
        known.sort(key=lambda value: (-counts[value], names[value]))
    if len(known) < 2:
        return []
    return [Choice(names[value], asked.url(**{name: value}), counts[value]) for value in known[:MOST_CHOICES]]


def _place_names(codes: set[str], lang: str) -> dict[str, str]:
    places = Place.objects.filter(code__in=[code for code in codes if code]).prefetch_related("names")
    return {place.code: place.name_in(lang) for place in places}
