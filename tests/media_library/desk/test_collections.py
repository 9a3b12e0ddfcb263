"""A collection stays while it holds something, and what is moved out of it goes as a whole."""

import wave
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Collection, GroupCollectionPermission

from hub.staff.models import User
from media_library.desk.collection_contents import CONTENTS
from media_library.finding.seen_shelves import sees
from media_library.models import (
    Asset,
    Audio,
    BrandAsset,
    ContributorLink,
    LibraryDocument,
    Picture,
    Upload,
    UploadState,
    Video,
)
from media_library.models.uploads import in_a_week
from search.models import Touched
from tests.media_library.packages.room import may_see, person, signed_in, small

pytestmark = pytest.mark.django_db
ASSETS = "/admin/snippets/media_library/asset/"


@pytest.fixture
def shelves(db: None) -> tuple[Collection, Collection]:
    root = Collection.get_first_root_node()
    return root.add_child(name="Báo"), root.add_child(name="Đài")


def link(shelf: Collection, **fields: Any) -> ContributorLink:
    fields = {"title": "Ông Ba", "terms": "…", "expires_at": in_a_week(), **fields}
    token_hash = f"{ContributorLink.objects.count():064}"
    return ContributorLink.objects.create(collection=shelf, token_hash=token_hash, **fields)


def upload(shelf: Collection, state: UploadState = UploadState.READY, **fields: Any) -> Upload:
    return Upload.objects.create(collection=shelf, name="sen.jpg", size=1, state=state, **fields)


def carrier(model: Any, shelf: Collection, mp4: bytes = b"") -> Any:
    if model is Picture:
        return small(collection=shelf)
    if model is BrandAsset:
        made = BrandAsset(slug="loi", role="slogan")
    else:
        content, name = {Video: (mp4, "a.mp4"), Audio: (silence(), "a.wav"), LibraryDocument: (b"%PDF-", "a.pdf")}[
            model
        ]
        made = model(file=ContentFile(content, name=name))
    made.title, made.collection = "Của Báo", shelf
    made.save()
    return made


def silence() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))
    return out.getvalue()


def page_of(shelf: Collection) -> str:
    return f"/admin/collections/{shelf.pk}/delete/"


def told(shelf: Collection) -> list[tuple[str, str | None]]:
    rows = [contents(shelf) for contents in CONTENTS]
    return [(row["count_text"], row.get("url")) for row in rows if row["count"]]


def test_a_collection_with_something_in_it_says_what_and_stays(
    editor: Client, shelves: tuple[Collection, Collection], mp4: bytes
) -> None:
    shelf, _other = shelves
    carrier(Video, shelf, mp4)
    carrier(BrandAsset, shelf)
    upload(shelf)
    upload(shelf, UploadState.RECEIVING)
    link(shelf)

    page = editor.get(page_of(shelf)).content.decode()
    refused = editor.post(page_of(shelf))

    said = [
        ("1 video", f"{ASSETS}?collection={shelf.pk}&kind=video"),
        ("1 brand asset", f"{ASSETS}?collection={shelf.pk}&kind=brand"),
        ("2 uploaded files that are not in the library yet", None),
        ("1 open contributor link", "/admin/media-library/uploads/links/"),
    ]
    with translation.override("en"):
        assert told(shelf) == said
    assert [words in page for words, _url in said] == [True] * 4
    assert refused.status_code == 403
    counts = [model.objects.count() for model in (Asset, Video, BrandAsset, Upload, ContributorLink)]
    assert counts == [2, 1, 1, 2, 1]


def test_the_list_behind_the_count_shows_that_collection(shelves: tuple[Collection, Collection]) -> None:
    ours, theirs = (small(f"Ảnh của {shelf.name}", collection=shelf) for shelf in shelves)
    user = person("view_asset", "change_asset")
    may_see(user, shelves[0])
    client = signed_in(user)
    page = client.get(f"{ASSETS}?collection={shelves[0].pk}").content.decode()
    assert (ours.title in page, theirs.title in page, "Đài" in page) == (True, False, False)
    page = client.get(f"{ASSETS}?collection={shelves[1].pk}").content.decode()
    assert theirs.title not in page


