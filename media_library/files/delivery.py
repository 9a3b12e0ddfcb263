"""Delivery: from an address to the stored file, and from a stored file to an answer.

Whether the asker may have it is decided by the caller, before. Nothing here reads a whole file into memory, whichever
store holds it; answers follow RFC 9110 (ranges, conditions) with the file's SHA-256 as its strong entity tag. One range is answered
with 206; several at once with 200 and the whole file, as its section 14.2 allows: no player or downloader asks for them, and
many small ones are a known way to make a server work.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from mimetypes import guess_type
from typing import Any
from urllib.parse import quote
from uuid import UUID

from botocore.exceptions import ClientError
from django.core.files.storage import Storage, default_storage
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from media_library.clips import footage, streaming
from media_library.files.addresses import SHA_LENGTH
from media_library.files.naming import extension
from media_library.files.store import is_missing, told_apart
from media_library.ingest.sniffing import FORMATS
from media_library.models import (
    Asset,
    Audio,
    BrandAsset,
    BrandCopy,
    Face,
    FileVersion,
    LibraryDocument,
    PagePicture,
    Picture,
    PreparedFile,
    Rendition,
    StampedProxy,
    SubtitleTrack,
    Video,
)
from media_library.renditions import rendering
from media_library.rights.blurring import may_leave
from media_library.rights.terms import is_told
from media_library.shotlist.writing import passages_prefetch
from media_library.subtitles import formats, track_forms

PIECE = 256 * 1024
SHA_PREFIX = re.compile(rf"\A[0-9a-f]{{{SHA_LENGTH}}}\Z")
ONE_RANGE = re.compile(r"\Abytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)  # Python refuses to read a number of 5,000 digits
FOR_EVER = "public, max-age=31536000, immutable"
FOR_THE_ASKER = "private, no-cache"
CONTENT_TYPES = {
    **{known.extension: known.mime for known in FORMATS.values()},
    **rendering.CONTENT_TYPES,
    **footage.CONTENT_TYPES,
    **footage.SOUND_TYPES,
    **formats.CONTENT_TYPES,
    "m3u8": streaming.HLS_TYPE,
    "ts": "video/mp2t",
    "vtt": "text/vtt; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file and the asset it belongs to. `internal`: an original, an older version, or subtitles in a language
    in which the words may not leave, or what shows faces that are blurred by now: for staff only. `tail`: what stands
    behind what is stored; `size` and `sha256` are of both together. `made_from`: the checksum of the file that it was made
    from, None where it is the asset's own, or shows nothing of it."""

    asset: Asset
    storage_name: str
    content_type: str
    size: int
    sha256: str
    name: str
    internal: bool = False
    tail: bytes = b""
    content: bytes | None = None  # of a text that is made when it is asked for, and is in no store
    made_from: str | None = None

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'


# --- from an address to a file ----------------------------------------------------------------------------------------


def find_file(uid: UUID | str, sha_prefix: str, name: str) -> StoredFile | None:
    """The file behind an address, or None. The name decides nothing but the kind: titles change, addresses stay."""
    try:
        uid = UUID(str(uid))
    except ValueError:
        return None
    kind = extension(name)
    if not SHA_PREFIX.match(sha_prefix):
        return None
    if kind in rendering.CONTENT_TYPES:
        found = _rendition(uid, sha_prefix) or _original(uid, sha_prefix) or _prepared(uid, sha_prefix)
        found = found or _face(uid, sha_prefix) or _page(uid, sha_prefix)
    elif kind in footage.CONTENT_TYPES or kind == "ts":
        found = _video(uid, sha_prefix) or _stamped_proxy(uid, sha_prefix) or _prepared(uid, sha_prefix)
    elif kind in footage.SOUND_TYPES:
        found = _recording(uid, sha_prefix) or _stamped_proxy(uid, sha_prefix) or _prepared(uid, sha_prefix)
    elif kind in ("vtt", "m3u8"):
        found = _subtitles(uid, sha_prefix) or _streamed(uid, sha_prefix)
    elif kind in track_forms.FORMS:
        found = _track_form(uid, sha_prefix, kind)
    else:
        found = None
    found = found or _document(uid, sha_prefix) or _brand(uid, sha_prefix) or _older(uid, sha_prefix)
    if found is None or extension(found.storage_name) != kind:
        return None
    return replace(found, name=name, internal=found.internal or _shows_faces(found))


