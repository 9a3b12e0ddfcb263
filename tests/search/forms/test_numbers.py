"""The same digits in other groups."""

import pytest

from search.forms.numbers import others
from search.words import words


def said(typed: str) -> list[str]:
    run = tuple(word for word in words(typed) if word is not None)
    return [" ".join(word.folded for word in name) for name in others(run)]


TELEPHONE = [
    "0238 3842 911", "0238 384 2911", "0238 3842911", "02383 842 911", "023 8384 2911", "023 83842911",
    "842383842911", "84 2383842911", "84 238 3842 911", "84 238 384 2911",
]  # fmt: skip


def test_a_telephone_is_written_in_many_ways():
    assert said("02383842911") == TELEPHONE
    assert said("0238.3842.911") == ["02383842911", *TELEPHONE[1:]]
    assert said("+84 238 3842911")[:2] == ["02383842911", "0238 3842 911"]
    assert said("19000368") == ["1900 0368", "1900 3 68"]
    assert said("1900 0368")[0] == "19000368"


def test_a_group_of_two_keeps_its_zero():
    assert said("0912 34 05 78")[0] == "0912340578"


@pytest.mark.parametrize(("typed", "other"), [("450 000", "450000"), ("450000", "450 000"), ("1 500", "1500")])
def test_thousands_may_stand_apart(typed: str, other: str):
    assert said(typed) == [other]


@pytest.mark.parametrize("typed", ["", "123", "2025 2026", "20260722", "làng 5", "12 5", "1 2 3 4 5 6"])
def test_other_numbers_have_one_spelling(typed: str):
    assert said(typed) == []
