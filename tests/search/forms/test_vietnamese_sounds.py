"""Vietnamese names in other scripts, and back."""

import pytest

from search.forms.vietnamese_sounds import in_other_scripts, read


@pytest.mark.parametrize(
    ("name", "russian", "korean", "japanese"),
    [
        ("Nguyễn Văn Hải", "нгуен ван хай", "응우옌반하이", "グエン・ヴァン・ハイ"),
        ("Quỳnh Lưu", "куинь лыу", "꾸인르우", "クイン・ルウ"),
        ("Phan Bội Châu", "фан бой тяу", "판보이쩌우", "ファン・ボイ・チャウ"),
        ("Thanh Chương", "тхань тьыонг", "타인쯔엉", "タイン・チュオン"),
        ("Diễn Châu", "зьен тяу", "지엔쩌우", "ジエン・チャウ"),
        ("Võ Nguyên Giáp", "во нгуен зап", "보응우옌잡", "ヴォー・グエン・ザップ"),
        ("Yên Thành", "йен тхань", "옌타인", "イエン・タイン"),
        ("Quảng Trị", "куанг чи", "꽝찌", "クアン・チー"),
        ("Hồ Xuân Hương", "хо суан хыонг", "호쑤언흐엉", "ホー・スアン・フオン"),
    ],
)
def test_a_name_is_written_as_the_press_writes_it(name: str, russian: str, korean: str, japanese: str):
    found = in_other_scripts(name.split())

    assert {russian, russian.replace(" ", ""), korean, japanese} <= set(found)


@pytest.mark.parametrize("name", ["Vinh", "Boris Johnson", "WHA", "một hai ba bốn năm sáu"])
def test_what_is_no_vietnamese_name_is_written_as_it_is(name: str):
    assert in_other_scripts(name.split()) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("нгуен ван хай", "nguyen van hai"),
        ("куиньлыу", "quynh luu"),
        ("хыонгшон", "huong son"),
        ("응 우 옌 반 하 이", "nguyen van hai"),
        ("꾸 인 르 우", "quynh luu"),
        ("グ エ ン バ ン ハ イ", "nguyen van hai"),
        ("タ イ ン チ ユ オ ン", "thanh chuong"),
    ],
)
def test_it_is_read_back(written: str, name: str):
    assert any(
        len(way) == len(name.split()) and all(part in same for part, same in zip(name.split(), way, strict=True))
        for way in read(written.split())
    )


@pytest.mark.parametrize(
    "written", ["мама мыла раму", "книга", "мама", "학 교", "시 장", "ホ テ ル", "nguyen", "义 安", "ый" * 32]
)
def test_ordinary_words_are_no_names(written: str):
    assert read(written.split()) == []
