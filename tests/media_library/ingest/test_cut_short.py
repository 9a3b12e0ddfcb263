"""Films and recordings that were cut off: known by where they say that they end, to the byte."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from media_library.clips.footage import look_into
from media_library.ingest.cut_short import ASF, ASF_FILE, ends_at, has_half_a_packet
from media_library.ingest.examining import Examiner
from media_library.ingest.sentences import note
from media_library.ingest.sniffing import FORMATS
from tests.media_library.making import clip, ffmpeg

File = Callable[..., Path]


def box(name: bytes, length: int) -> bytes:
    return struct.pack(">I", 8 + length) + name + b"\0" * length


def asf(size: int, flags: int) -> bytes:
    properties = ASF_FILE + b"\0" * 24 + struct.pack("<Q", size) + b"\0" * 40 + struct.pack("<I", flags)
    return ASF + b"\0" * 22 + properties


@pytest.mark.parametrize(
    ("content", "end"),
    [
        (b"RIFF" + struct.pack("<I", 100) + b"WAVE", 107),  # one that nobody padded is whole
        (b"RIFF\xff\xff\xff\xffWAVE", 0),
        (b"FORM" + struct.pack(">I", 100) + b"AIFF", 107),
        (box(b"ftyp", 8) + box(b"moov", 4) + struct.pack(">I", 900) + b"mdat", 928),
        (box(b"ftyp", 8) + struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 5_000_000_000), 5_000_000_016),
        (box(b"ftyp", 8) + struct.pack(">I", 0) + b"mdat", 16),
        (box(b"ftyp", 8) + b"and what some camera left behind", 16),
        (b"\x1a\x45\xdf\xa3\x82ab\x18\x53\x80\x67\x41\x00", 13 + 256),
        (b"\x1a\x45\xdf\xa3\x82ab\x18\x53\x80\x67\x01" + b"\xff" * 7, 0),
        (b"\x1a\x45\xdf\xa3\x82", 0),
        (asf(70_000, 0), 70_000),
        (asf(70_000, 1), 0),
        (ASF, 0),
        (b"", 0),
    ],
)
def test_where_a_file_says_that_it_ends(file: File, content: bytes, end: int) -> None:
    assert ends_at(file(content)) == end


@pytest.mark.parametrize(("more", "half"), [(0, False), (1, True), (187, True), (188, False)])
def test_half_a_packet_is_told(examiner: Examiner, file: File, more: int, half: bool) -> None:
    path = file((b"G" + b"\0" * 187) * 6 + b"G" * more)

    assert has_half_a_packet(path, FORMATS["mts"]) is half
    assert not has_half_a_packet(path, FORMATS["mpg"])


def test_what_was_cut_is_refused_and_half_a_packet_is_noted(
    examiner: Examiner, tmp_path: Path, refusal_of: Callable[[Path], tuple[str, dict[str, object]]]
) -> None:
    film, packets = tmp_path / "a.mp4", tmp_path / "a.mts"
    clip(film, seconds=2)
    ffmpeg("-i", str(film), "-c", "copy", "-f", "mpegts", str(packets))
    cut = packets.read_bytes()[:-100]
    film.write_bytes(film.read_bytes()[:-100])
    packets.write_bytes(cut)

    assert refusal_of(film) == ("cut_off", {})
    assert examiner.examine(packets, packets.name).notes == ("half_a_packet",)
    assert note("half_a_packet").startswith("Its last packet is not whole")


def test_a_matroska_whose_time_begins_late_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    clip(path, seconds=1, options=("-output_ts_offset", "5"))

    assert look_into(path, "mkv").duration == pytest.approx(1, abs=0.1)
