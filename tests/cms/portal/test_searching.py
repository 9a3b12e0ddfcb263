"""The portal's search page: what is found in which language, how it is narrowed, and that an address may hold anything."""

from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hub.content.models import Article, Column
from hub.publishing import acts
from search.indexing import index_waiting
from tests.cms.portal.reading import Reading
from tests.newsroom import article, column, desk_head, fresh, publish, relay, translate

pytestmark = pytest.mark.django_db

SEARCH_QUERIES = 17


def settle() -> None:
    relay()
    while index_waiting():
        pass


def stories(*titles: str, **fields: object) -> list[Article]:
    pages = [article(title=title, **fields) for title in titles]
    for page in pages:
        publish(page)
    settle()
    return [fresh(page) for page in pages]


def look(client: Client, home: str = "vi", /, **asked: str) -> Reading:
    return Reading(answer(client, home, **asked))


def answer(client: Client, home: str = "vi", /, **asked: str) -> HttpResponse:
    response = client.get(f"/{home}/search/?{urlencode(asked)}")
    assert response.status_code == 200
    return response


def titles(page: Reading) -> list[str]:
    return page.texts("h2", class_="result-title")


def test_results_show_what_was_found(client: Client) -> None:
    stories("Làng Sen mùa sen nở", "Cửa Lò đón khách")

    page = look(client, q="lang sen")

    assert titles(page) == ["Làng Sen mùa sen nở"]
    assert page.texts("mark")[0] == "Làng Sen"
    assert page.texts("p", class_="search-total") == ["Kết quả: 1"]
    assert page.one("input", id="q")["value"] == "lang sen"
    assert [link["href"] for link in page.all("a", hreflang="vi") if "sen-no" in link["href"]] == [
        "/vi/van-hoa/lang-sen-mua-sen-no/"
    ]


def test_the_page_is_kept_out_of_search_engines(client: Client) -> None:
    stories("Làng Sen")
    page = look(client, q="sen")
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.texts("title") == ["sen – Tìm kiếm"]


def test_what_is_typed_is_only_text(client: Client) -> None:
    stories('Sen "nở" <b>đẹp</b>')
    response = answer(client, q='<script>alert(1)</script>" sen')
    assert b"<script>" not in response.content
    assert titles(Reading(response)) in ([], ['Sen "nở" <b>đẹp</b>'])


def test_nothing_typed_shows_how_to_search(client: Client) -> None:
    column()
    settle()
    page = look(client)
    assert page.texts("h2", id="hints") == ["Cách tìm kiếm"]
    assert page.all("p", class_="search-total") == []


def test_nothing_found_shows_what_may_help(client: Client) -> None:
    stories("Làng Sen")
    page = look(client, q="zzzzzz")
    assert (page.texts("p", class_="search-total"), page.texts("h2", id="hints")) == (
        ["Không tìm thấy kết quả nào."],
        ["Gợi ý tìm kiếm"],
    )


def test_a_misspelled_word_is_mended_and_said(client: Client) -> None:
    stories("Festival ở Vinh")
    page = look(client, q="festivall")
    assert titles(page) == ["Festival ở Vinh"]
    (note,) = page.all("p", class_="search-note")
    assert note.text.endswith("festival")
    assert "/vi/search/?q=festival" in [link["href"] for link in page.all("a")]


def test_too_long_a_query_is_refused_in_words_and_kept(client: Client) -> None:
    page = look(client, q="a" * 401)
    assert page.one("p", role="alert").text.startswith("Hãy tìm với ít chữ hơn")
    assert page.one("input", id="q")["value"] == "a" * 401


def test_a_refusal_is_in_the_language_of_the_page(client: Client) -> None:
    told = {home: look(client, home, q="a" * 401).one("p", role="alert").text for home in ("vi", "en", "lo", "zh-hans")}
    assert told == {
        "vi": "Hãy tìm với ít chữ hơn: nhiều nhất 400 ký tự, mà ở đây có 401.",
        "en": "Please search for fewer words: at most 400 characters, and these are 401.",
        "lo": "ກະລຸນາຄົ້ນຫາດ້ວຍຄຳໜ້ອຍລົງ: ຫຼາຍສຸດ 400 ຕົວອັກສອນ, ແຕ່ນີ້ມີ 401.",
        "zh-hans": "请减少搜索内容：最多 400 个字符，现在有 401 个。",
    }


# --- languages -------------------------------------------------------------------------------------------------------


