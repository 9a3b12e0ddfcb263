"""The protocol of uploads, asked over HTTP: whole answers, every refusal, and what is left after each cut."""

import fcntl
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission

from hub.staff.models import User
from media_library.ingest.incoming import PART, Folder, incoming
from media_library.ingest.judging import drop_forgotten, judge
from media_library.ingest.limits import LARGEST_OF_ALL
from media_library.models import Upload, UploadState
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import TUS, UPLOADS, begin, checksum, patch, told
from tests.media_library.making import ordered, picture

pytestmark = pytest.mark.django_db
CONTENT = files.jpeg()
HALF = len(CONTENT) // 2


def store() -> Folder:
    found = incoming()
    assert isinstance(found, Folder)
    return found


def test_the_server_says_what_it_speaks(editor: Client) -> None:
    answer = editor.options(UPLOADS)

    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Resumable"]) == (204, "1.0.0", "1.0.0")
    assert answer["Tus-Extension"] == "creation,checksum,termination,expiration"
    assert (answer["Tus-Checksum-Algorithm"], answer["Tus-Max-Size"]) == ("sha256", str(LARGEST_OF_ALL))


def test_a_file_goes_on_after_a_cut_and_is_examined_when_it_is_whole(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    url, uid = begun["Location"], begun.json()["uid"]

    assert begun.json() == {
        "uid": uid, "offset": 0, "size": len(CONTENT), "part": PART, "direct": False, "state": "receiving",
        "state_label": "arriving", "detail": "",
    }  # fmt: skip
    assert patch(editor, url, CONTENT[:HALF])["Upload-Offset"] == str(HALF)
    head = editor.head(url, **TUS)
    assert (head["Upload-Offset"], head["Upload-Length"]) == (str(HALF), str(len(CONTENT)))
    assert "no-store" in head["Cache-Control"]
    assert ordered("examine_upload") == []
    done = patch(editor, url, CONTENT[HALF:], HALF)
    assert (done.status_code, done["Upload-Offset"], "Upload-Expires" in done) == (204, str(len(CONTENT)), True)
    assert ordered("examine_upload") == [[uid]]
    assert store().path(Upload.objects.get().pk).read_bytes() == CONTENT


def test_the_same_file_chosen_again_goes_on_where_it_was(editor: Client) -> None:
    first = begin(editor, CONTENT)
    patch(editor, first["Location"], CONTENT[:HALF])

    again = begin(editor, CONTENT, "another-name.jpg")

    assert (again.status_code, again.json()["uid"], again.json()["offset"]) == (201, first.json()["uid"], HALF)
    assert Upload.objects.count() == 1


def test_somebody_else_s_upload_is_not_gone_on_with(editor: Client) -> None:
    first = begin(editor, CONTENT)
    other = Client()
    other.force_login(User.objects.create_superuser("khac", "khac@example.vn", "mot-mat-khau-dai"))

    assert begin(other, CONTENT).json()["uid"] != first.json()["uid"]
    for asked in (other.head, other.get, other.delete):
        assert asked(first["Location"], **TUS).status_code == 410
    assert patch(other, first["Location"], CONTENT).status_code == 410


def test_what_is_on_the_disk_counts_and_not_what_the_row_says(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    patch(editor, begun["Location"], CONTENT[:HALF])
    with store().path(Upload.objects.get().pk).open("r+b") as file:
        file.truncate(100)  # a machine lost its power

    assert editor.head(begun["Location"], **TUS)["Upload-Offset"] == "100"
    assert patch(editor, begun["Location"], CONTENT[100:], 100).status_code == 204


def test_a_damaged_part_leaves_nothing(editor: Client) -> None:
    begun = begin(editor, CONTENT)

    answer = patch(editor, begun["Location"], CONTENT[:HALF], **checksum(b"other"))

    assert (answer.status_code, answer.json()) == (
        460,
        {"detail": "The bytes were damaged on the way. They are sent again."},
    )
    assert editor.head(begun["Location"], **TUS)["Upload-Offset"] == "0"
    assert patch(editor, begun["Location"], CONTENT[:HALF], **checksum(CONTENT[:HALF])).status_code == 204


def test_a_part_out_of_place_is_refused(editor: Client) -> None:
    begun = begin(editor, CONTENT)

    assert patch(editor, begun["Location"], b"x", 5).status_code == 409
    assert editor.head(begun["Location"], **TUS)["Upload-Offset"] == "0"


def test_two_at_once_do_not_mix(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    with store().path(Upload.objects.get().pk).open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert patch(editor, begun["Location"], CONTENT[:HALF]).status_code == 423
        file.write(CONTENT)  # all of it, but whether it stays is not known before its checksum is
        file.flush()
        assert editor.get(begun["Location"], **TUS).json()["state"] == "receiving"
        assert editor.head(begun["Location"], **TUS)["Upload-Offset"] == "0"


def test_more_than_was_said_is_refused(editor: Client) -> None:
    begun = begin(editor, CONTENT)

    assert patch(editor, begun["Location"], CONTENT + b"x").status_code == 413
    patch(editor, begun["Location"], CONTENT)
    assert patch(editor, begun["Location"], b"x", len(CONTENT)).status_code == 409


def test_an_upload_that_is_given_up_leaves_nothing(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    path = store().path(Upload.objects.get().pk)
    patch(editor, begun["Location"], CONTENT[:HALF])

    assert editor.delete(begun["Location"], **TUS).status_code == 204
    assert (Upload.objects.count(), path.exists()) == (0, False)


def test_an_upload_whose_bytes_are_gone_says_so(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    store().path(Upload.objects.get().pk).unlink()

    assert editor.head(begun["Location"], **TUS).status_code == 410
    assert Upload.objects.count() == 0


def test_what_nobody_went_on_with_goes(editor: Client) -> None:
    begin(editor, CONTENT)
    path = store().path(Upload.objects.get().pk)
    assert drop_forgotten() == 0
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert (drop_forgotten(), Upload.objects.count(), path.exists()) == (1, 0, False)


def test_what_the_library_has_is_refused_before_a_byte_is_sent(editor: Client) -> None:
    known = picture(CONTENT, title="Làng Sen mùa sen")

    answer = begin(editor, CONTENT)

    assert (answer.status_code, answer.json()) == (
        409,
        {
            "detail": "The library has this very file already: “Làng Sen mùa sen”.",
            "code": "duplicate",
            "url": f"/admin/snippets/media_library/asset/edit/{known.asset_id}/",
        },
    )
    assert (Upload.objects.count(), list(store().folder.glob("*"))) == (0, [])


def test_what_waits_already_is_refused(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    patch(editor, begun["Location"], CONTENT)

    answer = begin(editor, CONTENT)

    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "This very file has arrived already and waits to be looked through.",
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_UPLOAD_LENGTH": "5"}, 412),
        ({**TUS}, 400),
        ({**TUS, "HTTP_UPLOAD_LENGTH": "-1"}, 400),
        ({**TUS, "HTTP_UPLOAD_LENGTH": "0"}, 400),
        ({**TUS, "HTTP_UPLOAD_LENGTH": "5", "HTTP_UPLOAD_METADATA": "filename %%"}, 400),
        ({**TUS, "HTTP_UPLOAD_LENGTH": str(LARGEST_OF_ALL + 1)}, 413),
        ({**TUS, "HTTP_UPLOAD_LENGTH": "5", "HTTP_UPLOAD_METADATA": told(collection="99999")}, 403),
    ],
)
def test_a_beginning_that_cannot_be_is_refused(editor: Client, headers: dict[str, Any], status: int) -> None:
    answer = editor.post(UPLOADS, content_type="application/octet-stream", **headers)

    assert (answer.status_code, bool(json.loads(answer.content)["detail"]), Upload.objects.count()) == (status, True, 0)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"HTTP_UPLOAD_OFFSET": "x"}, 400),
        ({"HTTP_UPLOAD_CHECKSUM": "md5 AAAA"}, 400),
        ({"HTTP_UPLOAD_CHECKSUM": "sha256 !!"}, 400),
        ({"HTTP_TUS_RESUMABLE": "0.2.2"}, 412),
    ],
)
def test_a_part_that_cannot_be_is_refused(editor: Client, headers: dict[str, str], status: int) -> None:
    url = begin(editor, CONTENT)["Location"]
    asked = {"content_type": "application/offset+octet-stream", "HTTP_UPLOAD_OFFSET": "0", **TUS, **headers}

    assert editor.patch(url, CONTENT[:9], **asked).status_code == status
    assert editor.head(url, **TUS)["Upload-Offset"] == "0"


