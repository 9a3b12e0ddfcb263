"""Pictures and clips whose own words were found, each as a way to a page that shows it. Readers look at a picture where
it stands: with its caption, its credit and the story.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from hub.publishing.asset_source import SHOWN_AS
from hub.publishing.models import Reference, State
from hub.publishing.public_files import OUR_OWN, for_the_public
from hub.registry.naming import SOURCE_LANGUAGE
from media_library.models import Asset, PersonShown
from search.answering import Hit, search
from search.documents import Reach
from search.scope import Filters, Scope

A_ROW = 8
PICTURED = ("picture", "clip")
# what the province may show on its own pages, wherever the reader is
SHOWN = Scope(frozenset({Reach.PUBLIC, Reach.PARTNERS}), licences=OUR_OWN)


@dataclass(frozen=True, slots=True)
class Pictured:
    """`title` is its own in the reader's language, or else that of the page; `lang` says which. `alt`: the reader's, or empty."""

    rendition: dict[str, Any]
    alt: str
    clip: bool
    page: "ItsPage"
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class ItsPage:
    url: str
    title: str
    lang: str


def pictures_found(typed: str, own: str) -> list[Pictured]:
    """Those with a thumbnail, best first; a page in the reader's own language where there is one."""
    answer = search(typed, scope=SHOWN, filters=Filters({"kind": PICTURED}), limit=A_ROW, as_typed=True)
    hits = {_uid(hit): hit for hit in answer.hits if hit.shown["picture"]}
    if not hits:
        return []
    pages, cleared = _pages(hits, own), _cleared(hits)
    found = [_pictured(hit, own, pages[uid]) for uid, hit in hits.items() if uid in pages and uid in cleared]
    posters = {one.rendition["href"] for one in found if one.clip}
    return [one for one in found if one.clip or one.rendition["href"] not in posters]


def _pictured(hit: Hit, own: str, page: ItsPage) -> Pictured:
    name = (hit.shown["names"] or {}).get(own)
    title, lang = (name, own) if name else (page.title, page.lang)
    return Pictured(hit.shown["picture"]["renditions"][0], _alt(hit, own), hit.kind == "clip", page, title, lang)


def _uid(hit: Hit) -> str:
    return hit.key.partition(":")[2]


def _alt(hit: Hit, own: str) -> str:
    return str(hit.shown["texts"].get(own, {}).get("alt", ""))


def _pages(uids: Iterable[str], own: str) -> dict[str, ItsPage]:
    """A live edition that shows each."""
    rows = Reference.objects.filter(kind__in=SHOWN_AS, key__in=list(uids), edition__state=State.LIVE)
    told = rows.values_list("key", "edition__url_path", "edition__title", "edition__lang", "edition__published_at")
    best: dict[str, Any] = {}
    for key, url, title, lang, at in told:
        rank = (lang == own, lang == SOURCE_LANGUAGE, at)
        if key not in best or rank > best[key][0]:
            best[key] = (rank, ItsPage(url, title, lang))
    return {key: page for key, (_rank, page) in best.items()}


def _cleared(uids: Iterable[str]) -> set[str]:
    """The index is a breath behind the rights."""
    people = Prefetch("people", PersonShown.objects.select_related("consent", "person"))
    assets = Asset.objects.filter(pk__in=list(uids)).select_related("rights").prefetch_related(people)
    return {str(asset.pk) for asset in assets if for_the_public(asset).ok}
