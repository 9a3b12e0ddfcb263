"""Changes into an index, in bulk. A change carries its number as the document's version, so the newest always wins,
however often and in whatever order changes come; what is refused comes again, and never counts as done."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from search.engines.elasticsearch.indexes import WRITES
from search.engines.elasticsearch.mapping import LONGEST_ID, body
from search.models import StoredDocument

MOST_BYTES = 4_000_000  # of one request
MOST_CHANGES = 1000
PIECE = 100  # rows read at once
PAUSES = (0.2, 0.5, 1.5)  # seconds before refused items are sent again
PAUSES_OF_FULL_SERVER = (1.0, 3.0, 10.0, 30.0)  # seconds before a refused request is sent again
OUTDATED = 409  # a newer one is there
FULL = 429


class ItemsRefused(Exception):  # noqa: N818 - the follower goes no further
    """The server did not take these, and says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """`lines`: as the bulk request has them."""

    number: int
    key: str
    lines: tuple[bytes, ...]


def changes_after(position: int, *, most_bytes: int = MOST_BYTES) -> list[Change]:
    """The next changes, as many as one request may have, but at least one."""
    rows = StoredDocument.objects.filter(change_no__gt=position).order_by("change_no")[:MOST_CHANGES]
    taken: list[Change] = []
    size = 0
    for change in map(_change, rows.iterator(chunk_size=PIECE)):
        size += sum(map(len, change.lines))
        if taken and size > most_bytes:
            break
        taken.append(change)
    return taken


def write(
    client: Elasticsearch,
    index: str,
    changes: Sequence[Change],
    *,
    visible: bool,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """`visible`: queries find them when this returns.

    Raises:
        ItemsRefused: some were refused again and again; the others are in.
    """
    waiting = list(changes)
    for seconds in (*PAUSES, None):
        refused = list(_refused(waiting, _sent(client, index, waiting, visible=visible, pause=pause)))
        if not refused:
            return
        waiting = [change for change, _reason in refused]
        if seconds is not None:
            pause(seconds)
    raise ItemsRefused(f"{len(refused)} documents are refused, such as {refused[0][0].key}: {refused[0][1]}")


def _sent(
    client: Elasticsearch, index: str, changes: Sequence[Change], *, visible: bool, pause: Callable[[float], None]
) -> Sequence[dict[str, Any]]:
    """What the server says of each. One that has no room for a request now has it in some seconds: a new index that is
    nearly full is not given up for that."""
    lines: list[Any] = [line for change in changes for line in change.lines]  # the client sends them as they are
    for seconds in (*PAUSES_OF_FULL_SERVER, None):
        try:
            items: list[dict[str, Any]] = client.bulk(
                index=index + WRITES, operations=lines, require_alias=True, refresh=visible
            )["items"]
        except ApiError as fault:
            if fault.status_code != FULL or seconds is None:
                raise
            pause(seconds)
        else:
            return items
    raise AssertionError("the last attempt returns or raises")


def _change(row: StoredDocument) -> Change:
    act = "index" if row.place is not None else "delete"
    about = {"_id": identifier(row.key), "version": row.change_no, "version_type": "external"}
    lines = [{act: about}, body(row)] if row.place is not None else [{act: about}]
    return Change(row.change_no, row.key, tuple(json.dumps(line, ensure_ascii=False).encode() for line in lines))


def identifier(key: str) -> str:
    """A key longer than the server takes is known by its digest."""
    return key if len(key.encode()) <= LONGEST_ID else sha256(key.encode()).hexdigest()


def _refused(changes: Sequence[Change], items: Sequence[dict[str, Any]]) -> Iterator[tuple[Change, str]]:
    for change, item in zip(changes, items, strict=True):
        [told] = item.values()
        if "error" in told and told["status"] != OUTDATED:
            yield change, f"{told['error']['type']}: {told['error']['reason']}"
