"""The engine inside the hub's own database: always there, always as new as the stored documents themselves.

One table of words a generation, in SQLite or PostgreSQL (`Tables`). The search is the same on both: tier by tier,
newest first, until the page is full. The table says which documents have words; who carries which facet is in the
columns of each process (`search.facets`), and so is what was asked for lately (`search.engines.remembered`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from django.db import connection

from search.engine import Found, Order, Spot, Wanted
from search.engines.remembered import Remembered
from search.expressions import All, AnyOf, Carries, Expression, Without, all_of
from search.facets import IN_COLUMNS, Columns, Followed, Mask, Numbers
from search.models import Index
from search.words import DocumentWords


class Tables(Protocol):
    """What a database has to do. Places are bounded inclusively."""

    def create(self, generation: int) -> None:
        """An empty one; what was left of an older one of that number goes."""
        ...

    def finish(self, generation: int) -> None:
        """It is filled: make it quick."""
        ...

    def drop(self, generation: int) -> None: ...

    def write(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> None:
        """(place, words, facet words) of documents that are not there."""
        ...

    def remove(self, generation: int, places: Sequence[int]) -> None: ...

    def count(self, generation: int) -> int: ...

    def places_in(self, generation: int, *, after: int, limit: int) -> list[int]:
        """For reconciling: what is in it, oldest first."""
        ...

    def places(self, generation: int, wanted: Expression, among: Numbers | None = None) -> Numbers:
        """Of all documents that match, or of those among these places; in any order."""
        ...


@cache
def tables() -> Tables:
    """Those of the hub's database."""
    if connection.vendor == "postgresql":
        from search.engines.postgresql import TsvectorTables  # noqa: PLC0415 - optional dependency

        return TsvectorTables()
    from search.engines.sqlite import Fts5Tables  # noqa: PLC0415 - optional dependency

    return Fts5Tables()


class Embedded:
    name = "embedded"

    def find(self, wanted: Wanted) -> Found:
        index = Index.objects.first()
        if index is None:
            return Found(total=0, facets={name: {} for name in wanted.facets})
        matching = _Matching(_followed.now(index.epoch), index.live)
        hits = matching.mask(all_of([*wanted.tiers[-1:], wanted.scope])) & matching.between(wanted.first, wanted.last)
        spots = _page(matching, wanted, hits)
        return Found(
            spots=spots[: wanted.limit],
            more=len(spots) > wanted.limit,
            total=int(hits.sum()),
            facets=matching.columns.counts(hits, wanted.facets),
        )


_followed = Followed()
_remembered = Remembered()


def warm_up() -> None:
    """Read the columns before somebody waits for them: of 150,000 documents that takes some seconds."""
    index = Index.objects.first()
    if index is not None:
        _followed.now(index.epoch)


@dataclass(frozen=True, slots=True)
class _Matching:
    """Which of the documents match a condition."""

    columns: Columns
    generation: int

    def mask(self, wanted: Expression) -> Mask:
        """Facets are looked up in the columns, words in the table of words."""
        match wanted:
            case All():
                masks = [self.mask(part) for part in wanted.parts]
                return np.logical_and.reduce([self.columns.living, *masks])
            case Without():
                return self.mask(wanted.wanted) & ~self.mask(wanted.unwanted)
            case Carries() | AnyOf() if (facets := _facets_in(wanted)) is not None:
                masks = [self.columns.carrying(name, words) for name, words in facets.items()]
                return self.columns.living & np.logical_or.reduce(masks)
        return self.columns.living & _remembered.mask(wanted, self.columns, self.generation, self._ask)

    def _ask(self, wanted: Expression, among: Numbers | None) -> Numbers:
        return tables().places(self.generation, wanted, among)

    def between(self, first: int | None, last: int | None) -> Mask:
        """Those within bounds of time."""
        times = self.columns.times
        begin = 0 if first is None else np.searchsorted(times, first, "left")
        end = len(times) if last is None else np.searchsorted(times, last, "right")
        return self.columns.mask(self.columns.by_time[begin:end])

    def in_order(self, hits: Mask) -> Numbers:
        """The places of these, oldest first."""
        return self.columns.times[hits[self.columns.by_time]]


def _facets_in(wanted: Carries | AnyOf) -> dict[str, set[str]] | None:
    """Facets with the words of which one is enough, if the columns know all that is asked for."""
    facets: dict[str, set[str]] = {}
    for part in wanted.parts if isinstance(wanted, AnyOf) else (wanted,):
        if not isinstance(part, Carries) or part.name not in IN_COLUMNS:
            return None
        facets.setdefault(part.name, set()).add(part.word)
    return facets


def _page(matching: _Matching, wanted: Wanted, hits: Mask) -> tuple[Spot, ...]:
    """One more than asked for, where there is one more. Tiers are gone through only until the page is full."""
    by_time = wanted.order != Order.RELEVANCE or not wanted.tiers
    spots: list[Spot] = []
    left = hits
    for tier, expression in enumerate([None] if by_time else wanted.tiers):
        ours = left if expression is None or expression == wanted.tiers[-1] else left & matching.mask(expression)
        spots += [Spot(tier, place) for place in _places(matching.in_order(ours), tier, wanted)]
        if len(spots) > wanted.limit:
            break
        left = left & ~ours
        if not left.any():
            break
    return tuple(spots[: wanted.limit + 1])


def _places(places: Numbers, tier: int, wanted: Wanted) -> list[int]:
    """Those of one tier that stand on this page, given oldest first."""
    oldest_first = wanted.order == Order.OLDEST
    if wanted.after is not None:
        if tier < wanted.after.tier:
            return []
        if tier == wanted.after.tier:
            at = np.searchsorted(places, wanted.after.place, "right" if oldest_first else "left")
            places = places[at:] if oldest_first else places[:at]
    most = wanted.limit + 1
    return [int(place) for place in (places[:most] if oldest_first else places[::-1][:most])]
