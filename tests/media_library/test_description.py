"""What partners are told: whole values, and no query per item."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile

from media_library.clips.posters import give_poster
from media_library.description import (
    DOCUMENT_PREFETCH,
    PICTURE_PREFETCH,
    VIDEO_PREFETCH,
    describe_document,
    describe_picture,
    describe_video,
)
from media_library.models import AssetText, LibraryDocument, Picture, SubtitleTrack, Video
from media_library.renditions.standard import renditions
from media_library.shotlist.writing import Entry, Said, put_list
from media_library.subtitles.track_forms import form_path
from tests.media_library.making import agency, picture

pytestmark = pytest.mark.django_db


def rights(**told: object) -> dict[str, object]:
    """What is told of an asset without a record, beside what the test says."""
    return {
        "usable": True,
        "why_not": [],
        "uses": [],
        "territories": [],
        "languages": [],
        "translation_allowed": True,
        "modification_allowed": False,
        "exclusive": False,
        "holder": "",
        "terms": "",
        "terms_url": None,
        "data_mining": None,
        "third_party": "",
    } | told


NOTHING_MORE = {
    "ai": None,
    "source": "",
    "file_version": 1,
    "keywords": [],
    "people": [],
    "places": [],
    "event": "",
}
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


def sen(**fields: object) -> Picture:
    one = picture(
        owner=agency(),
        creator="Hồ A",
        credit="Báo Nghệ An",
        licence="CC-BY-4.0",
        usable_from=date(2026, 1, 1),
        focal_point_x=600,
        focal_point_y=1200,
        focal_point_width=100,
        focal_point_height=100,
        **fields,
    )
    one.texts.set(
        [AssetText(language="vi", alt="Hồ sen", caption="Làng Sen"), AssetText(language="en", alt="Lotus pond")]
    )
    one.save()
    return one


def test_picture_in_a_language() -> None:
    one = sen()
    told = describe_picture(one, "en")
    assert told == {
        "id": str(one.uid),
        "kind": "picture",
        "title": "Làng Sen",
        "alt": "Lotus pond",
        "caption": "",
        "credit": "Báo Nghệ An",
        "creator": "Hồ A",
        "owner": {"code": "bao-nghe-an", "name": "Nghệ An Newspaper"},
        "licence": "CC-BY-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "usable_from": "2026-01-01",
        "usable_until": None,
        "digital_source_type": CAPTURE,
        "rights": rights(modification_allowed=True),
        **NOTHING_MORE,
        "width": 2400,
        "height": 1600,
        "focal_point": {"x": 0.25, "y": 0.75},
        "renditions": [
            {
                "name": made.name,
                "href": made.url,
                "type": made.content_type,
                "width": made.width,
                "height": made.height,
                "size": made.size,
                "sha256": made.sha256,
            }
            for made in renditions(one)
        ],
    }
    assert list(told)[:5] == ["id", "kind", "title", "alt", "caption"]


def test_picture_never_borrows_another_languages_words() -> None:
    told = describe_picture(sen(), "lo")
    assert (told["alt"], told["caption"]) == ("", "")


def test_picture_in_all_languages() -> None:
    told = describe_picture(sen())
    assert told["texts"] == {
        "en": {"alt": "Lotus pond", "caption": "", "title": ""},
        "vi": {"alt": "Hồ sen", "caption": "Làng Sen", "title": ""},
    }
    assert told["owner"] == {"code": "bao-nghe-an", "names": {"en": "Nghệ An Newspaper", "vi": "Báo Nghệ An"}}
    assert "alt" not in told


def test_picture_without_owner_and_focal_point() -> None:
    told = describe_picture(picture(), "vi")
    assert (told["owner"], told["focal_point"], told["licence_url"], told["usable_from"]) == (None, None, None, None)


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_cost_no_query_each(count: int, django_assert_num_queries: Callable) -> None:
    owner = agency()
    for number in range(count):
        renditions(picture(title=f"Sen {number}", owner=owner))
    with django_assert_num_queries(7):
        told = [describe_picture(one, "vi") for one in Picture.objects.prefetch_related(*PICTURE_PREFETCH)]
    assert len(told) == count


def film(mp4: bytes, **fields: object) -> Video:
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"), **fields)
    made.texts.set([AssetText(language="vi", title="Sông Lam ban mai", caption="Sương sớm")])
    made.save()
    for language in ("vi", "en"):
        vtt = f"WEBVTT\n\n00:00.500 --> 00:02.000\n{language}\n".encode()
        SubtitleTrack.objects.create(video=made, language=language, file=ContentFile(vtt, name="a.vtt"))
    renditions(give_poster(made))
    return made


def test_video_in_a_language(mp4: bytes) -> None:
    made = film(mp4)
    track = {track.language: track for track in made.subtitles.all()}
    tracks = {language: one.sha256 for language, one in track.items()}
    told = describe_video(made, "vi")
    poster = told.pop("poster")
    assert (poster["kind"], poster["width"], len(poster["renditions"])) == ("picture", 320, 16)
    assert told == {
        "id": str(made.uid),
        "kind": "video",
        "title": "Sông Lam ban mai",
        "description": "Sương sớm",
        "credit": "",
        "creator": "",
        "owner": None,
        "licence": "press",
        "licence_url": None,
        "usable_from": None,
        "usable_until": None,
        "digital_source_type": CAPTURE,
        "rights": rights(),
        **NOTHING_MORE,
        "duration": made.duration,
        "width": 320,
        "height": 180,
        "file": {
            "href": f"/media/{made.uid}/{made.sha256[:16]}/song-lam.mp4",
            "type": "video/mp4",
            "size": len(mp4),
            "sha256": made.sha256,
        },
        "subtitles": [
            {
                "lang": language,
                "href": f"/media/{made.uid}/{tracks[language][:16]}/song-lam.{language}.vtt",
                "type": "text/vtt",
                "sha256": tracks[language],
                **{form: form_path(made, track[language], form) for form in ("srt", "ttml")},
            }
            for language in ("en", "vi")
        ],
        "hls": None,
        "proxy": None,
        "stills": None,
        "loudness": None,
        "spoken_language": "vi",
        "shots": [],
        "sound_bites": [],
        "chapters": [],
    }


def test_video_in_all_languages(mp4: bytes) -> None:
    told = describe_video(film(mp4))
    assert (told["title"], told["texts"]) == (
        "Sông Lam",
        {"vi": {"title": "Sông Lam ban mai", "description": "Sương sớm"}},
    )


@pytest.mark.parametrize("count", [1, 3])
def test_videos_cost_no_query_each(mp4: bytes, count: int, django_assert_num_queries: Callable) -> None:
    owner = agency()
    for _number in range(count):
        shot = Entry(0, 2_000, {"vi": Said("Toàn cảnh sông")})
        put_list(film(mp4, owner=owner).asset, [shot, replace(shot, role="bite", language="vi")], by=None)
    with django_assert_num_queries(20):
        told = [describe_video(one, "vi") for one in Video.objects.prefetch_related(*VIDEO_PREFETCH)]
    assert len(told) == count


@pytest.mark.parametrize("count", [1, 3])
def test_documents_cost_no_query_each(count: int, django_assert_num_queries: Callable) -> None:
    owner = agency()
    for _number in range(count):
        LibraryDocument.objects.create(title="Bản đồ", file=ContentFile(b"%PDF-1.7", name="a.pdf"), owner=owner)
    with django_assert_num_queries(6):
        told = [describe_document(one, "en") for one in LibraryDocument.objects.prefetch_related(*DOCUMENT_PREFETCH)]
    one = LibraryDocument.objects.first()
    assert [item["kind"] for item in told] == ["document"] * count
    assert told[0]["file"] == {
        "href": f"/media/{told[0]['id']}/{one.sha256[:16]}/ban-do.pdf",
        "type": "application/pdf",
        "size": 8,
        "sha256": one.sha256,
    }


def test_damaged_picture_has_no_renditions_but_does_not_stop_the_rest() -> None:
    one = picture()
    one.file.storage.delete(one.file.name)
    assert describe_picture(Picture.objects.get(pk=one.pk), "vi")["renditions"] == []
