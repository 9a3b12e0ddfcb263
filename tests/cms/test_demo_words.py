"""The demo's keywords and credit lines: what the library's filter, the asset's form and the API show of them."""

from typing import Any

from cms.demo.assets import LANGUAGES
from cms.demo.files import HERE, credit, keywords, read


def described() -> dict[str, dict[str, Any]]:
    parts = {}
    for name in ("pictures/pictures.yaml", "clips/clips.yaml", "brand.yaml"):
        parts |= {f"{name} {slug}": part for slug, part in read(HERE / name).items()}
    return parts


def test_all_that_the_demo_describes_has_keywords() -> None:
    assert [name for name, part in described().items() if not part.get("keywords")] == []


def test_without_keywords_there_are_no_words() -> None:
    assert keywords({"vi": {"title": "Làng Sen"}}, "vi") == ""


def test_words_are_told_as_the_form_of_an_asset_has_them() -> None:
    part = {"keywords": ["hoa-sen", "lang-que"]}
    assert (keywords(part, "vi"), keywords(part, "zh-Hans")) == ("hoa sen, làng quê", "莲花, 乡村")


def test_every_keyword_is_used_and_is_one_word_in_every_language() -> None:
    vocabulary = read(HERE / "keywords.yaml")
    assert {code for part in described().values() for code in part["keywords"]} == set(vocabulary)
    assert {tuple(words) for words in vocabulary.values()} == {LANGUAGES}
    assert [word for words in vocabulary.values() for word in words.values() if "," in word] == []


def test_a_credit_line_is_told_in_a_language_or_left_to_the_asset() -> None:
    part = {"credit": "Minh họa: Ban Biên tập kho dữ liệu mẫu"}
    assert [credit(part, tag) for tag in ("vi", "fr", "th")] == [
        "", "Illustration : rédaction de la médiathèque de démonstration", "",
    ]  # fmt: skip
    assert credit({"credit": "Ảnh: Trần Nam"}, "en") == ""
