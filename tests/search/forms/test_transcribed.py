"""Names from other scripts in Latin letters."""

from dataclasses import replace

import pytest

from search.forms.transcribed import transcribed
from search.query import Clause, Phrase, parse
from search.words import spelled

INDEX = ["van", "ban", "nguyen", "hai", "hay", "quynh", "phuong", "luu"]


def said(typed: str) -> list[tuple[str, list[str]]]:
    query = transcribed(parse(typed), lambda words: [word for word in INDEX if word in words])
    return [
        (" ".join(word for phrase in clause.typed for word in phrase.folded), _said(clause)) for clause in query.clauses
    ]


def _said(clause: Clause) -> list[str]:
    return [" ".join(phrase.folded) for way in clause.others for phrase in way]


def latin(typed: str) -> list[tuple[str, list[str]]]:
    return [(whole, [name for name in names if name.isascii()]) for whole, names in said(typed)]


def test_a_name_stands_for_what_the_index_has():
    assert latin("встреча Нгуен Ван Хай") == [
        ("встреча", []),
        ("нгуен ван хай", ["nguyen van hai", "nguyen van hay"]),
    ]
    assert latin("Куиньфыонг") == [("куиньфыонг", ["quynh phuong"])]
    assert latin("꾸인르우") == [("꾸 인 르 우", ["quynh luu"])]


def test_chinese_signs_are_read_with_their_accents_and_without_the_word_for_what_it_is():
    """And without any, as foreign desks leave them out."""
    assert latin("琼瑠县 阮海") == [("琼 瑠 县", ["quynh luu"] * 2), ("阮 海", ["nguyen hai"] * 2)]
    (clause,) = transcribed(parse("阮文海"), sorted).clauses
    assert clause.others[:2] == (
        (Phrase(spelled("nguyễn văn hải"), exactly=True),),
        (Phrase(spelled("nguyen van hai"), exactly=True),),
    )


def test_a_name_that_is_read_and_known_stands_for_all_that_it_is_called():
    (clause,) = transcribed(parse("Куиньлыу"), lambda words: [*words], lambda name: [spelled("琼瑠")]).clauses
    assert "琼 瑠" in _said(clause)


def test_a_known_name_is_written_in_other_ways_too_and_d_by_its_letter():
    """Zien says who knows the language, Dien who goes by the letters; its own Chinese signs are no others."""
    known = Clause(parse("演州").clauses[0].typed, ((Phrase(spelled("Diễn Châu")),),), is_name=True)
    (clause,) = transcribed(replace(parse("演州"), clauses=(known,)), sorted).clauses

    assert {"дьен тяу", "зьен тяу"} <= set(_said(clause))
    assert not any("\u4e00" <= name[0] <= "\u9fff" for name in _said(clause))


def test_a_known_syllable_may_be_the_first_of_a_name():
    typed = parse("Vinh Hoa")
    vinh = Clause(typed.clauses[0].typed, ((Phrase(spelled("荣市")),),), is_name=True)
    (whole,) = transcribed(replace(typed, clauses=(vinh, typed.clauses[1])), sorted).clauses

    assert "빈 호 아" in _said(whole)
    alone = replace(parse("Vinh"), clauses=(vinh,))
    assert transcribed(alone, sorted) is alone


@pytest.mark.parametrize("typed", ["ຫງວຽນ ວັນ ຫາຍ", "ຫງວຽນວັນຮ່າຍ", "เหงียน วัน ไห่", "응우옌 반 하이"])
def test_a_name_is_read_with_and_without_spaces_and_tones(typed: str):
    ((whole, names),) = said(typed)

    assert "nguyen van hai" in names
    assert whole.count(" ") > 2


def test_a_vietnamese_name_is_written_in_other_scripts():
    ((_typed, names),) = said("Nguyễn Văn Hải")

    assert {"нгуен ван хай", "응 우 옌 반 하 이", "阮 文 海", "เห งี ย น วั น หา ย", "ຫ ງ ວ ຽ ນ ວັ ນ ຫາ ຍ"} <= set(names)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Nguyen Van Hai", "阮 文 海"),
        ("Нгуен Ван Хай", "응 우 옌 반 하 이"),
        ("阮文海", "нгуен ван хай"),
        ("팜 티 마이", "фам тхи май"),
        ("Чыонгшон", "チ ユ オ ン ソ ン"),
    ],
)
def test_it_is_written_from_one_script_into_the_next(typed: str, other: str):
    assert other in said(typed)[0][1]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("мост Куиньлыу", "quynh luu"),
        ("꾸인르우 사원", "quynh luu"),
        ("chùa Quỳnh Lưu", "quynh luu"),
        ("琼瑠寺", "куинь лыу"),
    ],
)
def test_a_bridge_or_a_school_is_found_by_the_name_in_it(typed: str, other: str):
    ((_typed, names),) = said(typed)

    assert other in names


@pytest.mark.parametrize(
    ("typed", "name"), [("Тран Ван Киен", "tran van kien"), ("응웬 반 하이", "nguyen van hai"), ("Банве", "ban ve")]
)
def test_other_transcriptions_are_read(typed: str, name: str):
    ((_typed, names),) = [
        (whole, [" ".join(phrase.folded) for way in clause.others for phrase in way])
        for whole, clause in (("", one) for one in transcribed(parse(typed), sorted).clauses)
    ]

    assert name in names


def test_what_stands_beside_a_name_is_not_part_of_it():
    assert [(typed, bool(names)) for typed, names in said("chào Nguyễn Hải nhé")] == [
        ("chao", False), ("nguyen hai", True), ("nhe", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ['"Куиньфыонг"', "мама мыла раму", "학교", "Quynh", "song lam festival", "山", "中国", '"阮文海"']
)
def test_what_is_no_name_or_is_quoted_stays(typed: str):
    assert {others for _typed, names in said(typed) for others in names} == set()


def test_what_is_known_otherwise_stays():
    query = parse("Куиньфыонг")
    known = Clause(query.clauses[0].typed, ((Phrase(parse("Quỳnh Phương").clauses[0].typed[0].words),),))
    query = type(query)(query.typed, (known,))

    assert transcribed(query, list) == query
