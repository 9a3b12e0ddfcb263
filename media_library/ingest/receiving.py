"""Taking files in: begin, go on after a cut, finish, give up. Who sends decides what is allowed; the bytes are elsewhere.

A file is known by its checksum, which the sender's browser works out before it sends: so what the library has is
refused before a byte travels, and a file that is chosen again, from any machine, goes on where it was.
"""

import re
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Collection

from media_library.ingest.filing import refuse_duplicate
from media_library.ingest.incoming import Busy, incoming
from media_library.ingest.limits import LARGEST_OF_ALL
from media_library.ingest.refusals import FileRefused
from media_library.ingest.shelving import shelves_of
from media_library.jobs import examine_upload
from media_library.models import ContributorLink, Upload, UploadState
from media_library.models.uploads import in_a_week

SHA256 = re.compile(r"[0-9a-f]{64}")
AT_WORK = (UploadState.READY, UploadState.EXAMINING, UploadState.UNPACKING)
MOST_AT_ONCE = 500  # of one sender, not yet saved or dropped


class TooMany(Exception):  # noqa: N818 - named for the caller's decision
    """The sender has sent all that may be sent."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A member of staff, or whoever holds a contributor link."""

    user: Any = None
    link: ContributorLink | None = None
    name: str = ""
    agreed_terms: str = ""

    def uploads(self) -> Any:
        return Upload.objects.filter(link=self.link) if self.link is not None else Upload.objects.filter(by=self.user)


def begin(sender: Sender, *, name: str, size: int, sha256: str = "", collection: Collection | None = None) -> Upload:
    """A new upload, or the one of the same file that was left unfinished.

    Raises:
        PermissionDenied: nothing may be added there.
        FileRefused: too large, empty, or here already.
        TooMany: the sender has sent all that may be sent.
    """
    shelf = _shelf(sender, collection)
    if not size:
        raise FileRefused("empty")
    if size > LARGEST_OF_ALL:
        raise FileRefused("too_many_bytes", bytes=size, most_bytes=LARGEST_OF_ALL)
    claimed = sha256 if SHA256.fullmatch(sha256) else ""
    if claimed:
        unfinished = _unfinished(sender, claimed, size)
        if unfinished is not None:
            return unfinished
        if sender.link is None:  # a stranger is not told what the library has
            refuse_duplicate(claimed, by=sender.user)
            if sender.uploads().filter(claimed_sha256=claimed, state__in=AT_WORK).exists():
                raise FileRefused("duplicate_upload")
    _refuse_too_many(sender, size)
    upload = Upload(
        by=sender.user,
        link=sender.link,
        sender=sender.name[:160],
        agreed_at=timezone.now() if sender.link is not None else None,
        agreed_terms=sender.agreed_terms,
        collection=shelf,
        name=_plain(name),
        size=size,
        claimed_sha256=claimed,
    )
    upload.store_key = incoming().begin(upload.uid)
    try:
        upload.save()
    except BaseException:
        incoming().discard(upload.uid, upload.store_key)
        raise
    return upload


def _plain(name: str) -> str:
    """Without folders, and without letters that no screen shows and no database takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip()[:255] or "file"


def _shelf(sender: Sender, collection: Collection | None) -> Collection:
    if sender.link is not None:
        if not sender.link.is_open:
            raise PermissionDenied
        return sender.link.collection
    shelves = shelves_of(sender.user)
    found = shelves.filter(pk=collection.pk).first() if collection is not None else shelves.first()
    if found is None:
        raise PermissionDenied
    return found


def _unfinished(sender: Sender, sha256: str, size: int) -> Upload | None:
    rows = sender.uploads().filter(claimed_sha256=sha256, size=size, state=UploadState.RECEIVING)
    for upload in rows:
        try:
            offset_of(upload)
        except FileNotFoundError:
            upload.delete()
            continue
        return upload
    return None


def _refuse_too_many(sender: Sender, size: int) -> None:
    settled = (UploadState.SAVED, UploadState.UNPACKED, UploadState.SIDECAR)
    waiting = sender.uploads().exclude(state__in=settled)
    if sender.link is None:
        if waiting.count() >= MOST_AT_ONCE:
            raise TooMany
        return
    sent = sender.uploads()
    bytes_sent = sent.aggregate(sum=Sum("size"))["sum"] or 0
    most = sender.link.most_megabytes * 1024 * 1024
    if sent.count() >= sender.link.most_files or bytes_sent + size > most:
        raise TooMany


def offset_of(upload: Upload) -> int:
    """How much is here, asked of the store. Whole, but not handed over when its server was killed: handed over now.

    Raises:
        FileNotFoundError: it is gone.
    """
    if upload.state != UploadState.RECEIVING:
        return upload.size
    try:
        received = incoming().received(upload.uid, upload.store_key)
    except Busy:
        return upload.received  # the last that is certain
    if received != upload.received:
        Upload.objects.filter(pk=upload.pk).update(received=min(received, upload.size), expires_at=in_a_week())
        upload.received = min(received, upload.size)
    if upload.is_whole:
        finish(upload)
    return upload.received


def append(upload: Upload, *, offset: int, stream: IO[bytes], length: int, checksum: bytes | None = None) -> int:
    """Take bytes; the last of them hands the file to the examiner. Raises what the incoming store raises."""
    store = incoming()
    most = min(length, upload.size - offset)
    received = store.append(upload.uid, upload.store_key, offset=offset, stream=stream, most=most, checksum=checksum)
    Upload.objects.filter(pk=upload.pk).update(received=received, expires_at=in_a_week())
    upload.received = received
    if upload.is_whole:
        finish(upload)
    return received


def finish(upload: Upload) -> None:
    """All is here: the store closes it, a job examines it. Safe to call twice. A store that takes its time holds no lock."""
    rows = Upload.objects.filter(pk=upload.pk)
    try:
        incoming().finish(upload.uid, upload.store_key)
    except FileNotFoundError:
        if rows.filter(state=UploadState.RECEIVING).exists():
            raise  # otherwise somebody else was quicker
    with transaction.atomic():
        row = rows.select_for_update().get()
        if row.state != UploadState.RECEIVING:
            return
        row.state, row.received = UploadState.EXAMINING, row.size
        row.save(update_fields=["state", "received"])
        examine_upload.enqueue(str(row.pk))
    upload.state = UploadState.EXAMINING
