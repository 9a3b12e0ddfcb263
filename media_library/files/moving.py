"""Moves a library from the disk into a bucket: file by file, each with its checksum proved on both sides.

Safe to stop and to begin again: what was proved is noted beside the files (`.moved`), and everything else is looked at anew.
A file whose bytes are not what the library once measured is not moved, and is named at the end; so is one that changes while it
is on its way. A store that dies, or a disk that is full, ends the run; the next one goes on.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import IO, Any

from media_library.files.checksums import PIECE, measure
from media_library.files.store import PART, told_apart
from media_library.models import (
    BrandCopy,
    Face,
    FileVersion,
    LibraryDocument,
    PagePicture,
    Picture,
    PreparedFile,
    Rendition,
    SubtitleTrack,
)

NOTES = ".moved"  # a JSON line a file
Noted = dict[tuple[str, int, int], str]  # name, size and time of a file → its checksum


@dataclass
class Moved:
    """What one run came to."""

    files: int = 0
    bytes: int = 0
    there_already: int = 0
    damaged: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def move(disk: Path, bucket: Any, *, remove: bool = False, tell: Callable[[str], None] = lambda _line: None) -> Moved:
    """Copy every file below `disk` into the bucket and prove it there. `remove`: then take it off the disk.

    Raises:
        StoreAwayError, NoRoomError: what was proved until then is noted.
    """
    files = dict(sorted(_files(disk)))
    whole, passed = sum(files.values()), 0
    with told_apart(), (disk / NOTES).open("a", encoding="utf-8") as notes:
        run = _Run(disk, bucket, _known_checksums(), _noted(disk), notes, remove=remove)
        for number, (name, size) in enumerate(files.items(), start=1):
            with suppress(FileNotFoundError):  # deleted meanwhile, by whoever uses the hub
                run.see_to(name)
            passed += size
            if number % 100 == 0 or number == len(files):
                tell(f"{number} of {len(files)} files, {passed / 1e6:.0f} of {whole / 1e6:.0f} MB")
    return run.done


class _Run:
    """What one run knows: the library's checksums (`known`), what earlier runs proved (`noted`), what it came to (`done`)."""

    def __init__(
        self, disk: Path, bucket: Any, known: Mapping[str, str], noted: Noted, notes: IO[str], *, remove: bool
    ) -> None:
        self.disk, self.bucket, self.known, self.noted, self.notes = disk, bucket, known, noted, notes
        self.remove = remove
        self.done = Moved()

    def see_to(self, name: str) -> None:
        """Moved and proved, or found to be; noted; and taken off the disk, if that is wished."""
        path = self.disk / name
        state = path.stat()
        digest = self.noted.get((name, state.st_size, state.st_mtime_ns))
        if digest is not None:
            self.done.there_already += 1
        else:
            digest = self._move(path, name)
            if digest is None:
                return
            row = {"name": name, "size": state.st_size, "mtime": state.st_mtime_ns, "sha256": digest}
            self.notes.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.notes.flush()
        if self.remove:
            path.unlink()

    def _move(self, path: Path, name: str) -> str | None:
        """The checksum that was proved; None: the file on the disk is not what it should be, or is another one by now."""
        with path.open("rb") as file:
            digest, size = measure(file)
            if self.known.get(name, digest) != digest:
                self.done.damaged.append(name)
                return None
            if _checksum_in(self.bucket, name, size) == digest:
                self.done.there_already += 1
                return digest
            kind = {"ContentType": guess_type(name)[0] or "application/octet-stream"}
            self.bucket.Object(name).upload_fileobj(file, ExtraArgs=kind)
        proved = _checksum_in(self.bucket, name, size)
        with path.open("rb") as file:
            if measure(file) != (digest, size):
                self.done.changed.append(name)
                return None
        if proved != digest:
            raise OSError(f"{name}: the bucket gives back other bytes than it was given")
        self.done.files, self.done.bytes = self.done.files + 1, self.done.bytes + size
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


def _files(disk: Path) -> Iterator[tuple[str, int]]:
    """Names and sizes; what is being written at this moment has no name yet."""
    for path in disk.rglob("*"):
        if path.name == NOTES or path.name.startswith(PART):
            continue
        with suppress(FileNotFoundError):
            if path.is_file():
                yield path.relative_to(disk).as_posix(), path.stat().st_size


def _noted(disk: Path) -> Noted:
    """What earlier runs proved, as long as the file on the disk is the same. A line that was cut off counts for nothing."""
    proved: Noted = {}
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
        (BrandCopy, "file"),
        (Face, "file"),
        (PagePicture, "file"),
    )
    for model, column in sources:
        rows = model._default_manager.exclude(sha256="").values_list(column, "sha256").order_by("pk")
        known |= dict(rows.iterator())
    return known
