"""What a text says without writing it."""

import pytest

from search.forms.also_said import also_said
from search.words import words_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ngày 20 và 21/10/2026", ["20/10/2026"]),
        ("từ 20 đến 23/10/2026", ["20/10/2026", "21/10/2026", "22/10/2026"]),
        ("20, 22, 24/10/2026", ["20/10/2026", "22/10/2026"]),
        ("20-21 tháng 10 năm 2026", ["20/10/2026"]),
        ("28/4 đến 1/5/2026", ["28/4/2026", "29/4/2026", "30/4/2026"]),
        ("October 20–21, 2026", ["20/10/2026", "21/10/2026"]),
        ("les 20 et 21 octobre 2026", ["20/10/2026"]),
        ("с 20 по 22 октября 2026 года", ["20/10/2026", "21/10/2026"]),
        ("2026年10月20日至21日", ["20/10/2026", "21/10/2026"]),
        ("10월 20~21일", ["20/10", "21/10"]),
    ],
)
def test_days_between_and_beside(text: str, days: list[str]):
    assert also_said(text).split("\n\n") == days


@pytest.mark.parametrize(
    "text",
    [
        "tỷ số 4-1, 2 người",
        "23 đến 20/10/2026",
        "30/2 đến 31/2/2026",
        "20/10/2026",
        "1/1/2020 đến 1/1/2026",
        "trang 3, 4",
        "",
    ],
)
def test_what_is_no_list_of_days(text: str):
    assert also_said(text) == ""


def test_compounds_of_japanese_verbs_as_notices_write_them():
    assert also_said("受け入れを申し込んで、取り付けた") == "受入\n\n申込\n\n取付"
    assert also_said("桃の花を見に行く") == ""


def test_it_is_found_and_is_no_phrase_with_what_is_written():
    said = words_in("Hội thảo", (), "ngày 20 và 21/10/2026").prose

    assert " ".join(word.folded if word else "|" for word in said) == "ngay 20 va 21 10 2026 | 20 10 2026"
