"""What a process remembers of the index: after any change it answers as one that has just begun."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from search import facets, warming
from search.answering import Answer, Order, search
from search.engines import embedded, remembered
from search.engines.remembered import Remembered
from search.expressions import Says
from search.facets import COUNTED, Followed
from search.indexing import index_waiting
from search.models import KnownWord, StoredDocument
from search.rebuilding import rebuild
from search.scope import STAFF, Filters
from tests.search.corpus import WORKS, Corpus, edition

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("nghệ an", {}),
    ("nghe an", {"limit": 3}),
    ("festival", {"order": Order.OLDEST}),
    ("vinh -ulyanovsk", {"filters": Filters({"column": ("tin-tuc",)})}),
    ("义安省", {"limit": 2}),
    ("", {"order": Order.NEWEST, "filters": Filters({"lang": ("vi", "en")})}),
    ("cu", {"as_you_type": True}),
]


@pytest.fixture(autouse=True)
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One that has just begun."""
    begin(monkeypatch)
    yield
    begin(monkeypatch)


def begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_followed", Followed())
    monkeypatch.setattr(embedded, "_remembered", Remembered())


def answers() -> list[Answer]:
    return [search(typed, scope=STAFF, facets=COUNTED, **how) for typed, how in ASKED]


def settle() -> None:
    while index_waiting():
        pass


def change_something(corpus: Corpus, chance: random.Random) -> None:
    """Alters, moves in time, takes out or puts in a document."""
    keys = sorted(corpus.kept)
    key = chance.choice(keys)
    act = chance.randrange(5)
    if act == 0 and len(keys) > 10:
        corpus.drop(key)
    elif act == 1:
        corpus.alter(key, at=corpus.kept[chance.choice(keys)].at)
    elif act == 2:
        corpus.alter(key, title=chance.choice(["Nghệ An", "Festival", "Cửa Lò", "Vinh Ulyanovsk"]), prose="")
    elif act == 3:
        corpus.alter(key, facets={"column": (chance.choice(["tin-tuc", "van-hoa", f"muc-{chance.random()}"]),)})
    else:
        corpus.put(edition(f"w{chance.random()}", "vi", "Nghệ An", "Festival ở Cửa Lò, gần Vinh"))


@pytest.mark.parametrize("seed", range(3))
def test_after_each_change_it_answers_as_one_that_has_just_begun(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, seed: int
):
    chance = random.Random(seed)  # noqa: S311 - the same changes each time
    answers()
    for _round in range(12):
        for _change in range(chance.randint(1, 4)):
            change_something(corpus, chance)
        settle()
        remembering = answers()
        with monkeypatch.context() as other:
            begin(other)
            assert remembering == answers()


def test_a_process_that_is_warmed_up_has_read_all_documents(corpus: Corpus):
    embedded.warm_up()

    assert embedded._followed.columns.living.sum() == StoredDocument.objects.filter(place__isnull=False).count()


def test_it_knows_then_what_the_most_common_words_match(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embedded, "COMMON", 4)
    monkeypatch.setattr(embedded, "MOST_COMMON", 5)
    monkeypatch.setattr(embedded, "ASKED_AT_ONCE", 2)
    common = list(KnownWord.objects.order_by("-documents", "word").values_list("word", flat=True)[:5])
    embedded.warm_up()

    assert list(embedded._remembered.kept)[:5] == [Says((word,), exact=False, strong=False) for word in common]


def test_and_what_the_most_common_beginnings_of_words_match(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embedded, "COMMON", 4)
    monkeypatch.setattr(embedded, "MOST_BEGINNINGS", 3)
    embedded.warm_up()

    begun = [each.words for each in embedded._remembered.kept if isinstance(each, Says) and each.prefix]
    many: Counter[str] = Counter()
    for word, documents in KnownWord.objects.values_list("word", "documents"):
        many.update({word[:letters]: documents for letters in (2, 3) if len(word) >= letters})
    assert [many[beginning] for (beginning,) in begun] == sorted(many.values(), reverse=True)[:3]


