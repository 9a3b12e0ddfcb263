"""What becomes of an upload that is whole: scanned, examined, and ready to be looked through; or refused, with a reason. A ZIP
is scanned as a whole, and unpacked; a sidecar is kept for the picture that it tells of.

One call for one upload, by a job. Whatever the file does, the row says what happened; bytes that are refused go at once.
"""

import logging
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from media_library.clips.footage import NotAClipError, still
from media_library.clips.posters import AT
from media_library.files.checksums import measure
from media_library.files.store import STORE_FAILS
from media_library.ingest.examining import Examiner, Seen
from media_library.ingest.filing import refuse_duplicate
from media_library.ingest.incoming import incoming
from media_library.ingest.joining import join_sidecar, keep_sidecar
from media_library.ingest.looking import PREVIEW
from media_library.ingest.refusals import FileRefused, Refusal
from media_library.ingest.sidecars import BROKEN, UNSAFE
from media_library.ingest.sniffing import VIDEO
from media_library.ingest.virus_scan import ScannerAway, scan
from media_library.models import Upload, UploadState
from media_library.renditions.page_drawing import first_page

MOST_TRIES = 3
DRAWN = frozenset({"pdf", "ai"})  # of other documents the examiner has what they brought
UNJUDGED = (UploadState.EXAMINING, UploadState.WAITING)
logger = logging.getLogger("hub.ingest")


def judge(upload: Upload, examiner: Examiner | None = None) -> Upload:
    """Safe to repeat: what is judged stays judged. A worker killed by a file leaves a count of tries, and at last a refusal."""
    if upload.state not in UNJUDGED:
        return upload
    upload.tries += 1
    upload.save(update_fields=["tries"])
    if upload.tries > MOST_TRIES:
        return refuse(upload, Refusal("interrupted"), keep=True)
    own: AbstractContextManager[Examiner] = nullcontext(examiner) if examiner is not None else Examiner()
    try:
        with incoming().at_hand(upload.uid) as path, own as opener:
            with path.open("rb") as file:
                upload.sha256, size = measure(file)
            _refuse_what_was_not_sent(upload, size)
            scanned = scan(path)
            try:
                seen = opener.examine(path, upload.name)
            except FileRefused as refused:
                if refused.refusal.code != "sidecar" or upload.bundle_id is not None:
                    raise
                keep_sidecar(upload, *opener.read_sidecar(path))
                discard(upload)
                return upload
            shown = seen.preview or _look_of(path, seen)
    except FileRefused as refused:
        return _unpack(upload) if refused.refusal.code == "archive" else refuse(upload, refused.refusal)
    except FileNotFoundError:
        return refuse(upload, Refusal("gone"))
    except (ScannerAway, *STORE_FAILS) as away:
        logger.warning("upload_waits upload=%s reason=%s", upload.pk, away)
        upload.state, upload.tries = UploadState.WAITING, upload.tries - 1
        upload.save(update_fields=["state", "tries", "sha256"])
        return upload
    upload.format, upload.width, upload.height, upload.seconds = seen.format.name, seen.width, seen.height, seen.seconds
    of_sidecar = [note for note in upload.notes if note in (BROKEN, UNSAFE)]
    upload.likeness, upload.notes = seen.likeness, [*of_sidecar, *scanned, *seen.notes]
    upload.proposals = [*upload.proposals, *seen.proposals]  # what a sheet of captions says goes before
    upload.colours = list(seen.colours)
    upload.preview, upload.state = shown or None, UploadState.READY
    upload.save()
    if upload.bundle_id is None:
        join_sidecar(upload)
        upload.refresh_from_db(fields=["proposals", "notes", "sidecar"])
    return upload


def _look_of(path: Path, seen: Seen) -> bytes:
    """A small JPEG of what the examiner has none of: the first page of a document, a still of a clip. Nothing where none is to
    be had: whoever looks the file through does without."""
    if seen.format.name in DRAWN:
        return first_page(path)
    if seen.format.kind != VIDEO:
        return b""
    try:
        return still(path, seen.format.extension, at=(seen.seconds or 0) * AT, widest=PREVIEW)
    except NotAClipError:
        return b""


def _refuse_what_was_not_sent(upload: Upload, size: int) -> None:
    if size != upload.size or (upload.claimed_sha256 and upload.claimed_sha256 != upload.sha256):
        raise FileRefused("checksum")
    if upload.link_id is None:  # a stranger is not told what the library has
        refuse_duplicate(upload.sha256, by=upload.by)


def _unpack(upload: Upload) -> Upload:
    """A ZIP of the staff's own is unpacked by a job of its own: `media_library.ingest.unpacking`."""
    if upload.bundle_id is not None:
        return refuse(upload, Refusal("archive_inside"))
    if upload.link_id is not None:
        return refuse(upload, Refusal("archive_sent"))
    upload.state, upload.tries = UploadState.UNPACKING, 0
    upload.save(update_fields=["state", "tries", "sha256"])
    return upload


def refuse(upload: Upload, refusal: Refusal, *, keep: bool = False) -> Upload:
    upload.state, upload.refusal = UploadState.REFUSED, refusal.as_json()
    with transaction.atomic():
        upload.save()
        if not keep:
            transaction.on_commit(lambda: incoming().discard(upload.uid, upload.store_key))
    logger.info("upload_refused upload=%s reason=%s", upload.pk, refusal.code)
    return upload


def judge_waiting() -> int:
    """Uploads whose scanner was away, or whose job was lost: judged now. How many are done."""
    lost = timezone.now() - timedelta(minutes=5)
    rows: Any = Upload.objects.filter(state=UploadState.WAITING) | Upload.objects.filter(
        state=UploadState.EXAMINING, created_at__lt=lost
    )
    with Examiner() as examiner:
        return sum(judge(upload, examiner).state not in UNJUDGED for upload in rows.defer("preview"))


def discard(upload: Upload) -> None:
    """The bytes of one that has come to its end. Where they cannot go now, they go with the row."""
    try:
        incoming().discard(upload.pk, upload.store_key)
    except STORE_FAILS as away:
        logger.warning("leftover upload=%s reason=%s", upload.pk, away)


def drop(upload: Upload) -> None:
    """The bytes go, then the row that knows of them. What was saved is an asset of its own by now and stays."""
    incoming().discard(upload.pk, upload.store_key)
    upload.delete()


def drop_forgotten() -> int:
    """Uploads that nobody went on with; how many. By every job that examines one, and by `cms uploads_due`."""
    dropped = 0
    for upload in Upload.objects.filter(expires_at__lt=timezone.now()).defer("preview"):
        try:
            drop(upload)
        except STORE_FAILS as away:  # the next time
            logger.warning("upload_stays upload=%s reason=%s", upload.pk, away)
            break
        dropped += 1
    return dropped
