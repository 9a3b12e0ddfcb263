"""How words become PostgreSQL's vectors and questions: two words side by side are one look-up."""

import random

import pytest
from django.db import connection

from search.engines import postgresql
from search.engines.postgresql import (
    ALL_TRIPLED_SINCE,
    PARTED_SINCE,
    TsvectorTables,
    neighbours,
    parting_pairs,
    threes,
    vector,
    written,
)
from search.expressions import Says
from search.words import BREAK, VERSION, DocumentWords, Run, Word, words_in

NGHE, AN = Word("nghệ", "nghe"), Word("an", "an")
F, E, P, T, BEHIND, BEFORE = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"


def test_a_word_is_one_lexeme_or_two():
    assert vector((NGHE, AN, BREAK, AN)) == f"'{F}nghe':1 '{E}nghệ':1 'an':2,4"


def side_by_side(*run: Word | None) -> set[str]:
    """The lexemes, without their quotes."""
    return set(neighbours(run)[1:-1].split("' '"))


def test_a_word_and_the_next_one_are_one_lexeme_or_two_as_well():
    assert side_by_side(NGHE, AN, BREAK, AN) == {f"{P}{F}nghe an", f"{P}{E}nghệ an"}


def test_what_is_spelled_alike_both_ways_makes_one_pair():
    assert side_by_side(AN, AN) == {f"{P}an an"}


def test_three_signs_are_one_lexeme_as_well():
    sign = Word("안", "안")

    assert side_by_side(sign, sign, sign) == {f"{P}안 안", f"{T}안 안 안"}
    assert side_by_side(sign, sign, AN) == {f"{P}안 안", f"{P}안 an"}


def test_three_words_are_one_lexeme_or_two_apart_from_the_pairs():
    assert set(threes((NGHE, AN, AN, BREAK, AN))[1:-1].split("' '")) == {f"{T}{F}nghe an an", f"{T}{E}nghệ an an"}


def test_a_pair_that_stands_behind_or_before_one_word_and_another_is_told():
    a, accented, b, c = Word("a", "a"), Word("á", "a"), Word("b", "b"), Word("c", "c")

    assert parting_pairs((a, b, c, a, b, c)) == {
        *(f"{BEHIND}{spelling}a b" for spelling in (F, E)),
        *(f"{BEFORE}{spelling}b c" for spelling in (F, E)),
    }
    assert parting_pairs((a, b, c, BREAK, accented, b, c)) == {f"{BEHIND}{E}b c"}


def test_of_too_many_such_pairs_any_may_be_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postgresql, "MOST_BYTES", 20)

    assert set(threes((AN, AN, AN, AN))[1:-1].split("' '")) == {f"{T}an an an", BEHIND, BEFORE}


def test_nothing_is_a_pair_across_a_break():
    assert neighbours((AN, BREAK, AN)) == ""


def test_facets_have_no_place():
    assert vector((), ["\ue001kind=article"]) == "'\ue001kind=article'"


def test_a_quote_and_a_backslash_are_text():
    assert vector((Word("a'b\\", "a'b\\"),)) == "'a''b\\\\':1"


@pytest.mark.parametrize(
    ("asked", "looked_up", "side_by_side"),
    [
        (Says(("an",), exact=False, strong=False), f"('an' | '{F}an')", None),
        (Says(("nghệ",), exact=True, strong=False), f"('nghệ' | '{E}nghệ')", None),
        (Says(("an",), exact=False, strong=False, prefix=True), f"('an':* | '{F}an':*)", None),
        (Says(("nghe", "an"), exact=False, strong=False), f"('{P}nghe an' | '{P}{F}nghe an')", None),
        (
            Says(("nghệ", "an"), exact=True, strong=False, prefix=True),
            f"('{P}nghệ an':* | '{P}{E}nghệ an':*)",
            None,
        ),
        (
            Says(("a", "b", "c"), exact=False, strong=False, prefix=True),
            f"('{T}a b c':* | '{T}{F}a b c':*)",
            None,
        ),
        (Says(tuple("응에안"), exact=False, strong=True), f"('{T}응 에 안' | '{T}{F}응 에 안')", None),
    ],
)
def test_questions(asked: Says, looked_up: str, side_by_side: str | None):
    assert written(asked) == [(looked_up, side_by_side)]


def test_a_longer_phrase_is_read_for_where_it_may_be_parted():
    triples = f"('{T}a b c' | '{T}{F}a b c') & ('{T}b c d':* | '{T}{F}b c d':*)"
    behind = f"'{BEHIND}' | ('{BEHIND}b c' | '{BEHIND}{F}b c')"
    before = f"'{BEFORE}' | ('{BEFORE}b c' | '{BEFORE}{F}b c')"

    assert written(Says(tuple("abcd"), exact=False, strong=False, prefix=True)) == [
        (f"{triples} & (!({behind}) | !({before}))", None),
        (
            f"{triples} & ({behind}) & ({before})",
            f"('a' | '{F}a') <-> ('b' | '{F}b') <-> ('c' | '{F}c') <-> ('d':* | '{F}d':*)",
        ),
    ]


