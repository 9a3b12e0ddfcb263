"""A pattern stands wherever the word does: no highlight is lost for having looked before cutting."""

import pytest

from locales.canonical import tokens
from search.looking import pattern_of, plain
from tests.search.corpus import WORKS

TEXTS = [text for editions in WORKS.values() for said in editions.values() for text in said]
TRICKY = [
    "Cœur de la sœur, œuvre d’Ægir", "Hoà bình, HÒA BÌNH", "за́мок и ёлка", "nghe\u0323\u0302 an", "Ｖｉｎｈ市 và Vinh市", "co\u00adoperation",
    "Đ đ ð", "응에안 성, \u1109\u1166\u11ab 세\u11ab, ㅎㅎ", "ゲアン省 ｹﾞｱﾝ ヴィン ㇰ", "10 m² x³ ₂",
    "ຫຼວງ ຫລວງ ກິມລຽນ ນ້ຳ ນໍ້າ", "กิมเลียน น้ำ ๒๕๖๙", "1.234.567 ๒๐ ໒໐ ２０",
    "2025年莲村节", "义安 乂安 義安", "颱風、台風、台风", "うなぎ、ウナギ、ゔ、かゝ", "九ヶ月、九カ月、九か月", "ໃຫມ່ ຣັດ", "ใจ",
    "Thoát, Strauß, ﬁle", "Vinh™ №1 ½ Nº ﬁ ㎏", "Kỹ sư người Mỹ ở Quy Nhơn, 3 tỷ",
]  # fmt: skip


@pytest.mark.parametrize("text", [*TEXTS, *TRICKY])
def test_a_pattern_stands_wherever_the_word_does(text: str):
    missed = [
        said
        for size in (1, 2, 3)
        for said in _runs(text, size)
        if (pattern := pattern_of([(said, False)])) is not None and not pattern.stands_in(plain(text))
    ]

    assert missed == []


def _runs(text: str, size: int) -> set[tuple[str, ...]]:
    words = [token.folded for token in tokens(text)]
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


@pytest.mark.parametrize(
    ("word", "may_go_on", "text", "stands"),
    [
        ("nghe", False, "Làng nghề cũ", True),
        ("nghe", False, "nghèo", False),
        ("nghe", True, "nghèo", True),
        ("an", False, "làn", False),
        ("莲", False, "莲村", True),
        ("莲", False, "村", False),
        ("义", False, "乂安", True),
        ("义", False, "安", False),
        ("센", False, "센 마을", True),
        ("센", False, "마을", False),
        ("ກິມ", False, "ກິມລຽນ", True),
        ("ກິມ", False, "ວຽງຈັນ", False),
        ("ກິມ", False, "Vinh", False),
        ("กิ", False, "ກິມລຽນ", False),
        ("ກິ ມ", False, "ກິມລຽນ", True),
        ("ກິ ມ", False, "ນ້ຳ ມອນ", False),
        ("nghe an", False, "Nghệ – An", True),
        ("nghe an", False, "Nghệ sĩ An", False),
        ("nghe a", True, "Nghệ An", True),
        ("nghe a", False, "Nghệ An", False),
        ("ビ ン", False, "ヴィン市", True),
        ("ク", False, "クア", True),
        ("ク", False, "莲村", False),
        ("2025", False, "năm 2026", True),
        ("2025", False, "năm nay", False),
    ],
)
def test_it_stands_nowhere_else(word: str, may_go_on: bool, text: str, stands: bool):
    pattern = pattern_of([(tuple(word.split()), may_go_on)])

    assert pattern is not None
    assert pattern.stands_in(plain(text)) == stands


@pytest.mark.parametrize("word", ["հայ", "ქართ", "नमस्ते"])
def test_what_is_written_in_another_script_has_none(word: str):
    assert pattern_of([(("vinh",), False), ((word,), False)]) is None


def test_of_no_words_there_is_none():
    assert pattern_of([]) is None
