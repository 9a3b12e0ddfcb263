"""Asks Elasticsearch. It is believed only while it has every change, which the follower's row says, and while the index
has as many documents as it must have, which it says itself in the same request: so an index that somebody emptied,
replaced or took back to an older state gives no wrong answer, not even before the follower sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from search.expressions import Expression, all_of
from search.models import Follower, Index

MOST_VALUES = 5000  # of one facet, the most frequent; a server refuses answers of more than 65,536
TOO_MANY = 429
SERVER_AT_FAULT = 500


class ElasticsearchEngine:
    name = following.NAME

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def find(self, wanted: Wanted) -> Found:
        row = _in_step(self.cluster)
        proof = Search().extra(size=1, track_total_hits=True)
        searches = [proof, _page(wanted), _counts(wanted)]
        try:
            answers = self.cluster.client(ASKING).msearch(
                index=self.cluster.index, searches=[part for one in searches for part in ({}, one.to_dict())]
            )
        except FAULTS as fault:
            raise EngineFailed(told(fault)) from fault
        proven, page, counts = map(_whole, answers["responses"])
        _prove(proven, row)
        return _found(page, counts, wanted)

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


def _page(wanted: Wanted) -> Search:
    """The hits alone. What is counted is asked for apart: a server that must count goes through all that matches, for
    each of many tiers; one that need not ends with the best."""
    search = _search(wanted, scored=not wanted.by_time).extra(size=wanted.limit + 1, track_total_hits=False)
    search = search.sort(*_order(wanted))
    if wanted.after is not None:
        spot = wanted.after
        if wanted.by_time and spot.tier:
            return search.extra(size=0)  # nothing stands after it
        search = search.extra(search_after=_after(spot, wanted))
    return search


def _order(wanted: Wanted) -> list[Any]:
    if wanted.sorted_by is not None:
        name, from_end = wanted.sorted_by
        way = "desc" if from_end else "asc"
        return [{f"ordered.{name}": {"order": way, "missing": "_last"}}, {"place": {"order": way}}]
    return [*([] if wanted.by_time else ["_score"]), "-place" if wanted.order != Order.OLDEST else "place"]


def _after(spot: Spot, wanted: Wanted) -> list[Any]:
    if wanted.sorted_by is not None:
        return [spot.key or None, spot.place]
    return [spot.place] if wanted.by_time else [len(wanted.tiers) - spot.tier, spot.place]


def _counts(wanted: Wanted) -> Search:
    """How many there are, and what they carry: the same for every page and order of one question, so the server keeps it
    (of what has no hits, it does)."""
    search = _search(wanted, scored=False).extra(size=0, track_total_hits=wanted.total or bool(wanted.facets))
    for name in wanted.facets:
        search.aggs.bucket(name, "terms", field=f"counted.{name}", size=MOST_VALUES)
    return search


def _search(wanted: Wanted, *, scored: bool) -> Search:
    return Search().query(_query(wanted, scored=scored)).extra(timeout=f"{ASKING:.0f}s")


def _query(wanted: Wanted, *, scored: bool) -> Query:
    """Every hit matches the last tier; by the first that it matches comes its score."""
    needed = [written(all_of([*wanted.tiers[-1:], wanted.scope]))]
    bounds = {"gte": wanted.first, "lte": wanted.last}
    if wanted.first is not None or wanted.last is not None:
        needed.append(Q("range", place={bound: place for bound, place in bounds.items() if place is not None}))
    if not scored:
        return Q("bool", filter=needed)
    return Q("bool", filter=needed, must=[Q("dis_max", queries=list(_scored(wanted.tiers)))])


def _scored(tiers: tuple[Expression, ...]) -> Iterator[Query]:
    for tier, expression in enumerate(tiers):
        yield Q("constant_score", filter=written(expression), boost=len(tiers) - tier)


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


def _found(page: dict[str, Any], counts: dict[str, Any], wanted: Wanted) -> Found:
    hits = page["hits"]["hits"]
    counted = counts.get("aggregations", {})
    return Found(
        spots=tuple(_spot(hit["sort"], wanted) for hit in hits[: wanted.limit]),
        more=len(hits) > wanted.limit,
        total=counts["hits"]["total"]["value"] if wanted.total or wanted.facets else None,
        facets={
            name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]} for name in wanted.facets
        },
    )


def _spot(sort: list[Any], wanted: Wanted) -> Spot:
    if wanted.sorted_by is not None:
        return Spot(0, sort[1], sort[0] or "")
    if wanted.by_time:
        return Spot(0, sort[0])
    score, place = sort
    return Spot(len(wanted.tiers) - round(score), place)