def _shows_faces(found: StoredFile) -> bool:
    """Those that are seen no more in the file that is cleared."""
    carrier: Any = found.asset.carrier
    if found.made_from in (None, carrier.sha256):
        return False
    return not may_leave(found.asset, made_from=found.made_from or "")


def _rendition(uid: UUID, sha_prefix: str) -> StoredFile | None:
    rows = Rendition.objects.select_related("image__asset__rights")
    row = rows.filter(image__asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.image.asset, row.file.name, row.size, row.sha256, made_from=row.made_from) if row else None


def _original(uid: UUID, sha_prefix: str) -> StoredFile | None:
    row = Picture.objects.filter(asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.asset, row.file.name, row.file_size, row.sha256, internal=True) if row else None


def _video(uid: UUID, sha_prefix: str) -> StoredFile | None:
    """As it came from the camera, which writes into it where it was filmed; everybody takes the proxy."""
    row = Video.objects.filter(asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.asset, row.file.name, row.size, row.sha256, internal=True) if row else None


def _recording(uid: UUID, sha_prefix: str) -> StoredFile | None:
    """As it came. Everybody has it, unless everybody takes the proxy."""
    row = Audio.objects.filter(asset=uid, sha256__startswith=sha_prefix).first()
    if row is None:
        return None
    return _stored(row.asset, row.file.name, row.size, row.sha256, internal=row.wants_proxy)


def _subtitles(uid: UUID, sha_prefix: str) -> StoredFile | None:
    rows = SubtitleTrack.objects.select_related("video__asset__rights")
    row = rows.filter(video__asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.video.asset, row.file.name, row.size, row.sha256, internal=not is_told(row)) if row else None


def _prepared(uid: UUID, sha_prefix: str) -> StoredFile | None:
    rows = PreparedFile.objects.select_related("video__asset__rights", "audio__asset__rights")
    row = rows.filter(Q(video__asset=uid) | Q(audio__asset=uid), sha256__startswith=sha_prefix).first()
    return _stored(row.carrier.asset, row.file.name, row.size, row.sha256, made_from=row.source_sha256) if row else None


def _stamped_proxy(uid: UUID, sha_prefix: str) -> StoredFile | None:
    rows = StampedProxy.objects.select_related("prepared__video__asset__rights", "prepared__audio__asset__rights")
    of_it = Q(prepared__video__asset=uid) | Q(prepared__audio__asset=uid)
    row = rows.filter(of_it, sha256__startswith=sha_prefix).first()
    if row is None:
        return None
    name = str(row.prepared.file.name)
    film = _stored(row.prepared.carrier.asset, name, row.size, row.sha256, made_from=row.prepared.source_sha256)
    return replace(film, tail=bytes(row.box))


def _face(uid: UUID, sha_prefix: str) -> StoredFile | None:
    row = Face.objects.select_related("asset__rights").filter(asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.asset, row.file.name, row.size, row.sha256, made_from=row.source_sha256) if row else None


def _page(uid: UUID, sha_prefix: str) -> StoredFile | None:
    """To be leafed through by those who look after the document; everybody else has the document."""
    rows = PagePicture.objects.select_related("face__asset__rights")
    row = rows.filter(face__asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.face.asset, row.file.name, row.size, row.sha256, internal=True) if row else None


def _streamed(uid: UUID, sha_prefix: str) -> StoredFile | None:
    """A text that players read: none is stored."""
    videos = Video.objects.select_related("preparation", "asset__rights").prefetch_related(
        "prepared", "subtitles", passages_prefetch("asset__")
    )
    video = videos.filter(asset=uid).first()
    text = streaming.find_text(video, sha_prefix) if video is not None else None
    if video is None or text is None:
        return None
    content = text.content.encode()
    digest = sha256(content).hexdigest()
    return StoredFile(video.asset, text.name, text.content_type, len(content), digest, text.name, content=content)


