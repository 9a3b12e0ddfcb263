"""Clips, recordings and brand assets of one agency are that agency's: seen, chosen, changed and deleted by it alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permissions import policy_registry

from hub.staff.models import User
from media_library.finding.seen_shelves import assets_seen_by, seen_by
from media_library.models import Asset, BrandAsset, Video
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
