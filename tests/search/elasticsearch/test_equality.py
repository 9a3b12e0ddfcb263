"""Elasticsearch gives the answers of the embedded engine, to the letter: hits and their order, totals, facets, pages."""

from dataclasses import replace

import pytest

from search import choosing
from search.answering import Answer, Order, search
from search.documents import Reach
from search.engine import OutsideEngine
from search.facets import COUNTED
from search.query import parse
from search.scope import STAFF, Filters, Scope
from tests.search.conftest import change
from tests.search.corpus import OPEN, Corpus
from tests.search.test_answering import LABELLED
from tests.search.test_hostile_queries import HOSTILE

pytestmark = pytest.mark.elasticsearch

TYPED = [
    *[typed for typed, _found, _not_found in LABELLED],
    *HOSTILE,
    "", "nghệ", "vịnh", "2025", "lotsu vilage", "nghean fdi", "mực nhảy Cửa Lò xyzzyq", "xyzzyq", "nghệ an", "n", "ng", "lễ hội là", "nghe a",
    '"làng sen"', '"lang sen"', '"vịnh"', '"vĩnh" nghe an',
]  # fmt: skip
PARTNER = Scope(frozenset({Reach.PUBLIC, Reach.PARTNERS}), frozenset({OPEN}), frozenset({"vi", "en", "lo"}))


def of_both(outside: OutsideEngine, typed: str, **how: object) -> tuple[Answer, Answer]:
    """The embedded engine's answer and the other one's."""
    choosing.use(None)
    embedded = search(typed, facets=COUNTED, **how)  # type: ignore[arg-type]
    choosing.use(outside)
    answer = search(typed, facets=COUNTED, **how)  # type: ignore[arg-type]
    asked = "elasticsearch" if parse(typed).clauses or not typed.strip() else "embedded"  # signs alone ask nobody
    assert (embedded.engine, answer.engine, choosing.fault()) == ("embedded", asked, "")
    return embedded, replace(answer, engine="embedded")


@pytest.mark.parametrize(
    "how",
    [
        {"scope": STAFF},
        {"scope": STAFF, "as_you_type": True},
        {"scope": STAFF, "order": Order.NEWEST},
        {"scope": STAFF, "order": Order.OLDEST, "filters": Filters({"lang": ("vi", "en")})},
        {"scope": PARTNER, "limit": 2},
    ],
    ids=["staff", "as you type", "newest", "oldest, filtered", "a partner's page"],
)
def test_both_engines_give_the_same_answer(corpus: Corpus, how: dict[str, object]):
    outside = choosing.outside()
    assert outside is not None
    differing = []
    for typed in TYPED:
        embedded, other = of_both(outside, typed, **how)
        if other != embedded:
            differing.append((typed, embedded, other))

    assert differing == []


def test_no_ending_of_a_beginning_is_lost(corpus: Corpus):
    """The server's own limit is 50; the limit of clauses is 1,024."""
    words = " ".join(f"hạng{number}" for number in range(3000))
    change(corpus, "edition:vinh.vi", title="Hạng", prose=words)
    change(corpus, "edition:fdi.vi", title="Hạng", prose="Hạng hạng2999")
    outside = choosing.outside()
    assert outside is not None
    for typed in ("hang", "hang hang", "hạng hạ", "hang2998 hang"):
        embedded, other = of_both(outside, typed, scope=STAFF, as_you_type=True)
        assert (typed, other) == (typed, embedded)
    assert search("hạng hạng29", scope=STAFF, as_you_type=True).total == 2


@pytest.mark.parametrize("cursor", ["0-1", "3-66000000000000000", "9999-9223372036854775807"])
def test_both_engines_go_on_after_any_cursor(corpus: Corpus, cursor: str):
    outside = choosing.outside()
    assert outside is not None
    for order in Order:
        embedded, other = of_both(outside, "nghệ an", scope=STAFF, order=order, cursor=cursor, limit=3)
        assert other == embedded
