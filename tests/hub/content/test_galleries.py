"""A basket becomes an article: a draft with its pictures as a gallery, its clips, recordings and documents, for those who may
write there."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission

from hub.content.galleries import begin_article, blocks_of
from hub.content.models import Article, Column
from hub.staff.models import User
from media_library.models import Asset, Audio, BrandAsset, Video
from media_library.packages import basket
from tests.hub.content.desk_room import speaking_english
from tests.media_library.making import document, pdf
from tests.media_library.packages.room import LOOK, may_see, person, signed_in, small
from tests.newsroom import column

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def writer(*columns: Column) -> User:
    user = person(LOOK)
    may_see(user, Collection.get_first_root_node())
    for each in columns:
        group = user.groups.create(name=f"viet-{each.pk}-{user.pk}")
        GroupPagePermission.objects.create(group=group, page=each, permission_type="add")
    return speaking_english(user)


def clip(mp4: bytes) -> Video:
    made = Video(title="Đêm hội", file=ContentFile(mp4, name="dem-hoi.mp4"))
    made.save()
    return made


def test_a_basket_becomes_a_draft_in_its_order(mp4: bytes):
    shelf = column()
    user, first, second, film = writer(shelf), small("Một"), small("Hai"), clip(mp4)
    leaflet, logo = document(pdf("x"), title="Tờ rơi"), BrandAsset.objects.create(title="Lô-gô", slug="lo-go", file="")
    song = Audio.objects.create(title="Ví giặm", file="")
    basket.put_in(user, [leaflet.uid, film.uid, second.uid, logo.uid, song.uid, first.uid])
    client = signed_in(user)
    address = reverse("hub_content:gallery")
    assert address in client.get(reverse("media_library:basket")).content.decode()
    page = client.get(address)
    assert ([row.asset.title for row in page.context["rows"]], page.context["others"]) == (
        ["Tờ rơi", "Đêm hội", "Hai", "Ví giặm", "Một"], 1,
    )  # fmt: skip
    answer = client.post(address, {"title": "Mùa sen", "column": str(shelf.pk)})
    made = Article.objects.get(title="Mùa sen")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    draft = made.get_latest_revision_as_object()
    assert (draft.live, draft.owner, draft.slug, draft.picture_id, draft.get_parent().pk) == (
        False, user, "mua-sen", second.pk, shelf.pk,
    )  # fmt: skip
    assert [(block.block_type, _keys(block)) for block in draft.body] == [
        ("gallery", [second.pk, first.pk]),
        ("clip", [film.pk]),
        ("recording", [song.pk]),
        ("document", [leaflet.pk]),
    ]


def _keys(block: Any) -> list[int]:
    field = {"clip": "video", "recording": "audio", "document": "document"}.get(block.block_type)
    return [each.pk for each in (block.value["pictures"] if field is None else [block.value[field]])]


def test_one_picture_is_no_gallery_and_very_many_are_several():
    shown = [small(f"Ảnh {number}").asset for number in range(2)]
    assert [block["type"] for block in blocks_of(shown[:1])] == ["picture"]
    assert [block["type"] for block in blocks_of(shown)] == ["gallery"]
    assert [block["type"] for block in blocks_of(shown * 16)] == ["gallery", "gallery"]
    assert [block["type"] for block in blocks_of(shown * 15 + shown[:1])] == ["gallery", "picture"]


def test_an_article_without_a_title_or_column_is_not_begun():
    shelf = column()
    user = writer(shelf)
    basket.put_in(user, [small().uid])
    page = signed_in(user).post(reverse("hub_content:gallery"), {"title": "", "column": "999"})
    assert sorted(page.context["form"].errors) == ["column", "title"]
    assert not Article.objects.exists()


def test_it_is_for_those_who_may_write_in_that_column():
    shelf, other = column(), column("Du lịch", "du-lich")
    reader, elsewhere = writer(), writer(other)
    shown: list[Asset] = [small().asset]
    for user in (reader, elsewhere):
        basket.put_in(user, [shown[0].pk])
        with pytest.raises(PermissionDenied):
            begin_article(shelf, "Mùa sen", shown, by=user)
    assert signed_in(reader).get(reverse("hub_content:gallery")).status_code == 302
    assert reverse("hub_content:gallery") not in signed_in(reader).get(reverse("media_library:basket")).content.decode()
    page = signed_in(elsewhere).post(reverse("hub_content:gallery"), {"title": "Mùa sen", "column": str(shelf.pk)})
    assert list(page.context["form"].errors) == ["column"]


def test_an_empty_basket_makes_none():
    page = signed_in(writer(column())).post(reverse("hub_content:gallery"), {"title": "Mùa sen", "column": "1"})
    assert (page.status_code, Article.objects.exists()) == (200, False)
