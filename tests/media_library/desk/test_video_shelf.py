"""Videos in the admin: the form with its inlines, the list, the menu, the chooser, who may."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Filter
from wagtail.models import Collection

from hub.staff.models import User
from media_library.clips.posters import give_poster
from media_library.models import Asset, SubtitleTrack, Video
from media_library.models.pictures import THUMB_SPEC
from tests.media_library.making import agency, ordered
from tests.media_library.packages.room import may_see

pytestmark = pytest.mark.django_db

VTT = b"WEBVTT\n\n00:00.500 --> 00:02.000\nA\n"
URL = "wagtailsnippets_media_library_video"


def form(mp4: bytes, **more: object) -> dict[str, object]:
    fields = {
        "title": "Sông Lam",
        "collection": Collection.get_first_root_node().pk,
        "file": SimpleUploadedFile("song-lam.mp4", mp4, "video/mp4"),
        "poster": "",
        "spoken_language": "vi",
        "licence": "press",
        "digital_source_type": "digitalCapture",
        "creator": "",
        "credit": "Báo Nghệ An",
        "owner": "",
        "usable_from": "",
        "usable_until": "",
        "title_vi": "Sông Lam ban mai",
        "caption_vi": "",
        "subtitles-TOTAL_FORMS": "1",
        "subtitles-INITIAL_FORMS": "0",
        "subtitles-MIN_NUM_FORMS": "0",
        "subtitles-MAX_NUM_FORMS": "1000",
        "subtitles-0-language": "vi",
        "subtitles-0-file": SimpleUploadedFile("vi.vtt", VTT, "text/vtt"),
    }
    return fields | more


def test_video_is_added_with_texts_and_subtitles(editor: Client, mp4: bytes) -> None:
    assert editor.get(reverse(f"{URL}:add")).status_code == 200
    answer = editor.post(reverse(f"{URL}:add"), form(mp4))
    assert answer.status_code == 302, answer.context["form"].errors
    made = Video.objects.get()
    assert (made.title, made.width, made.credit) == ("Sông Lam", 320, "Báo Nghệ An")
    assert [(text.language, text.title) for text in made.texts.all()] == [("vi", "Sông Lam ban mai")]
    assert [(track.language, len(track.sha256)) for track in made.subtitles.all()] == [("vi", 64)]
    assert ordered("make_poster") == [[made.pk]]
    assert editor.get(reverse(f"{URL}:edit", args=[made.pk])).status_code == 200


def refused(editor: Client, fields: dict[str, object]) -> str:
    answer = editor.post(reverse(f"{URL}:add"), fields)
    assert (answer.status_code, Video.objects.count(), SubtitleTrack.objects.count()) == (200, 0, 0)
    return answer.content.decode()


def test_file_that_is_no_video_is_refused(editor: Client, mp4: bytes) -> None:
    page = refused(editor, form(mp4, file=SimpleUploadedFile("a.mp4", b"nothing" * 100)))
    assert (
        "The library does not know this kind of file. It takes pictures, video, sound, PDF and office documents."
        in page
    )


def test_bad_subtitles_are_refused_with_their_line(editor: Client, mp4: bytes) -> None:
    bad = SimpleUploadedFile("vi.vtt", b"WEBVTT\n\n00:02.000 --> 00:01.000\nA\n")
    assert "Line 3, subtitle 1: The subtitle ends before it begins." in refused(
        editor, form(mp4, **{"subtitles-0-file": bad})
    )


def test_last_day_before_the_first_is_refused(editor: Client, mp4: bytes) -> None:
    page = refused(editor, form(mp4, usable_from="2026-05-02", usable_until="2026-05-01"))
    assert "The last day of use lies before the first." in page


def test_too_long_title_names_its_language(editor: Client, mp4: bytes) -> None:
    page = refused(editor, form(mp4, title_lo="ກ" * 256))
    assert "ລາວ, title: 256 characters, at most 255 fit." in page


def clips(mp4: bytes, count: int) -> None:
    owner = agency()
    for number in range(count):
        made = Video.objects.create(title=f"Clip {number}", file=ContentFile(mp4, name="a.mp4"), owner=owner)
        SubtitleTrack.objects.create(video=made, language="en", file=ContentFile(VTT, name="a.vtt"))
        poster = give_poster(made)
        assert poster is not None
        poster.create_rendition(Filter(THUMB_SPEC))


def test_list_shows_poster_duration_and_subtitles(editor: Client, mp4: bytes) -> None:
    clips(mp4, 1)
    page = editor.get(reverse(f"{URL}:list")).content.decode()
    thumbnail = Video.objects.get().poster.renditions.get()
    for shown in (thumbnail.url, "0:04", "en", "Clip 0"):
        assert shown in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_no_query_per_video(
    editor: Client, mp4: bytes, count: int, django_assert_num_queries: Callable
) -> None:
    clips(mp4, count)
    address = reverse(f"{URL}:list")
    editor.get(address)
    with django_assert_num_queries(11):
        editor.get(address)


@pytest.mark.parametrize(
    ("query", "titles"), [("?licence=press", ["A"]), ("?subtitles=en", ["B"]), ("?licence=internal", [])]
)
def test_list_can_be_filtered(editor: Client, mp4: bytes, query: str, titles: list[str]) -> None:
    Video.objects.create(title="A", file=ContentFile(mp4, name="a.mp4"))
    other = Video.objects.create(title="B", file=ContentFile(mp4, name="b.mp4"), licence="CC-BY-4.0")
    SubtitleTrack.objects.create(video=other, language="en", file=ContentFile(VTT, name="a.vtt"))
    answer = editor.get(reverse(f"{URL}:list") + query)
    assert [video.title for video in answer.context["page_obj"].object_list] == titles


def test_menu_gathers_pictures_videos_and_documents(editor: Client) -> None:
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Media library" in page
    for name in ("wagtailimages:index", "wagtaildocs:index", f"{URL}:list"):
        assert page.count(f'"url": "{reverse(name)}"') == 1, name


def test_video_can_be_chosen(editor: Client, mp4: bytes) -> None:
    made = Video.objects.create(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    answer = editor.get(reverse("wagtailsnippetchoosers_media_library_video:choose"))
    assert "Sông Lam" in json.loads(answer.content)["html"]
    answer = editor.get(reverse("wagtailsnippetchoosers_media_library_video:chosen", args=[made.pk]))
    assert json.loads(answer.content)["result"]["string"] == "Sông Lam"


@pytest.mark.parametrize("count", [1, 3])
def test_a_clip_is_chosen_by_its_poster_and_the_chooser_says_why_it_may_not_be_shown(
    editor: Client, mp4: bytes, count: int, django_assert_num_queries: Callable
) -> None:
    clips(mp4, count)
    Asset.objects.update(licence="internal")
    address = reverse("wagtailsnippetchoosers_media_library_video:choose_results")
    editor.get(address)
    with django_assert_num_queries(7):
        page = editor.get(address).content.decode()
    assert page.count("Inside the house only") == count
    assert all(video.poster.renditions.get().url in page for video in Video.objects.all())


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ((), {"list": 302, "add": 302}),
        (("access_admin",), {"list": 302, "add": 302}),
        (("access_admin", "view_video"), {"list": 200, "add": 302}),
        (("access_admin", "add_video"), {"list": 200, "add": 200}),
    ],
)
def test_who_may_see_and_add_videos(client: Client, rights: tuple[str, ...], expected: dict[str, int]) -> None:
    """In a collection that is theirs; without one: `test_shelves`."""
    user = User.objects.create_user("u", password="mot-mat-khau-dai")
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    may_see(user, Collection.get_first_root_node())
    client.force_login(user)
    assert {view: client.get(reverse(f"{URL}:{view}")).status_code for view in expected} == expected
