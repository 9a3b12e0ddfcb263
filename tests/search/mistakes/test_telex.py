"""Keys of Telex, typed while the input method was off."""

import pytest

from search.mistakes import telex

MEANT = {
    "langf": "làng", "lafng": "làng", "tuowng": "tương", "tuongw": "tương", "tuwowng": "tương", "ddanf": "đàn",
    "ngheej": "nghệ", "soos": "số", "giaf": "già", "gias": "giá", "nguowif": "người", "dduwowngf": "đường",
    "quyf": "quỳ", "tuaans": "tuấn", "giowis": "giới", "hoaf": "hòa", "w": None, "uwng": "ưng",
}  # fmt: skip


@pytest.mark.parametrize(("keys", "meant"), MEANT.items())
def test_keys_are_read(keys: str, meant: str | None):
    assert telex.read(keys) == (meant if keys != "w" else "ư")


@pytest.mark.parametrize(
    "word", ["vinh", "festival", "class", "press", "nuoc", "swim", "", "bcd", "123", "làng", "сон"]
)
def test_what_has_no_sign_of_telex_is_no_telex(word: str):
    assert telex.read(word) is None
