"""A road by its number."""

import pytest

from search.forms.roads import others
from search.words import folded, spelled


def said(typed: str) -> set[str]:
    return {" ".join(folded(name)) for name in others(spelled(typed))}


@pytest.mark.parametrize("typed", ["QL7", "quốc lộ 7", "Highway 7", "RN7", "7号国道", "трасса №7", "ทางหลวงหมายเลข 7"])
def test_a_road_is_called_otherwise_by_each_language(typed: str):
    ways = {"ql 7", "quoc lo 7", "highway 7", "rn 7", "7 号 国 道", "국 도 7", "трасса 7"}
    assert ways - said(typed) == ways & {" ".join(folded(spelled(typed)))}


def test_a_provincial_road_is_no_national_one():
    assert "tinh lo 534" in said("ĐT534")
    assert "quoc lo 534" not in said("ĐT534")


def test_the_first_stretch_is_called_without_its_letter_and_another_is_not():
    assert {"quoc lo 1", "quoc lo 1 a"} <= said("QL1A")
    assert "quoc lo 48" not in said("QL48E")


@pytest.mark.parametrize("typed", ["7", "QL", "đường 15", "quốc lộ", "quốc lộ 7 Kỳ Sơn"])
def test_other_words_are_none(typed: str):
    assert said(typed) == set()
