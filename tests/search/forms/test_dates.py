"""A date typed in any spelling stands for all of them."""

import pytest

from search.forms.dates import others, year_apart
from search.words import Word, words

DAY = {
    "19 5 2026", "19 thang 5 nam 2026", "19 thang 5 2026", "2026 5 19", "2026 年 5 月 19 日", "2026 년 5 월 19 일",
    "19 may 2026", "may 19 2026", "19 mai 2026", "19 мая 2026", "19 май 2026", "19 ພຶ ດ ສະ ພາ 2026",
    "19 พ ฤ ษ ภา ค ม 2026", "19 พ ฤ ษ ภา ค ม 2569", "19 พ ฤ ษ ภา ค ม พ ศ 2569",
}  # fmt: skip
DAY_OF_EVERY_YEAR = {
    "19 5", "19 thang 5", "5 月 19 日", "5 월 19 일", "19 may", "may 19", "19 mai", "19 мая", "19 май", "19 ພຶ ດ ສະ ພາ",
    "19 พ ฤ ษ ภา ค ม",
}  # fmt: skip
MONTH = {
    "thang 5 nam 2026", "5 2026", "2026 年 5 月", "2026 년 5 월", "may 2026", "mai 2026", "мая 2026", "май 2026",
    "ພຶ ດ ສະ ພາ 2026", "พ ฤ ษ ภา ค ม 2026", "พ ฤ ษ ภา ค ม 2569", "พ ฤ ษ ภา ค ม พ ศ 2569",
}  # fmt: skip


def typed(text: str) -> list[Word]:
    return [word for word in words(text) if word is not None]


def said(text: str) -> str:
    return " ".join(word.folded for word in typed(text))


def spellings(text: str) -> set[str]:
    return {" ".join(word.folded for word in spelling) for spelling in others(typed(text))}


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        *(
            (text, DAY)
            for text in (
                "19/5/2026", "19-05-2026", "19.05.2026", "2026-05-19", "ngày 19/5/2026", "ngày 19 tháng 5 năm 2026",
                "19 May 2026", "May 19, 2026", "19th May 2026", "19 mai 2026", "19 мая 2026 г.", "19 мая 2026 года",
                "2026年5月19日", "2026 年 5 月 19 日", "2026년 5월 19일", "19 ພຶດສະພາ 2026", "19 พฤษภาคม 2026",
                "19 พฤษภาคม 2569", "19 พฤษภาคม พ.ศ. 2569",
            )
        ),
        *((text, DAY_OF_EVERY_YEAR) for text in ("19 tháng 5", "19 May", "May 19", "19 мая", "5月19日", "5월 19일")),
        *((text, MONTH) for text in ("tháng 5 năm 2026", "tháng 5/2026", "May 2026", "май 2026", "2026年5月")),
    ],
)  # fmt: skip
def test_a_date_stands_for_its_other_spellings(text: str, all_of_them: set[str]):
    assert spellings(text) == all_of_them - {said(text)}


def test_two_numbers_are_a_day_only_in_one_piece():
    assert others(typed("19/5")) == []
    in_one_piece = {" ".join(word.folded for word in one) for one in others(typed("19/5"), in_one_piece=True)}
    assert in_one_piece == DAY_OF_EVERY_YEAR - {"19 5"}
    assert others(typed("3/47"), in_one_piece=True) == []
    assert spellings("ngày 19/5") == DAY_OF_EVERY_YEAR


def test_the_year_may_stand_behind_a_later_day():
    def days(text: str) -> set[str]:
        return {
            " ".join(word.folded for word in day) for day, year in year_apart(typed(text)) if year[0].folded == "2026"
        }

    assert days("1/7/2026") > {"1 july", "july 1", "1 июля", "1 thang 7", "7 月 1 日"}
    assert "1 7" not in days("1/7/2026")
    assert days("1 July 2026") == {"1 july", "july 1"}
    assert days("1/7") == days("tháng 7 năm 2026") == set()


def test_french_calls_the_first_day_the_first():
    assert "1 er mai 2026" in spellings("1/5/2026")
    assert "1 5 2026" in spellings("1er mai 2026")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "19",
        "5/2026",
        "32/5/2026",
        "19/13/2026",
        "0/5/2026",
        "19/5/26",
        "123/2026",
        "135 năm",
        "19 người",
        "tháng 5",
    ],
)
def test_what_is_no_date_stands_for_itself(text: str):
    assert spellings(text) == set()
