"""How much of what is taken: bytes of a file, and what it may become when it is opened. Pure.

A file's size says little of what it takes to open it: some kilobytes can hold a picture of gigabytes.
"""

from dataclasses import dataclass

from media_library.leash import GIGABYTE, Limits

MEGABYTE = 1024 * 1024

LARGEST = {
    "image": 200 * MEGABYTE,
    "drawing": 4 * MEGABYTE,
    "video": 20 * GIGABYTE,
    "audio": 2 * GIGABYTE,
    "document": 500 * MEGABYTE,
}
LARGEST_OF_ALL = max(LARGEST.values())


@dataclass(frozen=True, slots=True)
class PictureLimits:
    pixels: int = 120_000_000  # of the largest cameras' sensors; decoded, four bytes a pixel
    jpeg_pixels: int = 250_000_000  # phones write 200 million; of a JPEG, an eighth can be decoded
    wavelet_pixels: int = 60_000_000  # of JPEG 2000: while it is decoded, four bytes a colour
    side: int = 30_000
    frames: int = 1_000
    moving_pixels: int = 800_000_000  # all frames together


@dataclass(frozen=True, slots=True)
class ClipLimits:
    seconds: float = 6 * 3600.0
    pixels: int = 8192 * 4320


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """Of what is packed: zips, and documents that are zips inside."""

    entries: int = 20_000
    unpacked: int = 40 * GIGABYTE
    ratio: int = 200  # no photograph, film or text is packed this small; a bomb is
    small: int = 10 * MEGABYTE  # below that the ratio does not matter


PICTURE = PictureLimits()
CLIP = ClipLimits()
BUNDLE = BundleLimits()
DOCUMENT_PAGES = 5_000
# of the process in which files are opened: it writes none
EXAMINER = Limits(seconds=120, cpu_seconds=60, memory=2 * GIGABYTE, largest=0)
FILES_EACH = 200  # then a new process: what leaks, leaks no further


def most_pixels(format_name: str) -> int:
    """`format_name`: ours or Pillow's."""
    by_format = {
        **dict.fromkeys(("jpeg", "mpo"), PICTURE.jpeg_pixels),
        **dict.fromkeys(("jp2", "j2k", "jpeg2000"), PICTURE.wavelet_pixels),
    }
    return by_format.get(format_name.lower(), PICTURE.pixels)
