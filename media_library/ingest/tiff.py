"""How a TIFF is built: its pages and where their bytes lie, read without decoding any. Pure: a path in, pages out.

Decoders look at one page and take a tail that is missing for none of their business; and a camera's RAW file is a TIFF
whose first page is a thumbnail, which nobody should take for the photograph.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MOST_PAGES = 1_000
MOST_VALUES = 200_000  # of one tag: the strips of a picture of 30,000 lines and more
SUBFILE, COMPRESSION, PHOTOMETRIC, MAKER, SUB_PAGES, DNG_VERSION = 254, 259, 262, 271, 330, 50706
BITS, SAMPLES, SAMPLE_FORMAT = 258, 277, 339
LENGTHS, RW2_POINTS = 279, 280  # of strips; and where Panasonic begins them
PLACES = ((273, LENGTHS), (324, 325))  # strips, tiles: where each begins, how long it is
WANTED = frozenset(
    {
        SUBFILE,
        BITS,
        SAMPLES,
        SAMPLE_FORMAT,
        COMPRESSION,
        PHOTOMETRIC,
        MAKER,
        RW2_POINTS,
        SUB_PAGES,
        DNG_VERSION,
        *(tag for pair in PLACES for tag in pair),
    }
)
TYPES = {1: "B", 2: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
REDUCED = 1
FLOATING_POINT = 3
# whole pictures, packed in a way that the decoder does not know: JBIG, SGI's, JPEG 2000, WebP, JPEG XL
PACKED_OTHERWISE = frozenset({9, 10, 34661, 34676, 34677, 33003, 33004, 33005, 34712, 50001, 50002, 52546})
OF_SENSORS = frozenset({32803, 34892})  # the colour filter's mosaic, and linear RAW
OF_CAMERAS = frozenset({32767, 32770, 34713, 65535})  # Sony's, Samsung's, Nikon's and Pentax's own


class BrokenTiff(Exception):  # noqa: N818 - named for the caller's decision
    """Its lists do not hold together, or lead out of the file."""


@dataclass(frozen=True, slots=True)
class Page:
    tags: dict[int, tuple[int, ...]]

    def first(self, tag: int) -> int:
        return next(iter(self.tags.get(tag, ())), 0)

    @property
    def maker(self) -> bytes:
        """Of the camera or the scanner."""
        return bytes(self.tags.get(MAKER, ()))

    @property
    def is_raw(self) -> bool:
        thumbnail = bool(self.first(SUBFILE) & REDUCED) and SUB_PAGES in self.tags
        of_a_camera = self.first(COMPRESSION) in OF_CAMERAS or self.first(PHOTOMETRIC) in OF_SENSORS
        return thumbnail or of_a_camera or DNG_VERSION in self.tags

    @property
    def is_packed_otherwise(self) -> bool:
        return self.first(COMPRESSION) in PACKED_OTHERWISE

    @property
    def is_light_of_its_own(self) -> bool:
        """In floating point, but not one grey of 32 bits, which is drawn (`odd_tiff`): colours, or halves and doubles."""
        one_grey = self.first(SAMPLES) in (0, 1) and self.first(BITS) == 32
        return self.first(SAMPLE_FORMAT) == FLOATING_POINT and not one_grey

    def lies_within(self, size: int) -> bool:
        return all(
            start + length <= size
            for places, lengths in PLACES
            for start, length in zip(self.tags.get(places, ()), self.tags.get(lengths, ()), strict=False)
        )


def pages(path: Path, *, inner: bool = False) -> list[Page]:
    """
    inner: those too that stand inside others, as the sensor's points do in cameras' RAW files.

    Raises:
        BrokenTiff: its lists are damaged. Whether what they name is all there, `are_whole` says.
    """
    with path.open("rb") as file:
        return _pages(file, inner=inner)


def first_page(file: IO[bytes]) -> Page:
    """
    Raises:
        BrokenTiff
    """
    return _pages(file, most=1)[0]


def _pages(file: IO[bytes], *, inner: bool = False, most: int = MOST_PAGES) -> list[Page]:
    found: list[Page] = []
    try:
        reader = _Reader(file)
        at, waiting = reader.start, []
        seen = set()
        while at and at not in seen and len(found) < most:
            seen.add(at)
            page, following = reader.page(at)
            found.append(page)
            waiting += [following, *(page.tags.get(SUB_PAGES, ()) if inner else ())]
            at = next((place for place in waiting if place and place not in seen), 0)
    except (struct.error, KeyError, ValueError, OverflowError) as broken:
        raise BrokenTiff(str(broken)) from broken
    if not found:
        raise BrokenTiff("no page")
    return found


def are_whole(found: list[Page], path: Path) -> bool:
    size = path.stat().st_size
    return all(page.lies_within(size) for page in found)


class _Reader:
    """The two layouts, in either order of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        head = file.read(16)
        self.order = "<" if head[:2] == b"II" else ">"
        self.large = head[2:4] in (b"+\0", b"\0+")
        self.offset, self.slot = ("Q", 8) if self.large else ("I", 4)
        self.start = struct.unpack_from(self.order + self.offset, head, 8 if self.large else 4)[0]

    def page(self, at: int) -> tuple[Page, int]:
        """What is told of the page there, and where the next one is."""
        (count,) = self._read(at, "Q" if self.large else "H")
        width = 20 if self.large else 12
        begin = at + (8 if self.large else 2)
        self.file.seek(begin)
        table = self.file.read(count * width) if count <= MOST_VALUES else b""
        tags = {}
        for entry in range(count):
            tag, kind = struct.unpack_from(self.order + "HH", table, entry * width)
            if tag in WANTED and kind in TYPES:
                (length,) = struct.unpack_from(self.order + self.offset, table, entry * width + 4)
                tags[tag] = self._values(TYPES[kind], length, begin + entry * width + width - self.slot)
        (following,) = self._read(begin + count * width, self.offset)
        return Page(tags), following

    def _values(self, kind: str, length: int, slot: int) -> tuple[int, ...]:
        length = min(length, MOST_VALUES)
        held = struct.calcsize(f"={length}{kind}") <= self.slot
        return self._read(slot if held else self._read(slot, self.offset)[0], f"{length}{kind}")

    def _read(self, at: int, kind: str) -> tuple[int, ...]:
        self.file.seek(at)
        return struct.unpack(self.order + kind, self.file.read(struct.calcsize("=" + kind)))
