"""Resumable uploads over HTTP: tus 1.0.0 with creation, checksum, termination and expiration (https://tus.io).

Beside it, for a store that senders reach themselves: addresses of single parts, and an end. A refusal is JSON with
`detail`, a sentence for the sender. Who sends is decided by the view's `sender`; nothing here is a transaction, for a
slow line must not hold the database.
"""

import binascii
import logging
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from wagtail.models import Collection

from media_library.files.store import STORE_FAILS, in_words, is_full
from media_library.ingest import judging, receiving
from media_library.ingest.incoming import PART, Busy, Damaged, OutOfPlace, incoming
from media_library.ingest.limits import LARGEST_OF_ALL
from media_library.ingest.receiving import Sender, TooMany
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import say
from media_library.models import Upload, UploadState

VERSION = "1.0.0"
BYTES = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
WHOLE_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
logger = logging.getLogger("hub.ingest")
SenderOf = Callable[..., Sender]


def collection_of_uploads(sender_of: SenderOf, one: str) -> Any:
    """OPTIONS and POST. `one`: the name of the address of a single upload."""

    def view(request: HttpRequest, **where: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            answer = HttpResponse(status=204)
            answer["Tus-Version"], answer["Tus-Max-Size"] = VERSION, str(LARGEST_OF_ALL)
            answer["Tus-Extension"] = "creation,checksum,termination,expiration"
            answer["Tus-Checksum-Algorithm"] = "sha256"
            return _signed(answer)
        if request.method != "POST":
            return _refused(405, _("This address takes new uploads only."))
        try:
            sender = sender_of(request, **where)
            _demand_version(request)
            upload = receiving.begin(sender, size=_number(request, "Upload-Length"), **_told(request))
        except _Answer as refused:
            return refused.answer
        except FileRefused as refused:
            return _file_refused(refused)
        except TooMany:
            return _refused(429, _("All that may be sent has been sent."))
        except PermissionDenied:
            return _refused(403, _("You may not add files here."))
        answer = JsonResponse(_state(upload), status=201)
        answer["Location"] = reverse(one, kwargs={**where, "uid": upload.pk})
        return _signed(answer, upload)

    return _door(view)


def one_upload(sender_of: SenderOf) -> Any:
    """HEAD and GET: how far it is. PATCH: more bytes. DELETE: give it up. POST: addresses of parts, or the end."""

    def view(request: HttpRequest, uid: UUID, **where: Any) -> HttpResponseBase:
        try:
            upload = _find(sender_of(request, **where), uid)
            if request.method in ("HEAD", "GET"):
                return _how_far(upload, head=request.method == "HEAD")
            if request.method == "POST":
                return _direct(request, upload)
            _demand_version(request)
            if request.method == "PATCH":
                return _patch(request, upload)
            if request.method == "DELETE":
                judging.drop(upload)
                return _signed(HttpResponse(status=204))
        except _Answer as refused:
            return refused.answer
        except PermissionDenied:
            return _refused(403, _("You may not add files here."))
        return _refused(405, _("An upload is asked for, gone on with or given up."))

    return _door(view)


def _door(view: Any) -> Any:
    def answered(request: HttpRequest, **where: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = view(request, **where)
        except STORE_FAILS as away:
            logger.error("store_fails reason=%s", away)  # noqa: TRY400 - the reason is the message
            words = _("%(why)s The upload goes on by itself as soon as it can.") % {"why": in_words(away)}
            answer = _refused(507 if is_full(away) else 503, words)
            answer["Retry-After"] = "30"
        return answer

    return transaction.non_atomic_requests(csrf_protect(answered))


class _Answer(Exception):  # noqa: N818 - carries what is answered
    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


def _find(sender: Sender, uid: UUID) -> Upload:
    upload = sender.uploads().filter(pk=uid).defer("preview").first()
    if upload is None:
        raise _Answer(_refused(410, _("There is no such upload: it was dropped, or it is somebody else’s.")))
    return upload


def _how_far(upload: Upload, *, head: bool) -> HttpResponse:
    try:
        receiving.offset_of(upload)
    except FileNotFoundError:
        judging.drop(upload)
        raise _Answer(_refused(410, _("What had arrived is gone. Send the file again."))) from None
    answer = HttpResponse() if head else JsonResponse(_state(upload))
    answer["Upload-Length"] = str(upload.size)
    answer["Cache-Control"] = "no-store"
    return _signed(answer, upload)


def _patch(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.content_type != BYTES:
        return _refused(415, _("The bytes of a file are sent as %(type)s.") % {"type": BYTES})
    offset, length = _number(request, "Upload-Offset"), _number(request, "Content-Length")
    if upload.state != UploadState.RECEIVING or offset + length > upload.size:
        return _refused(409 if upload.is_whole else 413, _("More bytes came than the file has."))
    try:
        receiving.append(upload, offset=offset, stream=request, length=length, checksum=_checksum(request))  # type: ignore[arg-type]  # a request is read like a file
    except Busy:
        return _refused(423, _("The same upload is being sent already."))
    except OutOfPlace:
        return _refused(409, _("The bytes do not go on where the last ones ended."))
    except Damaged:
        return _refused(CHECKSUM_MISMATCH, _("The bytes were damaged on the way. They are sent again."))
    except FileNotFoundError:
        judging.drop(upload)
        return _refused(410, _("What had arrived is gone. Send the file again."))
    return _signed(HttpResponse(status=204), upload)


def _direct(request: HttpRequest, upload: Upload) -> HttpResponse:
    """`?part=N`: where that part is to be put. Without: all parts are there."""
    store = incoming()
    if not store.direct:
        return _refused(409, _("This upload is not sent in parts."))
    if "part" in request.GET and upload.state == UploadState.RECEIVING:
        number = request.GET["part"]
        if not WHOLE_NUMBER.fullmatch(number) or not 1 <= int(number) <= -(-upload.size // PART):
            return _refused(400, _("There is no such part."))
        return JsonResponse({"url": store.address(upload.pk, upload.store_key, int(number))})  # type: ignore[attr-defined]  # a direct store has addresses
    if receiving.offset_of(upload) != upload.size:
        return _refused(409, _("The file is not whole yet."))
    return _signed(JsonResponse(_state(upload)), upload)


# --- what comes and goes in headers -----------------------------------------------------------------------------------


def _told(request: HttpRequest) -> dict[str, Any]:
    metadata = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            metadata[key] = b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise _Answer(
                _refused(400, _("The header %(name)s cannot be read.") % {"name": "Upload-Metadata"})
            ) from None
    shelf = metadata.get("collection", "")
    collection = Collection.objects.filter(pk=int(shelf)).first() if WHOLE_NUMBER.fullmatch(shelf) else None
    if shelf and collection is None:
        raise PermissionDenied
    return {"name": metadata.get("filename", ""), "sha256": metadata.get("sha256", ""), "collection": collection}


def _number(request: HttpRequest, name: str) -> int:
    value = request.headers.get(name, "")
    if not WHOLE_NUMBER.fullmatch(value):
        raise _Answer(_refused(400, _("The header %(name)s cannot be read.") % {"name": name}))
    return int(value)


def _checksum(request: HttpRequest) -> bytes | None:
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return None
    algorithm, _space, value = given.partition(" ")
    try:
        digest = b64decode(value, validate=True)
    except binascii.Error:
        digest = b""
    if algorithm != "sha256" or len(digest) != 32:
        raise _Answer(_refused(400, _("The header %(name)s cannot be read.") % {"name": "Upload-Checksum"}))
    return digest


def _demand_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        answer = _refused(412, _("This address speaks tus %(version)s.") % {"version": VERSION})
        answer["Tus-Version"] = VERSION
        raise _Answer(answer)


def _signed(answer: HttpResponse, upload: Upload | None = None) -> HttpResponse:
    answer["Tus-Resumable"] = VERSION
    if upload is not None:
        answer["Upload-Offset"] = str(upload.received)
        answer["Upload-Expires"] = http_date(upload.expires_at.astimezone(UTC).timestamp())
    return answer


def _state(upload: Upload) -> dict[str, Any]:
    return {
        "uid": str(upload.pk),
        "offset": upload.received,
        "size": upload.size,
        "part": PART,
        "direct": incoming().direct,
        "state": upload.state,
        "state_label": upload.get_state_display(),
        "detail": upload.why_refused,
    }


def _refused(status: int, detail: str, **more: str) -> HttpResponse:
    return _signed(JsonResponse({"detail": detail, **more}, status=status))


def _file_refused(refused: FileRefused) -> HttpResponse:
    refusal = refused.refusal
    status = {"too_many_bytes": 413, "duplicate": 409, "duplicate_upload": 409}.get(refusal.code, 400)
    more = {}
    if refusal.code == "duplicate":
        more["url"] = reverse("wagtailsnippets_media_library_asset:edit", args=[refusal.about["asset"]])
    return _refused(status, say(refusal.code, refusal.about), code=refusal.code, **more)
