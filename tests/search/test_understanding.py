"""What is typed, and the names in it in other languages."""

import pytest

from search.expansion import expanded
from search.lexicon import Lexicon
from search.query import Clause, Phrase, parse
from search.ranking import BY_PLACE, BY_SPELLING

GATE = ["cửa khẩu quốc tế Nậm Cắn", "Nam Can International Border Gate", "南干国际口岸"]
PORT = ["cảng Cửa Lò", "Cua Lo Port", "炉门港"]
LEXICON = Lexicon.of(
    [GATE, PORT, ["Cửa Lò", "Cua Lo", "炉门"], ["Hội đồng nhân dân tỉnh", "Provincial People's Council"]]
)

# how a Vietnamese name is written where no name is kept
SOUNDS = [
    ["нам кан"],
    ["намкан"],
    ["넘 깐"],
    ["ナ ム カ ン"],
    ["เห นิ่ ม กั๊ น"],
    ["เนิ ม กั น"],
    ["ເນິ້ ມ ກັ໊ ນ"],
    ["ເນິ ມ ກັ ນ"],
]  # how a Vietnamese name is written where no name is kept


def said(ways: tuple[tuple[Phrase, ...], ...]) -> list[list[str]]:
    return [[" ".join(phrase.folded) for phrase in way] for way in ways]


def clause(typed: str) -> Clause:
    (only,) = expanded(parse(typed), LEXICON).clauses
    return only


@pytest.mark.parametrize("typed", ["茶 -绿茶", "茶 −绿茶", "茶 －绿茶"])
def test_every_keyboard_has_a_minus(typed: str):
    query = parse(typed)

    assert [phrase.folded for phrase in (*query.phrases(), *query.excluded)] == [("茶",), ("绿", "茶")]


@pytest.mark.parametrize(
    ("typed", "together"), [('"Катюшу"', True), ("«Катюшу»", False), ("＂bánh mì＂", True), ("«bánh mì»", True)]
)
def test_angular_quotes_are_how_russian_writes_names(typed: str, together: bool):
    assert [phrase.together for phrase in parse(typed).phrases()] == [together]


def test_a_place_is_found_without_its_kind_in_every_language():
    chinese, english = clause("南干国际口岸"), clause("Nam Can International Border Gate")

    assert (said(chinese.shorter), said(chinese.others)) == ([["南 干"]], [["nam can"], *SOUNDS])
    assert (said(english.shorter), said(english.others)) == ([["nam can"]], [["南 干"], *SOUNDS])


def test_a_kind_that_no_name_has_is_taken_off():
    gate = clause("cửa khẩu Nậm Cắn")

    assert (gate.is_name, said(gate.shorter), said(gate.others)) == (True, [["nam can"]], [["南 干"], *SOUNDS])
    assert len(expanded(parse("cửa khẩu Tây Trang"), LEXICON).clauses) == 4


def test_a_name_may_stand_far_from_what_it_names():
    port = clause("炉门港")

    assert said(port.shorter) == [["炉 门", "港"]]
    assert said(port.apart) == [["cua lo", "cang"], ["cua lo", "port"]]


def test_an_agency_is_found_as_offices_shorten_it():
    council = ["hoi dong nhan dan tinh"]

    assert said(clause("Provincial People's Council").others) == [council, ["hdnd tinh"]]


def test_a_quantity_is_one_clause():
    (area,) = expanded(parse("34.5 ha"), LEXICON).clauses
    assert ["34 5 hectare"] in said(area.others)
    assert len(expanded(parse("34.5 chè"), LEXICON).clauses) == 2


def test_without_accents_side_by_side_stands_above_scattered_and_spelled_alike():
    assert sorted(BY_PLACE) == sorted(BY_SPELLING)
    assert BY_PLACE.index((True, False, False)) < BY_PLACE.index((False, False, True))
