"""A store that is dead, or hangs: soon told to whoever waits, in words; nothing is lost, and what is left behind is swept."""

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from botocore.config import Config
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hub.silence import Silence
from media_library.files.store import LibraryStorage, StoreAwayError
from media_library.files.sweeping import sweep_arrivals, sweep_parts, sweep_store
from media_library.ingest.incoming import Bucket, Folder, incoming
from media_library.jobs import let_go, make_renditions, tidy
from media_library.models import Package, Picture, Preparation, Upload, Video
from tests.media_library.desk.test_picture_forms import FIELDS
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import TUS, arrived, begin
from tests.media_library.ingest.test_review import REVIEW, answers
from tests.media_library.making import described, document, drawing, encoded, let_go_of_files, ordered, picture

AWAY = "The store of files does not answer at the moment."
CHOOSE_AGAIN = f"{AWAY} Nothing else is lost: choose the file again later."
SOON = Config(connect_timeout=0.5, read_timeout=0.5, retries={"mode": "standard", "total_max_attempts": 1})


def at(address: str) -> dict[str, Any]:
    told = {"bucket_name": "hub", "region_name": "default", "access_key": "hub", "secret_key": "hub-secret"}
    return told | {"endpoint_url": address, "client_config": SOON}


@pytest.fixture
def dead(settings: LazySettings) -> Any:
    """Call it, and the store is dead."""

    def die() -> None:
        store = {"BACKEND": "media_library.files.store.LibraryStorage", "OPTIONS": at("http://127.0.0.1:9")}
        settings.STORAGES = settings.STORAGES | {"default": store}

    return die


@pytest.fixture
def hanging() -> Iterator[LibraryStorage]:
    """It takes connections, and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        yield LibraryStorage(**at(f"http://127.0.0.1:{silent.getsockname()[1]}"))


def test_a_store_that_hangs_is_not_waited_for_by_everybody(hanging: LibraryStorage) -> None:
    began = time.monotonic()
    with pytest.raises(StoreAwayError, match="Read timeout"):
        hanging.exists("a.jpg")
    for _asker in range(50):
        with pytest.raises(StoreAwayError, match="did not answer a moment ago"):
            hanging.exists("a.jpg")
    assert time.monotonic() - began < 5

    hanging._silence = Silence(-1)
    hanging._silence.begin()
    with pytest.raises(StoreAwayError, match="Read timeout"):  # after a while, one asks again
        hanging.exists("a.jpg")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["wagtailimages:add", "wagtaildocs:add"])
def test_a_form_is_shown_again_with_what_was_typed(editor: Client, dead: Any, url: str) -> None:
    dead()
    content = files.jpeg() if url == "wagtailimages:add" else files.PDF
    answer = editor.post(reverse(url), FIELDS | {"collection": "1", "file": SimpleUploadedFile("sen", content)})
    with override("en"):
        assert {name: list(told) for name, told in answer.context["form"].errors.items()} == {"file": [CHOOSE_AGAIN]}
    assert (answer.status_code, 'value="Làng Sen"' in answer.content.decode()) == (200, True)


@pytest.mark.django_db
def test_an_upload_is_told_to_wait(editor: Client, dead: Any) -> None:
    dead()
    answer = begin(editor, files.jpeg())
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer.json()["detail"] == f"{AWAY} The upload goes on by itself as soon as it can."
    assert Upload.objects.count() == 0


@pytest.mark.django_db
def test_what_was_reviewed_stays_to_be_saved(editor: Client, dead: Any, settings: LazySettings) -> None:
    upload, usual = arrived(editor, files.jpeg()), settings.STORAGES
    dead()
    page = editor.post(REVIEW, answers(upload, caption_vi="Hồ sen")).content.decode()
    assert f"{AWAY} Nothing is lost: save it later." in page
    upload.refresh_from_db()
    assert (upload.state, Picture.objects.count()) == ("ready", 0)
    settings.STORAGES = usual
    editor.post(REVIEW, answers(upload, caption_vi="Hồ sen"))
    assert Picture.objects.count() == 1


@pytest.mark.django_db
def test_pages_that_show_pictures_are_served(editor: Client, dead: Any) -> None:
    made = described(picture(encoded(drawing((64, 48)))))
    dead()
    for url in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[made.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("media_library:library"),
        reverse("wagtailsnippets_media_library_asset:edit", args=[made.asset_id]),
    ):
        assert editor.get(url).status_code == 200, url


@pytest.mark.django_db
def test_a_page_that_needs_the_store_says_so_and_sends_again_what_was_typed(editor: Client, dead: Any) -> None:
    made = picture(encoded(drawing((64, 48))))
    made.file = ContentFile(encoded(drawing((32, 24))), name="b.jpg")
    made.save()
    version = made.asset.versions.get(number=1)
    dead()
    editor.raise_request_exception = False
    where = reverse("media_library:restore", args=[version.pk])
    answer = editor.post(where, {"note": "Lấy lại <bản> cũ", "password": "bí mật"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert AWAY in page
    assert '<input type="hidden" name="note" value="Lấy lại &lt;bản&gt; cũ">' in page
    assert "bí mật" not in page
    asked = editor.post(where, headers={"Accept": "application/json"})
    assert (asked.status_code, asked.json()) == (503, {"detail": AWAY})
    assert made.asset.versions.count() == 2


@pytest.mark.django_db
def test_a_job_waits_and_ends_after_a_day(dead: Any) -> None:
    made = picture(encoded(drawing((64, 48))))
    dead()
    make_renditions.func(made.pk)
    assert ordered("make_renditions") == [[made.pk], [made.pk]]
    with pytest.raises(StoreAwayError):
        make_renditions.func(made.pk, attempts=148)
    assert len(ordered("make_renditions")) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["wagtailimages:delete", "wagtaildocs:delete"])
def test_what_is_deleted_is_deleted_and_its_files_follow_when_the_store_is_back(
    editor: Client, dead: Any, settings: LazySettings, django_capture_on_commit_callbacks: Any, url: str
) -> None:
    """Wagtail's job is given no settings of the store, of which some are secret, and waits for none."""
    made: Any = picture(encoded(drawing((64, 48)))) if url == "wagtailimages:delete" else document(files.PDF)
    name, usual = str(made.file.name), settings.STORAGES
    dead()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(reverse(url, args=[made.pk])).status_code == 302
    assert (type(made)._default_manager.exists(), ordered("delete_file_from_storage_task")) == (
        False,
        [[["media_library.arrivals.ByJob", [], {}], name]],
    )
    let_go_of_files()
    assert ordered("let_go").count([name]) > 1  # it waits

    settings.STORAGES = usual
    assert default_storage.exists(name)
    let_go_of_files()
    assert not default_storage.exists(name)


