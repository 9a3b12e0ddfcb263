"""Clips, recordings and brand assets of one agency are that agency's: seen, chosen, changed and deleted by it alone."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permissions import policy_registry

from hub.staff.models import User
from media_library.files.versions import restore
from media_library.finding.seen_shelves import assets_seen_by, seen_by
from media_library.ingest.alike import Likenesses
from media_library.models import Asset, BrandAsset, Consent, PersonShown, Picture, RightsEvidence, RightsRecord, Video
from tests.media_library.packages.room import may_see, person, signed_in, small

pytestmark = pytest.mark.django_db
CLIP = "wagtailsnippets_media_library_video"
BRAND = "wagtailsnippets_media_library_brandasset"
ASSET = "wagtailsnippets_media_library_asset"


@pytest.fixture
def shelves(db: None) -> tuple[Collection, Collection]:
    root = Collection.get_first_root_node()
    return root.add_child(name="Báo"), root.add_child(name="Đài")


def clip(mp4: bytes, shelf: Collection) -> Video:
    made = Video(title=f"Clip của {shelf.name}", file=ContentFile(mp4, name="a.mp4"), collection=shelf)
    made.save()
    return made


def brand(shelf: Collection) -> BrandAsset:
    made = BrandAsset(title=f"Lời của {shelf.name}", slug=f"loi-{shelf.pk}", role="slogan", collection=shelf)
    made.save()
    return made


def given(user: User, shelf: Collection, *codenames: str) -> User:
    group = user.groups.create(name=f"tren-ke-{shelf.pk}-{user.pk}")
    for permission in Permission.objects.filter(codename__in=codenames):
        GroupCollectionPermission.objects.create(group=group, collection=shelf, permission=permission)
    return user


def by_role(shelf: Collection, *codenames: str) -> User:
    """What they may do is a role's, where is told by their pictures and documents."""
    user = person(*codenames)
    may_see(user, shelf)
    return user


def status(client: Client, name: str, row: Any) -> int:
    return client.get(reverse(name, args=[row.pk])).status_code


@pytest.mark.parametrize("how", ["on the shelf", "by role"])
def test_a_clip_is_its_agencys(how: str, shelves: tuple[Collection, Collection], mp4: bytes):
    ours, theirs = (clip(mp4, shelf) for shelf in shelves)
    acts = ("add_video", "change_video", "delete_video")
    user = given(person(), shelves[0], *acts) if how == "on the shelf" else by_role(shelves[0], *acts)
    client = signed_in(user)
    page = client.get(reverse(f"{CLIP}:list")).content.decode()
    assert (ours.title in page, theirs.title in page) == (True, False)
    chooser = client.get(reverse("wagtailsnippetchoosers_media_library_video:choose")).json()["html"]
    assert (ours.title in chooser, theirs.title in chooser) == (True, False)
    for name in ("edit", "delete", "history", "usage"):
        assert (status(client, f"{CLIP}:{name}", ours), status(client, f"{CLIP}:{name}", theirs)) == (200, 302)
    form = client.get(reverse(f"{CLIP}:edit", args=[ours.pk])).context["form"]
    assert list(form.fields["collection"].queryset) == [shelves[0]]


def test_who_may_only_look_changes_nothing(shelves: tuple[Collection, Collection], mp4: bytes):
    ours = clip(mp4, shelves[0])
    client = signed_in(by_role(shelves[0], "view_video"))
    assert ours.title in client.get(reverse(f"{CLIP}:list")).content.decode()
    assert (status(client, f"{CLIP}:edit", ours), status(client, f"{CLIP}:delete", ours)) == (302, 302)


def test_a_permission_on_a_shelf_holds_below_it(shelves: tuple[Collection, Collection], mp4: bytes):
    below = shelves[0].add_child(name="Ảnh và phim")
    ours = clip(mp4, below)
    assert status(signed_in(given(person(), shelves[0], "change_video")), f"{CLIP}:edit", ours) == 200


