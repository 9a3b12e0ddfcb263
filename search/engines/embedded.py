"""The engine inside the hub's own database: always there, always as new as the stored documents themselves.

One table of words a generation, in SQLite or PostgreSQL (`Tables`). The search is the same on both: tier by tier,
newest first, until the page is full, so a common query reads little; facets are counted over the places of all hits
(`search.facets`).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from django.db import connection

from search.engine import Found, Order, Spot, Wanted
from search.expressions import Expression, Without, all_of, any_of
from search.facets import counted
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

    def places(
        self,
        generation: int,
        wanted: Expression,
        *,
        first: int | None,
        last: int | None,
        oldest_first: bool = False,
        limit: int | None = None,
    ) -> list[int]:
        """Without a limit: all of them, in any order."""
        ...

    def total(self, generation: int, wanted: Expression, *, first: int | None, last: int | None) -> int: ...


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
        generation = index.live
        spots = _page(generation, wanted)
        matching = all_of([*wanted.tiers[-1:], wanted.scope])
        total, facets = None, {}
        if wanted.facets:
            places = tables().places(generation, matching, first=wanted.first, last=wanted.last)
            total, facets = len(places), counted(index.epoch, places, wanted.facets)
        elif wanted.total:
            total = tables().total(generation, matching, first=wanted.first, last=wanted.last)
        return Found(spots[: wanted.limit], len(spots) > wanted.limit, total, facets)


def _page(generation: int, wanted: Wanted) -> tuple[Spot, ...]:
    """One more than asked for, where there is one more."""
    by_time = wanted.order != Order.RELEVANCE or not wanted.tiers
    tiers = wanted.tiers[-1:] if by_time else wanted.tiers
    oldest_first = wanted.order == Order.OLDEST
    spots: list[Spot] = []
    for tier, expression in enumerate(tiers or (None,)):
        if wanted.after is not None and tier < wanted.after.tier:
            continue
        first, last = wanted.first, wanted.last
        if wanted.after is not None and tier == wanted.after.tier:
            if oldest_first:
                first = max(wanted.after.place + 1, first or 0)
            else:
                last = wanted.after.place - 1 if last is None else min(wanted.after.place - 1, last)
        matching = all_of([*([expression] if expression is not None else []), wanted.scope])
        if tier:
            matching = Without(matching, any_of(tiers[:tier]))
        places = tables().places(
            generation,
            matching,
            first=first,
            last=last,
            oldest_first=oldest_first,
            limit=wanted.limit + 1 - len(spots),
        )
        spots += [Spot(tier, place) for place in places]
        if len(spots) > wanted.limit:
            break
    return tuple(spots)
