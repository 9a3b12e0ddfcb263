import json
import threading
import time
from uuid import uuid4

import pytest
from django.db import connection

from hub.partners.api.cursors import seal, unseal
from hub.partners.models import Partner
from hub.publishing.acts import correct
from hub.publishing.models import Edition, Ledger, LedgerEntry
from tests.hub.partners.ledger import tell, work
from tests.hub.partners.test_access import problem
from tests.newsroom import article, desk_head, edit, fresh, publish, relay

pytestmark = pytest.mark.django_db
API = "http://127.0.0.1:8000/api/v1"


def told(response) -> list[tuple[int, str]]:
    assert response.status_code == 200, response.content.decode()
    return [(change["seq"], change["change"]) for change in response.json()["changes"]]


def cursor_of(response) -> str:
    assert response.status_code == 200, response.content.decode()
    return response.json()["cursor"]


# --- entries ---------------------------------------------------------------------------------------------------------


def test_entries_are_told_in_the_order_of_their_numbers(ask):
    first = tell(1)
    tell(2, "lo")
    etag = tell(1, change="corrected", note="Sửa tên").etag
    tell(2, "lo", change="withdrawn", note="Sai")
    response = ask("changes?limit=200")
    assert told(response) == [(1, "published"), (2, "published"), (3, "corrected"), (4, "withdrawn")]
    assert response.json()["changes"][2:] == [
        {
            "seq": 3, "id": first.pk, "work": str(work(1)), "lang": "vi", "version": 2, "change": "corrected",
            "at": "2026-05-19T11:00:00+00:00", "etag": etag, "href": f"{API}/items/{first.pk}", "note": "Sửa tên",
        },
        {
            "seq": 4, "id": f"{work(2)}.lo", "work": str(work(2)), "lang": "lo", "version": 1, "change": "withdrawn",
            "at": "2026-05-19T12:00:00+00:00", "etag": None, "href": f"{API}/items/{work(2)}.lo", "note": "Sai",
        },
    ]  # fmt: skip
    assert response.json()["more"] is False


def test_a_reader_gets_each_entry_once(ask):
    for number in range(1, 6):
        tell(number)
    seen, path = [], "changes?limit=2"
    for _round in range(3):
        response = ask(path)
        seen.append((told(response), response.json()["more"]))
        path = f"changes?limit=2&since={cursor_of(response)}"
    assert seen == [
        ([(1, "published"), (2, "published")], True),
        ([(3, "published"), (4, "published")], True),
        ([(5, "published")], False),
    ]
    assert ask(path).json() == {"changes": [], "cursor": path.rpartition("=")[2], "more": False}


def test_nothing_was_ever_released(ask):
    response = ask("changes")
    assert told(response) == []
    tell(1)
    assert told(ask(f"changes?since={cursor_of(response)}")) == [(1, "published")]


@pytest.mark.parametrize("count", [1, 3])
def test_an_empty_poll_is_one_lookup_and_a_full_one_two(ask, count: int, django_assert_num_queries):
    for number in range(1, count + 1):
        tell(number)
    with django_assert_num_queries(2):
        response = ask("changes")
    with django_assert_num_queries(1):
        empty = ask(f"changes?since={cursor_of(response)}")
    with django_assert_num_queries(1):
        again = ask(f"changes?since={cursor_of(response)}", If_None_Match=empty["ETag"])
    assert again.status_code == 304


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_what_is_not_for_the_asker_is_passed_over(ask, key: str):
    tell(1)
    tell(2, licence="press")
    tell(3, licence="internal")
    response = ask("changes")
    assert told(response) == [(1, "published")]
    assert unseal("changes", cursor_of(response))[1] == 3
    assert told(ask("changes", key)) == [(1, "published"), (2, "published")]


def test_many_entries_for_others_cost_few_queries_and_never_stop_the_cursor(ask, django_assert_max_num_queries):
    for number in range(1, 13):
        tell(number, licence="internal")
    tell(20)
    path, seen = "changes?limit=1", []
    for _round in range(10):
        with django_assert_max_num_queries(12):
            response = ask(path)
        seen += told(response)
        path = f"changes?limit=1&since={cursor_of(response)}"
        if not response.json()["more"]:
            break
    assert seen == [(13, "published")]


