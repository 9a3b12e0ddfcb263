"""A ZIP that came through the upload page: each file in it becomes an upload of its own, with what its sheet of captions says of
it as proposals. Nothing is saved here: a person looks it through (`media_library.ingest.review`).

`advance` takes files for half a minute and says whether there are more; a job calls it and orders itself again, so other uploads
come between. A file's upload has a name made of the ZIP's and its place in it: taken again after a kill, it is the same. What
cannot be taken is an upload that is refused, and stands in the list with its reason; so does a line that tells of no file.
"""

import logging
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid5

from media_library.files.checksums import measure
from media_library.files.store import StoreAwayError, told_apart
from media_library.ingest.bringing import lines_inside, said_beside, sheet_inside
from media_library.ingest.bundles import Bundle, Member, opened
from media_library.ingest.captions import CaptionLine, matched, proposals_of
from media_library.ingest.examining import Examiner
from media_library.ingest.incoming import incoming
from media_library.ingest.judging import MOST_TRIES, discard, judge, refuse
from media_library.ingest.refusals import FileRefused, Refusal
from media_library.ingest.sidecars import beside
from media_library.models import Upload, UploadState

MOST_FILES = 500
A_STEP = 30.0  # seconds
WAITS = "waits"  # a note for whoever looks how far it is
logger = logging.getLogger("hub.ingest")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in it, with what tells of it."""

    member: Member
    line: CaptionLine | None
    sidecar: Member | None


class Again(Enum):
    AT_ONCE = "at once"
    LATER = "later"


def advance(uid: str, *, seconds: float = A_STEP) -> Again | None:
    """Take files out of it; None: there is nothing left to do. Safe to run twice, and after a kill at any moment."""
    upload = Upload.objects.filter(pk=uid, state=UploadState.UNPACKING).defer("preview").first()
    if upload is None:
        return None
    upload.tries += 1
    upload.save(update_fields=["tries"])
    if upload.tries > MOST_TRIES:
        refuse(upload, Refusal("interrupted"), keep=True)
        return None
    try:
        with told_apart(), incoming().at_hand(upload.pk) as path, opened(path) as bundle:
            again = _take_files(upload, bundle, time.monotonic() + seconds)
    except FileRefused as refused:
        refuse(upload, refused.refusal)
        return None
    except FileNotFoundError:
        refuse(upload, Refusal("gone"))
        return None
    except StoreAwayError as away:
        logger.warning("upload_waits upload=%s reason=%s", upload.pk, away)
        again = Again.LATER
    upload.tries, upload.notes = 0, [WAITS] if again is Again.LATER else []
    if again is None:
        upload.state = UploadState.UNPACKED
    upload.save(update_fields=["tries", "notes", "state"])
    if again is None:
        discard(upload)
    return again


def _take_files(upload: Upload, bundle: Bundle, until: float) -> Again | None:
    members = bundle.members()
    files, sidecars = beside([member for member in members if not member.is_sheet])
    if not files:
        raise FileRefused("nothing_inside")
    if len(files) > MOST_FILES:
        raise FileRefused("too_many_inside", files=len(files), most=MOST_FILES)
    with tempfile.TemporaryDirectory(prefix="unpacking-") as room, Examiner() as examiner:
        lines = _lines(upload, bundle, members, Path(room))
        told, faults = matched(lines, [member.name for member in files])
        if upload.files is None:
            _tell_of_lines(upload, members, faults)
            upload.files = len(files)
            upload.save(update_fields=["files"])
        for member in files[upload.files_taken :]:
            found = Found(member, told.get(member.name), sidecars.get(member.name))
            taken = _take(upload, bundle, found, Path(room) / "file", examiner)
            if taken.state == UploadState.WAITING:
                return Again.LATER
            upload.files_taken += 1
            upload.save(update_fields=["files_taken"])
            if time.monotonic() > until and upload.files_taken < len(files):
                return Again.AT_ONCE
    return None


def _lines(upload: Upload, bundle: Bundle, members: Sequence[Member], room: Path) -> list[CaptionLine]:
    """Of a sheet that cannot be used, none: the files come without, and the list says why."""
    try:
        return lines_inside(bundle, members, room)
    except FileRefused as refused:
        sheet = None if refused.refusal.code == "sheets" else sheet_inside(members)
        name = PurePosixPath(sheet.name).name if sheet is not None else upload.name
        _refused(upload, "sheet", name, refused.refusal)
        return []


def _tell_of_lines(upload: Upload, members: Sequence[Member], faults: Sequence[tuple[CaptionLine, Refusal]]) -> None:
    if not faults:
        return
    sheet = sheet_inside(members)
    named = PurePosixPath(sheet.name).name if sheet is not None else ""
    for line, fault in faults:
        _refused(upload, f"line {line.number}", f"{named}:{line.number} {line.file}", fault)


def _take(upload: Upload, bundle: Bundle, found: Found, copy: Path, examiner: Examiner) -> Upload:
    """The upload that the file becomes, judged; the one it became before a kill."""
    member = found.member
    key, name = _key(upload, member.where), PurePosixPath(member.name).name
    taken = Upload.objects.filter(pk=key).first()
    if taken is not None:
        return judge(taken, examiner)
    if member.fault:
        return _refused(upload, member.where, name, member.refusal)
    try:
        bundle.copy(member, copy)
        with copy.open("rb") as file:
            sha256, size = measure(file)
    except FileRefused as refused:
        return _refused(upload, member.where, name, refused.refusal)
    if Upload.objects.filter(by=upload.by, sha256=sha256, state=UploadState.READY).exists():
        return _refused(upload, member.where, name, Refusal("duplicate_upload"))
    incoming().put(key, copy)
    taken = _within(upload, key, name)
    taken.size = taken.received = size
    taken.state = UploadState.EXAMINING
    taken.proposals = proposals_of(found.line) if found.line is not None else []
    if found.sidecar is not None:
        said, notes = said_beside(bundle, found.sidecar, copy.with_name("sidecar"), examiner)
        taken.proposals, taken.notes = [*taken.proposals, *said], list(notes)
    taken.save(force_insert=True)
    return judge(taken, examiner)


def _refused(upload: Upload, where: str, name: str, refusal: Refusal) -> Upload:
    """A row that says why, once."""
    row = _within(upload, _key(upload, where), name)
    row.state, row.refusal = UploadState.REFUSED, refusal.as_json()
    found, _created = Upload.objects.get_or_create(pk=row.pk, defaults={name: getattr(row, name) for name in SHOWN})
    return found


SHOWN = ("by", "collection", "bundle", "name", "size", "state", "refusal")


def _within(upload: Upload, key: UUID, name: str) -> Upload:
    shown = "".join(letter for letter in name if letter.isprintable()).strip()[:255]
    return Upload(pk=key, by=upload.by, collection=upload.collection, bundle=upload, name=shown or "–", size=0)


def _key(upload: Upload, where: str) -> UUID:
    return uuid5(upload.pk, where)
