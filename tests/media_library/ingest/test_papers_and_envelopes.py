"""What documents, clips and recordings say of themselves, and what a person should know of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from media_library.ingest.examining import Examiner
from media_library.ingest.sentences import note
from tests.media_library.ingest import files, papers
from tests.media_library.making import clip, ffmpeg

File = Callable[..., Path]


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (papers.of_pages(2), ()),
        (papers.of_pages(1) + b"% written by an office program\n" * 90, ()),
        (papers.of_pages(1).replace(b"startxref\n", b"startxref\n9"), ()),  # readers find their way
        (papers.locked(opens_with=""), ()),  # opens without one: only changing it is locked
        (papers.locked(opens_with="", algorithm="AES-128"), ()),
        (papers.locked(opens_with="", algorithm="AES-256"), ()),
        (papers.acting(), ("acts",)),
    ],
    ids=["plain", "notes behind the end", "wrong table", "owner's lock", "of today", "of tomorrow", "acting"],
)
def test_a_document_that_readers_open_is_taken(
    examiner: Examiner, file: File, content: bytes, notes: tuple[str, ...]
) -> None:
    seen = examiner.examine(file(content))

    assert (seen.format.name, seen.notes) == ("pdf", notes)
    assert all(note(code) for code in notes)


def test_a_document_says_what_it_is(examiner: Examiner, file: File) -> None:
    content = papers.saying(
        Title="Tờ rơi Làng Sen", Author="Sở Du lịch", Subject="Giới thiệu", Keywords="sen; Kim Liên"
    )

    assert examiner.examine(file(content)).proposals == (
        {"field": "title", "value": "Tờ rơi Làng Sen", "origin": "file"},
        {"field": "creator", "value": "Sở Du lịch", "origin": "file"},
        {"field": "caption", "value": "Giới thiệu", "origin": "file"},
        {"field": "keyword", "value": "sen", "origin": "file"},
        {"field": "keyword", "value": "Kim Liên", "origin": "file"},
    )


def test_a_documents_xmp_speaks_languages(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "to-roi.pdf"
    path.write_bytes(papers.saying(Title="Làng Sen"))
    files.exiftool(path, "-XMP-dc:Title-vi=Làng Sen", "-XMP-dc:Title-en=Sen Village", "-XMP-dc:Rights=© Sở Du lịch")

    said = examiner.examine(path).proposals

    assert {"field": "title", "value": "Sen Village", "origin": "xmp", "language": "en"} in said
    assert {"field": "copyright", "value": "© Sở Du lịch", "origin": "xmp"} in said
    assert [each["origin"] for each in said if each["value"] == "Làng Sen"] == ["xmp"]


def test_a_clip_says_what_it_is(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "hoi.mp4"
    told = {
        "title": "Hội Làng Sen", "artist": "Báo Nghệ An", "comment": "Khai hội; dòng = hai", "copyright": "© Báo Nghệ An",
        "date": "2026-05-19", "location": "+18.6700+105.6900/",
    }  # fmt: skip
    clip(
        path,
        seconds=1,
        options=tuple(part for name, value in told.items() for part in ("-metadata", f"{name}={value}")),
    )

    assert examiner.examine(path).proposals == (
        {"field": "title", "value": "Hội Làng Sen", "origin": "file"},
        {"field": "caption", "value": "Khai hội; dòng = hai", "origin": "file"},
        {"field": "creator", "value": "Báo Nghệ An", "origin": "file"},
        {"field": "copyright", "value": "© Báo Nghệ An", "origin": "file"},
        {"field": "taken_at", "value": "2026-05-19", "origin": "file"},
        {"field": "gps", "value": "18.67, 105.69", "origin": "file"},
    )


def test_a_recording_says_what_it_is(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "vi-giam.mp3"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-metadata", "title=Ví giặm", str(path))

    assert examiner.examine(path).proposals == ({"field": "title", "value": "Ví giặm", "origin": "file"},)
