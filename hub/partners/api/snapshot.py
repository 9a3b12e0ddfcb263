"""`/snapshot`: everything an asker may take, one document a line, and the cursor to go on from.

The cursor is taken before the first document is read: what changes meanwhile is told again after it, so nothing can be
missed. The last line says that the snapshot is whole; without it, throw it away.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from hub.partners.api import filters
from hub.partners.api.addresses import api_url, link
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, visibility
from hub.partners.api.parameters import Parameters
from hub.partners.api.positions import cursor_at, head
from hub.partners.entitlement import Entitlement, Scope

QUERY = Parameters(filters.FILTERS)
PIECE = 200
MEDIA_TYPE = "application/x-ndjson"


def snapshot(request: HttpRequest, asker: Asker) -> StreamingHttpResponse:
    asker.demand(Scope.ITEMS)
    wanted = QUERY.read(request)
    filters.refuse_nonsense(wanted)
    cursor = cursor_at(now := head(), now.last, asker.entitlement)
    response = StreamingHttpResponse(_lines(cursor, wanted, asker.entitlement), content_type=MEDIA_TYPE)
    response["Cache-Control"] = f"{visibility(request)}, no-store"
    response["Link"] = link(api_url(f"changes?since={cursor}"), "next")
    return response


def _lines(cursor: str, wanted: dict[str, Any], entitlement: Entitlement) -> Iterator[bytes]:
    yield as_bytes({"cursor": cursor, "generated_at": timezone.now().isoformat()}) + b"\n"
    count = 0
    for document in _documents(wanted, entitlement):
        count += 1
        yield document.encode() + b"\n"
    yield as_bytes({"end": True, "items": count, "cursor": cursor}) + b"\n"


def _documents(wanted: dict[str, Any], entitlement: Entitlement) -> Iterator[str]:
    """Piece by piece in the order of their ids, each piece one short query: no transaction is held while a slow line
    takes its time."""
    last = ""
    editions = filters.live(entitlement).filter(filters.fixed(wanted), filters.moving(wanted)).order_by("id")
    while rows := list(editions.filter(Q(id__gt=last)).values_list("id", "document")[:PIECE]):
        for _id, document in rows:
            yield document
        last = rows[-1][0]
