"""What partners are told: whole values, and no query per item."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile

from hub.registry.models import Plan, PlanTask, Subject, SubjectName
from media_library.clips.posters import give_poster
from media_library.description import (
    DOCUMENT_PREFETCH,
    FACE_PREFETCH,
    PICTURE_PREFETCH,
    VIDEO_PREFETCH,
    describe_document,
    describe_drawn_document,
    describe_picture,
    describe_video,
    filed_under,
)
from media_library.models import AssetText, LibraryDocument, Picture, SubtitleTrack, Video
from media_library.renditions.faces import draw_face
from media_library.renditions.standard import renditions
from media_library.shotlist.writing import Entry, Said, put_list
from media_library.subtitles.track_forms import form_path
from tests.media_library.making import agency, drawing, encoded, pdf, picture

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
        [
            AssetText(language="vi", alt="Hồ sen", caption="Làng Sen", keywords="sen, Kim Liên"),
            AssetText(language="en", alt="Lotus pond", keywords="lotus, Kim Liên"),
        ]
    )
    one.save()
    return one


def test_picture_in_a_language() -> None:
    one = sen(content=encoded(drawing()))
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
        **NOTHING_MORE | {"keywords": ["lotus", "Kim Liên"]},
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
    assert (told["alt"], told["caption"], told["keywords"]) == ("", "", [])


def test_picture_in_all_languages() -> None:
    told = describe_picture(sen())
    assert told["texts"] == {
        "en": {"alt": "Lotus pond", "caption": "", "title": "", "keywords": ["lotus", "Kim Liên"]},
        "vi": {"alt": "Hồ sen", "caption": "Làng Sen", "title": "", "keywords": ["sen", "Kim Liên"]},
    }
    assert told["keywords"] == ["lotus", "Kim Liên", "sen"]
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
    assert (poster["kind"], poster["width"], len(poster["renditions"])) == ("picture", 320, 24)
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
        "file": None,
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
        {"vi": {"title": "Sông Lam ban mai", "description": "Sương sớm", "keywords": []}},
    )


@pytest.mark.parametrize("count", [1, 3])
def test_videos_cost_no_query_each(mp4: bytes, count: int, django_assert_num_queries: Callable) -> None:
    owner = agency()
    for _number in range(count):
        shot = Entry(0, 2_000, {"vi": Said("Toàn cảnh sông")})
        put_list(film(mp4, owner=owner).asset, [shot, replace(shot, role="bite", language="vi")], by=None)
    with django_assert_num_queries(22):
        told = [describe_video(one, "vi") for one in Video.objects.prefetch_related(*VIDEO_PREFETCH)]
    assert len(told) == count


@pytest.mark.parametrize("count", [1, 3])
def test_documents_cost_no_query_each(count: int, django_assert_num_queries: Callable) -> None:
    owner = agency()
    content = pdf("Sen")
    for _number in range(count):
        made = LibraryDocument.objects.create(title="Bản đồ", file=ContentFile(content, name="a.pdf"), owner=owner)
        draw_face(made.asset)
    with django_assert_num_queries(7):
        rows = LibraryDocument.objects.prefetch_related(*DOCUMENT_PREFETCH, *FACE_PREFETCH)
        told = [describe_drawn_document(one, "en") for one in rows]
    one = LibraryDocument.objects.first()
    assert [(item["kind"], len(item["renditions"])) for item in told] == [("document", 1)] * count
    assert told[0]["file"] == {
        "href": f"/media/{told[0]['id']}/{one.sha256[:16]}/ban-do.pdf",
        "type": "application/pdf",
        "size": len(content),
        "sha256": one.sha256,
    }


def test_document_in_all_languages_and_in_one() -> None:
    one = LibraryDocument.objects.create(title="Bản đồ", file=ContentFile(b"%PDF-1.7", name="a.pdf"))
    one.texts.set([AssetText(language="en", title="Map", caption="Of the province", keywords="map")])
    one.save()
    assert describe_document(one)["texts"] == {
        "en": {"title": "Map", "description": "Of the province", "keywords": ["map"]}
    }
    assert [describe_document(one)["title"], describe_document(one, "vi")["title"]] == ["Bản đồ", "Bản đồ"]
    assert (describe_document(one, "en")["title"], describe_document(one, "en")["description"]) == (
        "Map",
        "Of the province",
    )


def test_what_it_is_filed_under_in_one_language_and_in_all() -> None:
    asset = sen().asset
    asset.taken_at = datetime(2026, 5, 19, 1, 30, tzinfo=UTC)
    plan = Plan.objects.create(number="1/KH", title_vi="Kế hoạch", issued=date(2026, 1, 1))
    asset.tasks.set(
        [
            PlanTask.objects.create(plan=plan, code="3.1", title_vi="Chuyên mục", title_en="Column", position=1),
            PlanTask.objects.create(plan=plan, code="3.2", title_vi="Ấn phẩm", position=2),
        ]
    )
    subject = Subject.objects.create(code="01000000")
    subject.names.set([SubjectName(language="vi", name="văn hóa"), SubjectName(language="en", name="culture")])
    subject.save()
    asset.subjects.set([subject])
    medtop = {"id": "medtop:01000000", "uri": "http://cv.iptc.org/newscodes/mediatopic/01000000"}
    assert filed_under(asset, "en") == {
        "taken_at": "2026-05-19T08:30:00+07:00",
        "tasks": [{"code": "3.1", "title": "Column"}, {"code": "3.2", "title": "Ấn phẩm"}],
        "subjects": [{**medtop, "name": "culture"}],
    }
    assert filed_under(asset, None) == {
        "taken_at": "2026-05-19T08:30:00+07:00",
        "tasks": [
            {"code": "3.1", "titles": {"vi": "Chuyên mục", "en": "Column"}},
            {"code": "3.2", "titles": {"vi": "Ấn phẩm"}},
        ],
        "subjects": [{**medtop, "names": {"vi": "văn hóa", "en": "culture"}}],
    }
    assert filed_under(picture().asset, None) == {"taken_at": None, "tasks": [], "subjects": []}


def test_a_document_shows_its_face_once_it_is_drawn() -> None:
    one = LibraryDocument.objects.create(title="Bản đồ", file=ContentFile(pdf("Sen", "Lam"), name="a.pdf"))
    assert {key: describe_drawn_document(one)[key] for key in ("pages", "renditions")} == {
        "pages": None,
        "renditions": [],
    }
    draw_face(one.asset)
    one = LibraryDocument.objects.get(pk=one.pk)
    face = one.asset.face
    told = describe_drawn_document(one)
    assert told["pages"] == 2
    assert told["renditions"] == [
        {
            "name": "face",
            "href": f"/media/{one.uid}/{face.sha256[:16]}/ban-do.jpg",
            "type": "image/jpeg",
            **{key: getattr(face, key) for key in ("width", "height", "size", "sha256")},
        }
    ]
    assert "renditions" not in describe_document(one)  # kept by editions, which outlive a face


def test_damaged_picture_has_no_renditions_but_does_not_stop_the_rest() -> None:
    one = picture()
    one.file.storage.delete(one.file.name)
    assert describe_picture(Picture.objects.get(pk=one.pk), "vi")["renditions"] == []
