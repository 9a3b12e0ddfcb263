"""The admin's one box: everything that its reader may see, and nothing else."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.search import admin_search_areas
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.search.index import insert_or_update_object

from hub.registry.models import AgencyName
from hub.staff.models import User
from media_library.models import BrandAsset
from media_library.renditions.standard import renditions
from search.indexing import index_waiting
from search.openings import follow
from tests.hub.content.desk_room import speaking_english
from tests.media_library.making import drawing, encoded, picture
from tests.newsroom import article, column, newspaper, open_newsroom, publish, relay

pytestmark = pytest.mark.django_db

EVERYTHING_QUERIES = 27


def reader(*codenames: str, under: Page | None = None) -> User:
    """May enter the admin, has these permissions, and changes pages below that one."""
    user = speaking_english(User.objects.create_user(f"reader{User.objects.count()}"))
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    if under is not None:
        group = Group.objects.create(name="desk")
        change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
        GroupPagePermission.objects.create(group=group, page=under, permission=change)
        user.groups.add(group)
    return user


def chief() -> User:
    return speaking_english(User.objects.create_superuser("chief", "chief@example.vn", "chief-password-1"))


def indexed(*things: Any) -> None:
    for thing in things:
        insert_or_update_object(thing)
    while index_waiting():
        pass


def look(user: User, **asked: str) -> dict[str, Any]:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("hub_search"), asked)
    assert answer.status_code == 200
    return {
        "parts": {
            part.name: [("".join(piece.text for piece in row.title), row.draft, bool(row.url)) for row in part.rows]
            for part in answer.context.get("shown", ())
        },
        "html": answer.content.decode(),
        "context": answer.context,
    }


def test_pages_drafts_pictures_and_names_are_found_at_once():
    open_newsroom()
    released, draft = article(title="Làng Sen đón khách"), article(title="Làng Sen – bản nháp")
    publish(released)
    relay()
    AgencyName.objects.create(agency=newspaper(), language="vi", name="Báo Làng Sen")
    indexed(released, draft, photo := picture(encoded(drawing((20, 20))), title="Hồ ở làng sen"))

    found = look(chief(), q="lang sen")

    assert found["parts"] == {
        "pages": [("Làng Sen đón khách", False, True), ("Làng Sen – bản nháp", True, True)],
        "media": [("Hồ ở làng sen", False, True)],
        "names": [("Báo Làng Sen", False, True)],
    }
    assert "<mark>Làng Sen</mark> đón khách" in found["html"]
    assert reverse("wagtailsnippets_media_library_asset:edit", args=(photo.uid,)) in found["html"]


def test_words_in_a_released_text_are_found_and_shown():
    open_newsroom()
    publish(article(title="Một ngày ở Kim Liên"))
    relay()
    indexed()
    found = look(chief(), q="thang nam")
    assert found["parts"]["pages"] == [("Một ngày ở Kim Liên", False, True)]
    assert "Sen nở từ <mark>tháng năm</mark>." in found["html"]


def test_one_part_alone():
    open_newsroom()
    indexed(*(article(title=f"Sen {number}") for number in range(10)), picture(encoded(drawing((20, 20))), title="Sen"))
    user = chief()
    assert {name: len(rows) for name, rows in look(user, q="sen")["parts"].items()} == {"pages": 8, "media": 1}
    assert {name: len(rows) for name, rows in look(user, q="sen", **{"in": "pages"})["parts"].items()} == {"pages": 10}


def test_pages_of_others_are_neither_listed_nor_counted():
    open_newsroom()
    culture, people = column(), column("Con người", "con-nguoi")
    mine, other, other_draft = (
        article(culture, "Sen của tôi"),
        article(people, "Sen mật"),
        article(people, "Sen nháp mật"),
    )
    publish(mine)
    publish(other)
    relay()
    indexed(mine, other, other_draft)

    found = look(reader(under=culture), q="sen")

    assert found["parts"] == {"pages": [("Sen của tôi", False, True)]}
    assert [part.total for part in found["context"]["parts"]] == [1]
    assert "mật" not in found["html"]


def test_pictures_and_names_need_their_own_permissions():
    open_newsroom()
    AgencyName.objects.create(agency=newspaper(), language="vi", name="Báo Sen")
    indexed(picture(encoded(drawing((20, 20))), title="Sen"))
    assert look(reader(), q="sen")["parts"] == {}
    assert look(reader("view_agency"), q="sen")["parts"] == {"names": [("Báo Sen", False, False)]}
    assert look(reader("change_agency"), q="sen")["parts"] == {"names": [("Báo Sen", False, True)]}


def test_pictures_stand_with_their_thumbnails():
    open_newsroom()
    photo = picture(encoded(drawing((20, 20))), title="Sen")
    thumbnail = renditions(photo)[0]
    indexed()
    assert f'<img src="{thumbnail.url}" alt="" loading="lazy">' in look(chief(), q="sen")["html"]


def in_collection(name: str, *codenames: str) -> tuple[Collection, Group]:
    """A collection, and a group that has these permissions on it."""
    collection = Collection.get_first_root_node().add_child(name=name)
    group = Group.objects.create(name=name)
    for permission in Permission.objects.filter(codename__in=codenames):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    return collection, group


def test_assets_of_other_collections_are_neither_listed_nor_counted():
    open_newsroom()
    (mine, my_group), (others, _their_group) = (
        in_collection(name, "choose_image", "change_image") for name in ("Báo", "Đài")
    )
    for title, collection in (("Sen của báo", mine), ("Sen của đài", others)):
        picture(encoded(drawing((20, 20))), title=title, collection=collection)
    BrandAsset(title="Sen logo", slug="sen", role="logo", collection=mine).save()
    indexed()
    user = reader()
    user.groups.add(my_group)
    assert look(user, q="sen")["parts"] == {"media": [("Sen của báo", False, False)]}
    user = reader("change_asset")
    user.groups.add(my_group)
    found = look(user, q="sen")["parts"]
    assert sorted(found["media"]) == [("Sen của báo", False, True), ("Sen logo", False, True)]


def test_nobody_outside_the_admin_gets_in(client: Client):
    assert client.get(reverse("hub_search"), {"q": "sen"}).status_code == 302
    client.force_login(User.objects.create_user("guest"))
    assert client.get(reverse("hub_search"), {"q": "sen"}).status_code == 302


def test_a_name_is_found_under_what_it_is_called_elsewhere():
    open_newsroom()
    AgencyName.objects.create(agency=newspaper(), language="vi", name="Báo Nghệ An")
    AgencyName.objects.create(agency=newspaper(), language="zh-Hans", name="义安报")
    indexed()
    assert look(chief(), q="义安报")["parts"]["names"] == [("Báo Nghệ An", False, True)]


@pytest.mark.parametrize("typed", ["", "   ", '"', "–", "*", "' OR 1", "\0", "%", "zzzzzz"])
def test_what_finds_nothing_is_no_fault(typed: str):
    open_newsroom()
    indexed(article(title="Sen"))
    assert look(chief(), q=typed)["parts"] == {}


def test_too_long_a_query_is_refused_in_words_and_kept():
    found = look(chief(), q="a" * 401)
    assert found["context"]["refused"].startswith("Please search for fewer words")
    assert "a" * 401 in found["html"]


def test_the_box_in_the_sidebar_leads_here(rf: RequestFactory):
    request = rf.get("/admin/")
    request.user = chief()
    assert admin_search_areas.search_items_for_request(request)[0].url == reverse("hub_search")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_what_is_found(django_assert_num_queries: Any, count: int):
    open_newsroom()
    pages = [article(title=f"Sen {number}") for number in range(count)]
    for page in pages:
        publish(page)
    relay()
    for number in range(count):
        picture(encoded(drawing((20, 20))), title=f"Sen {number}")
        AgencyName.objects.create(agency=newspaper(), language="vi", name=f"Sen {number}", valid_from=None)
    indexed(*pages)
    client = Client()
    client.force_login(chief())
    client.get(reverse("hub_search"), {"q": "sen"})
    with django_assert_num_queries(EVERYTHING_QUERIES):
        client.get(reverse("hub_search"), {"q": "sen"})


# --- as one types ----------------------------------------------------------------------------------------------------


def suggested(user: User, typed: str) -> list[tuple[str, str]]:
    indexed()
    while follow():
        pass
    client = Client()
    client.force_login(user)
    told = client.get(reverse("hub_suggestions"), {"q": typed}).json()["suggestions"]
    return [(one["text"], one["about"]) for one in told]


def test_what_begins_so_is_suggested_to_those_who_may_see_it():
    open_newsroom()
    culture, people = column(), column("Con người", "con-nguoi")
    for shelf, title in ((culture, "Sen của tôi"), (people, "Sen mật")):
        publish(article(shelf, title))
    relay()
    AgencyName.objects.create(agency=newspaper(), language="vi", name="Sen Báo")
    # two of one second: which is the newer one, nobody can tell
    assert sorted(suggested(chief(), "sen")) == [
        ("Sen Báo", "Agency"),
        ("Sen của tôi", "Article"),
        ("Sen mật", "Article"),
    ]
    assert suggested(reader("view_agency"), "sen") == [("Sen Báo", "Agency")]
    assert suggested(reader(under=culture), "sen") == [("Sen của tôi", "Article")]
    assert suggested(reader(), "sen") == []


def test_nobody_outside_the_admin_is_suggested_anything(client: Client):
    assert client.get(reverse("hub_suggestions"), {"q": "sen"}).status_code == 302