@pytest.mark.django_db
def test_a_file_that_another_row_has_stays() -> None:
    made = picture(encoded(drawing((64, 48))))
    let_go.func(str(made.file.name))
    assert default_storage.exists(str(made.file.name))


# --- what is left behind ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_files_that_no_row_names_are_swept_when_they_are_old() -> None:
    made = picture(encoded(drawing((64, 48))))
    make_renditions.func(made.pk)
    left = default_storage.save(f"original_images/{uuid4()}.jpg", ContentFile(b"killed between file and row"))
    evidence = default_storage.save(f"evidence/{uuid4()}.pdf", ContentFile(b"a draft may name it"))
    assert left not in sweep_store(remove=False)  # young
    assert left in sweep_store(older_than=timedelta(seconds=-60))
    assert (default_storage.exists(left), default_storage.exists(evidence)) == (False, True)
    assert default_storage.exists(str(made.file.name))
    assert all(default_storage.exists(str(row.file.name)) for row in made.renditions.all())


@pytest.mark.django_db
def test_bytes_of_uploads_without_a_row_are_swept(editor: Client) -> None:
    begin(editor, files.jpeg())
    store, left = incoming(), uuid4()
    store.begin(left)
    assert sweep_arrivals() == 0
    assert sweep_arrivals(older_than=timedelta(seconds=-60)) >= 1
    assert [uid for uid, _key, _since in store.waiting() if uid == left] == []
    assert editor.head(f"/admin/media-library/uploads/files/{Upload.objects.get().pk}/", **TUS).status_code == 200


@pytest.mark.django_db
def test_half_written_files_are_swept(settings: LazySettings) -> None:
    media = Path(settings.MEDIA_ROOT) / "videos"
    media.mkdir(parents=True, exist_ok=True)
    (media / ".part-1").write_bytes(b"half")
    left = Path(settings.VAR) / "incoming" / "bringing-x"
    left.mkdir(parents=True)
    assert sweep_parts() == 0
    assert sweep_parts(older_than=timedelta(seconds=-60)) == 2
    assert (list(media.iterdir()), left.exists()) == ([], False)