def test_other_methods_are_refused(editor: Client) -> None:
    url = begin(editor, CONTENT)["Location"]

    assert editor.get(UPLOADS).status_code == 405
    assert editor.put(url, **TUS).status_code == 405
    assert editor.post(f"{url}?part=1", **TUS).status_code == 409  # parts are for a store that senders reach


# --- who may ----------------------------------------------------------------------------------------------------------


def test_nobody_sends_without_an_account(client: Client) -> None:
    client.defaults["HTTP_X_REQUESTED_WITH"] = "XMLHttpRequest"

    assert begin(client, CONTENT).status_code == 403


def test_who_may_add_to_one_shelf_adds_to_that_one(client: Client, db: None) -> None:
    root = Collection.get_first_root_node()
    mine, other = root.add_child(name="Báo"), root.add_child(name="Đài")
    user = reporter_of(mine)
    client.force_login(user)

    assert begin(client, CONTENT, collection=str(other.pk)).status_code == 403
    begun = begin(client, CONTENT, collection=str(mine.pk))
    assert (begun.status_code, Upload.objects.get().collection) == (201, mine)


def test_without_any_shelf_nothing_is_sent(client: Client, db: None) -> None:
    user = User.objects.create_user("chi-doc", "doc@example.vn", "mot-mat-khau-dai")
    user.user_permissions.add(admin_access())
    client.force_login(user)

    assert begin(client, CONTENT).status_code == 403


