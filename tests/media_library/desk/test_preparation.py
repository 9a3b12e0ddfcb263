"""How far a clip is prepared, as the admin shows it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hub.staff.models import User
from media_library.desk.preparation import in_words, told
from media_library.models import Audio, Preparation, Video
from tests.media_library.making import ffmpeg, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(mp4: bytes) -> Video:
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="song-lam.mp4"))
    made.save()
    return made


def standing(film: Video, **fields: object) -> Video:
    Preparation.objects.update_or_create(video=film, defaults={"source_sha256": film.sha256} | fields)
    return Video.objects.get(pk=film.pk)


def test_stages_in_words(film: Video) -> None:
    with translation.override("en"):
        said = [
            in_words(film),
            in_words(standing(film, stage="working", steps_done=2, steps_all=5)),
            in_words(standing(film, stage="failed", fault="Video bị hỏng.")),
            in_words(standing(film, stage="done", loudness=-23.04, loudness_range=5.0, true_peak=-1.2)),
            in_words(standing(film, stage="done", loudness=None)),
            in_words(standing(film, source_sha256="of another file")),
        ]
    assert said == [
        "Waits to be prepared for the web.",
        "Being prepared for the web: 40 %.",
        "Video bị hỏng.",
        "Ready for the web. Loudness -23.0 LUFS, range 5.0 LU, true peak -1.2 dBTP.",
        "Ready for the web. There is no sound.",
        "Waits to be prepared for the web.",
    ]


def test_progress_is_asked_for_while_it_goes_on(editor: Client, film: Video) -> None:
    standing(film, stage="working", steps_done=1, steps_all=4)
    address = reverse("media_library:preparation", args=[film.uid])
    assert editor.get(address).json() == {
        "percent": 25,
        "words": "Being prepared for the web: 25 %.",
        "open": True,
        "failed": False,
    }
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk])).content.decode()
    assert f'data-preparation="{address}"' in page
    assert '<progress max="100" value="25"></progress>' in page


def test_nothing_is_asked_for_when_it_is_over(editor: Client, film: Video) -> None:
    assert told(standing(film, stage="done"))["open"] is False
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk])).content.decode()
    assert '<progress max="100" value="100" hidden></progress>' in page
    assert buttons(page) == [" hidden"]


def buttons(page: str) -> list[str]:
    return re.findall(r'<button [^>]*data-again="[^"]*" data-in-vain="[^"]*"( hidden)?>', page)


def stood(film: Video) -> tuple[str, int, str]:
    found = Preparation.objects.get(video=film)
    return found.stage, found.attempts, found.fault


def again(client: Client, film: Video | Audio) -> HttpResponse:
    return client.post(reverse("media_library:preparation_again", args=[film.uid]))


def test_what_was_given_up_is_tried_again_from_its_page(editor: Client, film: Video) -> None:
    standing(film, stage="failed", fault="Video bị hỏng.", attempts=3, steps_done=2, steps_all=5)
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk])).content.decode()
    assert buttons(page) == [""]
    before = ordered("prepare_video")
    answers = [again(editor, film).json() for _twice in range(2)]
    assert answers == 2 * [{"percent": 40, "words": "Waits to be prepared for the web.", "open": True, "failed": False}]
    assert ordered("prepare_video")[len(before) :] == [[film.pk]]
    assert stood(film) == ("waiting", 0, "")


def test_a_recording_that_was_given_up_is_tried_again_from_its_page_too(editor: Client, tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=1", str(tmp_path / "a.wma"))
    song = Audio(title="Ví giặm", file=ContentFile((tmp_path / "a.wma").read_bytes(), name="a.wma"))
    song.save()
    Preparation.objects.create(audio=song, source_sha256=song.sha256, stage="failed", fault="Tệp bị hỏng.", attempts=3)
    page = editor.get(reverse("wagtailsnippets_media_library_audio:edit", args=[song.pk])).content.decode()
    assert (buttons(page), "Tệp bị hỏng." in page) == ([""], True)
    before = ordered("prepare_recording")
    assert again(editor, song).json() == {
        "percent": 0, "words": "Waits to be prepared for the web.", "open": True, "failed": False,
    }  # fmt: skip
    assert ordered("prepare_recording")[len(before) :] == [[song.pk]]
    assert Preparation.objects.values_list("stage", "attempts", "fault").get() == ("waiting", 0, "")


@pytest.mark.parametrize(
    "fields", [{"stage": "working"}, {"stage": "done"}, {"stage": "failed", "source_sha256": "old"}]
)
def test_what_was_not_given_up_is_not_tried_again(editor: Client, film: Video, fields: dict[str, str]) -> None:
    standing(film, fault="Video bị hỏng.", attempts=1, **fields)
    before = ordered("prepare_video")
    assert again(editor, film).status_code == 200
    assert ordered("prepare_video") == before
    assert stood(film)[:2] == (fields["stage"], 1)


def test_who_may_not_change_the_clip_orders_nothing(client: Client, film: Video) -> None:
    standing(film, stage="failed", fault="Video bị hỏng.")
    assert again(client, film)["Location"].startswith("/admin/login/")
    someone = User.objects.create_user("ai-do")
    someone.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(someone)
    assert again(client, film)["Location"] == "/admin/"  # with a message: so Wagtail says that it is not theirs
    client.force_login(User.objects.create_superuser("truong"))
    assert client.get(reverse("media_library:preparation_again", args=[film.uid])).status_code == 405
    assert Preparation.objects.get().stage == "failed"


def test_strangers_are_sent_to_the_door(client: Client, film: Video) -> None:
    answer = client.get(reverse("media_library:preparation", args=[film.uid]))
    assert (answer.status_code, answer["Location"].startswith("/admin/login/")) == (302, True)
