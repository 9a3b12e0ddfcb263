"""What else there is to read: documents that speak of the same things, by the facets they share. A rare thing in common
says more than a common one."""

from collections import Counter
from collections.abc import Sequence
from math import log

from search import choosing
from search.engine import Spot, Wanted
from search.expressions import Without, all_of, any_of, carries
from search.hits import Hit, hits_at
from search.models import StoredDocument
from search.query import Query
from search.scope import Scope

SHARED = ("dossier", "place", "person", "subject", "column", "agency")
CANDIDATES = 200  # the newest that share anything


def related(key: str, *, scope: Scope, limit: int = 6) -> tuple[Hit, ...]:
    """In the document's own language, best first; never another language of its own work. Nothing, if it is not there."""
    own = StoredDocument.objects.filter(pk=key, place__isnull=False).first()
    if own is None or not scope.allows(own.facets):
        return ()
    mine = {(name, value) for name in SHARED for value in own.facets.get(name, ())}
    if not mine:
        return ()
    found, _engine = choosing.find(
        Wanted(
            tiers=(
                Without(any_of(carries(name, [value]) for name, value in sorted(mine)), carries("work", [own.work])),
            ),
            scope=all_of([scope.expression(), *([carries("lang", [own.lang])] if own.lang else [])]),
            limit=CANDIDATES,
            total=False,
        )
    )
    places = [spot.place for spot in found.spots]
    best = _by_what_they_share(places, mine)[:limit]
    return hits_at([Spot(0, place) for place in best], Query(""), scope)


def _by_what_they_share(places: Sequence[int], mine: set[tuple[str, str]]) -> list[int]:
    rows = StoredDocument.objects.filter(place__in=places).values_list("place", "facets")
    shared = {
        place: {(name, value) for name in SHARED for value in facets.get(name, ())} & mine
        for place, facets in rows
        if place is not None
    }
    often = Counter(thing for things in shared.values() for thing in things)
    weight = {thing: log(1 + len(shared) / count) for thing, count in often.items()}
    return sorted(shared, key=lambda place: (-sum(weight[thing] for thing in shared[place]), -place))
