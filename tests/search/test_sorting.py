"""Lists in another order than that of time: by what documents say of themselves, the same on every engine."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from locales.canonical.alphabet import sort_key
from search.answering import Order, every_key, search
from search.engines import sorting
from search.indexing import index_waiting
from search.models import StoredDocument
from search.scope import STAFF, Filters
from search.sources import touched
from tests.search.conftest import ENGINES, settle
from tests.search.corpus import Corpus, edition

THINGS = {  # work → title, size; those without stand last
    "a": ("Ổ bánh", 12),
    "b": ("ớt", 7),
    "c": ("Ô tô", None),
    "d": ("Đèn", 700),
    "e": ("dứa", 12),
    "f": ("Ảnh 10", None),
    "g": ("Ảnh 9", 3),
}
ORDERED = {
    Order.TITLE: "gfedacb",
    Order.TITLE_BACK: "bcadefg",
    Order.SMALLEST: "gbaedcf",
    Order.LARGEST: "deabgfc",
    Order.TAKEN_FIRST: "abcdefg",
    Order.TAKEN_LAST: "gfedcba",
}


@pytest.fixture
def things(corpus: Corpus) -> Corpus:
    for at, (work, (title, size)) in enumerate(THINGS.items()):
        put(corpus, work, title, size, at)
    settle()
    return corpus


def put(corpus: Corpus, work: str, title: str, size: int | None, at: int = 0) -> None:
    orders = {"title": sort_key(title), **({"size": f"{size:015}"} if size else {})}
    day = edition("lang-sen", "vi", "", "").at
    assert day is not None
    corpus.put(
        edition(work, "vi", title, "Thứ bày ra.", orders=orders, kind="thing", at=day.replace(day=at + 2, year=2024))
    )


def named(answer: object) -> str:
    return "".join(hit.work for hit in answer.hits)  # type: ignore[attr-defined]


@ENGINES
@pytest.mark.parametrize(("order", "expected"), ORDERED.items())
@pytest.mark.parametrize("few", [1_000, 0], ids=["looked up", "gone through"])
def test_sorted_page_by_page_and_all_at_once(
    things: Corpus, order: Order, expected: str, few: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sorting, "FEW", few)
    monkeypatch.setattr(sorting, "PIECE", 2)
    filters = Filters({"kind": ("thing",)})
    paged, cursor = "", None
    while True:
        answer = search("bày", scope=STAFF, filters=filters, order=order, limit=3, cursor=cursor)
        paged, cursor = paged + named(answer), answer.next
        if cursor is None:
            break

    assert paged == expected
    total, keys = every_key("", scope=STAFF, filters=filters, order=order, most=100)
    assert (total, list(keys)) == (7, [f"edition:{work}.vi" for work in expected])


@ENGINES
def test_the_list_goes_on_where_it_was_though_its_last_hit_is_gone_or_called_otherwise(things: Corpus):
    def asked(cursor: str | None = None) -> object:
        return search("bày", scope=STAFF, order=Order.TITLE, limit=3, cursor=cursor)

    first = asked()
    assert named(first) == "gfe"

    put(things, "e", "Ớt khô", 12)  # it comes again where it is now
    settle()
    assert named(asked(first.next)) == "dac"  # type: ignore[attr-defined]

    things.drop("edition:e.vi")
    touched("edition:e.vi")
    settle()
    assert named(asked(first.next)) == "dac"  # type: ignore[attr-defined]


def test_what_has_changed_is_sorted_anew_and_what_is_gone_has_no_key(things: Corpus):
    put(things, "g", "Zêta", None)
    things.drop("edition:a.vi")
    touched("edition:a.vi")
    settle()

    assert index_waiting() == 0
    assert named(search("bày", scope=STAFF, order=Order.TITLE)) == "fedcbg"
    gone = StoredDocument.objects.get(pk="edition:a.vi")
    assert (gone.by_title, gone.by_size, gone.by_taken) == (None, None, None)


@pytest.mark.parametrize("few", [1_000, 0], ids=["looked up", "gone through"])
def test_a_page_costs_a_query_more_than_in_the_order_of_time(things: Corpus, few: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sorting, "FEW", few)

    def queries(order: Order) -> int:
        search("bày", scope=STAFF, order=order, limit=3)
        with CaptureQueriesContext(connection) as asked:
            search("bày", scope=STAFF, order=order, limit=3)
        return len(asked)

    assert queries(Order.TITLE) == queries(Order.NEWEST) + 1
