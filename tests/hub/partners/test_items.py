import json
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.partners.api.cursors import fingerprint, seal
from hub.partners.models import Partner
from hub.publishing.models import Edition
from tests.hub.partners.ledger import tell, work
from tests.hub.partners.test_access import problem

pytestmark = pytest.mark.django_db
API = "http://127.0.0.1:8000/api/v1"


def ids(response) -> list[str]:
    assert response.status_code == 200, response.content.decode()
    return [item["id"] for item in response.json()["items"]]


def summary(edition: Edition) -> dict:
    return json.loads(edition.summary)


# --- a list ----------------------------------------------------------------------------------------------------------


def test_list_is_the_stored_summaries_newest_first(ask):
    first, second = tell(1), tell(2)
    response = ask("items")
    assert response.json() == {"items": [summary(second), summary(first)], "next": None}
    assert response.content == f'{{"items":[{second.summary},{first.summary}],"next":null}}'.encode()


def test_empty_list(ask):
    assert ask("items").json() == {"items": [], "next": None}


def test_withdrawn_and_lost_editions_are_not_listed(ask):
    tell(1)
    tell(1, change="withdrawn")
    lost = tell(2)
    Edition.objects.filter(pk=lost.pk).update(state="lost", document="", summary="", etag="")
    assert ids(ask("items")) == []
    assert problem(ask(f"items/{lost.pk}")) == (404, "not-found")


def test_bodies_come_when_asked_for(ask):
    edition = tell(1)
    assert ask("items?include=body").json()["items"] == [json.loads(edition.document)]


def test_fields_select_keys(ask):
    edition = tell(1)
    assert ask("items?fields=title,body").json()["items"] == [{"id": edition.pk, "title": "Bài 1", "body": []}]
    assert ask(f"items/{edition.pk}?fields=lang").json() == {"id": edition.pk, "lang": "vi"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lang=vi", [3, 1]),
        ("lang=VI", [3, 1]),
        ("lang=zh-Hans", [2]),
        ("type=video", [2]),
        ("type=video&type=article", [3, 2, 1]),
        (f"column={work(9)}", [1]),
        (f"dossier={work(9)}", []),
        ("place=nghe-an", [2, 1]),
        ("place=nghe-an&lang=vi", [1]),
        ("agency=bao-nghe-an", [3]),
        ("task=3.1", [3]),
        ("subject=medtop:01000000", [3]),
        ("subject=01000000", [3]),
        ("freshness=stale", [2]),
        ("freshness=current", [3, 1]),
        ("published_since=2026-05-19T11:00:00Z", [3]),
        ("published_since=2026-05-19T18:00:00%2B07:00", [3]),
        ("published_until=2026-05-19T09:00:00Z", [1]),
        ("published_since=2026-05-19&published_until=2026-05-19", [3, 2, 1]),
        ("published_until=2026-05-18", []),
        ("updated_since=2026-05-19T10:00:00Z", [3, 2]),
        ("sort=published_at", [1, 2, 3]),
        ("sort=updated_at", [1, 2, 3]),
    ],
)
def test_filters(ask, query: str, found: list[int]):
    tell(1, references=(("column", str(work(9))), ("place", "nghe-an")))
    tell(2, "zh-Hans", kind="video", references=(("place", "nghe-an"),))
    tell(3, references=(("agency", "bao-nghe-an"), ("task", "3.1"), ("subject", "01000000")))
    Edition.objects.filter(lang="zh-Hans").update(freshness=2)
    assert [int(item_id.partition(".")[0][-1]) for item_id in ids(ask(f"items?{query}"))] == found


