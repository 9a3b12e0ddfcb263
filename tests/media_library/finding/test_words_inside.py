"""The words inside files: read once, within limits, whatever the file is."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader, PdfWriter

from media_library.arrivals import ensure_all_is_read
from media_library.finding import pdf_reader
from media_library.finding.pdf_words import UnreadableError, words_of_pdf
from media_library.finding.words_inside import read_inside
from media_library.jobs import read_words_inside
from media_library.leash import Limits
from media_library.models import Asset, LibraryDocument, SubtitleTrack, Video, WordsInside
from media_library.subtitles.webvtt import SubtitlesRefusedError, spoken
from tests.media_library.making import document, ordered, pdf

VTT = """WEBVTT

NOTE không phải lời

1
00:00:01.000 --> 00:00:02.000 align:start
<v An>Về làng
Sen</v>

00:00:02.000 --> 00:00:03.000
quê Bác &amp; quê sen
"""


def read(row: LibraryDocument | Video) -> list[tuple[str, str]]:
    read_inside(Asset.objects.get(pk=row.asset_id))
    return list(WordsInside.objects.filter(asset=row.asset_id).values_list("text", "fault"))


def locked(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# --- a PDF -----------------------------------------------------------------------------------------------------------


def test_the_text_of_all_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("Festival at Lang Sen", "Second page"))
    assert words_of_pdf(tmp_path / "a.pdf").split("\n") == ["Festival at Lang Sen", "Second page"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "broken (4)"),
        (b"%PDF-1.4 and nothing else", "broken (4)"),
        (pdf("Festival")[:200], "broken (4)"),
        (b"\x89PNG\r\n\x1a\n" * 100, "broken (4)"),
        (locked(pdf("Secret")), "encrypted"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(UnreadableError, match=why.replace("(", r"\(").replace(")", r"\)")):
        words_of_pdf(tmp_path / "a.pdf")


def test_pages_and_characters_have_limits(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(pdf(*["a" * 50_000] * 4))
    (tmp_path / "many.pdf").write_bytes(pdf(*["b"] * (pdf_reader.PAGES + 3)))
    assert words_of_pdf(tmp_path / "long.pdf").count("a") == pdf_reader.CHARACTERS
    assert words_of_pdf(tmp_path / "many.pdf").count("b") == pdf_reader.PAGES


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(seconds=0.01), "it takes too long"),
        (Limits(memory=16 * 1024 * 1024), "broken"),
        (Limits(cpu_seconds=0), "broken"),
    ],
)
def test_time_and_memory_have_limits(tmp_path: Path, limits: Limits, why: str) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("Festival"))
    with pytest.raises(UnreadableError, match=why):
        words_of_pdf(tmp_path / "a.pdf", limits=limits)


# --- kept ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_document_is_read_by_a_job_and_once() -> None:
    made = document(pdf("Festival at Lang Sen"))
    assert ordered("read_words_inside") == [[str(made.uid)]]
    read_words_inside.func(str(made.uid))
    assert list(made.asset.words_inside.values_list("text", "fault", "sha256")) == [
        ("Festival at Lang Sen", "", made.sha256)
    ]
    first = WordsInside.objects.get()
    made.title = "Khác"
    made.save()
    read_words_inside.func(str(made.uid))
    assert (WordsInside.objects.get().pk, len(ordered("read_words_inside"))) == (first.pk, 1)


@pytest.mark.django_db
def test_a_new_file_is_read_anew_and_the_old_words_go() -> None:
    made = document(pdf("Old words"))
    assert read(made) == [("Old words", "")]
    made.file = ContentFile(pdf("New words"), name="b.pdf")
    made.save()
    assert ordered("read_words_inside") == [[str(made.uid)]] * 2
    assert read(made) == [("New words", "")]


@pytest.mark.django_db
def test_a_broken_document_is_noted_and_not_tried_again() -> None:
    made = document(b"%PDF-1.4 cut")
    assert read(made) == [("", "broken (4)")]
    ensure_all_is_read()
    assert len(ordered("read_words_inside")) == 1


@pytest.mark.django_db
def test_other_documents_and_assets_that_are_gone_are_no_fault() -> None:
    made = document(b"\xd0\xcf\x11\xe0", name="cong-van.doc")
    assert (ordered("read_words_inside"), read(made)) == ([], [])
    read_words_inside.func("11111111-1111-4111-8111-111111111111")


@pytest.mark.django_db
def test_a_file_that_the_store_has_lost_is_tried_again_later() -> None:
    made = document(pdf("Festival"))
    default_storage.delete(str(made.file.name))
    assert read(made) == []
    ensure_all_is_read()
    assert ordered("read_words_inside") == [[str(made.uid)]] * 2


@pytest.mark.django_db
def test_what_subtitles_say(mp4: bytes) -> None:
    clip = Video(title="Làng Sen", file=ContentFile(mp4, name="a.mp4"))
    clip.save()
    track = SubtitleTrack.objects.create(video=clip, language="vi", file=ContentFile(VTT.encode(), name="vi.vtt"))
    assert ordered("read_words_inside") == [[str(clip.uid)]]
    assert read(clip) == [("Về làng Sen\nquê Bác & quê sen", "")]
    track.delete()
    assert WordsInside.objects.count() == 0


def test_subtitles_that_are_no_text_are_refused() -> None:
    with pytest.raises(SubtitlesRefusedError):
        spoken(b"WEBVTT\n\n\xff\xfe")


@pytest.mark.django_db
def test_what_was_there_before_is_read_when_the_house_is_set_up(mp4: bytes) -> None:
    made = document(pdf("Festival"))
    clip = Video(title="Làng Sen", file=ContentFile(mp4, name="a.mp4"))
    clip.save()
    SubtitleTrack.objects.create(video=clip, language="vi", file=ContentFile(VTT.encode(), name="vi.vtt"))
    before: list[Any] = ordered("read_words_inside")
    ensure_all_is_read()
    assert sorted(ordered("read_words_inside")[len(before) :]) == sorted([[str(made.uid)], [str(clip.uid)]])
