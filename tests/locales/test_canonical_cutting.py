"""Text is cut where a reader would cut it."""

import pytest

from locales.canonical import boundary, cut, graphemes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nghe\u0323\u0302 An", ["N", "g", "h", "e\u0323\u0302", " ", "A", "n"]),
        ("ນ້ຳເງ້", ["ນ້ຳ", "ເ", "ງ້"]),
        ("น้ำ", ["น้ำ"]),
        ("ｶﾞ ゲ", ["ｶﾞ", " ", "ゲ"]),
        ("안\u110b\u1161\u11ab", ["안", "\u110b\u1161\u11ab"]),
        ("가\u11a8각\u1161", ["가\u11a8", "각", "\u1161"]),
        ("👩🏻\u200d🚀👍🏽x", ["👩🏻\u200d🚀", "👍🏽", "x"]),
        ("🇻🇳🇱🇦🇫", ["🇻🇳", "🇱🇦", "🇫"]),
        ("❤\ufe0f1\ufe0f\u20e3", ["❤\ufe0f", "1\ufe0f\u20e3"]),
        ("a\r\nb\u200b\u0301", ["a", "\r\n", "b", "\u200b", "\u0301"]),
        ("义\U000e0100安", ["义\U000e0100", "安"]),
        ("", []),
    ],
    ids=ascii,
)
def test_graphemes(text: str, parts: list[str]) -> None:
    assert graphemes(text) == parts


@pytest.mark.parametrize(
    ("text", "length", "start"),
    [
        ("Nghe\u0323\u0302 An", 5, "Ngh"),
        ("Nghe\u0323\u0302 An", 6, "Nghe\u0323\u0302"),
        ("ນ້ຳເງ້", 2, ""),
        ("ນ້ຳເງ້", 4, "ນ້ຳເ"),
        ("🇻🇳🇱🇦", 3, "🇻🇳"),
        ("Vinh", 10, "Vinh"),
        ("Vinh", 0, ""),
        ("Vinh", -1, ""),
    ],
    ids=ascii,
)
def test_cut_keeps_whole_graphemes_only(text: str, length: int, start: str) -> None:
    assert cut(text, length) == start


def test_boundary_is_found_from_the_last_space() -> None:
    text = "làng 🇻🇳🇱🇦 e\u0301"
    assert [boundary(text, place) for place in range(len(text) + 1)] == [0, 1, 2, 3, 4, 5, 5, 7, 7, 9, 10, 10, 12]
