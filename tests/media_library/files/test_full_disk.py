"""A disk that is full, really: wherever files are written, a person is told, nothing is half-done, and it goes on."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from media_library.clips.preparing import advance
from media_library.files.store import DiskStorage, NoRoomError
from media_library.ingest.judging import judge
from media_library.jobs import make_renditions
from media_library.models import LibraryDocument, Picture, Preparation, Upload, Video
from tests.media_library.desk.test_picture_forms import FIELDS
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import arrived, begin, patch
from tests.media_library.ingest.test_review import REVIEW, answers
from tests.media_library.making import drawing, encoded, ordered, picture
from tests.media_library.small_disk import fill, left_on, make_room, only_read, small_disk

pytestmark = pytest.mark.django_db
FULL = "There is no room left for the file: the disk is full. The technical staff has to make room."
CHOOSE_AGAIN = f"{FULL} Nothing else is lost: choose the file again later."


@pytest.fixture
def store(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """Where the library's files are."""
    if hasattr(default_storage, "bucket"):
        pytest.skip("files are not kept on a disk")
    with small_disk(tmp_path / "store", kilobytes=512) as place:
        settings.MEDIA_ROOT = place
        yield place


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where work is done."""
    with small_disk(tmp_path / "desk", kilobytes=6000) as place:
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        yield place


def test_a_file_is_in_the_store_whole_or_not_at_all(store: Path, tmp_path: Path) -> None:
    storage = DiskStorage()
    half = bytes(400_000)
    assert storage.save("videos/a.mp4", ContentFile(half)) == "videos/a.mp4"
    with pytest.raises(NoRoomError):
        storage.save("videos/b.mp4", ContentFile(half))
    assert left_on(store) == ["videos/a.mp4"]
    storage.delete("videos/a.mp4")
    assert storage.save("videos/b.mp4", ContentFile(half)) == "videos/b.mp4"
    assert storage.save("videos/b.mp4", ContentFile(b"another")) != "videos/b.mp4"
    assert oct((store / "videos/b.mp4").stat().st_mode & 0o777) == "0o640"


@pytest.mark.parametrize(
    ("url", "data", "model"),
    [
        ("wagtailimages:add", FIELDS | {"title": "Làng Sen"}, Picture),
        ("wagtaildocs:add", {"title": "Làng Sen", "licence": "press", "digital_source_type": "digitalCapture"}, LibraryDocument),
    ],
)  # fmt: skip
def test_a_form_keeps_what_was_typed(editor: Client, store: Path, url: str, data: dict[str, str], model: type) -> None:
    content = files.jpeg() if model is Picture else files.PDF
    sent = data | {"collection": "1"}
    fill(store)
    answer = editor.post(reverse(url), sent | {"file": SimpleUploadedFile("sen", content)})
    with override("en"):
        faults = {name: list(told) for name, told in answer.context["form"].errors.items()}
    assert (answer.status_code, faults) == (200, {"file": [CHOOSE_AGAIN]})
    assert 'value="Làng Sen"' in answer.content.decode()
    assert (model.objects.count(), left_on(store)) == (0, [])  # type: ignore[attr-defined] # a model

    make_room(store)
    editor.post(reverse(url), sent | {"file": SimpleUploadedFile("sen", content)})
    assert model.objects.get().file.read() == content  # type: ignore[attr-defined] # a model
    assert len(left_on(store)) == 1


def test_a_disk_that_can_only_be_read_is_told_of_and_waited_for(editor: Client, store: Path) -> None:
    made, content = picture(encoded(drawing((64, 48)))), files.jpeg()
    sent = FIELDS | {"title": "Làng Sen", "collection": "1"}
    with only_read(store):
        answer = editor.post(reverse("wagtailimages:add"), sent | {"file": SimpleUploadedFile("sen.jpg", content)})
        with override("en"):
            told = list(answer.context["form"].errors["file"])
        make_renditions.func(made.pk)
    away = "The store of files does not answer at the moment. Nothing else is lost: choose the file again later."
    assert (told, Picture.objects.count()) == ([away], 1)
    assert ordered("make_renditions") == [[made.pk], [made.pk]]
    make_renditions.func(made.pk)
    assert made.renditions.count() == 24


def test_many_at_once_are_told_beside_the_file(editor: Client, store: Path) -> None:
    fill(store)
    sent = {"title": "Sen", "files[]": SimpleUploadedFile("sen.jpg", files.jpeg())}
    told = editor.post(reverse("wagtailimages:add_multiple"), sent).json()
    assert told == {"success": False, "error_message": CHOOSE_AGAIN}
    assert (Picture.objects.count(), left_on(store)) == (0, [])


def test_a_form_that_finds_no_room_to_be_examined_says_so(editor: Client, desk: Path) -> None:
    fill(desk)
    answer = editor.post(reverse("wagtailimages:add"), FIELDS | {"file": SimpleUploadedFile("sen.jpg", files.jpeg())})
    with override("en"):
        assert list(answer.context["form"].errors["file"]) == [CHOOSE_AGAIN]
    assert (Picture.objects.count(), left_on(desk)) == (0, [])


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_form_that_is_larger_than_the_disk_is_told_in_words(
    editor: Client, desk: Path, settings: LazySettings, language: str
) -> None:
    """It never reaches a view: there is no room to take it."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    UserProfile.objects.update(preferred_language=language)
    fill(desk)
    editor.raise_request_exception = False
    sent = {"file": SimpleUploadedFile("sen.jpg", files.jpeg()), "title": "Sen"}
    answer = editor.post(reverse("wagtailimages:add"), sent)
    assert (answer.status_code, answer["Retry-After"]) == (507, "30")
    words = {"en": FULL, "vi": "Không còn chỗ cho tệp: đĩa đã đầy."}[language]
    assert words in answer.content.decode()