def test_updated_order_follows_changes(ask):
    first, second = tell(1), tell(2)
    tell(1, change="updated")
    assert ids(ask("items?sort=-updated_at")) == [first.pk, second.pk]
    assert ids(ask("items")) == [second.pk, first.pk]


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kind", "parameter"),
    [
        ("Lang=vi", "unknown-parameter", "Lang"),
        ("key=nah_x", "unknown-parameter", "key"),
        ("limit=0", "malformed-parameter", "limit"),
        ("limit=201", "malformed-parameter", "limit"),
        ("limit=-1", "malformed-parameter", "limit"),
        ("limit=1.5", "malformed-parameter", "limit"),
        ("limit=", "malformed-parameter", "limit"),
        ("limit=abc", "malformed-parameter", "limit"),
        ("limit=%D9%A1", "malformed-parameter", "limit"),
        ("limit=99999999999999999999", "malformed-parameter", "limit"),
        ("limit=5&limit=5", "malformed-parameter", "limit"),
        ("lang=", "malformed-parameter", "lang"),
        ("lang=xx", "malformed-parameter", "lang"),
        ("lang=de", "malformed-parameter", "lang"),
        ("lang=zh_Hans", "malformed-parameter", "lang"),
        ("lang=cn", "malformed-parameter", "lang"),
        ("lang=vi&lang=en", "malformed-parameter", "lang"),
        ("lang=vi%00", "malformed-parameter", "lang"),
        ("lang=%ff", "malformed-parameter", "lang"),
        ("type=page", "malformed-parameter", "type"),
        ("type=article,video", "malformed-parameter", "type"),
        ("column=van-hoa", "malformed-parameter", "column"),
        ("column=%00", "malformed-parameter", "column"),
        ("dossier=1", "malformed-parameter", "dossier"),
        ("agency=B%C3%A1o", "malformed-parameter", "agency"),
        ("task=3.1'", "malformed-parameter", "task"),
        ("place=a%0Ab", "malformed-parameter", "place"),
        ("subject=culture", "malformed-parameter", "subject"),
        ("subject=%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1", "malformed-parameter", "subject"),
        ("freshness=new", "malformed-parameter", "freshness"),
        ("published_since=yesterday", "malformed-parameter", "published_since"),
        ("published_since=2026-13-01", "malformed-parameter", "published_since"),
        ("published_since=2026-02-30T00:00:00Z", "malformed-parameter", "published_since"),
        ("published_since=2026-05-19T08:00:00", "malformed-parameter", "published_since"),
        ("published_since=2026-05-19T08:00:00+07:00", "malformed-parameter", "published_since"),
        ("published_until=9999-12-31T23:59:60Z", "malformed-parameter", "published_until"),
        ("published_until=0000-01-01", "malformed-parameter", "published_until"),
        ("published_since=0001-01-01", "malformed-parameter", "published_since"),
        ("published_until=9999-12-31T23:59:59-14:00", "malformed-parameter", "published_until"),
        ("updated_since=0001-01-01T00:00:00%2B14:00", "malformed-parameter", "updated_since"),
        ("column=%7B1b4e28ba-2fa1-41d2-883f-0016d3cca4%7D", "malformed-parameter", "column"),
        ("column=1b4e_28ba2fa1-41d2-883f-0016d3cca427", "malformed-parameter", "column"),
        ("updated_since=1", "malformed-parameter", "updated_since"),
        ("published_since=2026-02-02&published_until=2026-02-01", "malformed-parameter", "published_until"),
        ("fields=title,nothing", "malformed-parameter", "fields"),
        ("fields=,", "malformed-parameter", "fields"),
        ("include=all", "malformed-parameter", "include"),
        ("sort=title", "malformed-parameter", "sort"),
        ("cursor=x", "malformed-cursor", "cursor"),
        ("cursor=%00", "malformed-parameter", "cursor"),
        ("cursor=" + "A" * 3001, "malformed-parameter", "cursor"),
    ],
)
def test_bad_parameters_are_named(ask, query: str, kind: str, parameter: str):
    response = ask(f"items?{query}")
    assert problem(response) == (400, kind)
    assert response.json()["parameter"] == parameter
    assert "\x00" not in response.json()["detail"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cn", "zh-Hans"), ("CN", "zh-Hans"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh_Hans", "zh-Hans"), ("jp", "ja"),
        ("kr", "ko"), ("vn", "vi"), ("vi-VN", "vi"), ("la", "lo"), ("en-US", "en"), ("en_GB", "en"),
    ],
)  # fmt: skip
def test_a_country_or_a_region_is_refused_with_the_language_that_was_meant(ask, written: str, meant: str):
    told = ask(f"items?lang={written}").json()
    assert told["expected"] == f"“{meant}”: a BCP 47 tag of one of our languages (vi, en, lo, zh-Hans, ja, ko, fr, ru)"


