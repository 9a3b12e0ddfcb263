"""Checksums of files, read in pieces. Pure: knows files, not models."""

from hashlib import sha256
from typing import IO, Any

PIECE = 1024 * 1024


def is_new(file: Any) -> bool:
    """Was the field's file just handed over, and is not in the store yet?"""
    return bool(file) and not file._committed


def measure(file: IO[bytes] | Any) -> tuple[str, int]:
    """SHA-256 in hexadecimal and the size in bytes; leaves the file at its beginning."""
    file.seek(0)
    digest, size = sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return digest.hexdigest(), size