def test_each_kind_has_its_own_permission(shelves: tuple[Collection, Collection], mp4: bytes):
    user = given(person(), shelves[0], "change_brandasset")
    mine, film = brand(shelves[0]), clip(mp4, shelves[0])
    client = signed_in(user)
    assert status(client, f"{BRAND}:edit", mine) == 200
    assert status(client, f"{CLIP}:edit", film) == 302
    assert seen_by(user) == (f"brand-{shelves[0].pk}",)
    assert list(assets_seen_by(user)) == [mine.asset]


def test_a_role_without_a_shelf_has_nothing(shelves: tuple[Collection, Collection], mp4: bytes):
    user, film = person("change_video"), clip(mp4, shelves[0])
    assert status(signed_in(user), f"{CLIP}:edit", film) == 302
    assert policy_registry.get_by_type(Video).user_has_permission(user, "change") is False


def test_the_list_of_all_assets_shows_what_they_see(shelves: tuple[Collection, Collection]):
    ours, theirs = (small(f"Ảnh của {shelf.name}", collection=shelf) for shelf in shelves)
    user = by_role(shelves[0], "view_asset", "change_asset")
    client = signed_in(user)
    page = client.get(reverse(f"{ASSET}:list")).content.decode()
    assert (ours.title in page, theirs.title in page) == (True, False)
    assert (status(client, f"{ASSET}:edit", ours.asset), status(client, f"{ASSET}:edit", theirs.asset)) == (200, 302)
    assert set(assets_seen_by(user)) == {ours.asset}
    assert Asset.objects.count() == 2


def test_a_superuser_sees_every_shelf(shelves: tuple[Collection, Collection], mp4: bytes):
    film, user = clip(mp4, shelves[0]), person(superuser=True)
    assert seen_by(user) is None
    assert status(signed_in(user), f"{CLIP}:edit", film) == 200


def test_a_group_is_given_shelves_on_its_page():
    page = signed_in(person(superuser=True)).get(reverse("wagtailusers_groups:add")).content.decode()
    for words in ("Video permissions", "Sound recording permissions", "Brand asset permissions"):
        assert words in page


def own_pages(film: Video) -> dict[str, str]:
    asset = film.asset
    return {
        "shots": reverse("media_library:shotlist", args=[asset.pk]),
        "cuts": reverse("media_library:cuts", args=[asset.pk]),
        "dope sheet": reverse("media_library:sheet", args=[asset.pk, "vi"]),
        "preparation": reverse("media_library:preparation", args=[asset.pk]),
        "words": reverse("media_library:words", args=[asset.pk, "en"]),
        "older version": reverse("media_library:restore", args=[asset.versions.get().pk]),
    }


def test_the_pages_of_one_asset_ask_where_it_stands(shelves: tuple[Collection, Collection], mp4: bytes):
    ours, theirs = (own_pages(clip(mp4, shelf)) for shelf in shelves)
    client = signed_in(by_role(shelves[0], "view_asset", "change_video", "change_assettext"))
    assert {name: client.get(page).status_code for name, page in ours.items()} == dict.fromkeys(ours, 200)
    assert {name: client.get(page).status_code for name, page in theirs.items()} == dict.fromkeys(theirs, 302)


def test_the_pages_of_one_asset_ask_what_somebody_may(shelves: tuple[Collection, Collection], mp4: bytes):
    ours = own_pages(clip(mp4, shelves[0]))
    client = signed_in(by_role(shelves[0], "change_audio"))
    assert {name: client.get(page).status_code for name, page in ours.items()} == dict.fromkeys(ours, 302)


def test_another_agencys_version_is_not_taken_up_again(shelves: tuple[Collection, Collection], mp4: bytes):
    theirs = clip(mp4, shelves[1])
    user = by_role(shelves[0], "view_asset", "change_video")
    assert signed_in(user).post(own_pages(theirs)["older version"]).status_code == 302
    with pytest.raises(PermissionDenied):
        restore(theirs.asset.versions.get(), by=user)
    assert theirs.asset.versions.count() == 1


