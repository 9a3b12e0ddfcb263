"""Boxes of ISO media files, one after the other: name, place and length of what is in each. JPEG 2000, Canon's RAW and many
more are built of them. Pure: open files in; only heads are read."""

from collections.abc import Iterator
from typing import IO

MOST_BOXES = 10_000


def boxes(
    file: IO[bytes], at: int = 0, end: int | None = None, *, opened: bytes = b""
) -> Iterator[tuple[bytes, int, int]]:
    """`opened`: the name of boxes that hold nothing but boxes, which are told in its place."""
    size = file.seek(0, 2) if end is None else end
    for _box in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        length, name, inside = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, inside = int.from_bytes(head[8:], "big"), 16
        elif length == 0:
            length = size - at
        if len(head) < 8 or length < inside or at >= size:
            return
        if name == opened:
            yield from boxes(file, at + inside, min(size, at + length), opened=opened)
        else:
            yield name, at + inside, length - inside
        at += length
