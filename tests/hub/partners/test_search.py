"""`/search`: what partners find, what they do not, and how a hit is told."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from hub.partners.api.cursors import fingerprint, seal
from hub.partners.keys import create_key
from hub.partners.models import Partner
from hub.publishing.models import Edition
from hub.registry.models import Agency, AgencyName
from search.indexing import index_waiting
from search.openings import follow
from tests.hub.partners.ledger import BEGINNING, tell, work
from tests.hub.partners.test_access import problem

pytestmark = pytest.mark.django_db
QUERIES = 6
SUGGESTION_QUERIES = 4
RELATED_QUERIES = 7
API = "http://127.0.0.1:8000/api/v1"


def story(
    number: int, lang: str = "vi", *, title: str = "", prose: str = "", how: Any = None, **members: Any
) -> Edition:
    """An edition as the relay tells it, with all that the index reads."""
    edition = tell(
        number,
        lang,
        **(how or {}),
        **{
            "version": 1, "summary": "", "byline": "", "agency": None, "column": None, "places": [], "dossiers": [],
            "subjects": [], "tasks": [], "audience": "general", "published_at": BEGINNING.isoformat(),
            "url": f"http://127.0.0.1:8000/{lang}/bai-{number}/", "freshness": "current", "picture": None,
        }
        | members,
    )  # fmt: skip
    document = json.loads(edition.document) | {
        "title": title or edition.title,
        "body": [{"type": "paragraph", "html": f"<p>{prose}</p>"}],
    }
    Edition.objects.filter(pk=edition.pk).update(document=json.dumps(document, ensure_ascii=False))
    return edition


def settle() -> None:
    while index_waiting():
        pass


def ids(response: Any) -> list[str]:
    assert response.status_code == 200, response.content.decode()
    return [hit["id"] for hit in response.json()["hits"]]


# --- a hit -----------------------------------------------------------------------------------------------------------


def rendition(width: int, content_type: str = "image/jpeg") -> dict[str, Any]:
    return {
        "name": str(width), "href": f"http://127.0.0.1:8000/media/a/b/{width}", "type": content_type, "width": width,
        "height": width // 2, "size": 1, "sha256": "0" * 64,
    }  # fmt: skip


def test_a_hit_is_told_whole(ask):
    sizes = [rendition(800), rendition(400), rendition(320), rendition(500, "image/webp")]
    picture = {"alt": "Hồ sen", "credit": "Báo Nghệ An", "renditions": sizes}
    story(1, title="Lễ hội Làng Sen & <Nam Đàn>", summary="Tháng Năm.", prose="Về làng Sen quê Bác.", picture=picture)
    story(1, "lo", title="ງານບຸນ")
    settle()
    assert ask("search?q=lang+sen&facets=type,year").json() == {
        "hits": [
            {
                "id": f"{work(1)}.vi",
                "type": "article",
                "lang": "vi",
                "work": str(work(1)),
                "title": "Lễ hội Làng Sen & <Nam Đàn>",
                "summary": "Tháng Năm.",
                "names": None,
                "published_at": "2026-05-19T09:00:00+00:00",
                "href": f"{API}/items/{work(1)}.vi",
                "url": "http://127.0.0.1:8000/vi/bai-1/",
                "languages": ["lo", "vi"],
                "picture": {
                    "href": "http://127.0.0.1:8000/media/a/b/400", "type": "image/jpeg", "width": 400, "height": 200,
                    "alt": "Hồ sen", "credit": "Báo Nghệ An",
                },
                "highlights": {
                    "title": "Lễ hội <mark>Làng Sen</mark> &amp; &lt;Nam Đàn&gt;",
                    "excerpt": "Về <mark>làng Sen</mark> quê Bác.",
                },
                "external_id": None,
                "tier": 4,
            }
        ],
        "facets": {"type": {"article": 1}, "year": {"2026": 1}},
        "total": 1,
        "next": None,
        "did_you_mean": None,
        "stage": "all",
    }  # fmt: skip


def test_an_agency_is_told_with_its_names(ask):
    agency = Agency.objects.create(code="so-ngoai-vu", kind="state")
    AgencyName.objects.create(agency=agency, language="vi", name="Sở Ngoại vụ")
    AgencyName.objects.create(agency=agency, language="en", name="Department of Foreign Affairs")
    settle()
    assert ask("search?q=foreign+affairs&type=agency").json()["hits"] == [
        {
            "id": "so-ngoai-vu", "type": "agency", "lang": None, "work": None, "title": "Sở Ngoại vụ", "summary": None,
            "names": {"en": "Department of Foreign Affairs", "vi": "Sở Ngoại vụ"}, "published_at": None, "href": None,
            "url": None, "languages": [], "picture": None, "highlights": {"title": "Sở Ngoại vụ", "excerpt": None},
            "external_id": None, "tier": 0,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("dep", "Cảnh <mark>đẹp</mark>&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("script", "Cảnh đẹp&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"),
    ],
)
def test_highlights_are_safe_html(ask, typed: str, title: str):
    story(1, title="Cảnh đẹp<script>alert(1)</script>")
    settle()
    assert ask(f"search?q={typed}").json()["hits"][0]["highlights"]["title"] == title


# --- what is asked ---------------------------------------------------------------------------------------------------


def test_nothing_typed_is_everything_newest_first(ask):
    first, second = story(1), story(2)
    settle()
    assert ids(ask("search")) == [second.pk, first.pk]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lang=vi", [3, 1]),
        ("lang=vi&lang=lo", [3, 2, 1]),
        ("type=video", [2]),
        ("type=video&type=article", [3, 2, 1]),
        ("type=picture", []),
        (f"column={work(9)}", [1]),
        (f"column={work(9)}&place=nghe-an", [1]),
        (f"column={work(9)}&lang=lo", []),
        ("place=nghe-an", [2, 1]),
        ("agency=bao-nghe-an", [3]),
        ("task=3.1", [3]),
        ("subject=medtop:01000000", [3]),
        ("person=ho-chi-minh", []),
        ("external_id=bna-1", [3]),
        ("external_id=bna-1&external_id=bna-2", [3, 2]),
        ("year=2026", [3, 2, 1]),
        ("year=2025", []),
        ("year=2025&year=2026", [3, 2, 1]),
        ("licence=CC-BY-4.0", [3, 2, 1]),
        ("licence=press", []),
        ("freshness=stale", [2]),
        ("published_since=2026-05-19T11:00:00Z", [3]),
        ("published_until=2026-05-19T09:00:00Z", [1]),
        ("sort=published_at", [1, 2, 3]),
        ("q=bai&sort=-published_at", [3, 2, 1]),
        ("q=bai&sort=published_at", [1, 2, 3]),
        ("q=bai+-2", [3, 1]),
        ("q=%22bai+2%22", [2]),
    ],
)
def test_filters_and_orders(ask, query: str, found: list[int]):
    story(1, how={"references": (("column", str(work(9))), ("place", "nghe-an"))})
    story(2, "lo", how={"kind": "video", "references": (("place", "nghe-an"),)}, external_id="bna-2")
    story(
        3,
        how={"references": (("agency", "bao-nghe-an"), ("task", "3.1"), ("subject", "01000000"))},
        external_id="bna-1",
    )
    Edition.objects.filter(lang="lo").update(freshness=2)
    settle()
    assert [int(one.partition(".")[0][-1]) for one in ids(ask(f"search?{query}"))] == found


def test_facets_count_all_hits_whatever_the_page(ask):
    for number in (1, 2, 3):
        story(number, how={"references": (("subject", "01000000"),)} if number < 3 else None)
    story(1, "lo")
    settle()
    told = ask("search?q=bai&limit=1&facets=lang,subject,person").json()
    assert (told["facets"], list(told["facets"]["lang"]), told["total"]) == (
        {"lang": {"vi": 3, "lo": 1}, "subject": {"medtop:01000000": 2}, "person": {}},
        ["vi", "lo"],
        4,
    )


def test_a_misspelled_query_says_what_was_meant(ask):
    edition = story(1, title="Festival at the Lotus Village")
    settle()
    told = ask("search?q=festivall").json()
    assert ([hit["id"] for hit in told["hits"]], told["did_you_mean"], told["stage"]) == (
        [edition.pk],
        "festival",
        "corrected",
    )


def test_nothing_found(ask):
    story(1)
    settle()
    assert ask("search?q=zzzzz&facets=lang").json() == {
        "hits": [], "facets": {"lang": {}}, "total": 0, "next": None, "did_you_mean": None, "stage": "all",
    }  # fmt: skip


# --- pages -----------------------------------------------------------------------------------------------------------


def test_pages_hold_each_hit_once(ask):
    editions = [story(number, title=f"Sen {number}") for number in range(1, 6)]
    settle()
    seen, path = [], "search?q=sen&limit=2"
    while path:
        response = ask(path)
        seen += ids(response)
        following = response.json()["next"]
        assert response.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        path = following.removeprefix(f"{API}/") if following else ""
    assert seen == [edition.pk for edition in reversed(editions)]


def cursor_of(ask, path: str) -> str:
    return ask(path).json()["next"].rpartition("cursor=")[2].partition("&")[0]


@pytest.mark.parametrize(
    "path", ["search?q=bài", "search?q=sen&limit=1", "search?q=bai&lang=vi", "search?q=bai&sort=published_at"]
)
def test_a_cursor_of_another_search_is_refused(ask, path: str):
    for number in (1, 2):
        story(number)
    settle()
    assert problem(ask(f"{path}&cursor={cursor_of(ask, 'search?q=bai&limit=1')}")) == (400, "malformed-cursor")


@pytest.mark.parametrize(
    "inside",
    [
        (),
        ("x",),
        ("{query}", "x"),
        ("{query}", "0-99999999999999999999"),
        ("{query}", "1-2-3"),
        ("{query}", 1),
        ("{query}", ""),
    ],
)
def test_a_made_up_cursor_is_refused(ask, inside: tuple):
    parts = [fingerprint([("q", "bai")]) if part == "{query}" else part for part in inside]
    assert problem(ask(f"search?q=bai&cursor={seal('search', *parts)}")) == (400, "malformed-cursor")


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kind", "parameter"),
    [
        ("Q=sen", "unknown-parameter", "Q"),
        ("query=sen", "unknown-parameter", "query"),
        ("updated_since=2026-05-19", "unknown-parameter", "updated_since"),
        ("q=", "malformed-parameter", "q"),
        ("q=a&q=b", "malformed-parameter", "q"),
        ("q=%00", "malformed-parameter", "q"),
        ("q=%1b%5b31m", "malformed-parameter", "q"),
        ("q=%ff", "malformed-parameter", "q"),
        ("q=" + "a" * 401, "malformed-parameter", "q"),
        ("q=" + "+".join(f"a{number}" for number in range(33)), "malformed-parameter", "q"),
        ("q=" + "a" * 501, "malformed-parameter", "q"),
        ("type=page", "malformed-parameter", "type"),
        ("type=article,video", "malformed-parameter", "type"),
        ("lang=xx", "malformed-parameter", "lang"),
        ("lang=vi&lang=xx", "malformed-parameter", "lang"),
        ("year=26", "malformed-parameter", "year"),
        ("year=2026&year=x", "malformed-parameter", "year"),
        ("licence=internal", "malformed-parameter", "licence"),
        ("freshness=current&freshness=stale", "malformed-parameter", "freshness"),
        ("person=H%E1%BB%93", "malformed-parameter", "person"),
        ("sort=updated_at", "malformed-parameter", "sort"),
        ("sort=-relevance", "malformed-parameter", "sort"),
        ("facets=kind", "malformed-parameter", "facets"),
        ("facets=lang,", "malformed-parameter", "facets"),
        ("limit=0", "malformed-parameter", "limit"),
        ("limit=201", "malformed-parameter", "limit"),
        ("published_since=2026-05-20&published_until=2026-05-19", "malformed-parameter", "published_until"),
        ("cursor=x", "malformed-cursor", "cursor"),
    ],
)
def test_what_cannot_be_used_is_refused(ask, query: str, kind: str, parameter: str):
    response = ask(f"search?{query}")
    assert (problem(response), response.json()["parameter"]) == ((400, kind), parameter)


@pytest.mark.parametrize(
    "typed",
    [
        '"', '""', '"sen', 'sen"', "-", "--", "-sen", "- sen", "*", "s*", "sen*", "?", "%", "_", "\\", "'", "''", "'; DROP TABLE x; --",
        "sen AND", "OR", "NOT sen", "NEAR(sen, 2)", "sen:*", "title:sen", "sen & | !", "<->", "(", "((sen", "^sen", "{sen}", "a:b:c",
        "../../etc/passwd", "<script>", "${7*7}", "%00", "\u202esen", "\u200b", "\ufeff", "🪷", "e\u0301" * 50, "sen " * 30, "." * 400,
        "\ue001reach=staff", "\ue001kind=article",
    ],
)  # fmt: skip
def test_hostile_queries_are_text(ask, typed: str):
    story(1, title="Sen")
    story(2, how={"licence": "internal"}, title="Sen mật")
    settle()
    response = ask(f"search?{urlencode({'q': typed})}&facets=type,lang")
    assert response.status_code == 200, response.content.decode()
    assert {hit["id"] for hit in response.json()["hits"]} <= {f"{work(1)}.vi"}


# --- who finds what --------------------------------------------------------------------------------------------------


def library() -> None:
    """Open and for the press, in two languages."""
    for number, licence in enumerate(("CC-BY-4.0", "press", "internal"), start=1):
        for lang in ("vi", "lo"):
            story(number, lang, how={"licence": licence})
    settle()


def key_for(**agreed: Any) -> str:
    partner = Partner.objects.create(name=f"Đài {Partner.objects.count()}", contact="a@example.org", **agreed)
    return create_key(partner, by=None, name="web")[1]


@pytest.mark.parametrize(
    ("agreed", "found"),
    [
        (None, {"1.vi", "1.lo"}),
        ({}, {"1.vi", "1.lo"}),
        ({"licences": ["press"]}, {"1.vi", "1.lo", "2.vi", "2.lo"}),
        ({"languages": ["lo"]}, {"1.lo"}),
        ({"licences": ["press"], "languages": ["lo"]}, {"1.lo", "2.lo"}),
        ({"licences": ["press", "internal"], "languages": ["vi"]}, {"1.vi", "2.vi"}),
        ({"languages": ["ko"]}, set()),
    ],
)
def test_what_an_agreement_leaves_out_is_not_even_counted(ask, agreed: dict | None, found: set[str]):
    library()
    told = ask("search?q=bai&facets=lang,licence", None if agreed is None else key_for(**agreed)).json()
    assert {hit["id"][-4:] for hit in told["hits"]} == found
    assert (
        told["total"] == len(found) == sum(told["facets"]["lang"].values()) == sum(told["facets"]["licence"].values())
    )
    for hit in told["hits"]:
        assert hit["languages"] == sorted(one[2:] for one in found if one[0] == hit["id"][-4])


def test_a_key_finds_only_what_it_is_for(ask):
    library()
    Agency.objects.create(code="bai", kind="state")
    settle()
    media_only = key_for(scopes=["read:media"])
    assert ids(ask("search?q=bai", media_only)) == ["bai"]
    response = ask("search?q=bai&type=article", media_only)
    assert (problem(response), response.json()["scope"]) == ((403, "not-entitled"), "read:items")
    response = ask("search?q=bai&type=picture", key_for(scopes=["read:items"]))
    assert (problem(response), response.json()["scope"]) == ((403, "not-entitled"), "read:media")


def test_what_was_withdrawn_this_second_is_not_shown(ask):
    stays = story(1)
    story(2)
    story(2, "lo")
    story(3, "lo")
    settle()
    tell(2, change="withdrawn")  # the indexer has not heard of it
    Edition.objects.filter(pk=f"{work(3)}.lo").update(licence="internal")
    told = ask("search?q=bai").json()
    assert [(hit["id"], hit["languages"]) for hit in told["hits"]] == [(f"{work(2)}.lo", ["lo"]), (stays.pk, ["vi"])]


# --- cost and caches -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_hits(ask, django_assert_num_queries, count: int):
    for number in range(1, count + 1):
        story(number)
        story(number, "lo")
    settle()
    ask("search?q=bai")
    with django_assert_num_queries(QUERIES):
        assert len(ids(ask("search?q=bai&facets=lang,type"))) == 2 * count


def test_an_answer_that_is_still_the_same_is_304(ask):
    story(1)
    settle()
    first = ask("search?q=bai")
    again = ask("search?q=bai", If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    story(2)
    settle()
    assert ask("search?q=bai", If_None_Match=first["ETag"]).status_code == 200


def test_an_answer_to_a_key_is_kept_from_others(ask, key: str):
    assert ask("search?q=bai", key)["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert ask("search?q=bai")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert ask("search?q=bai", key)["RateLimit-Policy"].startswith('"minute";q=600')


# --- words as a filter of items --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lang+sen", [3, 1]),
        ("q=lang+sen&sort=published_at", [1, 3]),
        ("q=lang+sen&type=video", [3]),
        ("q=lang+sen&place=nghe-an", [1]),
        ("q=lang+sen&updated_since=2026-05-19T11:00:00Z", [3]),
        ("q=lang+senn", []),
        ("q=lang+sen+zzz", []),
        ("q=mat", []),
    ],
)
def test_items_are_narrowed_by_words(ask, query: str, found: list[int]):
    story(1, title="Làng Sen", how={"references": (("place", "nghe-an"),)})
    story(2, title="Cửa Lò")
    story(3, title="Về làng Sen", how={"kind": "video"})
    story(4, title="Làng Sen mật", how={"licence": "internal"})
    settle()
    items = ask(f"items?{query}").json()["items"]
    assert [int(item["id"].partition(".")[0][-1]) for item in items] == found


def test_items_with_words_are_whole_paged_and_fresh(ask):
    editions = [story(number, title=f"Sen {number}") for number in (1, 2, 3)]
    settle()
    first = ask("items?q=sen&limit=2&include=body").json()
    second = ask(first["next"].removeprefix(f"{API}/")).json()
    documents = [json.loads(Edition.objects.get(pk=edition.pk).document) for edition in reversed(editions)]
    assert (first["items"] + second["items"], second["next"]) == (documents, None)
    tell(3, change="withdrawn")
    assert [item["id"] for item in ask("items?q=sen").json()["items"]] == [editions[1].pk, editions[0].pk]


@pytest.mark.parametrize(
    ("query", "kind", "parameter"),
    [
        ("q=sen&sort=-updated_at", "malformed-parameter", "sort"),
        ("q=", "malformed-parameter", "q"),
        ("q=" + "a" * 401, "malformed-parameter", "q"),
        ("q=sen&cursor=x", "malformed-cursor", "cursor"),
        ("q=sen&cursor=" + seal("items", "abcdefgh", "0-1"), "malformed-cursor", "cursor"),
        ("q=sen&cursor=" + seal("items", "abcdefgh", "2026-05-19T08:00:00+00:00", "x"), "malformed-cursor", "cursor"),
    ],
)
def test_items_refuse_words_that_cannot_be_used(ask, query: str, kind: str, parameter: str):
    response = ask(f"items?{query}")
    assert (problem(response), response.json()["parameter"]) == ((400, kind), parameter)


# --- suggestions -----------------------------------------------------------------------------------------------------


def catch_up() -> None:
    settle()
    while follow():
        pass


def test_suggestions_are_names_and_titles_that_begin_so(ask):
    story(1, title="Làng Sen vào hạ")
    story(2, "en", title="Lang Biang")
    agency = Agency.objects.create(code="lang", kind="state")
    AgencyName.objects.create(agency=agency, language="vi", name="Làng trẻ em SOS")
    catch_up()
    assert ask("search/suggestions?q=lang&lang=en").json() == {
        "suggestions": [
            {"text": "Lang Biang", "lang": "en", "type": "article", "id": f"{work(2)}.en"},
            {"text": "Làng trẻ em SOS", "lang": "vi", "type": "agency", "id": "lang"},
            {"text": "Làng Sen vào hạ", "lang": "vi", "type": "article", "id": f"{work(1)}.vi"},
        ]
    }
    assert len(ask("search/suggestions?q=lang&limit=1").json()["suggestions"]) == 1
    assert ask("search/suggestions").json() == {"suggestions": []}


def test_suggestions_are_of_what_the_asker_may_take(ask, key: str, partner: Partner):
    story(1, title="Làng mở")
    story(2, title="Làng báo chí", how={"licence": "press"})
    story(3, title="Làng nội bộ", how={"licence": "internal"})
    catch_up()

    def suggested(*key: str) -> list[str]:
        return sorted(one["text"] for one in ask("search/suggestions?q=lang", *key).json()["suggestions"])

    assert suggested() == ["Làng mở"]
    assert suggested(key) == ["Làng báo chí", "Làng mở"]
    Partner.objects.update(languages=["en"])
    assert suggested(key) == []
    Partner.objects.update(languages=[], scopes=["read:media"])
    assert suggested(key) == []


def test_what_was_withdrawn_a_moment_ago_is_not_suggested(ask):
    story(1, title="Làng mở")
    catch_up()
    tell(1, change="withdrawn", note="Sai.")
    assert ask("search/suggestions?q=lang").json() == {"suggestions": []}


@pytest.mark.parametrize("query", ["limit=21", "limit=0", "lang=xx-none-such", "kind=article", f"q={'a' * 401}"])
def test_suggestions_refuse_what_means_nothing(ask, query: str):
    assert ask(f"search/suggestions?{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_cost_the_same_for_one_and_three(ask, django_assert_num_queries, count: int):
    for number in range(1, 4):
        story(number, title=f"Làng {number}")
    catch_up()
    with django_assert_num_queries(SUGGESTION_QUERIES):
        assert len(ask(f"search/suggestions?q=lang&limit={count}").json()["suggestions"]) == count


# --- related items ---------------------------------------------------------------------------------------------------


def shared(*places: str) -> dict[str, Any]:
    return {"references": tuple(("place", place) for place in places)}


def related(ask: Any, number: int, *key: str) -> list[str]:
    answer = ask(f"items/{work(number)}.vi/related", *key)
    assert answer.status_code == 200, answer.content.decode()
    return [hit["id"] for hit in answer.json()["items"]]


def test_related_items_share_most_first_in_the_same_language(ask):
    story(1, how=shared("vinh", "cua-lo"))
    story(1, "en", how=shared("vinh", "cua-lo"))
    story(2, how=shared("vinh"))
    story(3, how=shared("vinh", "cua-lo"))
    story(4, "en", how=shared("vinh", "cua-lo"))
    story(5, how=shared("ha-noi"))
    settle()
    assert related(ask, 1) == [f"{work(3)}.vi", f"{work(2)}.vi"]
    assert related(ask, 5) == []
    [first, *_rest] = ask(f"items/{work(1)}.vi/related?limit=1").json()["items"]
    assert set(first) == set(ask("search?type=article").json()["hits"][0])


def test_related_items_are_what_the_asker_may_take(ask, key: str):
    story(1, how=shared("vinh"))
    story(2, how={"licence": "press"} | shared("vinh"))
    story(3, how={"licence": "internal"} | shared("vinh"))
    story(4, how=shared("vinh"))
    settle()
    tell(4, change="withdrawn", note="Sai.")
    assert related(ask, 1) == []
    assert related(ask, 1, key) == [f"{work(2)}.vi"]


def test_related_items_refuse_as_the_item_does(ask, key: str):
    story(1, how={"licence": "press"})
    story(2)
    settle()
    tell(2, change="withdrawn", note="Sai.")
    assert ask(f"items/{work(1)}.vi/related").status_code == 403
    assert ask(f"items/{work(2)}.vi/related").status_code == 410
    assert ask(f"items/{work(3)}.vi/related").status_code == 404
    assert ask("items/nothing/related").status_code == 404
    assert ask(f"items/{work(1)}.vi/related?limit=21", key).status_code == 400
    Partner.objects.update(scopes=["read:media"])
    assert ask(f"items/{work(1)}.vi/related", key).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_related_items_cost_the_same_for_one_and_three(ask, django_assert_num_queries, count: int):
    for number in range(1, 6):
        story(number, how=shared("vinh"))
    settle()
    ask(f"items/{work(1)}.vi/related")
    with django_assert_num_queries(RELATED_QUERIES):
        assert len(ask(f"items/{work(1)}.vi/related?limit={count}").json()["items"]) == count