def test_an_upload_waits_for_room_and_goes_on(editor: Client, settings: LazySettings, tmp_path: Path) -> None:
    if hasattr(default_storage, "bucket"):
        pytest.skip("files do not arrive on a disk")
    content = encoded(drawing((900, 900)), quality=95) + bytes(30_000)
    with small_disk(tmp_path / "var" / "incoming", kilobytes=256) as place:
        begun = begin(editor, content)
        url, first = begun["Location"], content[:1000]
        assert patch(editor, url, first)["Upload-Offset"] == "1000"
        fill(place)
        refused = patch(editor, url, content[1000:], 1000)
        assert (refused.status_code, refused["Retry-After"]) == (507, "30")
        assert refused.json()["detail"] == f"{FULL} The upload goes on by itself as soon as it can."
        assert editor.head(url, HTTP_TUS_RESUMABLE="1.0.0")["Upload-Offset"] == "1000"
        make_room(place)
        assert patch(editor, url, content[1000:], 1000).status_code == 204
        assert judge(Upload.objects.get()).state == "ready"


def test_what_was_reviewed_is_saved_when_there_is_room(editor: Client, store: Path) -> None:
    upload = arrived(editor, files.jpeg())
    fill(store)
    page = editor.post(REVIEW, answers(upload, caption_vi="Hồ sen")).content.decode()
    assert f"{FULL} Nothing is lost: save it later." in page
    assert "Hồ sen" in page
    upload.refresh_from_db()
    assert (upload.state, upload.claimed_at, Picture.objects.count(), left_on(store)) == ("ready", None, 0, [])

    make_room(store)
    editor.post(REVIEW, answers(upload, caption_vi="Hồ sen"))
    assert Picture.objects.get().text_in("vi").caption == "Hồ sen"


@pytest.mark.parametrize("full", ["store", "desk"])
def test_renditions_are_tried_again_and_at_last_given_up(request: pytest.FixtureRequest, full: str) -> None:
    place = request.getfixturevalue(full)
    made = picture(encoded(drawing((64, 48))))
    fill(place)
    make_renditions.func(made.pk)
    assert made.renditions.count() == 0
    assert ordered("make_renditions") == [[made.pk], [made.pk]]  # by its arrival, and again
    with pytest.raises(NoRoomError):
        make_renditions.func(made.pk, attempts=148)

    make_room(place)
    make_renditions.func(made.pk, attempts=1)
    assert made.renditions.count() > 0
    assert left_on(place) == (left_on(place) if full == "store" else [])


def test_a_clip_is_not_called_damaged_for_want_of_room(desk: Path, mp4: bytes) -> None:
    """ffmpeg ends well when the last of its file finds no room."""
    video = Video(title="Sông Lam", file=ContentFile(mp4, name="song-lam.mp4"))
    video.save()
    for left in (0, 20_000, 40_000, 60_000):
        fill(desk, but=left)
        with pytest.raises(NoRoomError):
            advance(video.pk)
    preparation = Preparation.objects.get()
    assert (preparation.stage, preparation.attempts) == ("waiting", 0)
    assert preparation.fault.startswith("Không còn chỗ cho tệp: đĩa đã đầy.")
    assert left_on(desk) == []

    make_room(desk)
    while advance(video.pk):
        pass
    preparation.refresh_from_db()
    assert (preparation.stage, preparation.fault) == ("done", "")


def test_bringing_a_folder_stops_with_a_sentence_and_goes_on(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ảnh"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.jpg").write_bytes(files.jpeg(quality=40 + number))
    fill(store)
    with pytest.raises(CommandError, match="Run the same command again later: it goes on where it was") as stopped:
        call_command("import_media", str(folder), language="en")
    assert (stopped.value.returncode, Picture.objects.count(), left_on(store)) == (2, 0, [])
    make_room(store)
    call_command("import_media", str(folder))
    assert Picture.objects.count() == 2
