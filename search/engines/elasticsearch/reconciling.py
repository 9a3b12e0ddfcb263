"""Proves that Elasticsearch has the stored documents: each at its place, with the number of its last change, and no other.

What differs in two looks in a row is repaired: written again under a new number, or deleted. Should that not help, the
index is made anew beside this one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from elasticsearch import Elasticsearch

from search.batches import batches
from search.engine import Agreement
from search.engines.elasticsearch.connection import Cluster
from search.engines.elasticsearch.following import NAME, Following, rebuild
from search.engines.elasticsearch.writing import identifier
from search.indexing import BATCH
from search.indexing import write as write_again
from search.models import Follower, StoredDocument

PIECE = 2000

Row = tuple[int, int, str]  # place, change, key or the server's identifier


@dataclass(slots=True)
class _Look:
    """Keys that differ, and identifiers that only the server has."""

    compared: int = 0
    missing: set[str] = field(default_factory=set)
    outdated: set[str] = field(default_factory=set)
    left_over: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.left_over)

    def seen_again_in(self, other: "_Look") -> "_Look":
        return _Look(
            other.compared,
            self.missing & other.missing,
            self.outdated & other.outdated,
            self.left_over & other.left_over,
        )


def reconcile(cluster: Cluster) -> Agreement:
    """What is merely behind is caught up with first and is no difference."""
    following = Following(cluster)
    found = _look_twice(following)
    if found:
        _repair(following.client, cluster.index, found)
        if _look_twice(following):
            rebuild(following.client, cluster)
    Follower.objects.filter(pk=NAME).update(reconciled_at=timezone.now())
    return Agreement(found.compared, len(found.missing), len(found.outdated), len(found.left_over))


def _look_twice(following: Following) -> _Look:
    first = _look(following)
    return first.seen_again_in(_look(following)) if first else first


def _look(following: Following) -> _Look:
    while following.step():
        pass
    index = Follower.objects.get(pk=NAME).index
    following.client.indices.refresh(index=index)
    look = _Look()
    stored, indexed = _stored(), _indexed(following.client, index)
    ours, theirs = next(stored, None), next(indexed, None)
    while ours or theirs:
        if theirs is None or (ours and ours[0] < theirs[0]):
            assert ours  # noqa: S101 - for the type checker
            look.missing.add(ours[2])
            look.compared += 1
            ours = next(stored, None)
        elif ours is None or theirs[0] < ours[0] or theirs[2] != identifier(ours[2]):
            look.left_over.add(theirs[2])
            theirs = next(indexed, None)
        else:
            if theirs[1] != ours[1]:
                look.outdated.add(ours[2])
            look.compared += 1
            ours, theirs = next(stored, None), next(indexed, None)
    return look


def _stored() -> Iterator[Row]:
    """By place, a piece at a time: no transaction stays open while the server is asked."""
    after = -1
    while True:
        rows = StoredDocument.objects.filter(place__gt=after).order_by("place")[:PIECE]
        piece = [(place or 0, change, key) for place, change, key in rows.values_list("place", "change_no", "key")]
        yield from piece
        if len(piece) < PIECE:
            return
        after = piece[-1][0]


def _indexed(client: Elasticsearch, index: str) -> Iterator[Row]:
    after = None
    while True:
        answer = client.search(
            index=index, size=PIECE, sort="place:asc", docvalue_fields=[{"field": "change"}], search_after=after,
            allow_partial_search_results=False,
        )  # fmt: skip
        hits = answer["hits"]["hits"]
        for hit in hits:
            yield hit["sort"][0], hit["fields"]["change"][0], hit["_id"]
        if len(hits) < PIECE:
            return
        after = hits[-1]["sort"]


def _repair(client: Elasticsearch, index: str, found: _Look) -> None:
    for identifiers in batches(sorted(found.left_over), BATCH):
        deletions = [{"delete": {"_id": each}} for each in identifiers]
        client.bulk(index=index, operations=deletions, refresh=True)
    for keys in batches(sorted(found.missing | found.outdated), BATCH):
        write_again(keys, again=True)