def test_results_are_in_the_readers_language_first(client: Client) -> None:
    (page,) = stories("Làng Sen 2026")
    translate(page, "lo")
    settle()

    vi, lo = look(client, "vi", q="2026"), look(client, "lo", q="2026")

    assert [one["lang"] for one in vi.all("h2", class_="result-title")] == ["vi"]
    assert [one["lang"] for one in lo.all("h2", class_="result-title")] == ["lo"]
    assert vi.texts("span", class_="result-others") == ["Cũng có bằng ລາວ"]
    (nav,) = vi.all("nav", class_="search-languages")
    assert nav.text == "Tiếng Việt 1 ລາວ 1 Mọi ngôn ngữ 2"
    assert len(titles(look(client, q="2026", lang="all"))) == 2
    assert [one["lang"] for one in look(client, q="2026", lang="lo").all("h2", class_="result-title")] == ["lo"]


def test_without_any_in_the_readers_language_others_are_shown(client: Client) -> None:
    stories("Làng Sen 2026")
    page = look(client, "fr", q="lang sen")
    assert titles(page) == ["Làng Sen 2026"]
    assert page.texts("p", class_="search-note") == ["Rien en Français. Voici les résultats dans d’autres langues."]
    assert page.texts("p", class_="kicker")[0].startswith("Tiếng Việt")


# --- narrowing, paging -----------------------------------------------------------------------------------------------


def test_facets_narrow_and_lead_back(client: Client) -> None:
    culture, people = column(), column("Con người", "con-nguoi")
    publish(article(culture, "Sen một"))
    publish(article(culture, "Sen hai"))
    publish(article(people, "Sen ba"))
    settle()

    page = look(client, q="sen")
    (choice,) = [link for link in page.all("a", rel="nofollow") if link.text.startswith("Con người")]
    assert choice.text == "Con người 1"

    narrowed = Reading(client.get(choice["href"]))
    assert titles(narrowed) == ["Sen ba"]
    assert narrowed.one("a", class_="taken")["href"] == "/vi/search/?q=sen"


def test_pages_go_on(client: Client) -> None:
    stories(*(f"Sen {number}" for number in range(1, 15)))
    first = look(client, q="sen")
    (following,) = [link["href"] for link in first.all("a") if "next" in link.attributes.get("rel", "")]
    second = Reading(client.get(following))
    assert (len(titles(first)), len(titles(second))) == (12, 2)
    assert {*titles(first), *titles(second)} == {f"Sen {number}" for number in range(1, 15)}
    assert "/vi/search/?q=sen" in [link["href"] for link in second.all("a")]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "page"}, {"kind": "\0"}, {"column": "van-hoa"}, {"column": "{1b4e28ba-2fa1-41d2-883f-0016d3cca427}"}, {"year": "²"},
        {"year": "x"}, {"lang": "xx"}, {"lang": ""}, {"cursor": ""}, {"page": "2"}, {"no": "such"},
    ],
)  # fmt: skip
def test_what_means_nothing_is_left_out(client: Client, asked: dict[str, str]) -> None:
    stories("Sen")
    assert titles(look(client, q="sen", **asked)) == ["Sen"]


@pytest.mark.parametrize("asked", [{"cursor": "x"}, {"cursor": "\0"}, {"cursor": "1-99999999999999999999"}])
def test_a_broken_cursor_begins_anew(client: Client, asked: dict[str, str]) -> None:
    stories("Sen")
    assert titles(look(client, q="sen", **asked)) == ["Sen"]


@pytest.mark.parametrize("q", ["\0", '"', "*", "-", "a OR b", "'; --", "\u202e", "🪷", "%", "\\", "(((("])
def test_hostile_queries_are_text(client: Client, q: str) -> None:
    stories("Sen")
    answer(client, q=q)


def test_writing_is_refused(client: Client) -> None:
    assert client.post("/vi/search/").status_code == 405


# --- what may be shown -----------------------------------------------------------------------------------------------


def test_drafts_and_what_was_withdrawn_are_not_found(client: Client) -> None:
    (page,) = stories("Sen đã rút")
    article(title="Sen nháp")
    settle()
    acts.withdraw(page, by=desk_head(), reason="Sai")
    relay()  # the indexer has not heard of it yet
    assert titles(look(client, q="sen")) == []


def test_every_page_has_the_box(client: Client) -> None:
    stories("Sen")
    page = Reading(client.get("/vi/"))
    assert page.one("form", class_="masthead-search")["action"] == "/vi/search/"
    assert look(client, q="sen").all("form", class_="masthead-search") == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_results(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    stories(*(f"Sen {number}" for number in range(count)))
    look(client, q="sen")
    Column.objects.update(agency=None)

    with django_assert_num_queries(SEARCH_QUERIES):
        page = look(client, q="sen")

    assert len(titles(page)) == count
