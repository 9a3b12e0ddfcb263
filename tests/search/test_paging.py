"""Pages of one list while the index changes: what was there all the time stands on one page, once, whichever engine gives
which page, and whatever is added, changed, removed, rebuilt or corrected meanwhile."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count

import pytest

from search import choosing
from search.answering import Order, Refused, Stage, search
from search.cursors import cursor_at, is_cursor
from search.engine import Spot
from search.indexing import write
from search.models import StoredDocument
from search.rebuilding import rebuild
from search.scope import STAFF
from tests.search.conftest import ENGINES, change, settle
from tests.search.corpus import DAY_ONE, Corpus, edition

Between = Callable[[int], None]


def pages(typed: str, between: Between, **how: object) -> tuple[list[str], list[Stage]]:
    """The keys of all pages, and how each page was found; something happens before each page but the first."""
    paged: list[str] = []
    stages: list[Stage] = []
    cursor: str | None = None
    for number in count(1):
        answer = search(typed, scope=STAFF, cursor=cursor, **how)  # type: ignore[arg-type]
        paged += [hit.key for hit in answer.hits]
        stages.append(answer.stage)
        cursor = answer.next
        if cursor is None:
            return paged, stages
        between(number)
    raise AssertionError


def stories(corpus: Corpus, numbers: Sequence[int], title: str = "Bài số {}", prose: str = "Quả cam Vinh.") -> None:
    for number in numbers:
        at = DAY_ONE + timedelta(days=number)
        corpus.put(edition(f"bai-{number}", "vi", title.format(number), prose, at=at))
    settle()


@pytest.fixture
def busy(corpus: Corpus) -> tuple[Corpus, Between]:
    """Twelve stories that stay, among some that go and change; more come in from page to page."""
    stories(corpus, range(0, 24))
    stories(corpus, range(1, 24, 4), title="Cam Vinh số {}")

    def between(page: int) -> None:
        stories(corpus, [100 + page, -page], title="Mới {}" if page % 2 else "Cam Vinh mới {}")
        corpus.drop(f"edition:bai-{4 * page - 2}.vi")
        change(corpus, f"edition:bai-{4 * page}.vi", title=f"Cam Vinh đổi {page}")

    return corpus, between


STAYING = [f"edition:bai-{number}.vi" for number in range(1, 24, 2)]


@ENGINES
@pytest.mark.parametrize("order", list(Order))
def test_what_stays_is_on_one_page_once(busy: tuple[Corpus, Between], order: Order):
    _corpus, between = busy
    whole = [hit.key for hit in search("cam vinh", scope=STAFF, order=order, limit=100).hits]

    paged, _stages = pages("cam vinh", between, order=order, limit=8)  # new ones go on coming behind those there are

    assert [key for key in paged if key in STAYING] == [key for key in whole if key in STAYING]
    assert len(STAYING) == 12


@pytest.mark.elasticsearch
@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
@pytest.mark.parametrize("order", list(Order))
def test_pages_go_on_on_the_other_engine_and_back(busy: tuple[Corpus, Between], order: Order):
    outside = choosing.outside()
    whole = [hit.key for hit in search("cam vinh", scope=STAFF, order=order, limit=100).hits]

    paged, _stages = pages("cam vinh", lambda page: choosing.use(None if page % 2 else outside), order=order, limit=5)
    choosing.use(outside)

    assert paged == whole


@pytest.mark.parametrize("order", list(Order))
def test_pages_go_on_while_the_index_is_rebuilt(busy: tuple[Corpus, Between], order: Order):
    whole = [hit.key for hit in search("cam vinh", scope=STAFF, order=order, limit=100).hits]

    paged, _stages = pages("cam vinh", lambda page: rebuild() and None, order=order, limit=5)

    assert paged == whole


@ENGINES
@pytest.mark.parametrize(
    ("typed", "comes", "stage"),
    [
        ("cam vih", "Cam vih", Stage.CORRECTED),  # what was corrected is there as it was typed
        ("quả cam zzzz", "Quả cam zzzz", Stage.SOME),  # what was found in part is there as a whole
        ("cam vin", "Cam vin", Stage.ALL),  # what went on is a word
    ],
)
def test_pages_are_of_the_question_as_it_was_read_first(corpus: Corpus, typed: str, comes: str, stage: Stage):
    stories(corpus, range(1, 12))
    whole = [hit.key for hit in search(typed, scope=STAFF, limit=100).hits]
    assert len(whole) >= 11

    paged, stages = pages(
        typed, lambda page: stories(corpus, range(100 * page, 100 * page + 3), comes + " {}"), limit=4
    )

    assert [key for key in paged if key in whole] == whole
    assert set(stages) == {stage}
    assert search(typed, scope=STAFF).hits[0].title[0].text.startswith(comes.split()[0])


@ENGINES
def test_a_word_that_comes_in_moves_no_document_to_another_tier(corpus: Corpus):
    """Another form of a word is a tier more, as soon as anything has it."""
    stories(corpus, range(1, 6), prose="Cooperation of the provinces.")
    stories(corpus, range(6, 12), title="Cooperation {}")
    whole = [hit.key for hit in search("cooperation", scope=STAFF, limit=100).hits]

    paged, _stages = pages(
        "cooperation", lambda page: stories(corpus, [50 + page], title="Cooperations {}", prose="Xyz"), limit=3
    )

    assert [key for key in paged if key in whole] == whole


def test_a_document_keeps_its_place_as_long_as_its_second(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("search.indexing.place_of", lambda key, at: 77)
    keys = ["edition:a.vi", "edition:b.vi"]
    for work in ("b", "a"):  # indexed in this order; a rebuild takes them in the other one
        corpus.put(edition(work, "vi", "Xyzzy", ""))
        settle()
    before = dict(StoredDocument.objects.filter(pk__in=keys).values_list("key", "place"))
    assert before == {"edition:b.vi": 77, "edition:a.vi": 78}

    write([*keys, "edition:c.vi"], again=True)
    corpus.put(edition("c", "vi", "Xyzzy", ""))
    write(["edition:c.vi", *keys], again=True)

    after = dict(StoredDocument.objects.filter(title="Xyzzy").values_list("key", "place"))
    assert after == {**before, "edition:c.vi": 79}


# --- cursors that nobody gave ----------------------------------------------------------------------------------------

FORGED = [
    "0-1.x..", "0-1.m..", "0-1.s..", "0-1.s..0", "0-1.s..ffffffff", "0-1.s..1-1-1-1-1-1-1", "0-1.m.%", "0-1.m.gICA.",
    "0-1.m." + "YWFh" * 200 + ".", "0-1.t", "0-1.t.", "0-1.s..1-", "0-9223372036854775808", "0-1.b..\n",
]  # fmt: skip


@pytest.mark.parametrize("cursor", FORGED)
def test_what_no_answer_gave_is_no_cursor(cursor: str):
    assert not is_cursor(cursor)


@ENGINES
@pytest.mark.parametrize(
    "cursor",
    [
        cursor_at(Spot(0, 1), way, meant, parts)  # type: ignore[arg-type]
        for way, meant, parts in (
            ("s", "", (0x800000,)),
            ("s", "***", (1,)),
            ("m", "***", ()),
            ("m", " ".join(map(str, range(33))), ()),
        )
    ],
)
def test_a_cursor_that_means_nothing_is_refused(corpus: Corpus, cursor: str):
    with pytest.raises(Refused):
        search("cam", scope=STAFF, cursor=cursor)


@ENGINES
@pytest.mark.parametrize("place", [0, 1, 66000000000000000, (1 << 63) - 1])
@pytest.mark.parametrize("number", [0, 1, 5, 23, 99, 9999])
@pytest.mark.parametrize(
    ("way", "meant", "parts"),
    [("t", "", ()), ("b", "", ()), ("m", "nghệ an", ()), ("s", "an nghệ", (1, 2))],
)
def test_a_cursor_that_was_made_up_goes_on_from_there(
    corpus: Corpus, number: int, place: int, way: str, meant: str, parts: tuple[int, ...]
):
    answer = search("nghệ an", scope=STAFF, cursor=cursor_at(Spot(number, place), way, meant, parts), limit=3)  # type: ignore[arg-type]

    assert answer.total > 3
    assert all((hit.tier, hit.key) for hit in answer.hits if hit.tier >= number)
