"""Vietnamese names in Lao and Thai, and back."""

import pytest

from search.forms.vietnamese_sounds import in_other_scripts, read
from search.words import spelled


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Nguyễn Văn Hải", ["เหงียนวันหาย", "ຫງວຽນວັນຫາຍ"]),
        ("Phạm Minh Chính", ["ฝ่ามมิญจิ๊ญ", "ຟ້າມມິງຈິ໊ງ", "ຟາມມິງຈິງ"]),
        ("Phan Bội Châu", ["ฟานโบ่ยเจิว", "ຟານໂບ້ຍເຈົາ"]),
        ("Trần Hồng Phong", ["เจิ่นห่งฟอง", "ເຈິ່ນຮົ່ງຟອງ"]),
        ("Lương Cường", ["เลืองเกื่อง", "ເລືອງເກື່ອງ"]),
        ("Thanh Hà", ["ทัญห่า", "ແທງຮ່າ"]),
    ],
)
def test_a_name_is_written_as_the_press_writes_it(name: str, written: list[str]):
    assert set(written) <= set(in_other_scripts(name.split()))


def test_each_desk_marks_tones_in_its_own_way():
    assert {"เหงียนวันฮาย", "เงียนวันหาย"} <= set(in_other_scripts(["Nguyễn", "Văn", "Hải"], most=6))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("เหงียน วัน ไห่", "nguyen van hai"),
        ("เจิ่นห่งฟอง", "tran hong phong"),
        ("ฟานโบยเจิว", "phan boi chau"),
        ("ຫງວຽນ ວັນ ຫາຍ", "nguyen van hai"),
        ("ຟ້າມມິງຈິງ", "pham minh chinh"),
        ("ເລືອງເກື່ອງ", "luong cuong"),
    ],
)
def test_it_is_read_back(written: str, name: str):
    ways = read([word.folded for word in spelled(written)])

    assert any(
        len(way) == len(name.split()) and all(part in same for part, same in zip(name.split(), way, strict=True))
        for way in ways
    )


@pytest.mark.parametrize("written", ["โรงพยาบาล", "การค้า", "ມະຫາວິທະຍາໄລ", "ວຽດ"])
def test_ordinary_words_are_no_names(written: str):
    assert read([word.folded for word in spelled(written)]) == []
