"""Moves a library from the disk into a bucket: file by file, each with its checksum proved on both sides.

Safe to stop and to begin again: what was proved is noted beside the files (`.moved`), and everything else is looked at anew.
A file whose bytes are not what the library once measured is not moved, and is named at the end.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from media_library.files.checksums import PIECE, measure
from media_library.models import FileVersion, LibraryDocument, Picture, PreparedFile, Rendition, SubtitleTrack

NOTES = ".moved"  # a JSON line a file


@dataclass
class Moved:
    """What one run came to."""

    files: int = 0
    bytes: int = 0
    there_already: int = 0
    damaged: list[str] = field(default_factory=list)


def move(disk: Path, bucket: Any, *, remove: bool = False, tell: Callable[[str], None] = lambda _line: None) -> Moved:
    """Copy every file below `disk` into the bucket and prove it there. `remove`: then take it off the disk."""
    known, noted = _known_checksums(), _noted(disk)
    names = sorted(_names(disk))
    whole = sum((disk / name).stat().st_size for name in names)
    done, passed = Moved(), 0
    with (disk / NOTES).open("a", encoding="utf-8") as notes:
        for number, name in enumerate(names, start=1):
            path = disk / name
            size = path.stat().st_size
            digest = noted.get((name, size, path.stat().st_mtime_ns))
            if digest is None:
                digest = _move_one(path, name, bucket, known.get(name), done)
                if digest is not None:
                    noted_row = {"name": name, "size": size, "mtime": path.stat().st_mtime_ns, "sha256": digest}
                    notes.write(json.dumps(noted_row, ensure_ascii=False) + "\n")
                    notes.flush()
            else:
                done.there_already += 1
            if remove and digest is not None:
                path.unlink()
            passed += size
            if number % 100 == 0 or number == len(names):
                tell(f"{number} of {len(names)} files, {passed / 1e6:.0f} of {whole / 1e6:.0f} MB")
    return done


def _move_one(path: Path, name: str, bucket: Any, expected: str | None, done: Moved) -> str | None:
    """The checksum that was proved; None: the file on the disk is not what it should be."""
    with path.open("rb") as file:
        digest, size = measure(file)
        if expected is not None and digest != expected:
            done.damaged.append(name)
            return None
        there = bucket.Object(name)
        if _checksum_in(bucket, name, size) == digest:
            done.there_already += 1
            return digest
        there.upload_fileobj(file, ExtraArgs={"ContentType": guess_type(name)[0] or "application/octet-stream"})
    if _checksum_in(bucket, name, size) != digest:
        raise OSError(f"{name}: the bucket gives back other bytes than it was given")
    done.files, done.bytes = done.files + 1, done.bytes + size
    return digest


def _checksum_in(bucket: Any, name: str, size: int) -> str:
    """Read back from the bucket; empty where there is nothing of that size."""
    found = list(bucket.objects.filter(Prefix=name, MaxKeys=1))
    if not found or found[0].key != name or found[0].size != size:
        return ""
    body, digest = bucket.Object(name).get()["Body"], sha256()
    for piece in body.iter_chunks(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _names(disk: Path) -> Iterator[str]:
    return (path.relative_to(disk).as_posix() for path in disk.rglob("*") if path.is_file() and path.name != NOTES)


def _noted(disk: Path) -> dict[tuple[str, int, int], str]:
    """What earlier runs proved, as long as the file on the disk is the same. A line that was cut off counts for nothing."""
    proved: dict[tuple[str, int, int], str] = {}
    if not (disk / NOTES).exists():
        return proved
    for line in (disk / NOTES).read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        proved[row["name"], row["size"], row["mtime"]] = row["sha256"]
    return proved


def _known_checksums() -> dict[str, str]:
    """What the library measured when the files came, by their names in the store."""
    known: dict[str, str] = {}
    sources: tuple[tuple[Any, str], ...] = (
        (FileVersion, "storage_name"),
        (Picture, "file"),
        (LibraryDocument, "file"),
        (Rendition, "file"),
        (SubtitleTrack, "file"),
        (PreparedFile, "file"),
    )
    for model, column in sources:
        rows = model._default_manager.exclude(sha256="").values_list(column, "sha256").order_by("pk")
        known |= dict(rows.iterator())
    return known
