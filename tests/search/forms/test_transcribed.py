"""Names from other scripts in Latin letters."""

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
    assert latin("琼瑠县 阮海") == [("琼 瑠 县", ["quynh luu"]), ("阮 海", ["nguyen hai"])]
    (clause,) = transcribed(parse("阮文海"), sorted).clauses
    assert clause.others[0] == (Phrase(spelled("nguyễn văn hải"), exactly=True),)


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
