"""Subtitles for others, and whether they can be read: SubRip, IMSC 1.1, limits per language, and the desk that tells."""

from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from media_library.files.delivery import find_file, respond
from media_library.models import SubtitleTrack, Video
from media_library.subtitles.checks import findings
from media_library.subtitles.formats import as_imsc, as_subrip, plain
from media_library.subtitles.track_forms import form_path
from media_library.subtitles.webvtt import Cue, cues_of, read_subtitles

VTT = (
    "WEBVTT\n\n1\n00:00.500 --> 00:02.000 align:start\n<v Mây>Làng <i>Sen</i> &amp; <c.red>hồ</c>\nquê <b>Bác</b>\n\n"
    "NOTE no\n\n01:00:02.040 --> 01:00:04.000\n<i>Mùa <b>sen\n"
)
TT = "{http://www.w3.org/ns/ttml}"


def test_subrip() -> None:
    assert as_subrip(VTT) == (
        "1\n00:00:00,500 --> 00:00:02,000\nLàng <i>Sen</i> & hồ\nquê <b>Bác</b>\n\n"
        "2\n01:00:02,040 --> 01:00:04,000\n<i>Mùa <b>sen</b></i>\n"
    )


def test_subrip_comes_back_as_it_went() -> None:
    simple = "WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.000\nLàng <i>Sen</i>\nquê\n\n2\n00:00:02.040 --> 00:00:04.000\nMùa sen\n"
    assert read_subtitles(as_subrip(simple).encode()) == simple


def test_imsc_is_what_the_profile_asks_for() -> None:
    root = ElementTree.fromstring(as_imsc(VTT, "lo").encode())  # noqa: S314 - our own
    assert (root.tag, root.get("{http://www.w3.org/XML/1998/namespace}lang")) == (f"{TT}tt", "lo")
    assert (
        root.get("{http://www.w3.org/ns/ttml#parameter}contentProfiles")
        == "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
    )
    regions = {region.get("{http://www.w3.org/XML/1998/namespace}id") for region in root.iter(f"{TT}region")}
    paragraphs = list(root.iter(f"{TT}p"))
    assert {paragraph.get("region") for paragraph in paragraphs} == regions == {"bottom"}
    assert [(each.get("begin"), each.get("end")) for each in paragraphs] == [
        ("00:00:00.500", "00:00:02.000"),
        ("01:00:02.040", "01:00:04.000"),
    ]
    assert "".join(paragraphs[0].itertext()) == "Làng Sen & hồquê Bác"
    assert len(list(paragraphs[0].iter(f"{TT}br"))) == 1
    styled = {
        span.text: {name.rpartition("}")[2]: value for name, value in span.items() if "styling" in name}
        for span in root.iter(f"{TT}span")
    }
    assert styled["Sen"] == {"fontStyle": "italic"}
    assert styled["sen"] == {"fontStyle": "italic", "fontWeight": "bold"}


def test_what_is_read_has_no_marks() -> None:
    assert plain("<v Mây>Làng <i>Sen</i> &lt;3 <00:01.000>hồ") == "Làng Sen <3 hồ"


# --- can it be read ---------------------------------------------------------------------------------------------------


def told(text: str, language: str = "vi", *, start: float = 1.0, end: float = 4.0) -> list[str]:
    with translation.override("en"):
        return [str(one) for one in findings([Cue(3, start, end, text)], language)]


def test_subtitle_that_can_be_read_has_no_finding() -> None:
    assert told("Làng Sen mùa sen nở\nquê Bác") == []


@pytest.mark.parametrize(
    ("language", "sign", "most"),
    [
        ("vi", "a", 42),
        ("en", "a", 42),
        ("ru", "ы", 42),
        ("zh-Hans", "莲", 16),
        ("ja", "蓮", 16),
        ("ko", "연", 16),
        ("lo", "ກ", 35),
        ("th", "ก", 35),
    ],
)
def test_long_lines_by_language(language: str, sign: str, most: int) -> None:
    assert told(sign * most, language, end=7.9) == []
    assert told(sign * (most + 1), language, end=7.9) == [
        f"Subtitle 1: a line of {most + 1} characters; at most {most}."
    ]