@pytest.mark.parametrize("written", ["zh-TW", "zh-Hant", "de", "us", "und", "x", "🇻🇳"])
def test_where_no_language_of_ours_can_be_meant_none_is_named(ask, written: str):
    told = ask(f"items?lang={written}").json()
    assert told["expected"] == "a BCP 47 tag of one of our languages: vi, en, lo, zh-Hans, ja, ko, fr, ru"


def test_unknown_parameter_names_the_allowed_ones(ask):
    told = ask("items/x.vi?limit=1").json()
    assert (told["parameter"], told["allowed"], told["detail"]) == (
        "limit",
        ["fields"],
        "“limit” is not known here. Allowed: fields.",
    )


@pytest.mark.parametrize("path", ["", "works/x", "problems", "problems/withdrawn"])
def test_addresses_without_parameters_say_so(ask, path: str):
    assert ask(f"{path}?a=1").json()["allowed"] == []


def test_too_many_parameters_are_400(ask):
    assert problem(ask("items?" + "&".join(f"a{number}=1" for number in range(10_002)))) == (400, "bad-request")


# --- pages -----------------------------------------------------------------------------------------------------------


def walk(ask, path: str) -> list[list[str]]:
    pages = []
    while path:
        response = ask(path)
        pages.append(ids(response))
        following = response.json()["next"]
        assert response.get("Link") == (f'<{following}>; rel="next"' if following else None)
        path = following.removeprefix(f"{API}/") if following else ""
    return pages


@pytest.mark.parametrize("sort", ["-published_at", "published_at", "-updated_at", "updated_at"])
def test_pages_hold_each_item_once(ask, sort: str):
    for number in range(1, 6):
        tell(number)
    Edition.objects.update(published_at=Edition.objects.first().published_at)  # one moment: the id decides
    pages = walk(ask, f"items?limit=2&sort={sort}&lang=vi")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert sorted(chain.from_iterable(pages)) == [f"{work(number)}.vi" for number in range(1, 6)]


def test_a_page_is_the_same_while_new_items_come_and_old_ones_go(ask):
    editions = [tell(number) for number in range(1, 5)]
    following = ask("items?limit=2").json()["next"].removeprefix(f"{API}/")
    tell(9)
    tell(3, change="withdrawn")
    assert ids(ask(following)) == [editions[1].pk, editions[0].pk]


def test_a_cursor_of_another_list_is_refused(ask):
    for number in range(1, 4):
        tell(number)
    cursor = ask("items?limit=1").json()["next"].rpartition("cursor=")[2]
    for path in (
        f"items?lang=vi&cursor={cursor}",
        f"items?sort=published_at&cursor={cursor}",
        f"agencies?cursor={cursor}",
        f"changes?since={cursor}",
    ):
        assert problem(ask(path)) == (400, "malformed-cursor")
    for broken in (cursor[:-1], cursor[1:], cursor + "A", cursor.swapcase()):
        assert problem(ask(f"items?limit=1&cursor={broken}")) == (400, "malformed-cursor")
    assert len(ids(ask(f"items?limit=2&cursor={cursor}"))) == 2


@pytest.mark.parametrize(
    "parts",
    [
        ("2026-05-19T09:00:00+00:00",),
        ("2026-05-19T09:00:00+00:00", 5),
        ("2026-05-19T09:00:00+00:00", "x", "y"),
        (5, "x"),
        ("", "x"),
        ("yesterday", "x"),
        ("0001-01-01T00:00:00+14:00", "x"),
        ("9999-12-31T23:59:59-14:00", "x"),
    ],
)
def test_a_forged_cursor_of_this_list_is_refused(ask, parts: tuple[str | int, ...]):
    query = fingerprint(("-published_at", []))
    assert ask(f"items?cursor={seal('items', query, '2026-05-19T09:00:00+00:00', 'x')}").status_code == 200
    assert problem(ask(f"items?cursor={seal('items', query, *parts)}")) == (400, "malformed-cursor")


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_is_one_query_whatever_it_holds(ask, key: str, count: int, django_assert_num_queries):
    for number in range(1, count + 1):
        tell(number, references=(("place", "nghe-an"),))
    ask("items", key)
    with django_assert_num_queries(1):
        ask("items?include=body&place=nghe-an")
    with django_assert_num_queries(2):  # and the key
        ask("items", key)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