def _track_form(uid: UUID, sha_prefix: str, form: str) -> StoredFile | None:
    """A track in another form: none is stored."""
    for track in SubtitleTrack.objects.select_related("video__asset__rights").filter(video__asset=uid):
        if track_forms.form_key(track, form).startswith(sha_prefix):
            content = track_forms.in_form(track, form).encode()
            name, digest = f"{track.language}.{form}", sha256(content).hexdigest()
            internal = not is_told(track)
            return StoredFile(
                track.video.asset, name, CONTENT_TYPES[form], len(content), digest, name, internal, content=content
            )
    return None


def _document(uid: UUID, sha_prefix: str) -> StoredFile | None:
    row = LibraryDocument.objects.filter(asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.asset, row.file.name, row.file_size, row.sha256) if row else None


def _brand(uid: UUID, sha_prefix: str) -> StoredFile | None:
    """As it came: a logo is taken as it was drawn. Of what cameras write into, everybody takes the copy."""
    row = BrandAsset.objects.filter(asset=uid, sha256__startswith=sha_prefix).first()
    if row is None:
        return _brand_copy(uid, sha_prefix)
    return _stored(row.asset, row.file.name, row.size, row.sha256, internal=row.wants_copy or row.stays_inside)


def _brand_copy(uid: UUID, sha_prefix: str) -> StoredFile | None:
    rows = BrandCopy.objects.select_related("brand__asset__rights")
    row = rows.filter(brand__asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.brand.asset, row.file.name, row.size, row.sha256, made_from=row.source_sha256) if row else None


def _older(uid: UUID, sha_prefix: str) -> StoredFile | None:
    """A file that was replaced. Whoever asks from outside is to take the newest."""
    rows = FileVersion.objects.select_related("asset__rights")
    row = rows.filter(asset=uid, sha256__startswith=sha_prefix).first()
    return _stored(row.asset, row.storage_name, row.size, row.sha256, internal=True) if row else None


def _stored(
    asset: Asset,
    storage_name: str | None,
    size: int | None,
    sha256: str,
    *,
    internal: bool = False,
    made_from: str | None = None,
) -> StoredFile:
    name = storage_name or ""
    return StoredFile(asset, name, content_type_of(name), size or 0, sha256, name, internal, made_from=made_from)


def content_type_of(name: str | None) -> str:
    return CONTENT_TYPES.get(extension(name)) or guess_type(name or "")[0] or "application/octet-stream"


