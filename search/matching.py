"""Which documents a query finds, as a set: what is watched for somebody, rather than asked by somebody.

The same as the search box finds, of what has all that was typed (`search.answering.Stage.ALL`): whoever waits for something
wants that, not what is spelled alike, nor what sounds alike in another script. Always asked of the embedded engine, which is as
new as the stored documents themselves.
"""

from collections.abc import Collection
from dataclasses import replace

from search import choosing
from search.asking import readings, understood
from search.engine import Order, Wanted
from search.expressions import all_of
from search.models import StoredDocument
from search.query import Query
from search.ranking import tiers_of
from search.scope import Filters, Scope

PIECE = 500  # values in one query of the database


def matching(typed: str, *, scope: Scope, filters: Filters, among: Collection[str]) -> set[str]:
    """The keys of those of these documents that have all that was typed. Three queries."""
    rows = StoredDocument.objects.filter(pk__in=among, place__isnull=False).values_list("place", "key", "work")
    keys, works = {}, set()
    for place, key, work in rows:
        keys[place] = key
        works.add(work)
    if not keys:
        return set()
    here = replace(filters, facets={**filters.facets, "work": tuple(works)})
    places: list[int] = []
    for query in readings(understood(typed)):
        places = _places(query, scope, here, limit=_size(works))
        if places or _places(query, scope, filters, limit=1):
            break
    return {keys[place] for place in places if place in keys}


def all_matching(typed: str, *, scope: Scope, filters: Filters, most: int) -> dict[str, int] | None:
    """key → change number of everything that has all that was typed; None where that is more than `most`."""
    places = next(
        (found for query in readings(understood(typed)) if (found := _places(query, scope, filters, limit=most + 1))),
        [],
    )
    if len(places) > most:
        return None
    changes: dict[str, int] = {}
    for at in range(0, len(places), PIECE):
        rows = StoredDocument.objects.filter(place__in=places[at : at + PIECE])
        changes.update(rows.values_list("key", "change_no"))
    return changes


def _places(query: Query, scope: Scope, filters: Filters, *, limit: int) -> list[int]:
    wanted = Wanted(
        tiers=tuple(tiers_of(query))[-1:],  # the last one holds everything that matches
        scope=all_of([scope.expression(), *filters.expressions()]),
        limit=limit,
        order=Order.NEWEST,
        total=False,
    )
    return [spot.place for spot in choosing.EMBEDDED.find(wanted).spots]


def _size(works: Collection[str]) -> int:
    """No more can be found among these works."""
    return StoredDocument.objects.filter(work__in=works, place__isnull=False).count()
