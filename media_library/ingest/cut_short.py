"""Where a film or a recording says that it ends: what reads them plays what is there, and says nothing of the rest. Pure.

Envelopes tell how long they are, at their beginning or part by part. Of transport streams nobody knows; but they are made of
packets of one length.
"""

import struct
from pathlib import Path
from typing import IO

from media_library.ingest.sniffing import PACKETS, Format

UNKNOWN = 0xFFFFFFFF  # of what was written while it was recorded
BOXES = frozenset(
    {b"ftyp", b"moov", b"mdat", b"moof", b"free", b"skip", b"wide", b"uuid", b"udta", b"meta", b"sidx", b"styp"}
)
MOST_BOXES = 100_000
EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
ASF = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"
ASF_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")  # its properties: among them how large it is
BROADCAST = 1  # it is being made while it is sent: its size is nothing


def ends_at(path: Path) -> int:
    """At which byte the file says it ends; 0 where it does not say."""
    with path.open("rb") as file:
        head = file.read(4096)
        try:
            if head[:4] in (b"RIFF", b"FORM"):
                return _of_chunks(head)
            if head[4:8] in BOXES:
                return _of_boxes(file)
            if head[:4] == EBML:
                return _of_segment(head)
            return _of_asf(head) if head.startswith(ASF) else 0
        except (struct.error, IndexError):
            return 0


def has_half_a_packet(path: Path, format: Format) -> bool:  # noqa: A002 - the word of the trade
    with path.open("rb") as file:
        head = file.read(1024)
    lengths = [step for first, step in PACKETS if all(head[at : at + 1] == b"G" for at in range(first, 4 * step, step))]
    return format.name == "mts" and bool(lengths) and path.stat().st_size % lengths[0] != 0


def _of_chunks(head: bytes) -> int:
    """WAV, AIFF and AVI. One that nobody padded is whole."""
    length: int = struct.unpack_from("<I" if head[:4] == b"RIFF" else ">I", head, 4)[0]
    return 0 if length == UNKNOWN else length + 7


def _of_boxes(file: IO[bytes]) -> int:
    """MP4 and MOV: box behind box. What follows them and is none, is nobody's business."""
    at = 0
    for _box in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8 or head[4:8] not in BOXES:
            break
        size: int = struct.unpack_from(">I", head)[0]
        if size == 1:
            size = struct.unpack_from(">Q", head, 8)[0]
        if size < 8:  # to the end, wherever that is
            break
        at += size
    return at


def _of_segment(head: bytes) -> int:
    """Matroska and WebM: all is in one segment."""
    length, at = _number(head, 4)
    at += length or 0
    if head[at : at + 4] != SEGMENT:
        return 0
    length, at = _number(head, at + 4)
    return 0 if length is None else at + length


def _number(content: bytes, at: int) -> tuple[int | None, int]:
    """As EBML writes it: the zeros before the first bit that is set tell its bytes; all set is none."""
    width = 9 - content[at].bit_length()
    value = int.from_bytes(content[at : at + width], "big") & ((1 << 7 * width) - 1)
    return None if value == (1 << 7 * width) - 1 else value, at + width


def _of_asf(head: bytes) -> int:
    at = head.find(ASF_FILE)
    if at < 0:
        return 0
    size, flags = struct.unpack_from("<Q", head, at + 40)[0], struct.unpack_from("<I", head, at + 88)[0]
    return 0 if flags & BROADCAST else size
