"""Asks Elasticsearch. It is believed only while it has every change, which the follower's row says, and while the index
has as many documents as it must have, which it says itself in the same request: so an index that somebody emptied,
replaced or took back to an older state gives no wrong answer, not even before the follower sees it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.db.models import Subquery
from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engine import Agreement, Declined, EngineFailed, Found, Order, Spot, Standing, Wanted
from search.engines.elasticsearch import following, reconciling
from search.engines.elasticsearch.connection import ASKING, FAULTS, FILLING, Cluster, told
from search.engines.elasticsearch.expressing import written
from search.engines.elasticsearch.indexes import OtherMapping, is_ours
from search.engines.elasticsearch.writing import ItemsRefused
from search.expressions import all_of, any_of
from search.models import Follower, Index

MOST_VALUES = 5000  # of one facet, the most frequent; a server refuses answers of more than 65,536
STEPS = (2, 8)  # tiers that are asked for at first, and then; nineteen of twenty pages are full with those
TIMEOUT = f"{ASKING:.0f}s"
TOO_MANY = 429
SERVER_AT_FAULT = 500


class ElasticsearchEngine:
    name = following.NAME

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def find(self, wanted: Wanted) -> Found:
        """Tier by tier, until the page is full: half of them are with the first two, which are asked for together with the counts."""
        row = _in_step(self.cluster)
        tiers = _tiers(wanted)
        counts, *pages = self._asked([_counts(wanted), *(_page(tier, wanted) for tier in tiers[: STEPS[0]])], row)
        total = counts["hits"]["total"]["value"] if wanted.total or wanted.facets else None
        spots = _merged(pages, tiers, wanted)
        for begin, end in pairwise((*STEPS, len(tiers))):
            if begin >= len(tiers) or len(spots) > wanted.limit or (wanted.after is None and len(spots) == total):
                break
            pages += self._asked([_page(tier, wanted) for tier in tiers[begin:end]], row)
            spots = _merged(pages, tiers, wanted)
        counted = counts.get("aggregations", {})
        return Found(
            spots=tuple(spots[: wanted.limit]),
            more=len(spots) > wanted.limit if wanted.limit else bool(total),
            total=total,
            facets={
                name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}
                for name in wanted.facets
            },
        )

    def _asked(self, searches: list[Search], row: Follower) -> list[dict[str, Any]]:
        """All of them at once, and whether the index that answered them is whole."""
        proof = Search().extra(size=1, track_total_hits=True)
        try:
            answers = self.cluster.client(ASKING).msearch(
                index=self.cluster.index, searches=[part for one in (proof, *searches) for part in ({}, one.to_dict())]
            )
        except FAULTS as fault:
            raise EngineFailed(told(fault)) from fault
        proven, *others = map(_whole, answers["responses"])
        _prove(proven, row)
        return others

    def standing(self) -> Standing:
        row, behind = _row()
        return Standing(
            name=self.name,
            index=row.index,
            position=row.position,
            behind=behind,
            documents=row.documents,
            fault=row.fault,
            reconciled_at=row.reconciled_at,
        )

    def rebuild(self, told: Callable[[int], None]) -> int:
        with _failing():
            return following.rebuild(self.cluster.client(FILLING), self.cluster, told)

    def reconcile(self) -> Agreement:
        with _failing():
            return reconciling.reconcile(self.cluster)


@contextmanager
def _failing() -> Iterator[None]:
    """What goes wrong in the cluster, as every engine says it."""
    try:
        yield
    except (*FAULTS, ItemsRefused, OtherMapping) as fault:
        raise EngineFailed(told(fault)) from fault


# --- whether it may be asked -----------------------------------------------------------------------------------------


def _row() -> tuple[Follower, int]:
    """The follower and how many changes it lacks, from one statement."""
    head = Subquery(Index.objects.values("last_change")[:1])
    row = Follower.objects.filter(pk=following.NAME).annotate(head=head).first()
    if row is None:
        return Follower(pk=following.NAME), following.head()
    return row, (row.head or 0) - row.position


def _in_step(cluster: Cluster) -> Follower:
    row, behind = _row()
    if row.fault:
        raise Declined(row.fault)
    if behind or row.documents is None:
        raise Declined(f"{behind} changes behind")
    if not is_ours(cluster, row.index):
        raise Declined(f"{row.index} was made by another version of the hub")
    return row


def _prove(answer: dict[str, Any], row: Follower) -> None:
    """This is the index that the follower filled, and nothing is missing."""
    hits = answer["hits"]
    if any(hit["_index"] != row.index for hit in hits["hits"]):
        raise Declined("another index is behind the alias")
    if hits["total"]["value"] != row.documents:
        raise Declined(f"the index has {hits['total']['value']} documents and should have {row.documents}")


# --- asking and reading ----------------------------------------------------------------------------------------------


def _tiers(wanted: Wanted) -> Sequence[int]:
    """Those that may have hits for this page, best first; where they decide nothing of the order, 0 is everything."""
    after = wanted.after
    if not wanted.limit:
        return ()
    if wanted.by_time:
        return () if after is not None and after.tier else (0,)  # nothing stands after another one
    return range(after.tier if after is not None else 0, len(wanted.tiers))


def _page(tier: int, wanted: Wanted) -> Search:
    """The hits of one tier alone, newest first or as they are sorted: a server that need not count ends with the page. Which of them
    stand in a better one is seen from the answers, but for those that were on the pages before."""
    after = wanted.after
    where = _needed(wanted if wanted.by_time else replace(wanted, tiers=(wanted.tiers[tier],)))
    if after is not None and not wanted.by_time and (passed := wanted.tiers[: after.tier + (tier > after.tier)]):
        where = Q("bool", filter=[where], must_not=[written(any_of(passed))])
    search = Search().query(where).extra(timeout=TIMEOUT, size=wanted.limit + 1, track_total_hits=False)
    search = search.extra(stored_fields="_none_").sort(*_order(wanted))
    if after is not None and tier == after.tier:
        return search.extra(search_after=_after(after, wanted))
    return search


def _order(wanted: Wanted) -> list[Any]:
    if wanted.sorted_by is not None:
        name, from_end = wanted.sorted_by
        way = "desc" if from_end else "asc"
        return [{f"ordered.{name}": {"order": way, "missing": "_last"}}, {"place": {"order": way}}]
    return ["-place" if wanted.order != Order.OLDEST else "place"]


def _after(spot: Spot, wanted: Wanted) -> list[Any]:
    return [spot.key or None, spot.place] if wanted.sorted_by is not None else [spot.place]


def _counts(wanted: Wanted) -> Search:
    """How many there are, and what they carry: the same for every page and order of one question, so the server keeps it
    (of what has no hits, it does)."""
    search = Search().query(_needed(wanted)).extra(timeout=TIMEOUT, size=0)
    search = search.extra(track_total_hits=wanted.total or bool(wanted.facets))
    for name in wanted.facets:
        search.aggs.bucket(name, "terms", field=f"counted.{name}", size=MOST_VALUES)
    return search


def _needed(wanted: Wanted) -> Query:
    """Every hit matches the last tier."""
    needed = [written(all_of([*wanted.tiers[-1:], wanted.scope]))]
    bounds = {"gte": wanted.first, "lte": wanted.last}
    if wanted.first is not None or wanted.last is not None:
        needed.append(Q("range", place={bound: place for bound, place in bounds.items() if place is not None}))
    return Q("bool", filter=needed)


def _merged(pages: Sequence[dict[str, Any]], tiers: Sequence[int], wanted: Wanted) -> list[Spot]:
    """Each hit in the first tier that has it, no more than one beyond the page. As many as that were asked for of each tier, so none
    is missing, whatever stands in a better one."""
    spots: dict[int, Spot] = {}
    for page, tier in zip(pages, tiers, strict=False):
        for hit in page["hits"]["hits"]:
            sort = hit["sort"]
            if len(spots) > wanted.limit:
                return list(spots.values())
            spots.setdefault(sort[-1], Spot(tier, sort[-1], (sort[0] or "") if wanted.sorted_by else ""))
    return list(spots.values())


def _whole(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer of all shards, in time."""
    if "error" in answer:
        reason = f"{answer['status']} {answer['error']['type']}: {answer['error']['reason']}"
        if answer["status"] >= SERVER_AT_FAULT or answer["status"] == TOO_MANY:
            raise EngineFailed(reason)
        raise Declined(reason)
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise EngineFailed("it did not finish in time, or has lost a shard")
    return answer