def test_and_where_each_name_stands(corpus: Corpus):
    embedded.warm_up()

    known = embedded._remembered.kept
    assert Says(("province", "de", "nghe", "an"), exact=False, strong=False) in known
    assert (
        Says(("ubnd",), exact=True, strong=False) in known
    )  # of one syllable, as it is asked for beside what was typed
    assert all(
        len(condition.words) > 1 or condition.exact or condition.words[0] in embedded.UNLISTED
        for condition in known
        if isinstance(condition, Says)
    )  # words that few have wait


def test_and_what_says_the_same_as_a_name_of_the_hub(corpus: Corpus):
    warming.warm_up()
    known = set(embedded._remembered.kept)

    assert search("province de Nghe An", scope=STAFF).total
    anywhere = {
        each for each in embedded._remembered.kept if isinstance(each, Says) and not (each.strong or each.exact)
    }
    own = {Says((word,), exact=False, strong=False) for word in ("province", "de", "nghe")}
    assert anywhere - known == own  # no word of what it is called in the other languages


@pytest.mark.parametrize("few", [0, 5])
def test_values_are_counted_alike_however_many_there_are(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, few: int):
    counted = Counter(
        (name, value)
        for facets_of_one in StoredDocument.objects.filter(place__isnull=False).values_list("facets", flat=True)
        for name in COUNTED
        for value in facets_of_one.get(name, ())
    )
    monkeypatch.setattr(facets, "MOST_ROWS", few)  # of bits

    answer = search("", scope=STAFF, facets=COUNTED)
    assert {
        (name, value): count for name, values in answer.facets.items() for value, count in values.items()
    } == counted


def test_rows_of_bits_grow_with_documents_and_values():
    bits = facets._Bits(np.zeros((1, 8), np.uint8))
    bits.add(np.array([0, 63]), np.array([0, 0]), values=1, size=64)
    bits.add(np.array([64, 200]), np.array([1, 0]), values=2, size=201)

    carried = np.unpackbits(bits.buffer, axis=1, bitorder="little")
    assert [np.flatnonzero(row).tolist() for row in carried if row.any()] == [[0, 63, 200], [64]]


def test_without_an_index_there_is_nothing_to_warm_up(db: None):
    warming.warm_up()

    assert embedded._followed.columns.size == 0


def test_when_much_has_changed_all_is_asked_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remembered, "MOST_CHANGED", 2)
    answers()
    for work in list(WORKS)[:5]:
        corpus.alter(f"edition:{work}.vi", title="Nghệ An")
    settle()
    remembering = answers()

    begin(monkeypatch)
    assert remembering == answers()


def test_another_generation_is_asked_anew(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    answers()
    rebuild()
    remembering = answers()

    begin(monkeypatch)
    assert remembering == answers()


def test_numbers_of_the_dead_are_given_up(corpus: Corpus):
    answers()
    size = StoredDocument.objects.filter(place__isnull=False).count()
    for _round in range(3):
        for key in sorted(corpus.kept):
            corpus.alter(key, prose=f"{corpus.kept[key].prose} Nghệ An")
        settle()
        answers()
    assert embedded._followed.places.size > 3 * size

    embedded._followed.SPARE = 0
    answers()
    assert embedded._followed.places.size == size


def test_what_was_remembered_of_other_numbers_is_not_believed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    """Columns that are read anew number the documents that have changed last; words remembered of the numbers before name others."""
    answers()
    for key in sorted(corpus.kept)[:5]:
        corpus.alter(key, prose=f"{corpus.kept[key].prose} Nghệ An")
    settle()
    monkeypatch.setattr(embedded, "_followed", Followed())
    numbered_anew = answers()

    begin(monkeypatch)
    assert numbered_anew == answers()


def test_what_was_not_asked_for_lately_is_forgotten(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    first = answers()
    everything = len(embedded._remembered.kept)
    monkeypatch.setattr(remembered, "MOST_BYTES", 3 * 600)
    search("lao động", scope=STAFF)

    assert everything > 4 > len(embedded._remembered.kept) > 0
    assert embedded._remembered.bytes == sum(match.bytes for match in embedded._remembered.kept.values())
    assert answers() == first
