"""The other script of a language."""

import pytest

from search.query import parse
from search.scripts import in_other_scripts


def spelled(typed: str) -> list[str]:
    clause = in_other_scripts(parse(typed)).clauses[0]
    return ["".join(form[0].exact) for form in (clause.forms[0] if clause.forms else ())]


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("うなぎ", ["ウナギ"]),
        ("ｲｶ", ["いか"]),
        ("颱風", ["台风"]),
        ("台风", ["颱風", "臺風"]),
        ("腎移植手術", ["肾移植手术"]),
        ("沙滩", ["沙灘"]),
    ],
)
def test_runs_as_another_writer_spells_them(typed: str, others: list[str]):
    assert spelled(typed) == others


@pytest.mark.parametrize("typed", ["làng", "人", "국립", "ຊ້າງ", "ปลา", "2026"])
def test_what_has_one_spelling(typed: str):
    assert spelled(typed) == []
    assert in_other_scripts(parse(typed)) == parse(typed)
