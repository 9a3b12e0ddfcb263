"""Keeps the live index as the stored documents are: takes their changes in, in the order of their numbers, and advances
only after the server has them all. What it knows is one row (`Follower`), so a kill at any step costs nothing: what is
sent twice is refused by its version.

It looks after the index as well: one that is missing, that somebody replaced, or whose shape or database is another one
is made anew beside it; meanwhile the embedded engine answers.
"""

import logging
import time
from collections.abc import Callable, Sequence

from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import indexes
from search.engines.elasticsearch.connection import ASKING, FILLING, Cluster
from search.engines.elasticsearch.writing import Change, changes_after, write
from search.models import Follower, Index, StoredDocument

logger = logging.getLogger("search.following")

NAME = "elasticsearch"
LOOK_AGAIN = 2.0  # seconds after which the index itself is looked at again


class Following:
    """Goes on where the row says. Two of them do no harm: the one that comes second advances nothing."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.client = cluster.client(FILLING)
        self.looked = -LOOK_AGAIN

    def step(self, told: Callable[[int], None] = lambda done: None) -> bool:
        """One round. Returns whether there may be more to do at once."""
        if time.monotonic() - self.looked >= LOOK_AGAIN:
            self.look_after_index(told)
        row = Follower.objects.get(pk=NAME)
        changes = changes_after(row.position)
        if changes:
            self._take(row, changes)
        elif row.documents is None:
            _advance(row, row.position)
        note_fault("")
        return bool(changes)

    def _take(self, row: Follower, changes: Sequence[Change]) -> None:
        last = changes[-1].number
        try:
            write(self.client, row.index, changes, visible=last >= head())
        except Exception:
            self.looked = -LOOK_AGAIN  # perhaps the index is at fault
            raise
        _advance(row, last)

    def look_after_index(self, told: Callable[[int], None] = lambda done: None) -> None:
        row, _created = Follower.objects.get_or_create(pk=NAME)
        live = indexes.live(self.cluster.client(ASKING), self.cluster, epoch())
        if live is None or (live.name, live.uuid) != (row.index, row.index_uuid):
            logger.warning(
                "making an index: the last one, %r, is missing, not as it was made, or of another version", row.index
            )
            rebuild(self.client, self.cluster, told)
        elif not self._has_what_it_should(row):
            logger.warning("making an index: the last one, %r, has other documents than were put in", row.index)
            rebuild(self.client, self.cluster, told)
        self.looked = time.monotonic()

    def _has_what_it_should(self, row: Follower) -> bool:
        """None that is newer than the database (which was taken back to an older state), and as many as there were."""
        answer = self.cluster.client(ASKING).search(
            index=row.index, size=0, track_total_hits=True, aggregations={"newest": {"max": {"field": "change"}}}
        )
        if (answer["aggregations"]["newest"]["value"] or 0) > head():
            return False
        if row.documents is None or answer["hits"]["total"]["value"] == row.documents:
            return True
        now = Follower.objects.get(pk=NAME)
        return (now.index, now.position) != (row.index, row.position)  # somebody else went on meanwhile


def rebuild(client: Elasticsearch, cluster: Cluster, told: Callable[[int], None] = lambda done: None) -> int:
    """A new index beside the live one, filled up to the last change, merged, then switched. Returns how many documents it has."""
    made = indexes.create(client, cluster, epoch())
    position = done = 0
    while changes := changes_after(position):
        last = changes[-1].number
        write(client, made.name, changes, visible=last >= head())
        position, done = last, done + len(changes)
        told(done)
    indexes.merge(client, made)
    indexes.switch(client, cluster, made)
    row, _created = Follower.objects.update_or_create(
        pk=NAME,
        defaults={"index": made.name, "index_uuid": made.uuid, "position": position, "documents": None, "fault": ""},
    )
    _advance(row, position)
    return _documents_at_head()[1]


def epoch() -> str:
    """Of the database: another one has other documents under the same numbers."""
    return str(Index.objects.values_list("epoch", flat=True).first() or "")


def head() -> int:
    """The last change."""
    return Index.objects.values_list("last_change", flat=True).first() or 0


def note_fault(fault: str) -> None:
    """Where everybody sees it: while there is one, nobody waits for the engine."""
    Follower.objects.filter(pk=NAME).exclude(fault=fault).update(fault=fault)


def _advance(row: Follower, position: int) -> None:
    """Unless somebody else did."""
    last, documents = _documents_at_head()
    Follower.objects.filter(pk=NAME, index=row.index, position=row.position).update(
        position=position, documents=documents if last == position else None
    )


def _documents_at_head() -> tuple[int, int]:
    """The last change and how many documents there are then: in one statement, so that they belong together."""
    findable = StoredDocument.objects.filter(place__isnull=False).annotate(all=Value(1)).values("all")
    counted = Subquery(findable.annotate(count=Count("pk")).values("count"))
    row = Index.objects.annotate(count=Coalesce(counted, 0)).values_list("last_change", "count").first()
    return row or (0, 0)
