"""Hits: what is shown of a stored document, with what was looked for marked, and the languages in which its work can be had."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from search.engine import Spot
from search.highlights import Finder, Piece
from search.models import StoredDocument
from search.query import Query
from search.scope import Scope

SHOWN = ("place", "key", "kind", "lang", "work", "at", "shown", "facets", "title", "prose")


@dataclass(frozen=True, slots=True)
class Hit:
    """`shown` is what the source stored for showing; `languages`: those in which its work can be found by the asker;
    `tier`: 0 is the best (`search.ranking`)."""

    key: str
    kind: str
    lang: str
    work: str
    at: datetime | None
    shown: Mapping[str, Any]
    facets: Mapping[str, Sequence[str]]
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    languages: tuple[str, ...]
    tier: int


def hits_at(spots: Sequence[Spot], query: Query, scope: Scope) -> tuple[Hit, ...]:
    """The stored documents in their order. One that was removed this moment, or taken from the asker, is left out."""
    stored = StoredDocument.objects.filter(place__in=[spot.place for spot in spots])
    rows = {row.place: row for row in stored.values_list(*SHOWN, named=True)}
    languages = _languages({row.work for row in rows.values()}, scope)
    finder = Finder(query)
    return tuple(
        Hit(
            key=row.key,
            kind=row.kind,
            lang=row.lang,
            work=row.work,
            at=row.at,
            shown=row.shown,
            facets=row.facets,
            title=finder.title(row.title),
            excerpt=finder.excerpt(row.prose),
            languages=languages.get(row.work, ()),
            tier=spot.tier,
        )
        for spot in spots
        if (row := rows.get(spot.place)) is not None and scope.allows(row.facets)
    )


def _languages(works: set[str], scope: Scope) -> dict[str, tuple[str, ...]]:
    """In which languages the asker finds each work."""
    languages: dict[str, set[str]] = defaultdict(set)
    rows = StoredDocument.objects.filter(work__in=works, place__isnull=False).exclude(lang="")
    for work, lang, facets in rows.values_list("work", "lang", "facets"):
        if scope.allows(facets):
            languages[work].add(lang)
    return {work: tuple(sorted(spoken)) for work, spoken in languages.items()}
