"""Checksums of files, read in pieces. Pure: knows files, not models."""

import os
import shutil
import weakref
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.core.files import File

if TYPE_CHECKING:
    from media_library.ingest.examining import Seen

PIECE = 1024 * 1024


class MeasuredFile(File):
    """A file on this machine whose checksum is known, and what was seen of it: it is not read again to find out.

    `original_name` is what its sender called it. The store takes it over by moving `spare`, a second name of it, so the
    file itself stays until its row is committed.
    """

    def __init__(
        self, path: Path, *, name: str, sha256: str, original_name: str = "", seen: "Seen | None" = None
    ) -> None:
        opened = path.open("rb")
        super().__init__(opened, name=name)
        self.path, self.sha256, self.original_name, self.seen = path, sha256, original_name or name, seen
        weakref.finalize(self, opened.close)

    def temporary_file_path(self) -> str:
        spare = self.path.with_name(f"{self.path.name}.spare")
        spare.unlink(missing_ok=True)
        try:
            os.link(self.path, spare)
        except OSError:  # a file system without second names
            shutil.copyfile(self.path, spare)
        return str(spare)


def is_new(file: Any) -> bool:
    """Was the field's file just handed over, and is not in the store yet?"""
    return bool(file) and not file._committed


def as_examined(file: Any) -> "MeasuredFile | None":
    """The file just handed over, where it was examined before; what code hands over was not."""
    handed = file.file if is_new(file) else None
    return handed if isinstance(handed, MeasuredFile) else None


def measure(file: IO[bytes] | Any) -> tuple[str, int]:
    """SHA-256 in hexadecimal and the size in bytes; leaves the file at its beginning."""
    known = getattr(file, "file", file)
    if isinstance(known, MeasuredFile):
        return known.sha256, known.size
    file.seek(0)
    digest, size = sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return digest.hexdigest(), size
