"""A real disk that is full in a moment, for tests: a few pages of memory, mounted where the test wants it."""

import atexit
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

FILLER = "filler"


@contextmanager
def small_disk(place: Path, *, kilobytes: int = 64) -> Iterator[Path]:
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk may be mounted here")
    # at the end: what a test leaves open (a log that keeps a fault, a fault that keeps a file) closes its files on it
    atexit.register(subprocess.run, ["umount", "--lazy", str(place)], check=False)
    try:
        yield place
    finally:
        (place / FILLER).unlink(missing_ok=True)


def fill(place: Path, *, but: int = 0) -> None:
    """`but`: so many bytes are left."""
    with (place / FILLER).open("ab", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        file.truncate(file.tell() - but)


def make_room(place: Path) -> None:
    (place / FILLER).unlink()


def left_on(place: Path) -> list[str]:
    """Every file but what fills it."""
    return sorted(
        path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file() and path.name != FILLER
    )


@contextmanager
def only_read(place: Path) -> Iterator[None]:
    """As a disk is after the kernel has found fault with it."""
    remount = ["mount", "-o", "remount,{}", str(place)]
    subprocess.run([part.format("ro") for part in remount], check=True)
    try:
        yield
    finally:
        subprocess.run([part.format("rw") for part in remount], check=True)
