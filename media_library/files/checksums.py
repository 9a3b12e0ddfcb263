"""Checksums of files, read in pieces. Pure: knows files, not models."""

import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.core.files import File

PIECE = 1024 * 1024


class MeasuredFile(File):
    """A file on this machine whose checksum and size are known: it is not read again to find out.

    The store takes it over by moving `spare`, a second name of it, so the file itself stays until its row is committed.
    """

    def __init__(self, path: Path, *, name: str, sha256: str) -> None:
        super().__init__(path.open("rb"), name=name)
        self.path, self.sha256 = path, sha256

    @classmethod
    def measured(cls, path: Path, *, name: str) -> "MeasuredFile":
        with path.open("rb") as file:
            digest, _size = measure(file)
        return cls(path, name=name, sha256=digest)

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
