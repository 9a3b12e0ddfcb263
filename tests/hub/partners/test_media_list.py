"""`/media`: the library, searched and narrowed, each item as `/media/{id}` tells it."""

from typing import Any

import pytest

from hub.registry.models import Place
from media_library.models import Asset, BrandAsset, Picture, RightsRecord
from tests.hub.partners.test_access import problem
from tests.hub.partners.test_search import API, key_for, settle
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, newspaper, open_newsroom, publish, relay

pytestmark = pytest.mark.django_db
QUERIES = 15


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def told(title: str = "Hồ sen", licence: str = "CC-BY-4.0") -> Picture:
    """A picture in a released article."""
    open_newsroom()
    made = described(picture(encoded(drawing((64, 48))), title=title, licence=licence))
    publish(article(picture=made, title=f"Bài về {title}"))
    relay()
    settle()
    return made


def titles(response: Any) -> list[str]:
    assert response.status_code == 200, response.content.decode()
    return [item["title"] for item in response.json()["items"]]


def test_an_item_is_what_its_own_address_tells(ask):
    made = told()
    assert ask("media").json() == {"items": [ask(f"media/{made.uid}").json()], "next": None}
    assert ask("media?lang=vi").json()["items"] == [ask(f"media/{made.uid}?lang=vi").json()]


def test_words_and_kinds(ask):
    told("Hồ sen")
    told("Dòng Lam")
    BrandAsset(title="Biểu trưng Lam", slug="logo", role="logo", status="approved", licence="CC-BY-4.0").save()
    settle()
    assert sorted(titles(ask("media"))) == ["Biểu trưng Lam", "Dòng Lam", "Hồ sen"]
    assert sorted(titles(ask("media?q=lam"))) == ["Biểu trưng Lam", "Dòng Lam"]
    assert titles(ask("media?q=lam&type=picture")) == ["Dòng Lam"]
    assert titles(ask("media?type=video&type=brand")) == ["Biểu trưng Lam"]
    assert titles(ask("media?q=lamm")) == []  # a list guesses nothing


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("agency=bao-nghe-an", True),
        ("agency=dai", False),
        ("place=nghe-an", True),
        ("place=vinh", False),
        ("place=vinh&place=kim-lien", True),
        ("licence=CC-BY-4.0", True),
        ("licence=press", False),
        ("year=1999", False),
        ("task=3.1", False),
        ("subject=medtop:01000000", False),
    ],
)
def test_filters(ask, query: str, *, is_found: bool):
    made = told()
    nghe_an = Place.objects.create(code="nghe-an", kind="province")
    made.asset.places.add(Place.objects.create(code="kim-lien", kind="commune", parent=nghe_an))
    asset = Asset.objects.get(pk=made.uid)
    asset.owner = newspaper()
    asset.save()
    settle()
    assert bool(titles(ask(f"media?{query}"))) == is_found


def test_an_agreement_decides_what_is_listed(ask):
    told("Mở")
    told("Báo chí", "press")
    assert titles(ask("media")) == ["Mở"]
    assert titles(ask("media", key_for())) == ["Mở"]
    assert sorted(titles(ask("media", key_for(licences=["press"])))) == ["Báo chí", "Mở"]
    assert titles(ask("media", key_for(licences=["press"], languages=["lo"]))) == []
    response = ask("media", key_for(scopes=["read:items"]))
    assert (problem(response), response.json()["scope"]) == ((403, "not-entitled"), "read:media")


def test_what_is_of_no_use_for_a_purpose_says_why(ask):
    made = told()
    asset = made.asset
    asset.rights = RightsRecord.objects.create(title="A", holder_name="A", licence="CC-BY-4.0", uses=["web"])
    asset.save()
    settle()

    def rights(query: str) -> tuple[bool, list[str]]:
        (item,) = ask(f"media?{query}").json()["items"]
        return item["rights"]["usable"], [reason["code"] for reason in item["rights"]["why_not"]]

    assert rights("use=web") == (True, [])
    assert rights("use=print") == (False, ["use"])


def test_pages_hold_each_item_once(ask):
    made = [told(f"Sen {number}").title for number in range(3)]
    seen, path = [], "media?q=sen&limit=1&sort=added"
    while path:
        response = ask(path)
        seen += titles(response)
        following = response.json()["next"]
        assert response.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        path = following.removeprefix(f"{API}/") if following else ""
    assert sorted(seen) == made


def test_a_cursor_of_another_list_is_refused(ask):
    for number in range(2):
        told(f"Sen {number}")
    cursor = ask("search?type=picture&limit=1").json()["next"].rpartition("cursor=")[2].partition("&")[0]
    assert problem(ask(f"media?limit=1&cursor={cursor}")) == (400, "malformed-cursor")
    assert problem(ask("media?cursor=x")) == (400, "malformed-cursor")


@pytest.mark.parametrize("query", ["type=clip", "q=" + "a" * 401, "sort=title", "lang=english", "person=a"])
def test_nonsense_is_refused(ask, query: str):
    assert problem(ask(f"media?{query}"))[0] == 400


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_items(ask, django_assert_num_queries, count: int):
    for number in range(count):
        told(f"Sen {number}")
    ask("media?q=sen")
    with django_assert_num_queries(QUERIES):
        assert len(titles(ask("media?q=sen"))) == count
