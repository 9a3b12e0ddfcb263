"""Search: from what somebody typed to an answer. What the API, the portal and the admin call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from search import choosing
from search.asking import understood
from search.batches import batches
from search.cursors import Way, cursor_at, is_cursor, read_cursor
from search.documents import place_at
from search.engine import Order, Wanted
from search.expressions import all_of
from search.highlights import Piece
from search.hits import Hit, hits_at
from search.models import StoredDocument
from search.query import Refused
from search.readings import first, goes_on, numbered
from search.scope import Filters, Scope

__all__ = ["Answer", "Hit", "Order", "Piece", "Refused", "Stage", "every_key", "is_cursor", "search"]

MOST_HITS = 200
AT_ONCE = 5_000  # hits that an engine is asked for where all are wanted; Elasticsearch gives no more than ten thousand
SECOND = 1 << 20


class Stage(StrEnum):
    """How the hits were found."""

    ALL = "all"  # everything that was typed
    CORRECTED = "corrected"  # everything in `did_you_mean`
    SOME = "some"  # as much as anything has of what was typed, or of what was probably meant


STAGES = {Way.MEANT: Stage.CORRECTED, Way.SOME: Stage.SOME}


@dataclass(frozen=True, slots=True)
class Answer:
    """`next`: a cursor for the page that follows, or None. `facets`: name → value → how many hits have it."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    next: str | None = None
    did_you_mean: str | None = None
    stage: Stage = Stage.ALL
    engine: str = choosing.EMBEDDED.name


def search(  # noqa: PLR0913 - each of them is a part of the question
    typed: str,
    *,
    scope: Scope,
    filters: Filters | None = None,
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    cursor: str | None = None,
    facets: Sequence[str] = (),
    as_you_type: bool = False,
    as_typed: bool = False,
) -> Answer:
    """Nothing typed: everything that the filters leave, newest first; signs alone: nothing. `as_typed`: nothing is guessed where nothing has all
    that was typed. With a cursor, the question is read as it was for the page that gave it.

    Raises:
        Refused: a query longer than anybody types, or a cursor that no answer gave.
    """
    query = understood(typed, as_you_type=as_you_type)
    if not query.clauses and typed.strip():
        return Answer(hits=(), total=0, facets={name: {} for name in facets})  # signs alone say nothing
    wanted = _wanted(scope, filters or Filters(), order, min(limit, MOST_HITS), facets)
    after = read_cursor(cursor) if cursor else None
    reading, found, engine = goes_on(query, after, wanted) if after else first(query, wanted, guessing=not as_typed)
    spots = numbered(found.spots, reading.tiers, by_time=reading.asked(wanted).by_time)
    return Answer(
        hits=hits_at(spots, reading.query, scope),
        total=found.total or 0,
        facets=found.facets,
        next=cursor_at(spots[-1], reading.way, reading.meant, reading.parts) if found.more and spots else None,
        did_you_mean=reading.meant if reading.way == Way.MEANT else None,
        stage=STAGES.get(reading.way, Stage.ALL),
        engine=engine,
    )


def every_key(typed: str, *, scope: Scope, filters: Filters, order: Order, most: int) -> tuple[int, Sequence[str]]:
    """How many `search` finds for the same question, and the keys of all of them in that order; no key where they are more
    than `most`.

    Raises:
        Refused: a query longer than anybody types.
    """
    query = understood(typed)
    if not query.clauses and typed.strip():
        return 0, ()
    wanted = _wanted(scope, filters, order, min(most, AT_ONCE), ())
    reading, found, _engine = first(query, wanted, guessing=True)
    total = found.total or 0
    if total > most:
        return total, ()
    spots = list(found.spots)
    while found.more and len(spots) < most:
        found, _engine = choosing.find(replace(reading.asked(wanted), after=spots[-1], total=False))
        spots += found.spots
    keys: dict[int, str] = {}
    for batch in batches(spots):
        rows = StoredDocument.objects.filter(place__in=[spot.place for spot in batch])
        keys.update((place, key) for place, key in rows.values_list("place", "key") if place is not None)
    return len(keys), [keys[spot.place] for spot in spots if spot.place in keys]


def _wanted(scope: Scope, filters: Filters, order: Order, limit: int, facets: Sequence[str]) -> Wanted:
    return Wanted(
        tiers=(),
        scope=all_of([scope.expression(), *filters.expressions()]),
        limit=limit,
        order=order,
        first=place_at(filters.since) if filters.since else None,
        last=place_at(filters.until) + SECOND - 1 if filters.until else None,
        facets=tuple(facets),
    )