@pytest.mark.parametrize("query", ["", "lang=en", "place=nghe-an", "lang=en&place=nghe-an"])
def test_a_list_sorts_nothing_so_its_cost_does_not_grow(ask, query: str):
    with CaptureQueriesContext(connection) as captured:
        ask(f"items?limit=20&{query}".rstrip("&"))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[-1]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    assert not any("TEMP B-TREE" in step for step in plan), plan


# --- rights ----------------------------------------------------------------------------------------------------------


def test_press_items_are_for_partners_whose_agreement_has_them(ask, key: str):
    open_item, press = tell(1), tell(2, licence="press")
    tell(3, licence="internal")
    assert ids(ask("items")) == [open_item.pk]
    assert ids(ask("items", key)) == [press.pk, open_item.pk]
    Partner.objects.update(licences=[])
    assert ids(ask("items", key)) == [open_item.pk]


def test_a_partner_for_one_language_gets_that_one(ask, key: str):
    tell(1, "vi")
    lao = tell(1, "lo", licence="press")
    Partner.objects.update(languages=["lo"])
    assert ids(ask("items", key)) == [lao.pk]
    refused = ask(f"items/{work(1)}.vi", key)
    assert problem(refused) == (403, "not-entitled")
    assert refused.json()["detail"] == "Your agreement covers these languages: lo. This edition is in vi."


def test_an_item_without_right_is_403_with_the_reason(ask):
    press = tell(1, licence="press")
    refused = ask(f"items/{press.pk}")
    assert problem(refused) == (403, "not-entitled")
    assert (
        refused.json()["detail"]
        == "It is for partners: send your key as “Authorization: Bearer …”. Its licence is “press”."
    )
    assert ask(f"works/{press.work}").status_code == 403


# --- one item --------------------------------------------------------------------------------------------------------


def test_an_item_is_its_stored_document(ask, django_assert_num_queries):
    edition = tell(1, alternates=[{"lang": "lo", "id": f"{work(1)}.lo", "url": "/lo/1/"}])
    with django_assert_num_queries(1):
        response = ask(f"items/{edition.pk}")
    assert response.content == edition.document.encode()
    assert response["ETag"] == f'"{edition.etag}"'
    assert response["Last-Modified"] == "Tue, 19 May 2026 09:00:00 GMT"
    assert response["Link"] == f'<{API}/items/{work(1)}.lo>; rel="alternate"; hreflang="lo"'


def test_an_item_is_found_in_any_case_of_its_id(ask):
    tell(10)
    assert ask(f"items/{str(work(10)).upper()}.VI").status_code == 200


@pytest.mark.parametrize("header", ['"{etag}"', 'W/"{etag}"', '"other", "{etag}"', "*"])
def test_not_modified(ask, header: str):
    edition = tell(1)
    response = ask(f"items/{edition.pk}", If_None_Match=header.format(etag=edition.etag))
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", f'"{edition.etag}"')


def test_a_stale_copy_gets_the_new_one(ask):
    etag = tell(1).etag
    edition = tell(1, change="updated", title2="new")
    response = ask(f"items/{edition.pk}", If_None_Match=f'"{etag}"', If_Modified_Since="Tue, 19 May 2099 09:00:00 GMT")
    assert (response.status_code, response.content) == (200, edition.document.encode())