def test_a_forged_request_is_refused(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.create_superuser("a", "a@example.vn", "mot-mat-khau-dai"))

    assert begin(strict, CONTENT).status_code == 403
    assert Upload.objects.count() == 0


def test_so_many_and_no_more(editor: Client) -> None:
    begin(editor, CONTENT)
    mine = Upload.objects.get()
    Upload.objects.bulk_create(
        Upload(by=mine.by, collection=mine.collection, name="a", size=1, state=UploadState.READY) for _ in range(499)
    )

    assert begin(editor, b"another").status_code == 429


def reporter_of(shelf: Collection) -> User:
    group = Group.objects.create(name="Phóng viên báo")
    group.permissions.add(admin_access())
    add = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
    GroupCollectionPermission.objects.create(group=group, collection=shelf, permission=add)
    user = User.objects.create_user("phong-vien", "pv@example.vn", "mot-mat-khau-dai")
    user.groups.add(group)
    return user


def admin_access() -> Any:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def test_the_checksum_of_the_whole_is_that_of_the_sender(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    patch(editor, begun["Location"], CONTENT[:-1] + b"x")
    judged = judge(Upload.objects.get())

    assert (judged.state, judged.refusal, judged.sha256 == sha256(CONTENT).hexdigest()) == (
        "refused",
        {"code": "checksum", "about": {}},
        False,
    )


def test_a_full_store_is_said_and_nothing_is_lost(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = begin(editor, CONTENT)
    patch(editor, begun["Location"], CONTENT[:HALF])

    with monkeypatch.context() as full:
        full.setattr("os.fsync", no_room)
        answer = patch(editor, begun["Location"], CONTENT[HALF:], HALF)

    assert (answer.status_code, answer.json()["detail"]) == (
        507,
        "There is no room left for the file: the disk is full. The technical staff has to make room."
        " The upload goes on by itself as soon as it can.",
    )
    # what may not be on the disk is none, and is sent again
    assert editor.head(begun["Location"], **TUS)["Upload-Offset"] == str(HALF)
    assert patch(editor, begun["Location"], CONTENT[HALF:], HALF).status_code == 204
    assert ordered("examine_upload") == [[begun.json()["uid"]]]


def no_room(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_name_is_only_a_name(editor: Client) -> None:
    begin(editor, CONTENT, "C:\\Users\\An\\../ảnh\x00\u202e.jpg")

    assert Upload.objects.get().name == "ảnh.jpg"
