"""How words become PostgreSQL's vectors and questions: two words side by side are one look-up."""

import pytest
from django.db import connection

from search.engines.postgresql import PARTED_SINCE, TsvectorTables, neighbours, vector, written
from search.expressions import Says
from search.words import BREAK, VERSION, Word, words_in

NGHE, AN = Word("nghệ", "nghe"), Word("an", "an")
F, E, P, T = "\x01", "\x02", "\x03", "\x04"


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
            f"('{P}a b' | '{P}{F}a b') & ('{P}b c':* | '{P}{F}b c':*)",
            f"('a' | '{F}a') <-> ('b' | '{F}b') <-> ('c':* | '{F}c':*)",
        ),
        (Says(tuple("응에안"), exact=False, strong=True), f"('{T}응 에 안' | '{T}{F}응 에 안')", None),
        (
            Says(tuple("乂安省人"), exact=True, strong=True),
            f"('{T}乂 安 省' | '{T}{E}乂 安 省') & ('{T}安 省 人' | '{T}{E}安 省 人')",
            f"('乂' | '{E}乂') <-> ('安' | '{E}安') <-> ('省' | '{E}省') <-> ('人' | '{E}人')",
        ),
    ],
)
def test_questions(asked: Says, looked_up: str, side_by_side: str | None):
    assert written(asked) == (looked_up, side_by_side)


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
    words = words_in("Tin", (), text[:150_000])
    tables = TsvectorTables()
    tables.create(77)
    tables.finish(77)
    tables.write(77, [(1, words, [])])

    [found] = tables.places(77, [Says(("tin",), exact=False, strong=True)])
    assert found.tolist() == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("cut_by", [VERSION, PARTED_SINCE - 1])
def test_a_table_from_before_pairs_stood_apart_is_written_and_asked(cut_by: int):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    tables = TsvectorTables()
    tables.create(77)
    if cut_by < PARTED_SINCE:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_words_g77 DROP COLUMN beside")
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

    assert written(asked, cut_by=2) == (each, None)
    assert written(asked, cut_by=4) == (pairs, each)