def test_lists_name_what_they_see(shelves: tuple[Collection, Collection]):
    today = timezone.localdate()
    ours, theirs = (small(f"Ảnh của {shelf.name}", collection=shelf, usable_until=today) for shelf in shelves)
    client = signed_in(by_role(shelves[0], "view_asset", "change_assettext"))
    for page in (reverse("media_library:ending"), f"{reverse('media_library:wanting')}?lang=en"):
        told = client.get(page).content.decode()
        assert (ours.title in told, theirs.title in told) == (True, False)


def test_another_agencys_picture_is_not_shown_beside_what_looks_like_it(shelves: tuple[Collection, Collection]):
    ours, theirs = (small("Hồ sen", collection=shelf) for shelf in shelves)
    Picture.objects.update(likeness="a5c3f00f5ac33c0f")
    assert Likenesses(by_role(shelves[0])).near("a5c3f00f5ac33c0f") == [ours.pk]
    assert Likenesses(person(superuser=True)).near("a5c3f00f5ac33c0f", but=ours.pk) == [theirs.pk]


CHOOSERS = "wagtailsnippetchoosers_media_library_"


@pytest.mark.parametrize("kind", ["asset", "video", "rightsrecord", "consent"])
def test_a_chooser_names_what_they_have_to_do_with(kind: str, shelves: tuple[Collection, Collection], mp4: bytes):
    """Wagtail’s own names every row to everybody who enters the admin: who agreed to be shown, too. What they do not see is
    not there."""
    film = clip(mp4, shelves[1])
    record, consent = RightsRecord(title="Hợp đồng 12"), Consent(name="Nguyễn Thị Sen", given_on=timezone.localdate())
    record.save()
    consent.save()
    row = {"asset": film.asset, "video": film, "rightsrecord": record, "consent": consent}[kind]
    name = getattr(row, "name", "") or str(row)
    acts = ("change_asset", "change_video", "view_rightsrecord", "view_consent")

    def told(user: User) -> tuple[bool, int, str]:
        client = signed_in(user)
        listed = client.get(reverse(f"{CHOOSERS}{kind}:choose")).json()["html"]
        one = client.get(reverse(f"{CHOOSERS}{kind}:chosen", args=[row.pk]))
        several = client.get(f"{reverse(f'{CHOOSERS}{kind}:chosen_multiple')}?id={row.pk}").content.decode()
        return name in listed, one.status_code, json.dumps(name)[1:-1] in several

    assert told(by_role(shelves[1], *acts)) == (True, 200, True)
    assert told(by_role(shelves[1])) == (False, 404, False)
    if kind in ("asset", "video"):
        assert told(by_role(shelves[0], *acts)) == (False, 404, False)


@pytest.mark.parametrize("kind", ["record", "consent"])
def test_papers_are_for_those_who_see_what_stands_on_them(kind: str, shelves: tuple[Collection, Collection]) -> None:
    user = person("view_asset", "see_evidence")
    may_see(user, shelves[0])
    made = small(collection=shelves[1])
    if kind == "record":
        record = RightsRecord.objects.create(title="HĐ 12", holder_name="A")
        paper: Any = RightsEvidence.objects.create(record=record, file=ContentFile(b"%PDF", name="hop-dong.pdf"))
        Asset.objects.filter(pk=made.asset.pk).update(rights=record)
    else:
        paper = Consent.objects.create(name="A", scope=["web"], evidence=ContentFile(b"%PDF", name="dong-y.pdf"))
        PersonShown.objects.create(asset=made.asset, name="A", consent=paper)
    address = reverse("media_library:evidence", args=[kind, paper.pk])

    assert signed_in(user).get(address).status_code == 302
    may_see(user, shelves[1])
    assert signed_in(user).get(address).status_code == 200
