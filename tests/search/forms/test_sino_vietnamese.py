"""Chinese characters in Vietnamese, and back."""

import pytest

from search.forms.sino_vietnamese import readings, written
from search.words import spelled


def read(signs: str) -> list[str]:
    return [" ".join("/".join(word.exact for word in same) for same in way) for way in readings([*signs])]


@pytest.mark.parametrize(
    ("signs", "name"),
    [
        ("阮文海", "nguyễn văn hải"),
        ("清章", "thanh chương"),
        ("武元甲", "võ/vũ nguyên giáp"),
        ("黄氏鸾", "hoàng/huỳnh thị loan"),
        ("李公蕴", "lí/lý công uẩn"),
    ],
)
def test_a_name_is_read(signs: str, name: str):
    assert read(signs) == [name]


@pytest.mark.parametrize(
    ("signs", "name"),
    [("义坛县", "nghĩa đàn"), ("省委书记阮德忠", "nguyễn đức trung"), ("范文同总理", "phạm văn đồng")],
)
def test_it_is_read_without_the_words_around_it(signs: str, name: str):
    assert any(all(word in same.split("/") for word, same in zip(name.split(), one.split(), strict=True)) for one in read(signs)
               if len(one.split()) == len(name.split()))  # fmt: skip


@pytest.mark.parametrize("signs", ["山", "ビン", "乒乓球", "义安省人民委员会主席团"])
def test_what_is_no_name_is_not_read(signs: str):
    assert read(signs) == []


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Nguyễn Văn Hải", "阮文海"),
        ("Lý Thường Kiệt", "李常杰"),
        ("Thanh Chương", "清漳"),
        ("Hoà Bình", "和平"),
        ("Tran Thi Lan", "陈氏兰"),
    ],
)
def test_a_name_is_written(name: str, signs: str):
    assert signs in written(spelled(name))


@pytest.mark.parametrize("name", ["Vinh", "Nguyen Vandu", "Pù Mát", "Nguyễn Văn Hải Nguyễn Văn Hải"])
def test_what_has_no_characters_is_not_written(name: str):
    assert written(spelled(name)) == []