# --- from a file to an answer -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered with. `pieces`: the bytes from one place up to another; they are opened when it is called.
    `content`: all of them, of a short text."""

    etag: str
    size: int
    headers: dict[str, str]
    pieces: Callable[[int, int], Iterator[bytes]]
    content: bytes | None = None


def respond(request: HttpRequest, stored: StoredFile, *, immutable: bool = False) -> HttpResponseBase:
    """Answer GET and HEAD with the file, or the part of it that was asked for.

    `immutable`: everybody may keep it for ever. Otherwise only the asker's own cache may, and asks again each time.

    Raises:
        Http404: the row is there, its file is not.
        StoreAwayError: the store does not answer.
    """

    headers = _headers(stored, immutable=immutable)
    pieces = partial(stored_and_tail, stored.storage_name, stored.tail, stored.size)
    return respond_with(request, Answered(stored.etag, stored.size, headers, pieces, stored.content))


def respond_with(request: HttpRequest, answered: Answered) -> HttpResponseBase:
    """As `respond`, with bytes from wherever."""
    headers = {
        "ETag": answered.etag,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        **answered.headers,
    }
    settled = get_conditional_response(request, etag=answered.etag, response=None)
    if settled is not None:
        for name in ("Cache-Control", "ETag"):
            settled[name] = headers[name]
        return settled
    span = _asked_span(request, answered)
    if span is None:
        refused = HttpResponse(status=416, headers=headers)
        refused["Content-Range"] = f"bytes */{answered.size}"
        refused["Content-Length"] = "0"
        return refused
    start, stop, in_part = span
    headers["Content-Length"] = str(stop - start)
    if in_part:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{answered.size}"
    status = 206 if in_part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    if answered.content is not None:
        return HttpResponse(answered.content[start:stop], status=status, headers=headers)
    return StreamingHttpResponse(answered.pieces(start, stop), status=status, headers=headers)


def stored_pieces(storage: Storage | Any, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
    """The bytes from `start` up to `stop` in pieces. The file is opened at once, so a missing one is known in time.

    Raises:
        Http404: not in the store.
        StoreAwayError: the store does not answer.
    """
    # django-storages' file would fetch the whole object before its first byte; S3 itself knows ranges
    if hasattr(storage, "bucket"):
        return _from_bucket(storage, name, start, stop)
    try:
        file = storage.open(name, "rb")
    except FileNotFoundError as gone:
        raise Http404(_("The file is not in the store.")) from gone
    return _from_file(file, start, stop)


def stored_and_tail(name: str, tail: bytes, size: int, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
    """As `stored_pieces`, of a file behind which `tail` stands. `size`: of both together."""
    if not tail:
        return stored_pieces(default_storage, name, start, stop)
    border, stop = size - len(tail), size if stop is None else stop
    stored = stored_pieces(default_storage, name, start, min(stop, border)) if start < border else iter(())
    return chain(stored, [tail[max(0, start - border) : stop - border]] if stop > border else [])


def _from_file(file: Any, start: int, stop: int | None) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = stop - start if stop is not None else None
        while piece := file.read(PIECE if left is None else min(PIECE, left)):
            yield piece
            left = left - len(piece) if left is not None else None


def _from_bucket(storage: Any, name: str, start: int, stop: int | None) -> Iterator[bytes]:
    wanted = {"Range": f"bytes={start}-{'' if stop is None else stop - 1}"} if start or stop else {}
    try:
        with storage.asking():
            answer = storage.bucket.Object(storage._normalize_name(name)).get(**wanted)
    except ClientError as refused:
        if not is_missing(refused):
            raise
        if not storage.disk.exists(name):
            raise Http404(_("The file is not in the store.")) from refused
        return _from_file(storage.disk.open(name, "rb"), start, stop)
    return _from_answer(answer["Body"])


def _from_answer(body: Any) -> Iterator[bytes]:
    try:
        with told_apart():
            yield from body.iter_chunks(PIECE)
    finally:
        body.close()


def _headers(stored: StoredFile, *, immutable: bool) -> dict[str, str]:
    headers = {
        "Content-Type": stored.content_type,
        "Cache-Control": FOR_EVER if immutable else FOR_THE_ASKER,
    }
    shown = stored.content_type.split("/")[0] in ("audio", "image", "video") or stored.content_type.startswith(
        ("text/vtt", "application/pdf", streaming.HLS_TYPE)
    )
    if stored.content_type == "image/svg+xml":
        # a drawing may hold scripts: it is shown, they never run
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if not shown:
        # an uploaded page must never run as one of ours
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
        headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return headers


def _asked_span(request: HttpRequest, answered: Answered) -> tuple[int, int, bool] | None:
    """First byte, the one after the last, and whether a part was asked for; None: it cannot be satisfied."""
    whole = (0, answered.size, False)
    found = ONE_RANGE.match(request.headers.get("Range", "").replace(" ", ""))
    if found is None or found[0] == "bytes=-" or request.headers.get("If-Range", answered.etag) != answered.etag:
        return whole  # several ranges or nonsense: a server may answer with everything
    first, last = found[1], found[2]
    if not first:
        length = int(last)
        return (max(0, answered.size - length), answered.size, True) if length and answered.size else None
    start = int(first)
    if last and int(last) < start:
        return whole
    if start >= answered.size:
        return None
    return start, min(int(last) + 1, answered.size) if last else answered.size, True
