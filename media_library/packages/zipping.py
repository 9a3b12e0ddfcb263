"""A ZIP that is never written: its layout is worked out from sizes and checksums, any part of its bytes from the files.

Everything is stored as it is (media do not shrink), so where each file lies is known beforehand, a broken download goes
on where it was, and the same files make the same bytes. ZIP64 where a size or a place asks for it. Pure: whoever calls
opens the files. APPNOTE.TXT 6.3.10.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

FULL = 0xFFFFFFFF  # as a size or place: it stands in the ZIP64 field
MANY = 0xFFFF
PLAIN, LARGE = 20, 45  # the version of ZIP that a reader needs
UNIX_FILE = 0o100644 << 16
MADE_BY_UNIX = 3 << 8
UTF_8 = 1 << 11


@dataclass(frozen=True, slots=True)
class Entry:
    """One file; `name` with its folders."""

    name: str
    size: int
    crc32: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the ZIP: bytes that are its own, or those of a file."""

    at: int
    length: int
    own: bytes = b""
    entry: Entry | None = None


# an entry, first byte and the one after the last → the bytes
Opening = Callable[[Entry, int, int], Iterator[bytes]]


class Layout:
    """Where everything lies in the ZIP of these entries."""

    def __init__(self, entries: Sequence[Entry], at: datetime) -> None:
        self._parts: list[_Part] = []
        self.size = 0
        self.data_at: dict[str, int] = {}  # name → where the file's own bytes begin
        stamp = _dos_time(at)
        headers = []
        for entry in entries:
            headers.append(self.size)
            self._add(_local_header(entry, stamp))
            self.data_at[entry.name] = self.size
            if entry.size:
                self._parts.append(_Part(self.size, entry.size, entry=entry))
                self.size += entry.size
        directory_at = self.size
        for entry, header_at in zip(entries, headers, strict=True):
            self._add(_central_header(entry, stamp, header_at))
        self._add(_end(len(entries), self.size - directory_at, directory_at))

    def _add(self, own: bytes) -> None:
        self._parts.append(_Part(self.size, len(own), own))
        self.size += len(own)

    def pieces(self, opening: Opening, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`. The first file among them is opened at once, the others as they come."""
        wanted = [part for part in self._parts if part.at < stop and part.at + part.length > start]
        spans = [(part, max(0, start - part.at), min(part.length, stop - part.at)) for part in wanted]
        first = next(((part, span) for part, *span in spans if part.entry is not None), None)
        opened = opening(first[0].entry, *first[1]) if first is not None and first[0].entry is not None else None
        return self._flow(spans, opening, first[0] if first is not None else None, opened)

    def _flow(
        self,
        spans: Sequence[tuple[_Part, int, int]],
        opening: Opening,
        first: _Part | None,
        opened: Iterator[bytes] | None,
    ) -> Iterator[bytes]:
        for part, begin, end in spans:
            if part.entry is None:
                yield part.own[begin:end]
            elif part is first and opened is not None:
                yield from opened
            else:
                yield from opening(part.entry, begin, end)


def _dos_time(at: datetime) -> int:
    date = (max(0, at.year - 1980) << 9) | (at.month << 5) | at.day
    return (date << 16) | (at.hour << 11) | (at.minute << 5) | (at.second // 2)


def _local_header(entry: Entry, stamp: int) -> bytes:
    name, large = entry.name.encode(), entry.size >= FULL
    extra = struct.pack("<HHQQ", 1, 16, entry.size, entry.size) if large else b""
    size = FULL if large else entry.size
    fixed = struct.pack(
        "<IHHHIIIIHH",
        0x04034B50,
        LARGE if large else PLAIN,
        UTF_8,
        0,
        stamp,
        entry.crc32,
        size,
        size,
        len(name),
        len(extra),
    )
    return fixed + name + extra


def _central_header(entry: Entry, stamp: int, header_at: int) -> bytes:
    name = entry.name.encode()
    large, far = entry.size >= FULL, header_at >= FULL
    fields = (entry.size, entry.size) if large else ()
    fields = (*fields, header_at) if far else fields
    extra = struct.pack(f"<HH{len(fields)}Q", 1, 8 * len(fields), *fields) if fields else b""
    version, size = LARGE if fields else PLAIN, FULL if large else entry.size
    fixed = struct.pack(
        "<IHHHHIIIIHHHHHII",
        0x02014B50,
        MADE_BY_UNIX | version,
        version,
        UTF_8,
        0,
        stamp,
        entry.crc32,
        size,
        size,
        len(name),
        len(extra),
        0,
        0,
        0,
        UNIX_FILE,
        FULL if far else header_at,
    )
    return fixed + name + extra


def _end(count: int, length: int, at: int) -> bytes:
    large = b""
    if count >= MANY or length >= FULL or at >= FULL:
        record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, MADE_BY_UNIX | LARGE, LARGE, 0, 0, count, count, length, at)
        large = record + struct.pack("<IIQI", 0x07064B50, 0, at + length, 1)
    some = min(count, MANY)
    return large + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, some, some, min(length, FULL), min(at, FULL), 0)