def test_an_edition_that_is_no_longer_for_the_asker_is_withdrawn_from_it(ask, key: str):
    was_open, never_open = article(), article(title="Chỉ cho báo chí", licence="press")
    publish(was_open)
    publish(never_open)
    relay()
    start, partners_start = cursor_of(ask("changes")), cursor_of(ask("changes", key))
    edit(was_open, licence="press")
    correct(fresh(was_open), by=desk_head(), note="Đổi giấy phép")
    edit(never_open, title="Vẫn cho báo chí")
    publish(fresh(never_open))
    relay()

    edition = Edition.objects.get(page_id=was_open.pk)
    entry = LedgerEntry.objects.get(seq=3)
    response = ask(f"changes?since={start}")
    assert response.json()["changes"] == [
        {
            "seq": 3, "id": edition.pk, "work": str(edition.work), "lang": "vi", "version": 2, "change": "withdrawn",
            "at": entry.at.isoformat(), "etag": None, "href": f"{API}/items/{edition.pk}", "note": None,
        }
    ]  # fmt: skip
    assert told(ask(f"changes?since={partners_start}", key)) == [(3, "corrected"), (4, "updated")]


def test_where_a_release_is_no_longer_known_its_edition_is_withdrawn_to_be_safe(ask):
    tell(1, revision_id=987654321)
    start = cursor_of(ask("changes"))
    tell(1, change="updated", licence="press")
    assert told(ask(f"changes?since={start}")) == [(2, "withdrawn")]


def test_an_edition_that_becomes_open_is_told_as_its_change(ask):
    tell(1, licence="press")
    start = cursor_of(ask("changes"))
    tell(1, change="updated")
    assert told(ask(f"changes?since={start}")) == [(2, "updated")]


# --- filters ---------------------------------------------------------------------------------------------------------


def test_filters_are_those_of_items_and_withdrawals_pass_them(ask):
    tell(1, references=(("place", "nghe-an"),))
    tell(2, "lo", references=(("place", "nghe-an"),))
    tell(3, kind="video")
    tell(1, change="withdrawn")
    assert told(ask("changes?lang=lo")) == [(2, "published")]
    assert told(ask("changes?type=video")) == [(3, "published")]
    assert told(ask("changes?place=nghe-an")) == [(2, "published"), (4, "withdrawn")]
    assert told(ask("changes?place=nghe-an&lang=lo")) == [(2, "published")]
    assert told(ask("changes?freshness=stale")) == [(4, "withdrawn")]


@pytest.mark.parametrize(
    "query",
    ["q=1", "cursor=x", "sort=updated_at", "wait=31", "wait=-1", "wait=x", "wait=1&wait=1", "limit=201", "since="],
)
def test_bad_parameters(ask, query: str):
    assert problem(ask(f"changes?{query}"))[0] == 400


# --- cursors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "since",
    [
        "1",
        "x",
        "%2B",
        seal("items", "a", 1, 0, "b"),
        seal("changes", 1),
        seal("changes", 1, 1, 1, 1),
        seal("changes", "a", True, 0, "b"),
    ],
)
def test_what_is_no_cursor_is_400(ask, since: str):
    tell(1)
    assert problem(ask(f"changes?since={since}")) == (400, "malformed-cursor")


def test_a_cursor_ahead_of_the_ledger_is_400(ask):
    tell(1)
    tell(2)
    ahead = cursor_of(ask("changes"))
    Ledger.objects.update(last_seq=1)
    assert problem(ask(f"changes?since={ahead}")) == (400, "malformed-cursor")


def expired(response) -> None:
    assert problem(response) == (410, "cursor-expired")
    assert response.json()["snapshot"] == f"{API}/snapshot"
    assert response["Link"] == f'<{API}/snapshot>; rel="alternate"; type="application/x-ndjson"'


def test_a_cursor_of_another_ledger_is_410(ask):
    tell(1)
    cursor = cursor_of(ask("changes"))
    Ledger.objects.update(epoch=uuid4())
    expired(ask(f"changes?since={cursor}"))


