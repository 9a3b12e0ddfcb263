"""`/changes`: the ledger, entry by entry, to those who may see them.

What an asker may not see is left out, and its cursor passes over it. An edition that it could see and no longer may is
told as withdrawn: the copy has to go. An empty poll is one lookup.
"""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from wagtail.models import Revision

from hub.partners.api import filters
from hub.partners.api import parameters as take
from hub.partners.api.addresses import item_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.long_poll import seats, watch
from hub.partners.api.parameters import Parameter, Parameters
from hub.partners.api.positions import Head, cursor_at, head, position
from hub.partners.entitlement import Entitlement, Scope
from hub.publishing.models import Change, LedgerEntry

ROUNDS = 5  # looks at the ledger in one request, where most entries are not for the asker
DEFAULT_LIMIT = 50
LONGEST_WAIT = 30

QUERY = Parameters(
    (
        Parameter(
            "since",
            take.some_text,
            {"type": "string"},
            "The `cursor` of your last answer, or of the snapshot. Without it: from the beginning.",
        ),
        Parameter(
            "wait",
            take.a_whole_number(0, LONGEST_WAIT),
            {"type": "integer", "minimum": 0, "maximum": LONGEST_WAIT, "default": 0},
            "Seconds to wait for a change where there is none yet (long poll).",
            "20",
        ),
        *filters.FILTERS,
        take.LIMIT,
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry with what decides who sees it."""

    seq: int
    edition_id: str
    version: int
    change: str
    at: datetime
    etag: str
    note: str
    work: UUID
    lang: str
    licence: str


COLUMNS = (
    "seq", "edition_id", "version", "change", "at", "etag", "note", "edition__work", "edition__lang", "edition__licence",
)  # fmt: skip


@dataclass(slots=True)
class Found:
    """`upto`: the number up to which the ledger has been looked through."""

    upto: int
    more: bool = False
    told: list[dict[str, Any]] = field(default_factory=list)


def changes(request: HttpRequest, asker: Asker) -> HttpResponse:
    """What happened since a cursor, in the one order that everybody sees."""
    asker.demand(Scope.ITEMS)
    wanted = QUERY.read(request)
    filters.refuse_nonsense(wanted)
    now = head()
    found = look(position(wanted.get("since"), now, asker.entitlement), now, wanted, asker.entitlement)
    if not found.told and not found.more and wanted.get("wait"):
        now, found = _wait(now, found, wanted, asker.entitlement)
    body = {"changes": found.told, "cursor": cursor_at(now, found.upto, asker.entitlement), "more": found.more}
    return reply(request, as_bytes(body))


def _wait(now: Head, found: Found, wanted: dict[str, Any], entitlement: Entitlement) -> tuple[Head, Found]:
    deadline = time.monotonic() + wanted["wait"]
    with seats.take() as seated:
        while seated and not found.told and not found.more and watch.wait_beyond(found.upto, deadline):
            now = head()
            found = look(found.upto, now, wanted, entitlement)
    return now, found


def look(seq: int, now: Head, wanted: dict[str, Any], entitlement: Entitlement) -> Found:
    """At most `limit` entries after a number that are for the asker."""
    limit = wanted.get("limit", DEFAULT_LIMIT)
    found = Found(upto=seq)
    for _round in range(ROUNDS):
        if found.upto >= now.last:
            return found
        rows = _rows(found.upto, now.last, wanted, limit + 1)
        for row, change in _for_asker(rows, entitlement):
            if change and len(found.told) == limit:
                found.more = True
                return found
            if change:
                found.told.append(_told(row, change))
            found.upto = row.seq
        if len(rows) <= limit:
            found.upto = now.last
            return found
    found.more = True
    return found


def _rows(seq: int, last: int, wanted: dict[str, Any], count: int) -> list[Row]:
    """A withdrawal is told under every filter but language and kind: where an edition stood is no longer known."""
    entries = LedgerEntry.objects.filter(filters.fixed(wanted, "edition__"), seq__gt=seq, seq__lte=last)
    moving = filters.moving(wanted, "edition__")
    if moving:
        entries = entries.filter(moving | Q(change=Change.WITHDRAWN))
    return [Row(*values) for values in entries.order_by("seq").values_list(*COLUMNS)[:count]]


def _for_asker(rows: list[Row], entitlement: Entitlement) -> Iterable[tuple[Row, str]]:
    """Each entry with the change this asker is told, or an empty string."""
    hidden = [row for row in rows if entitlement.reads(row.lang) and not entitlement.sees(row.lang, row.licence)]
    lost = lost_from_sight(hidden, entitlement) if hidden else set()
    for row in rows:
        if entitlement.sees(row.lang, row.licence):
            yield row, row.change
        else:
            yield row, Change.WITHDRAWN.value if row.seq in lost else ""


def lost_from_sight(hidden: list[Row], entitlement: Entitlement) -> set[int]:
    """Those of the entries whose edition the asker could see at an earlier one, by the licence of that release.

    Where a release is no longer known, the edition counts as seen: a copy too many is withdrawn, never one too few.
    """
    last = max(row.seq for row in hidden)
    earlier: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    releases = LedgerEntry.objects.filter(edition_id__in={row.edition_id for row in hidden}, seq__lt=last).exclude(
        change=Change.WITHDRAWN
    )
    for edition_id, seq, revision_id in releases.values_list("edition_id", "seq", "revision_id"):
        earlier[edition_id].append((seq, revision_id))
    if not earlier:
        return set()
    licences = _licences({revision for rows in earlier.values() for _seq, revision in rows if revision})

    def seen(revision_id: int | None) -> bool:
        licence = licences.get(revision_id)
        return licence is None or licence in entitlement.licences

    return {
        row.seq
        for row in hidden
        if any(seq < row.seq and seen(revision_id) for seq, revision_id in earlier[row.edition_id])
    }


def _licences(revision_ids: set[int]) -> dict[int | None, str]:
    """The licence each release was under; what has none of its own is open."""
    rows = Revision.objects.filter(pk__in=revision_ids).values_list("pk", "content__licence")
    return {pk: licence for pk, licence in rows if licence}


def _told(row: Row, change: str) -> dict[str, Any]:
    goes = change == Change.WITHDRAWN
    return {
        "seq": row.seq,
        "id": row.edition_id,
        "work": str(row.work),
        "lang": row.lang,
        "version": row.version,
        "change": change,
        "at": row.at.isoformat(),
        "etag": None if goes else row.etag,
        "href": item_url(row.edition_id),
        "note": (row.note or None) if change == row.change else None,
    }
