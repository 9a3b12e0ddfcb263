"""Shorter forms of names."""

import pytest

from search.forms.same_words import with_shortened
from search.forms.shorter_names import called_without_kind, with_plain, without_kind, without_level


@pytest.mark.parametrize(
    ("names", "shorter"),
    [
        (
            ["Vườn quốc gia Pù Mát", "Pù Mát National Park", "普玛国家公园", "национальный парк Пумат"],
            ["Pù Mát", "普玛", "Пумат"],
        ),
        (["tỉnh Ulyanovsk", "Ulyanovsk Region", "乌里扬诺夫斯克州"], ["Ulyanovsk", "乌里扬诺夫斯克"]),
        (["Thủ đô Viêng Chăn", "Vientiane capitale", "ນະຄອນຫຼວງວຽງຈັນ"], ["Viêng Chăn", "Vientiane", "ວຽງຈັນ"]),
        (
            ["cửa khẩu quốc tế Nậm Cắn", "Nam Can International Border Gate", "南干国际口岸"],
            ["Nậm Cắn", "Nam Can", "南干"],
        ),
        (["Báo Nghệ An", "Journal de Nghe An"], []),
        (["City of Vinh", "Vinh City"], []),  # one alone may be part of the name
        (["荣市", "빈시", "ビン市", "Huế City"], []),  # too short to say anything
    ],
)
def test_a_place_is_called_without_the_word_for_what_it_is(names: list[str], shorter: list[str]):
    assert list(dict.fromkeys(without_kind(names).values())) == shorter


def test_a_bracket_may_be_left_out():
    names = ["Lao New Year (Boun Pi Mai)", "老挝新年（泼水节）", "Lam (Cả) River"]

    assert with_plain(names) == [*names, "Lao New Year", "老挝新年", "Lam River"]


def test_an_office_without_its_level_is_another_name():
    names = ["Ủy ban nhân dân tỉnh", "Provincial People's Committee", "省人民委员会", "성 인민위원회"]

    assert list(without_level(names).values()) == ["Ủy ban nhân dân", "People's Committee", "人民委员会", "인민위원회"]
    assert without_kind(names) == {}


def test_one_name_without_its_kind():
    assert called_without_kind("cửa khẩu nậm cắn") == "nậm cắn"
    assert called_without_kind("porte frontaliere de nam can") == "nam can"
    assert called_without_kind("nậm cắn") == ""


def test_what_offices_shorten():
    assert with_shortened(["Vườn quốc gia Pù Mát", "People's Council"]) == [
        "Vườn quốc gia Pù Mát",
        "VQG Pù Mát",
        "People's Council",
    ]
