"""The same quantity written otherwise."""

import pytest

from search.forms.quantities import others
from search.words import spelled


def said(typed: str) -> list[str]:
    return [" ".join(word.folded for word in name) for name in others(spelled(typed))]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("34.5 ha", "34 5 hectare"),
        ("34,5ha", "34 5 га"),
        ("15kg", "15 кг"),
        ("350 kph", "350 km h"),
        ("3550 m3/s", "3550 cubic metres per second"),
        ("5am", "5 a m"),
        ("62 per cent", "62"),
        ("9,90 euros", "9 90"),
        ("450 million dollars", "450 million"),
        ("450 млн", "450 миллионов"),
        ("$2.94bn", "2 94 billion"),
        ("8000 ha", "8 000 hectare"),
        ("số 845/QĐ-UBND", "845 qd ubnd"),
        ("N 27/2026", "27 2026"),
    ],
)
def test_a_quantity_has_other_spellings(typed: str, other: str):
    assert other in said(typed)


@pytest.mark.parametrize("typed", ["", "ha", "845", "5 euros", "no 5", "12 chè", "million", "450 million people"])
def test_other_words_have_none(typed: str):
    assert said(typed) == []