def test_what_was_pruned_is_410_and_what_was_not_is_told(ask):
    tell(1)
    first = cursor_of(ask("changes"))
    tell(2)
    second = cursor_of(ask("changes"))
    tell(3)
    Ledger.objects.update(oldest_seq=3)
    expired(ask(f"changes?since={first}"))
    expired(ask("changes"))
    assert told(ask(f"changes?since={second}")) == [(3, "published")]


@pytest.mark.parametrize("agreed", [{"licences": []}, {"languages": ["lo"]}])
def test_a_changed_agreement_is_410_because_only_the_snapshot_heals(ask, key: str, agreed: dict):
    tell(1, licence="press")
    cursor = cursor_of(ask("changes", key))
    assert ask(f"changes?since={cursor}", key).status_code == 200
    Partner.objects.update(**agreed)
    expired(ask(f"changes?since={cursor}", key))


# --- the snapshot ----------------------------------------------------------------------------------------------------


def lines(response) -> list[dict]:
    assert (response.status_code, response["Content-Type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def test_snapshot_is_everything_the_asker_may_take_and_the_cursor_to_go_on_from(ask, key: str):
    tell(2, licence="press")
    tell(1)
    tell(3)
    tell(3, change="withdrawn")
    head, item, end = lines(ask("snapshot"))
    assert item == json.loads(Edition.objects.get(pk=f"{work(1)}.vi").document)
    assert end == {"end": True, "items": 1, "cursor": head["cursor"]}
    tell(4)
    assert told(ask(f"changes?since={head['cursor']}")) == [(5, "published")]
    assert [line["id"] for line in lines(ask("snapshot", key))[1:-1]] == [
        f"{work(1)}.vi",
        f"{work(2)}.vi",
        f"{work(4)}.vi",
    ]
    assert [line["id"] for line in lines(ask("snapshot?lang=lo", key))[1:-1]] == []


def test_what_changes_while_the_snapshot_is_read_is_told_after_it(ask, monkeypatch):
    monkeypatch.setattr("hub.partners.api.snapshot.PIECE", 1)
    tell(1)
    tell(2)
    pieces = iter(ask("snapshot").streaming_content)
    cursor = json.loads(next(pieces))["cursor"]
    next(pieces)
    tell(1, change="updated")
    tell(3)
    rest = [json.loads(piece) for piece in pieces]
    assert rest[-1] == {"end": True, "items": 3, "cursor": cursor}
    assert told(ask(f"changes?since={cursor}")) == [(3, "updated"), (4, "published")]


def test_empty_snapshot(ask):
    head, end = lines(ask("snapshot"))
    assert end == {"end": True, "items": 0, "cursor": head["cursor"]}


@pytest.mark.parametrize("query", ["limit=1", "cursor=x", "since=x", "fields=id"])
def test_snapshot_takes_filters_only(ask, query: str):
    assert problem(ask(f"snapshot?{query}")) == (400, "unknown-parameter")


# --- waiting ---------------------------------------------------------------------------------------------------------


def test_waiting_ends_when_its_time_is_over(ask):
    tell(1)
    start = cursor_of(ask("changes"))
    before = time.monotonic()
    assert told(ask(f"changes?wait=1&since={start}")) == []
    assert 0.9 < time.monotonic() - before < 3


def test_where_there_is_a_change_nobody_waits(ask):
    tell(1)
    before = time.monotonic()
    assert told(ask("changes?wait=30")) == [(1, "published")]
    assert time.monotonic() - before < 2


def test_beyond_the_seats_the_answer_comes_at_once(ask, settings):
    settings.PARTNER_API_WAITERS = 0
    before = time.monotonic()
    assert told(ask("changes?wait=30")) == []
    assert time.monotonic() - before < 2


@pytest.mark.django_db(transaction=True)
def test_a_waiter_hears_of_a_change_soon_and_holds_no_connection(ask):
    tell(1)
    tell(2, licence="internal")
    start = cursor_of(ask("changes"))

    def release() -> None:
        time.sleep(0.6)
        tell(9, licence="internal")
        time.sleep(0.6)
        tell(3)
        connection.close()

    editor = threading.Thread(target=release)
    before = time.monotonic()
    editor.start()
    response = ask(f"changes?wait=20&since={start}")
    took = time.monotonic() - before
    editor.join()
    assert told(response) == [(4, "published")]
    assert 1.1 < took < 4