@pytest.mark.parametrize("model", [Audio, BrandAsset, LibraryDocument, Picture, Video])
def test_no_other_door_takes_the_collection_of_an_asset(
    model: Any, shelves: tuple[Collection, Collection], mp4: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    made = carrier(model, shelves[0], mp4)
    with django_capture_on_commit_callbacks() as after, pytest.raises(ProtectedError):
        shelves[0].delete()
    there = model.objects.get(pk=made.pk)
    assert (there.asset.collection_id, there.collection_id) == (shelves[0].pk, shelves[0].pk)
    assert (there.asset.versions.count(), after) == (int(bool(made.file)), [])


@pytest.mark.parametrize("made", [upload, link])
def test_nor_of_what_is_on_its_way(made: Any, shelves: tuple[Collection, Collection]) -> None:
    row = made(shelves[0])
    with pytest.raises(ProtectedError):
        shelves[0].delete()
    assert (type(row).objects.get().collection_id, Collection.objects.filter(pk=shelves[0].pk).exists()) == (
        shelves[0].pk,
        True,
    )


def test_what_is_over_and_done_with_holds_no_collection(editor: Client, shelves: tuple[Collection, Collection]) -> None:
    shelf, other = shelves
    old = link(shelf, expires_at=timezone.now() - timedelta(days=1))
    link(shelf, revoked_at=timezone.now())
    kept = small(collection=other).asset
    upload(shelf, UploadState.SAVED, link=old, asset=kept)
    upload(shelf, UploadState.REFUSED)
    upload(shelf, UploadState.UNPACKED)

    assert told(shelf) == []
    assert editor.post(page_of(shelf)).status_code == 302
    assert list(Collection.objects.filter(depth=2)) == [other]
    assert (Upload.objects.count(), ContributorLink.objects.count(), list(Asset.objects.all())) == (0, 0, [kept])


def keeper(kind: str, *shelves: Collection) -> User:
    """May move such from and to these shelves."""
    user = person("view_asset")
    group = user.groups.create(name=f"giu-{user.pk}")
    for shelf in shelves:
        for permission in Permission.objects.filter(codename__in=[f"add_{kind}", f"change_{kind}", f"choose_{kind}"]):
            GroupCollectionPermission.objects.create(group=group, collection=shelf, permission=permission)
    return user


@pytest.mark.parametrize(("model", "kind"), [(Picture, "image"), (LibraryDocument, "document")])
def test_what_is_moved_together_is_seen_by_those_of_its_new_collection_alone(
    model: Any, kind: str, shelves: tuple[Collection, Collection]
) -> None:
    made = carrier(model, shelves[0])
    of_the_old, of_the_new = (keeper(kind, shelf) for shelf in shelves)
    assert (sees(of_the_old, made.asset), sees(of_the_new, made.asset)) == (True, False)
    Touched.objects.all().delete()

    where = f"/admin/bulk/media_library/{model._meta.model_name}/add_to_collection/?id={made.pk}"
    answer = signed_in(keeper(kind, *shelves)).post(where, {"collection": shelves[1].pk})

    asset = Asset.objects.get()
    assert answer.status_code == 302
    assert (asset.collection_id, asset.carrier.collection_id) == (shelves[1].pk, shelves[1].pk)
    assert (sees(of_the_old, asset), sees(of_the_new, asset)) == (False, True)
    assert Touched.objects.filter(key=f"asset:{asset.pk}").exists()


def test_nobody_moves_anothers_or_to_anothers(shelves: tuple[Collection, Collection]) -> None:
    ours, theirs = (small(f"Ảnh của {shelf.name}", collection=shelf) for shelf in shelves)
    client = signed_in(keeper("image", shelves[0]))
    where = "/admin/bulk/media_library/picture/add_to_collection/"
    client.post(f"{where}?id={theirs.pk}", {"collection": shelves[0].pk})
    client.post(f"{where}?id={ours.pk}", {"collection": shelves[1].pk})
    standing = dict(Asset.objects.values_list("title", "collection"))
    assert standing == {ours.title: shelves[0].pk, theirs.title: shelves[1].pk}
