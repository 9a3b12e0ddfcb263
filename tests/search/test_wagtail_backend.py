"""Wagtail's own search in the admin: lists, choosers, the box in the sidebar."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from modelsearch.query import And, Not, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from hub.content.models import Article
from media_library.models import Picture
from search.wagtail_backend import MOST_ASKED, folded_query
from tests.media_library.making import drawing, encoded, picture
from tests.newsroom import article, open_newsroom

pytestmark = pytest.mark.django_db

TITLES = {
    "vi": "Nam Đàn – quê hương 123/QĐ-UBND",
    "lo": "ນະຄອນຫຼວງວຽງຈັນ ແລະ ແຂວງເງ້ອານ",
    "zh": "义安省旅游节",
    "ru": "Всё о Нгеане",
}


@pytest.fixture
def pages() -> dict[str, Article]:
    open_newsroom()
    made = {lang: article(title=title) for lang, title in TITLES.items()}
    for page in made.values():
        insert_or_update_object(page)
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nam dan", ["vi"]),
        ("nam an dan", []),
        ("Nam Đàn – quê", ["vi"]),
        ("–", []),
        ("123/qd-ubnd", ["vi"]),
        ("ນະຄອນຫລວງ", ["lo"]),
        ("旅游", ["zh"]),
        ("义安", ["zh"]),
        ("все о", ["ru"]),
        ("ha noi", []),
        ('"', []),
        ('nam" OR "dan', []),
        ("nam%s dan", []),
        ("nam' dan", ["vi"]),
    ],
)
def test_titles_are_found_as_people_type(pages: dict[str, Article], typed: str, found: list[str]):
    hits = get_search_backend().search(typed, Page.objects.filter(depth__gt=2))
    assert [lang for lang, page in pages.items() if page.pk in {hit.pk for hit in hits}] == found


@pytest.mark.parametrize(
    ("typed", "found"), [("que hu", ["vi"]), ("nam đ", ["vi"]), ("旅", ["zh"]), ("нге", ["ru"]), ("xyz", [])]
)
def test_beginnings_are_found(pages: dict[str, Article], typed: str, found: list[str]):
    hits = get_search_backend().autocomplete(typed, Page.objects.all())
    assert [lang for lang, page in pages.items() if page.pk in {hit.pk for hit in hits}] == found


def test_only_what_was_let_through_is_searched(pages: dict[str, Article]):
    assert not get_search_backend().search("nam dan", Page.objects.exclude(pk=pages["vi"].pk))


def test_pictures_are_found():
    photo = picture(encoded(drawing((20, 20))), title="Hồ sen – Kim Liên")
    insert_or_update_object(photo)
    assert list(get_search_backend().search("kim lien", Picture.objects.all())) == [photo]


def test_the_admin_finds_a_title_with_a_dash(pages: dict[str, Article], admin_client: Client):
    answer = admin_client.get(reverse("wagtailadmin_pages:search"), {"q": "Nam Đàn – quê"})
    assert (answer.status_code, TITLES["vi"] in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("query", "becomes"),
    [
        ("Nam Đàn", "nam dan"),
        ("Sen, sen, làng sen", "lang sen"),
        (Phrase("Sen sen"), "<Phrase 'sen sen'>"),
        (" – ", None),
        (Phrase("Làng Sen"), "<Phrase 'lang sen'>"),
        (Phrase("–"), None),
        (And([PlainText("Đ"), Phrase("–")]), "<PlainText 'd' operator='and' boost=1>"),
        (And([PlainText("–"), Phrase("–")]), None),
        (And([PlainText("Đ"), Phrase("À")]), "<And <PlainText 'd' operator='and' boost=1> <Phrase 'a'>>"),
        (Not(PlainText("Đ")), "<Not <PlainText 'd' operator='and' boost=1>>"),
        (Not(PlainText("–")), None),
    ],
)
def test_queries_are_folded(query: Any, becomes: str | None):
    mine = folded_query(query)
    assert (mine if mine is None or isinstance(mine, str) else repr(mine)) == becomes


def test_a_page_that_was_pasted_into_the_box_is_a_query_like_others():
    typed = " ".join(str(number) for number in range(200))
    assert folded_query(typed) == " ".join(str(number) for number in range(MOST_ASKED))
    assert list(get_search_backend().autocomplete(typed, Page.objects.all())) == []
