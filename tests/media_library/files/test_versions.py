"""A replaced file is kept, with who and why; an older one can be taken up again; the id stays."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from hub.staff.models import User
from media_library.files.versions import restore
from media_library.models import Asset, Audio, LibraryDocument, Picture
from media_library.models.versions import Change
from tests.media_library.making import drawing, encoded, ffmpeg, let_go_of_files, picture

pytestmark = pytest.mark.django_db


def replaced(by: User) -> Picture:
    made = picture(encoded(drawing((400, 300))))
    made.file = ContentFile(encoded(drawing((200, 200))), name="moi.jpg")  # type: ignore[assignment]
    made.change = Change(by=by, reason="Bản nét hơn")
    made.save()
    return made


@pytest.fixture
def librarian() -> User:
    return User.objects.create_superuser("thu-thu", "t@example.vn", "mot-mat-khau-dai")


def history(asset: Asset) -> list[tuple[int, str, str, int | None]]:
    return [(row.number, row.original_name, row.reason, row.restores) for row in asset.versions.all()]


def test_a_replaced_file_is_kept_with_who_and_why(librarian: User) -> None:
    made = replaced(librarian)
    uid = made.uid
    assert history(made.asset) == [(2, "moi.jpg", "Bản nét hơn", None), (1, "lang-sen.jpg", "", None)]
    assert [row.by for row in made.asset.versions.all()] == [librarian, None]
    assert all(default_storage.exists(row.storage_name) for row in made.asset.versions.all())
    made = Picture.objects.get()
    assert (made.uid, made.asset.file_version, made.width) == (uid, 2, 200)


def test_an_older_file_is_taken_up_again(librarian: User) -> None:
    made = replaced(librarian)
    first = made.asset.versions.get(number=1)
    newest = restore(first, by=librarian)
    again = Picture.objects.get()
    assert (newest.number, newest.restores, newest.by) == (3, 1, librarian)
    assert (again.width, again.height, again.sha256, again.asset.file_version) == (400, 300, first.sha256, 3)
    assert again.uid == made.uid


def test_who_may_not_change_the_picture_may_not_restore(librarian: User) -> None:
    made = replaced(librarian)
    with pytest.raises(PermissionDenied):
        restore(made.asset.versions.get(number=1), by=User.objects.create_user("u", password="mot-mat-khau-dai"))
    assert made.asset.versions.count() == 2


def test_restoring_by_hand(editor: Client, librarian: User) -> None:
    made = replaced(librarian)
    address = reverse("media_library:restore", args=[made.asset.versions.get(number=1).pk])
    assert editor.get(address).status_code == 200
    assert editor.post(address).status_code == 302
    assert Picture.objects.get().width == 400


def test_saving_without_a_new_file_is_no_version() -> None:
    made = picture()
    made.title = "Khác"
    made.save()
    assert (made.asset.file_version, made.asset.versions.count(), Asset.objects.get().title) == (1, 1, "Khác")


def test_all_files_go_with_the_asset(librarian: User, django_capture_on_commit_callbacks: Any) -> None:
    made = replaced(librarian)
    names = [row.storage_name for row in made.asset.versions.all()]
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail's jobs
        made.delete()
    let_go_of_files()
    assert (Asset.objects.count(), [default_storage.exists(name) for name in names]) == (0, [False, False])


def test_deleting_the_asset_takes_its_carrier() -> None:
    LibraryDocument.objects.create(title="x", file=ContentFile(b"%PDF", name="a.pdf")).asset.delete()
    assert (Asset.objects.count(), LibraryDocument.objects.count()) == (0, 0)


def test_a_recording_is_measured(tmp_path: Any) -> None:
    path = tmp_path / "a.mp3"
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=2", str(path))
    made = Audio(title="Ví Giặm", file=ContentFile(path.read_bytes(), name="vi-giam.mp3"))
    made.save()
    assert (made.asset.kind, made.duration, len(made.sha256)) == ("audio", pytest.approx(2.0, abs=0.1), 64)
