"""The ZIP that is never written: read by Python's own reader and by Info-ZIP's, whole and in parts."""

import shutil
import subprocess
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from media_library.packages.zipping import FULL, Entry, Layout

AT = datetime(2026, 11, 26, 13, 5, 8, tzinfo=UTC)
FILES = {
    "tui/bagit.txt": b"BagIt-Version: 1.0\n",
    "tui/data/trong.txt": b"",
    "tui/data/sen.jpg": bytes(range(256)) * 40,
}


def opening(entry: Entry, start: int, stop: int) -> Iterator[bytes]:
    content = FILES[entry.name][start:stop]
    return (content[at : at + 1000] for at in range(0, len(content), 1000))


def layout() -> Layout:
    return Layout([Entry(name, len(content), zlib.crc32(content)) for name, content in FILES.items()], AT)


def whole(made: Layout) -> bytes:
    return b"".join(made.pieces(opening, 0, made.size))


def test_it_is_a_zip_of_stored_files():
    made = layout()
    content = whole(made)
    assert len(content) == made.size
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        told = [
            (info.filename, info.compress_type, info.date_time, info.external_attr >> 16) for info in archive.infolist()
        ]
        assert told == [(name, ZIP_STORED, (2026, 11, 26, 13, 5, 8), 0o100644) for name in FILES]
        assert {name: archive.read(name) for name in FILES} == FILES


def test_any_part_of_it_is_that_part():
    made = layout()
    content = whole(made)
    for start, stop in [(0, 1), (10, 90), (25, 25), (60, 5000), (made.size - 30, made.size), (0, made.size)]:
        assert b"".join(made.pieces(opening, start, stop)) == content[start:stop]


def test_where_a_files_own_bytes_lie_is_known():
    made = layout()
    content = whole(made)
    for name, own in FILES.items():
        assert content[made.data_at[name] : made.data_at[name] + len(own)] == own


def test_only_the_files_of_the_part_are_opened():
    made = layout()
    opened = []

    def noting(entry: Entry, start: int, stop: int) -> Iterator[bytes]:
        opened.append((entry.name, start, stop))
        return opening(entry, start, stop)

    at = made.data_at["tui/data/sen.jpg"]
    pieces = made.pieces(noting, at + 5, at + 8)
    assert opened == [("tui/data/sen.jpg", 5, 8)]  # before the first byte is asked for: a missing file is known in time
    assert b"".join(pieces) == bytes([5, 6, 7])


@pytest.mark.skipif(shutil.which("unzip") is None, reason="no unzip here")
def test_info_zip_takes_it(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(whole(layout()))
    subprocess.run(["unzip", "-tq", str(tmp_path / "a.zip")], check=True, capture_output=True)


def test_zip64_where_a_file_or_its_place_is_beyond_four_gigabytes(tmp_path: Path):
    """Sparse: the large file is made of nothing, and read by Python's reader from a file with a hole."""
    small, large = b"sau cung", FULL + 5
    made = Layout([Entry("t/phim.mp4", large, 0), Entry("t/sau.txt", len(small), zlib.crc32(small))], AT)
    at = made.data_at["t/phim.mp4"]
    path = tmp_path / "large.zip"

    def only_small(entry: Entry, start: int, stop: int) -> Iterator[bytes]:
        assert entry.name == "t/sau.txt"
        return iter([small[start:stop]])

    with path.open("wb") as file:
        file.write(b"".join(made.pieces(only_small, 0, at)))
        file.seek(at + large)
        file.write(b"".join(made.pieces(only_small, at + large, made.size)))
    assert path.stat().st_size == made.size
    with ZipFile(path) as archive:
        assert [(info.filename, info.file_size) for info in archive.infolist()] == [
            ("t/phim.mp4", large),
            ("t/sau.txt", 8),
        ]
        assert archive.read("t/sau.txt") == small


def test_zip64_where_there_are_more_than_65535_files():
    made = Layout([Entry(f"t/{number}", 0, 0) for number in range(65_536)], AT)
    with ZipFile(BytesIO(b"".join(made.pieces(opening, 0, made.size)))) as archive:
        assert len(archive.infolist()) == 65_536
