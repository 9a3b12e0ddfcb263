"""The library's page: found as one types, narrowed, within the collections of whoever looks."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import UUID

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.users.models import UserProfile

from hub.registry.models import Person, PersonName, Place, PlaceName
from hub.registry.naming import language_choices
from hub.staff.models import User
from media_library.desk import chosen
from media_library.finding.library_search import MOST_PASSED, read
from media_library.models import Asset, AssetText, BrandAsset, LibraryDocument, PersonShown, Picture
from media_library.renditions.standard import draw_all, renditions
from search import answering
from search.indexing import index_waiting
from tests.media_library.making import agency, document, drawing, encoded, pdf, picture

pytestmark = pytest.mark.django_db
QUERIES = 19


def settle() -> None:
    while index_waiting():
        pass


def small(title: str, size: tuple[int, int] = (64, 48), **fields: Any) -> Picture:
    return picture(encoded(drawing(size)), title=title, **fields)


def look(client: Client, **asked: Any) -> Any:
    answer = client.get(f"{reverse('media_library:library')}?{urlencode(asked, doseq=True)}")
    assert answer.status_code == 200
    return answer


def titles(answer: Any) -> list[str]:
    return sorted("".join(piece.text for piece in item["title"]) for item in answer.context["items"])


def choices(answer: Any, facet: str) -> dict[str, int]:
    (one,) = [each for each in answer.context["found"].facets if each.facet == facet]
    return {choice.name: choice.count for choice in (*one.choices, *one.more)}


def librarian(*codenames: str, groups: tuple[Group, ...] = ()) -> Client:
    user = User.objects.create_user(f"thu-thu-{User.objects.count()}")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user.groups.set(groups)
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


def choosers(name: str) -> tuple[Collection, Group]:
    """A collection, and those who may choose pictures and documents in it."""
    collection = Collection.get_first_root_node().add_child(name=name)
    group = Group.objects.create(name=name)
    for permission in Permission.objects.filter(codename__in=["choose_image", "choose_document"]):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    return collection, group


def test_everything_newest_first_and_words_in_any_spelling(editor: Client) -> None:
    small("Hồ sen Kim Liên")
    document(pdf("x"), title="Tờ rơi Cửa Lò")
    settle()
    assert titles(look(editor)) == ["Hồ sen Kim Liên", "Tờ rơi Cửa Lò"]
    for typed in ("ho sen", "hồ sen", "HO SE", "kim lien"):
        assert titles(look(editor, q=typed)) == ["Hồ sen Kim Liên"]
    assert titles(look(editor, q="zzzz")) == []
    assert "<mark>Hồ</mark>" in look(editor, q="ho").content.decode()


def test_facets_count_and_narrow(editor: Client) -> None:
    owner = agency()
    place = Place.objects.create(code="kim-lien", kind="commune")
    PlaceName.objects.create(place=place, language="vi", name="Kim Liên")
    first = small("Ngang", owner=owner, credit="A", licence="CC-BY-4.0")
    first.texts = [AssetText(language="vi", alt="a", caption="b"), AssetText(language="lo", caption="ຄ")]
    first.save()
    first.asset.places.add(place)
    first.asset.taken_at = datetime(1968, 5, 19, tzinfo=UTC)
    first.asset.save()
    small("Dọc", (48, 64), licence="internal")
    document(pdf("x"), title="Tờ rơi")
    settle()
    answer = look(editor)
    assert {
        name: choices(answer, name)
        for name in ("medium", "orientation", "agency", "place", "taken", "worded", "licence")
    } == {
        "medium": {"Picture": 2, "Document": 1},
        "orientation": {"Landscape": 1, "Portrait": 1},
        "agency": {"Báo Nghệ An": 1},
        "place": {"Kim Liên": 1},
        "taken": {"1968": 1},
        "worded": {"Tiếng Việt": 1, "ລາວ": 1},
        "licence": {"CC BY 4.0": 1, "Internal": 1, "Press": 1},
    }
    assert choices(answer, "usable") == {
        "Broadcast": 2, "Exhibition": 2, "Print": 2, "Social networks": 2, "Web": 2, "Inside the house only": 1,
    }  # fmt: skip
    assert choices(answer, "lacks") == {
        "Keywords": 3, "Rights record": 3, "Caption": 2, "Credit line": 2, "Owner": 2, "Place": 2, "Alt text": 1,
    }  # fmt: skip
    assert titles(look(editor, lacks="alt")) == ["Dọc"]
    assert titles(look(editor, taken="1968")) == ["Ngang"]
    assert titles(look(editor, orientation=["landscape", "portrait"])) == ["Dọc", "Ngang"]
    assert titles(look(editor, orientation="portrait", medium="document")) == []
    taken = look(editor, place="kim-lien")
    assert [(choice.name, choice.query) for choice in taken.context["found"].taken] == [("Kim Liên", "")]


def test_what_nobody_has_written_in_a_language_is_counted_and_found(editor: Client) -> None:
    first, second = small("Đủ", (64, 48)), small("Thiếu", (48, 64))
    first.texts = [AssetText(language=tag, caption="b", alt="a") for tag in ("vi", "lo")]
    first.save()
    second.texts = [AssetText(language="vi", caption="b"), AssetText(language="lo", alt="a")]
    second.save()
    document(pdf("x"), title="Tờ rơi")
    settle()
    answer = look(editor)
    lacking = {name: choices(answer, name) for name in ("no_caption", "no_alt")}
    everywhere = dict.fromkeys((name for _tag, name in language_choices()), 3)
    assert lacking == {
        "no_caption": {**everywhere, "Tiếng Việt": 1, "ລາວ": 2},
        "no_alt": {name: 1 if name == "Tiếng Việt" else 2 for name in everywhere if name != "ລາວ"},
    }
    assert titles(look(editor, no_caption="lo")) == ["Thiếu", "Tờ rơi"]
    assert titles(look(editor, no_caption=["lo", "vi"])) == ["Thiếu", "Tờ rơi"]
    assert titles(look(editor, no_alt="vi")) == ["Thiếu"]
    assert titles(look(editor, no_alt="en", no_caption="lo", medium=["image", "document"])) == ["Thiếu"]
    taken = look(editor, no_caption="lo")
    assert [(choice.name, choice.count, choice.query) for choice in taken.context["found"].taken] == [("ລາວ", 2, "")]
    assert everything(editor, no_alt="vi")[:2] == (200, ["Thiếu"])


def test_a_name_leads_to_what_shows_its_bearer(editor: Client) -> None:
    mine, group = choosers("Báo")
    person = Person.objects.create(code="phan-boi-chau")
    for language, name in (("vi", "Phan Bội Châu"), ("zh-hans", "潘佩珠")):
        PersonName.objects.create(person=person, language=language, name=name)
    for number in range(2):
        made = small(f"Ảnh cũ {number}", **({"collection": mine} if number else {}))
        PersonShown.objects.create(asset=made.asset, person=person)
        made.save()
    settle()
    for typed in ("phan boi chau", "潘佩珠"):
        (shown,) = look(editor, q=typed).context["shown"]
        assert (shown.name, shown.count, shown.query) == ("Phan Bội Châu", 2, "person_shown=phan-boi-chau")
    assert titles(look(editor, person_shown="phan-boi-chau")) == ["Ảnh cũ 0", "Ảnh cũ 1"]
    assert (
        "1 asset that shows Phan Bội Châu"
        in look(librarian("view_asset", groups=(group,)), q="phan bội châu").content.decode()
    )
    assert look(editor, q="phan").context["shown"] == []
    assert look(editor, q="phan boi chau", person_shown="phan-boi-chau").context["shown"] == []


def test_a_filter_is_kept_though_nothing_has_it(editor: Client) -> None:
    small("Sen")
    settle()
    answer = look(editor, place="nowhere", look="list", order="oldest")
    assert [(one.name, one.count, one.query) for one in answer.context["found"].taken] == [
        ("Nowhere", 0, "order=oldest&look=list")
    ]


def test_orders_and_pages(editor: Client) -> None:
    for number in range(50):
        Picture.objects.create(title=f"Sen {number:02}", file="", width=1, height=1)
    settle()
    first = look(editor, q="sen")
    assert "Choose all 50 found" in first.content.decode()
    second = look(editor, **parse_qs(first.context["found"].next_query))
    assert (len(first.context["items"]), len(second.context["items"]), first.context["found"].answer.total) == (
        48,
        2,
        50,
    )
    assert not set(titles(first)) & set(titles(second))
    assert [(one.context["asked"].page, one.context["found"].pages) for one in (first, second)] == [(1, 2), (2, 2)]
    assert second.context["asked"].previous == "q=sen"


def in_order(answer: Any) -> list[str]:
    return ["".join(piece.text for piece in item["title"]) for item in answer.context["items"]]


def heads(answer: Any) -> list[str]:
    return [f"{one.title}{one.arrow} {one.query}" for one in answer.context["orders"]]


def test_the_heads_of_the_list_sort_it_and_sort_it_back(editor: Client) -> None:
    for title, size, taken in (("Đò", 900, 1999), ("Ảnh 10", 5, None), ("Ảnh 9", None, 2024)):
        made = small(title)
        Picture.objects.filter(pk=made.pk).update(file_size=size)
        Asset.objects.filter(pk=made.asset_id).update(taken_at=taken and datetime(taken, 5, 19, tzinfo=UTC))
    settle()

    assert in_order(look(editor, order="title")) == ["Ảnh 9", "Ảnh 10", "Đò"]
    assert in_order(look(editor, order="title-back")) == ["Đò", "Ảnh 10", "Ảnh 9"]
    assert in_order(look(editor, order="largest")) == ["Đò", "Ảnh 10", "Ảnh 9"]
    assert in_order(look(editor, order="smallest")) == ["Ảnh 10", "Đò", "Ảnh 9"]
    assert in_order(look(editor, order="taken-last")) == ["Ảnh 9", "Đò", "Ảnh 10"]
    assert in_order(look(editor, order="taken-first")) == ["Đò", "Ảnh 9", "Ảnh 10"]
    assert everything(editor, order="title")[:2] == (200, ["Ảnh 9", "Ảnh 10", "Đò"])
    assert heads(look(editor)) == [
        "Title order=title", "Size order=largest", "Taken order=taken-last", "Added↓ order=oldest",
    ]  # fmt: skip
    sorted_so = look(editor, q="anh", order="largest", look="list")
    assert heads(sorted_so) == [
        "Best first q=anh&look=list", "Title q=anh&order=title&look=list", "Size↓ q=anh&order=smallest&look=list",
        "Taken q=anh&order=taken-last&look=list", "Added q=anh&order=newest&look=list",
    ]  # fmt: skip
    assert [item["taken"] and item["taken"].year for item in sorted_so.context["items"]] == [None, 2024]


def everything(client: Client, **asked: Any) -> tuple[int, list[str], str]:
    answer = client.get(f"{reverse('media_library:found')}?{urlencode(asked, doseq=True)}")
    told = answer.json()
    rows = Picture.objects.in_bulk(told.get("uids", []), field_name="asset_id")
    return answer.status_code, [rows[UUID(uid)].title for uid in told.get("uids", [])], told["words"]


def test_all_that_is_found_is_chosen_in_its_order(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "AT_ONCE", 2)  # an engine is asked again and again
    for number in range(5):
        Picture.objects.create(title=f"Sen {number}", file="", width=1, height=1)
    small("Hồ")
    settle()
    assert "Choose all" not in look(editor).content.decode()  # they are all on the page
    for asked in (
        {"q": "sen"},
        {"order": "oldest"},
        {"q": "senn"},
        {"orientation": "landscape"},
        {"q": "-"},
        {"q": "zzzz"},
    ):
        shown = look(editor, **asked)
        there = ["".join(piece.text for piece in item["title"]) for item in shown.context["items"]]
        assert everything(editor, **asked)[:2] == (200, there)
    assert everything(editor, q="sen", shown=5)[2] == "All of it is chosen: 5 assets."
    assert everything(editor, q="sen", shown=4)[2] == (
        "What is found has changed meanwhile. Chosen is what is found now: 5."
    )
    monkeypatch.setattr(chosen, "MOST", 5)
    assert everything(editor) == (
        409, [], "6 assets were found, and at most 5 can be chosen at once. Narrow the search first."
    )  # fmt: skip
    assert everything(editor, q="a " * 600)[:2] == (409, [])


def test_all_that_is_found_is_what_its_reader_sees() -> None:
    (mine, group), (others, _group) = choosers("Báo"), choosers("Đài")
    small("Của báo", collection=mine)
    small("Của đài", collection=others)
    settle()
    assert everything(librarian("view_asset", groups=(group,)))[:2] == (200, ["Của báo"])
    assert librarian(groups=(group,)).get(reverse("media_library:found")).status_code == 302


def test_the_way_through_the_pages_leads_back_page_by_page() -> None:
    asked = read(QueryDict("q=sen&cursor=0-3&cursor=0-2&cursor=none&cursor=0-1"))
    assert (asked.page, asked.place) == (4, "q=sen&cursor=0-3&cursor=0-2&cursor=0-1")
    assert asked.previous == "q=sen&cursor=0-3&cursor=0-2"
    assert asked.with_("medium", "image") == "q=sen&medium=image"  # another question begins anew
    far = read(QueryDict("&".join(f"cursor=0-{number}" for number in range(99, 0, -1))))
    assert (far.page, len(far.cursor), far.cursor[-1]) == (None, MOST_PASSED, "0-1")


def test_whole_words_are_counted_and_beginnings_only_where_nothing_has_the_word(editor: Client) -> None:
    for title in ("Biển Cửa Lò", "Cửa Long Môn"):
        small(title)
    settle()
    assert titles(look(editor, q="cua lo")) == ["Biển Cửa Lò"]
    assert titles(look(editor, q="cua lon")) == ["Cửa Long Môn"]


def test_the_changing_part_alone(editor: Client) -> None:
    small("Sen")
    settle()
    answer = look(editor, q="sen", part="results")
    assert next(template.name for template in answer.templates) == "media_library/library_results.html"
    assert "<html" not in answer.content.decode()


def test_thumbnails_and_links(editor: Client) -> None:
    made = small("Sen")
    thumbnail = renditions(made)[1]
    settle()
    html = look(editor).content.decode()
    assert f'<img src="{thumbnail.url}" width="{thumbnail.width}"' in html
    address = reverse("wagtailsnippets_media_library_asset:edit", args=(made.uid,))
    assert f'href="{address}?next=%2Fadmin%2Fmedia-library%2F%3F"' in html


def test_the_way_back_leads_to_the_same_question(editor: Client) -> None:
    made = small("Sen")
    settle()
    html = look(editor, q="sen", medium="image", look="list").content.decode()
    address = reverse("wagtailsnippets_media_library_asset:edit", args=(made.uid,))
    came_from = f"{reverse('media_library:library')}?q=sen&medium=image&look=list"
    assert f'href="{address}?{urlencode({"next": came_from})}"' in html


@pytest.mark.parametrize(
    ("fields", "covered"),
    [({"licence": "internal"}, 1), ({"usable_until": date(2020, 1, 1)}, 1), ({"licence": "press"}, 0)],
)
def test_what_is_restricted_is_not_seen_without_words(editor: Client, fields: dict[str, Any], covered: int) -> None:
    """Where nothing but the clean ones are drawn yet, an icon stands."""
    made = small("Sen", **fields)
    renditions(made)
    settle()
    assert look(editor).content.decode().count('<span class="library-look"><img') == 1 - covered
    draw_all(made)
    settle()
    assert look(editor).content.decode().count('<span class="library-look"><img') == 1


@pytest.mark.parametrize(("codename", "licence", "shown"), [
    ("view_asset", "internal", 0), ("change_asset", "internal", 1), ("view_asset", "press", 1),
])  # fmt: skip
def test_drawing_that_is_restricted_is_given_to_those_who_may_change_it(
    codename: str, licence: str, shown: int
) -> None:
    collection, group = choosers("Biểu trưng")
    content = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    brand = BrandAsset(title="Logo", slug="logo", licence=licence, file=ContentFile(content, name="logo.svg"))
    brand.collection = collection
    brand.save()
    settle()
    client = librarian(codename, groups=(group,))
    assert look(client).content.decode().count('<span class="library-look"><img') == shown
    client.post(reverse("media_library:basket_put"), {"uid": str(brand.uid)})
    html = client.get(reverse("media_library:basket")).content.decode()
    assert (html.count('class="library-look"'), html.count('<span class="library-look"><img')) == (1, shown)


@pytest.mark.parametrize("look_", ["grid", "list"])
def test_what_may_not_be_used_says_so(editor: Client, look_: str) -> None:
    small("Sen", usable_until=date(2020, 1, 1))
    settle()
    assert "May not be used now" in look(editor, look=look_).content.decode()


@pytest.mark.parametrize(
    "asked", [{"q": "\0"}, {"cursor": "x"}, {"order": "x", "look": "y"}, {"year": "không"}, {"q": "–"}]
)
def test_an_address_may_hold_anything(editor: Client, asked: dict[str, str]) -> None:
    small("Sen")
    settle()
    look(editor, **asked)


def test_too_long_a_query_is_refused_in_words(editor: Client) -> None:
    assert look(editor, q="a" * 401).context["refused"].startswith("Please search for fewer words")


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_only_the_collections_of_the_reader_are_listed_and_counted() -> None:
    (mine, group), (others, _group) = choosers("Báo"), choosers("Đài")
    small("Của báo", collection=mine)
    small("Của đài", collection=others)
    document(pdf("x"), title="Tờ rơi của báo", collection=mine)
    settle()
    answer = look(librarian("view_asset", groups=(group,)))
    assert titles(answer) == ["Của báo", "Tờ rơi của báo"]
    assert (answer.context["found"].answer.total, choices(answer, "medium")) == (2, {"Picture": 1, "Document": 1})
    assert [item["url"] for item in answer.context["items"]] == ["", ""]
    assert all(item["url"] for item in look(librarian("change_asset", groups=(group,))).context["items"])


def test_without_a_collection_nothing_is_seen() -> None:
    small("Sen")
    settle()
    assert titles(look(librarian("view_asset"))) == []


def test_the_page_is_for_those_who_may_see_assets(client: Client) -> None:
    address = reverse("media_library:library")
    assert client.get(address).status_code == 302
    assert librarian().get(address).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(editor: Client, django_assert_num_queries: Any, count: int) -> None:
    owner = agency()
    for number in range(count):
        made = small(f"Sen {number}", owner=owner)
        place = Place.objects.create(code=f"lang-{number}", kind="village")
        PlaceName.objects.create(place=place, language="vi", name=f"Làng {number}")
        made.asset.places.add(place)
    settle()
    look(editor, q="sen")
    with django_assert_num_queries(QUERIES):
        assert len(titles(look(editor, q="sen"))) == count


def test_a_logo_that_is_a_drawing_shows_itself(editor: Client) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    logo = BrandAsset(title="Hoa sen", slug="hoa-sen", role="logo", file=ContentFile(svg, name="a.svg"))
    logo.save()
    settle()
    assert (
        f'<img src="/media/{logo.uid}/{logo.sha256[:16]}/hoa-sen.svg" alt="" loading="lazy">'
        in look(editor).content.decode()
    )


@pytest.mark.parametrize(("tag", "words"), [("vi", "Chọn nhận diện"), ("en", "Choose brand asset")])
def test_choosers_speak_the_readers_language(tag: str, words: str) -> None:
    user = User.objects.create_superuser("thu-thu", password="mot-mat-khau-dai")
    UserProfile.objects.create(user=user, preferred_language=tag)
    client = Client()
    client.force_login(user)
    page = client.get(reverse("wagtailsnippets_media_library_brandasset:add")).content.decode()
    assert words in page


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("svg", "Vector graphic"), ("ai", "Vector graphic"), ("eps", "Vector graphic"), ("pdf", "Document")],
)
def test_what_is_drawn_is_filed_as_a_graphic_until_somebody_knows_better(
    editor: Client, ending: str, kind: str
) -> None:
    made = LibraryDocument(title="Hoa sen", file=ContentFile(b"<svg/>", name=f"hoa-sen.{ending}"))
    made.save()
    settle()
    assert choices(look(editor), "medium") == {kind: 1}

    Asset.objects.filter(pk=made.asset_id).update(kind="document")
    made = LibraryDocument.objects.get()
    made.file = ContentFile(b"<svg/>  ", name=f"hoa-sen.{ending}")
    made.save()
    settle()
    assert choices(look(editor), "medium") == {"Document": 1}
