"""Films and recordings as old cameras, phones and newsrooms' archives have them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from media_library.clips.footage import still
from media_library.ingest.examining import Examiner
from tests.media_library.making import clip, ffmpeg


@pytest.fixture(scope="module")
def examiner() -> Iterator[Examiner]:
    with Examiner() as made:
        yield made


@pytest.mark.parametrize(
    ("name", "options", "format_name"),
    [
        ("a.wmv", ("-c:v", "wmv2", "-c:a", "wmav2"), "wmv"),
        ("a.flv", ("-c:v", "flv", "-c:a", "mp3", "-ar", "44100"), "flv"),
        ("a.ogv", ("-c:v", "libtheora", "-c:a", "libvorbis"), "ogv"),
        ("a.dv", ("-target", "pal-dv"), "dv"),
    ],
)
def test_old_films_are_taken_and_shown(
    examiner: Examiner, tmp_path: Path, name: str, options: tuple[str, ...], format_name: str
) -> None:
    path = tmp_path / name
    clip(path, seconds=1, options=options)

    seen = examiner.examine(path, name)

    assert (seen.format.name, seen.notes) == (format_name, ())
    assert (seen.width, seen.height) == ((1024, 576) if format_name == "dv" else (320, 180))
    assert seen.seconds == pytest.approx(1, abs=0.1)
    assert still(path, seen.format.extension, at=0.1).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("name", "options", "format_name"),
    [
        ("a.wma", ("-c:a", "wmav2"), "wma"),
        ("a.amr", ("-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1"), "amr"),
        ("a.webm", ("-c:a", "libopus"), "weba"),
        ("a.mka", ("-c:a", "flac"), "mka"),
    ],
)
def test_old_and_phones_recordings_are_taken(
    examiner: Examiner, tmp_path: Path, name: str, options: tuple[str, ...], format_name: str
) -> None:
    path = tmp_path / name
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", *options, str(path))

    seen = examiner.examine(path, name)

    assert (seen.format.name, seen.width, seen.notes) == (format_name, None, ())
    assert seen.seconds == pytest.approx(1, abs=0.1)


def test_a_sound_shorter_than_a_page_is_not_counted_in_years(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "beep.ogg"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=0.3:sample_rate=8000", "-c:a", "libvorbis", str(path))

    assert examiner.examine(path, "beep.ogg").seconds == pytest.approx(0.3, abs=0.1)


def test_a_part_of_a_broadcast_begins_late_and_is_whole(examiner: Examiner, tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.ogg", tmp_path / "part.ogg"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=8", "-c:a", "libopus", "-page_duration", "200000", str(whole))
    pages = [b"OggS" + page for page in whole.read_bytes().split(b"OggS")[1:]]
    path.write_bytes(b"".join([*pages[:2], *pages[len(pages) // 2 :]]))

    seen = examiner.examine(path, "part.ogg")

    assert (seen.format.name, seen.notes) == ("ogg", ())
    assert seen.seconds == pytest.approx(4, abs=0.5)
