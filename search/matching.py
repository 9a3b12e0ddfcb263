"""Which documents a query finds, as a set: what is watched for somebody, rather than asked by somebody.

Only the first stage counts (`search.answering.Stage.ALL`): whoever waits for something wants that, not what is spelled
alike. Always asked of the embedded engine, which is as new as the stored documents themselves.
"""

from collections.abc import Collection

from search import choosing
from search.engine import Order, Wanted
from search.expansion import expanded, lexicon
from search.expressions import all_of
from search.models import StoredDocument
from search.query import parse
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
    places = _places(typed, scope, Filters({**filters.facets, "work": tuple(works)}), limit=_size(works))
    return {keys[place] for place in places if place in keys}


def all_matching(typed: str, *, scope: Scope, filters: Filters, most: int) -> dict[str, int] | None:
    """key → change number of everything that has all that was typed; None where that is more than `most`."""
    places = _places(typed, scope, filters, limit=most + 1)
    if len(places) > most:
        return None
    found: dict[str, int] = {}
    for at in range(0, len(places), PIECE):
        rows = StoredDocument.objects.filter(place__in=places[at : at + PIECE])
        found.update(rows.values_list("key", "change_no"))
    return found


def _places(typed: str, scope: Scope, filters: Filters, *, limit: int) -> list[int]:
    query = expanded(parse(typed), lexicon())
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
