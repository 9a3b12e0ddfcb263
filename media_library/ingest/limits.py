"""How much of what is taken: bytes of a file, and what it may become when it is opened. Pure.

A file's size says little of what it takes to open it: some kilobytes can hold a picture of gigabytes.
"""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE

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
    pixels: int = 80_000_000  # a picture of the largest cameras' sensors; decoded, four bytes a pixel
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


@dataclass(frozen=True, slots=True)
class ExaminerLimits:
    """Of the process in which files are opened."""

    memory: int = 2 * GIGABYTE
    cpu_seconds: int = 60
    seconds: float = 120.0
    written: int = 64 * MEGABYTE
    files_each: int = 200  # then a new process: what leaks, leaks no further


PICTURE = PictureLimits()
CLIP = ClipLimits()
BUNDLE = BundleLimits()
EXAMINER = ExaminerLimits()