@pytest.mark.parametrize(
    ("language", "sign", "most"), [("vi", "a", 20), ("zh-Hans", "莲", 11), ("ja", "蓮", 7), ("ko", "연", 12)]
)
def test_fast_subtitles_by_language(language: str, sign: str, most: int) -> None:
    assert told(sign * most, language, start=1.0, end=2.0) == []
    assert told(sign * (most + 1), language, start=1.0, end=2.0) == [
        f"Subtitle 1: {most + 1}.0 characters a second; at most {most} can be read."
    ]


def test_characters_are_what_a_reader_sees() -> None:
    """12 code points are 8 graphemes: four of these in a line of 35 are not too long."""
    lao = "ຍິນດີຕ້ອນຮັບ"
    assert len(lao) == 12
    assert told(lao * 4, "lo", end=7.9) == []
    assert told(lao * 5, "lo", end=7.9) == ["Subtitle 1: a line of 40 characters; at most 35."]


def test_three_lines_short_and_long_times_are_told() -> None:
    assert told("a\nb\nc") == ["Subtitle 1: 3 lines; at most 2."]
    assert told("a", end=1.5) == ["Subtitle 1: shown for 0.5 s; at least 1 s."]
    assert told("a", end=8.5) == ["Subtitle 1: shown for 7.5 s; at most 7 s."]


@pytest.mark.parametrize(("gap", "told_of"), [(0.0, 0), (0.04, 1), (0.08, 0), (1.0, 0)])
def test_gap_is_two_frames_or_none(gap: float, told_of: int) -> None:
    cues = [Cue(3, 1.0, 3.0, "a"), Cue(6, 3.0 + gap, 6.0, "b")]
    found = findings(cues, "vi")
    assert [(one.cue, one.code) for one in found] == [(2, "gap")] * told_of


# --- told and given out -----------------------------------------------------------------------------------------------


@pytest.fixture
def film(db: None, mp4: bytes) -> Video:
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    made.save()
    SubtitleTrack.objects.create(
        video=made, language="vi", file=ContentFile(b"1\n00:00:00,500 --> 00:00:01,000\nA\n", name="a.srt")
    )
    return made


def fetch(path: str) -> tuple[str, str]:
    _empty, _media, uid, sha_prefix, name = path.split("/")
    found = find_file(uid, sha_prefix, name)
    assert found is not None
    answer = respond(RequestFactory().get(path), found)
    return answer["Content-Type"], answer.content.decode()  # type: ignore[attr-defined]


def test_subrip_is_stored_as_webvtt_and_given_out_in_three_forms(film: Video) -> None:
    track = film.subtitles.get()
    assert track.file.name.endswith(".vtt")
    stored = default_storage.open(track.file.name).read().decode()
    assert stored == "WEBVTT\n\n1\n00:00:00.500 --> 00:00:01.000\nA\n"
    assert len(cues_of(stored)) == 1
    assert fetch(form_path(film, track, "srt")) == (
        "application/x-subrip; charset=utf-8",
        "1\n00:00:00,500 --> 00:00:01,000\nA\n",
    )
    kind, content = fetch(form_path(film, track, "ttml"))
    assert (kind, content) == ("application/ttml+xml; charset=utf-8", as_imsc(stored, "vi"))


def test_another_key_leads_to_nothing(film: Video) -> None:
    assert find_file(film.uid, "0" * 16, "vi.srt") is None


def test_subtitler_is_told_beside_the_track(editor: Client, film: Video) -> None:
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk])).content.decode()
    assert "Subtitle 1: shown for 0.5 s; at least 1 s." in page
    assert all(f'href="{form_path(film, film.subtitles.get(), form)}"' in page for form in ("srt", "ttml"))


def test_track_whose_file_is_gone_does_not_hide_the_form(editor: Client, film: Video) -> None:
    default_storage.delete(film.subtitles.get().file.name)
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk]))
    assert (page.status_code, "The file is not in the store." in page.content.decode()) == (200, True)


def test_form_takes_subrip_and_names_its_faults(film: Video) -> None:
    broken = SimpleUploadedFile("a.srt", b"1\n00:00:02,000 --> 00:00:01,000\nA\n")
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        SubtitleTrack(video=film, language="en", file=broken).clean()
    assert refused.value.message_dict == {"file": ["Line 2, subtitle 1: The subtitle ends before it begins."]}