@pytest.mark.django_db
def test_what_lost_its_job_is_ordered_anew(editor: Client, mp4: bytes) -> None:
    long_ago = timezone.now() - timedelta(minutes=6)
    rows = [Upload.objects.get(pk=begin(editor, files.jpeg(quality=q)).json()["uid"]) for q in (40, 50, 60)]
    Upload.objects.update(created_at=long_ago)
    for row, state in zip(rows, ("examining", "examining", "unpacking"), strict=True):
        Upload.objects.filter(pk=row.pk).update(state=state)
    DBTaskResult.objects.create(
        status=TaskResultStatus.READY, task_path="media_library.jobs.examine_upload", queue_name="default",
        args_kwargs={"args": [str(rows[0].pk)], "kwargs": {}}, backend_name="default", run_after=timezone.now(),
    )  # fmt: skip
    video = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    video.save()
    Preparation.objects.create(video=video, source_sha256=video.sha256)
    package = Package.objects.create(title="Gói", number=1, moved_at=long_ago)

    names = ("examine_upload", "unpack_upload", "make_package", "prepare_video")
    before = {name: ordered(name) for name in names}
    tidy.func()
    assert {name: ordered(name)[len(before[name]) :] for name in names} == {
        "examine_upload": [[str(rows[1].pk)]],
        "unpack_upload": [[str(rows[2].pk)]],
        "make_package": [[str(package.pk)]],
        "prepare_video": [[video.pk]],
    }


@pytest.mark.django_db
def test_an_upload_whose_bytes_cannot_go_now_stays_until_they_can(editor: Client, dead: Any) -> None:
    upload = arrived(editor, files.jpeg())
    store = incoming()
    if not isinstance(store, Folder):
        pytest.skip("on the disk")
    Upload.objects.filter(pk=upload.pk).update(expires_at=timezone.now() - timedelta(days=1))
    dead()
    call_command("uploads_due")
    assert Upload.objects.count() == 1


# --- a real one -------------------------------------------------------------------------------------------------------


@pytest.mark.s3
@pytest.mark.django_db
def test_an_upload_whose_end_was_not_heard_is_whole_all_the_same(editor: Client) -> None:
    """The server, or its answer, was lost between the store's end of the upload and the row."""
    content = files.jpeg()
    begun = begin(editor, content)
    upload, store = Upload.objects.get(), incoming()
    assert isinstance(store, Bucket)
    editor.patch(
        begun["Location"], content, content_type="application/offset+octet-stream", HTTP_UPLOAD_OFFSET="0", **TUS
    )
    Upload.objects.update(state="receiving", received=0)

    store.finish(upload.pk, upload.store_key)
    assert editor.head(begun["Location"], **TUS)["Upload-Offset"] == str(len(content))

    upload.refresh_from_db()
    assert (upload.state, upload.received) == ("examining", len(content))
    store.discard(upload.pk, upload.store_key)
    store.discard(upload.pk, upload.store_key)
    with pytest.raises(FileNotFoundError):
        store.received(upload.pk, upload.store_key)


@pytest.mark.s3
@pytest.mark.django_db
def test_a_move_during_which_the_store_dies_or_a_file_changes_goes_on(
    settings: LazySettings, tmp_path: Path, dead: Any, capsys: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = Path(settings.MEDIA_ROOT) / "videos"
    folder.mkdir(parents=True)
    names = [f"{uuid4()}.mp4" for _ in range(2)]
    for name in names:
        (folder / name).write_bytes(b"a film")
    usual = settings.STORAGES
    dead()
    with pytest.raises(CommandError, match="The store does not answer: run the command again later, it goes on where"):
        call_command("move_media_to_s3")
    settings.STORAGES = usual
    call_command("move_media_to_s3")
    (folder / names[0]).write_bytes(b"another film")
    call_command("move_media_to_s3", "--remove")
    assert list(folder.iterdir()) == []
    with default_storage.open(f"videos/{names[0]}") as file:
        assert file.read() == b"another film"


@pytest.mark.s3
def test_what_a_killed_process_had_sent_of_a_large_file_is_swept() -> None:
    """By its kind: bytes of uploads stay, somebody goes on with them."""
    storage: Any = default_storage
    half = storage.bucket.Object(f"videos/{uuid4()}.mp4").initiate_multipart_upload()
    half.Part(1).upload(Body=b"killed in the middle")
    begun = storage.bucket.Object(f"incoming/{uuid4()}").initiate_multipart_upload()
    assert half.id in {one.id for one in storage.bucket.multipart_uploads.all()}
    sweep_parts()
    assert half.id in {one.id for one in storage.bucket.multipart_uploads.all()}  # young
    assert sweep_parts(older_than=timedelta(seconds=-60)) >= 1
    left = {one.id for one in storage.bucket.multipart_uploads.all()}
    assert (half.id in left, begun.id in left) == (False, True)
