"""A file that somebody hands to a form of the admin: scanned and examined as at every other door, once a file.

What comes back is a copy of the house's own, with what was seen of it. It lies in the process's own room until the form has
saved it.
"""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from media_library.files.checksums import PIECE, MeasuredFile
from media_library.files.store import told_apart
from media_library.ingest.examining import Examiner
from media_library.ingest.filing import house_file, refuse_duplicate
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sniffing import AUDIO, DOCUMENT, DRAWING, IMAGE, VIDEO, Format
from media_library.ingest.virus_scan import scan
from media_library.models import Asset, Kind

ALL = frozenset({IMAGE, VIDEO, AUDIO, DOCUMENT, DRAWING})


def hand_over(
    upload: Any,
    *,
    kinds: Collection[str] = ALL,
    kind: Kind | None = None,
    asset: Asset | None = None,
    examiner: Examiner | None = None,
) -> MeasuredFile:
    """
    examiner: the caller's, who hands over many; otherwise one is begun for this file.
    kind: of the asset it is to be; None for what becomes none, as evidence does: it may be in the library too.
    asset: the one whose file it is to replace.

    Raises:
        FileRefused: of another kind than the form is for, hostile, damaged, infected, or here already.
        ScannerAway: the virus scanner does not answer.
        NoRoomError: there is none for it.
    """
    folder = Path(tempfile.mkdtemp(prefix="form-"))
    try:
        path = folder / "file"
        sha256 = _received(upload, path)
        if kind is not None:
            refuse_duplicate(sha256, kind=kind, of=asset)
        scanned = scan(path)
        with nullcontext(examiner) if examiner is not None else Examiner() as looking:
            seen = looking.examine(path, upload.name).noting(scanned)
        _refuse_other_kinds(seen.format, kinds)
        file = house_file(path, seen, name=upload.name, sha256=sha256)
        if kind is not None and file.sha256 != sha256:
            refuse_duplicate(file.sha256, kind=kind, of=asset)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(file, shutil.rmtree, folder, ignore_errors=True)
    return file


def _refuse_other_kinds(format: Format, kinds: Collection[str]) -> None:  # noqa: A002 - the word of the trade
    if format.kind not in kinds:
        raise FileRefused("another_kind", spoken=format.spoken)


def _received(upload: Any, path: Path) -> str:
    digest = hashlib.sha256()
    with told_apart(), path.open("wb") as copy:
        for piece in upload.chunks(PIECE):
            copy.write(piece)
            digest.update(piece)
    return digest.hexdigest()
