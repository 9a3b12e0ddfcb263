"""How far a clip is prepared, as the admin shows it."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from media_library.desk.preparation import in_words, told
from media_library.models import Preparation, Video

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
    address = reverse("media_library:preparation", args=[film.pk])
    assert editor.get(address).json() == {"percent": 25, "words": "Being prepared for the web: 25 %.", "open": True}
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk])).content.decode()
    assert f'data-preparation="{address}"' in page
    assert '<progress max="100" value="25"></progress>' in page


def test_nothing_is_asked_for_when_it_is_over(editor: Client, film: Video) -> None:
    assert told(standing(film, stage="done"))["open"] is False
    page = editor.get(reverse("wagtailsnippets_media_library_video:edit", args=[film.pk])).content.decode()
    assert "data-preparation" not in page


def test_strangers_are_sent_to_the_door(client: Client, film: Video) -> None:
    answer = client.get(reverse("media_library:preparation", args=[film.pk]))
    assert (answer.status_code, answer["Location"].startswith("/admin/login/")) == (302, True)