@pytest.mark.parametrize("path", ["items", "works/{work}", "agencies", "columns", "changes", "", "problems"])
def test_every_answer_can_be_not_modified(ask, path: str):
    path = path.format(work=tell(1).work)
    etag = ask(path)["ETag"]
    assert ask(path, If_None_Match=etag).status_code == 304


@pytest.mark.parametrize(
    "item_id",
    [
        "x",
        "x.vi",
        f"{work(1)}",
        f"{work(1)}.",
        f"{work(1)}.xx",
        f"{work(2)}.vi",
        f"{work(1)}.en",
        "%00",
        f"{work(1)}.vi%00",
        f"{work(1).hex}.vi",
        f"{{{work(1)}}}.vi",
        f"urn:uuid:{work(1)}.vi",
        f"{str(work(1))[:-1]}%D9%A1.vi",
    ],
)
def test_an_unknown_item_is_404(ask, item_id: str):
    tell(1)
    assert problem(ask(f"items/{item_id}")) == (404, "not-found")


def test_a_withdrawn_item_is_410_with_reason_time_and_replacement(ask):
    edition = tell(1)
    tell(1, change="withdrawn", note="Sai số liệu", replacement=f"{work(2)}.vi")
    response = ask(f"items/{edition.pk}")
    assert problem(response) == (410, "withdrawn")
    assert {name: response.json()[name] for name in ("detail", "id", "reason", "withdrawn_at", "replacement")} == {
        "detail": "Sai số liệu",
        "id": edition.pk,
        "reason": "Sai số liệu",
        "withdrawn_at": "2026-05-19T10:00:00+00:00",
        "replacement": f"{API}/items/{work(2)}.vi",
    }
    assert response["Link"] == f'<{API}/items/{work(2)}.vi>; rel="successor-version"'


def test_a_withdrawn_press_item_tells_nothing_to_who_could_not_see_it(ask):
    edition = tell(1, licence="press")
    tell(1, change="withdrawn", licence="press", note="secret")
    assert problem(ask(f"items/{edition.pk}")) == (403, "not-entitled")


# --- works -----------------------------------------------------------------------------------------------------------


def test_a_work_tells_where_each_language_stands(ask, django_assert_num_queries):
    vi = tell(1, "vi")
    tell(1, "lo")
    tell(1, "lo", change="withdrawn", note="Sai")
    tell(1, "en", licence="press")
    with django_assert_num_queries(1):
        response = ask(f"works/{work(1)}")
    assert response.json() == {
        "id": str(work(1)),
        "type": "article",
        "editions": [
            {
                "id": vi.pk, "lang": "vi", "state": "live", "version": 1, "title": "Bài 1", "href": f"{API}/items/{vi.pk}",
                "url": "http://127.0.0.1:8000/vi/bai-1/", "etag": vi.etag, "freshness": "current",
                "published_at": "2026-05-19T09:00:00+00:00", "updated_at": "2026-05-19T09:00:00+00:00",
            },
            {
                "id": f"{work(1)}.lo", "lang": "lo", "state": "withdrawn", "version": 1, "title": "Bài 1",
                "href": f"{API}/items/{work(1)}.lo", "reason": "Sai", "withdrawn_at": "2026-05-19T11:00:00+00:00", "replacement": None,
            },
        ],
        "missing": ["zh-Hans", "ja", "ko", "fr", "ru"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "work_id", ["x", str(work(2)), "%00", work(1).hex, f"{{{work(1)}}}", f"{str(work(1))[:-1]}%D9%A1"]
)
def test_an_unknown_work_is_404(ask, work_id: str):
    tell(1)
    assert problem(ask(f"works/{work_id}")) == (404, "not-found")


def test_items_are_found_by_their_id_in_an_archive(client):
    tell(1)
    Edition.objects.update(external_id="bna-1")
    tell(2)
    assert [item["id"] for item in client.get("/api/v1/items?external_id=bna-1").json()["items"]] == [f"{work(1)}.vi"]
    told = client.get("/api/v1/changes?external_id=bna-1").json()["changes"]
    assert [entry["id"] for entry in told] == [f"{work(1)}.vi"]
    assert client.get("/api/v1/items?external_id=bna-9").json()["items"] == []