LONG_WORDS = {
    "Vietnamese without a space": "ắằẳẵặấầẩẫậếềểễệ" * 4,
    "four bytes a letter": "𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯",
    "Russian in two spellings": "ёйабвг",
}


@pytest.mark.django_db
@pytest.mark.parametrize("letters", LONG_WORDS.values(), ids=LONG_WORDS)
def test_the_longest_text_of_the_strangest_words_fits(letters: str):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    spelled = (letters[at % len(letters) :] + letters[: at % len(letters)] for at in range(200_000))
    text = " ".join(f"{word}{chr(0x4E00 + at % 20_000)}" for at, word in zip(range(30_000), spelled, strict=False))
    words = words_in(f"Tin. {text[:150_000]}", (), text[:150_000])
    tables = TsvectorTables()
    tables.create(77)
    tables.finish(77)
    tables.write(77, [(1, words, [])])

    [found] = tables.places(77, [Says(("tin",), exact=False, strong=True)])
    assert found.tolist() == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("cut_by", [VERSION, ALL_TRIPLED_SINCE - 1, PARTED_SINCE - 1])
def test_a_table_from_before_pairs_and_triples_stood_apart_is_written_and_asked(cut_by: int):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    tables = TsvectorTables()
    tables.create(77)
    with connection.cursor() as cursor:
        for column, since in (
            ("beside", PARTED_SINCE),
            ("threes", ALL_TRIPLED_SINCE),
            ("strong_threes", ALL_TRIPLED_SINCE),
        ):
            if cut_by < since:
                cursor.execute(f"ALTER TABLE search_words_g77 DROP COLUMN {column}")
    tables.finish(77)
    texts = {1: "Nghệ An quê Bác", 2: "An Nghệ", 3: "nghe an com que bac"}
    rows = [(place, words_in(text, (), text), []) for place, text in texts.items()]
    tables.write(77, rows)

    asked = [
        Says(("nghe", "an"), exact=False, strong=False),
        Says(("nghệ", "an"), exact=True, strong=True),
        Says(("nghe", "an", "que"), exact=False, strong=False),
    ]
    found = [places.tolist() for places in tables.places(77, asked, cut_by=cut_by)]
    assert found == [[1, 3], [1], [1]]
    assert (tables.is_finished(77), tables.differing(77, [*rows, (2, words_in("An", (), ""), [])])) == (True, {2})


def test_a_table_is_asked_for_what_it_was_made_with():
    asked = Says(tuple("응에안"), exact=False, strong=True)
    each = " <-> ".join(f"('{sign}' | '{F}{sign}')" for sign in "응에안")
    pairs = f"('{P}응 에' | '{P}{F}응 에') & ('{P}에 안' | '{P}{F}에 안')"

    assert written(asked, cut_by=2) == [(each, None)]
    assert written(asked, cut_by=4) == [(pairs, each)]


@pytest.mark.django_db
@pytest.mark.parametrize("most_bytes", [postgresql.MOST_BYTES, 0])
def test_a_phrase_is_found_where_it_stands_and_nowhere_else(most_bytes: int, monkeypatch: pytest.MonkeyPatch):
    """Of few words said in any order, so that the triples of many a phrase stand apart."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    monkeypatch.setattr(postgresql, "MOST_BYTES", most_bytes)
    chance = random.Random(7)  # noqa: S311 - the same ones each time
    words = (Word("a", "a"), Word("á", "a"), Word("b", "b"), Word("c", "c"), BREAK)
    texts = {place: tuple(chance.choices(words, k=12)) for place in range(300)}
    tables = TsvectorTables()
    tables.create(77)
    tables.finish(77)
    tables.write(77, [(place, DocumentWords(text, ()), []) for place, text in texts.items()])

    phrases = [tuple(chance.choices("abc", k=size)) for size in (3, 4, 4, 5, 5, 6) for _ in range(8)]
    asked = [
        Says(phrase, exact=exact, strong=strong)
        for phrase in phrases
        for exact in (True, False)
        for strong in (True, False)
    ]
    found = [set(places.tolist()) for places in tables.places(77, asked)]
    assert found == [{place for place, text in texts.items() if _says(text, each)} for each in asked]


def _says(text: Run, asked: Says) -> bool:
    words = " ".join("." if word is None else word.exact if asked.exact else word.folded for word in text)
    return " ".join(asked.words) in words
