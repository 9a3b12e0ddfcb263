"""Words typed while the keyboard was switched to the other script."""

import pytest

from search.mistakes.keyboards import in_hangul, switched


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rhfzlvj", "골키퍼"), ("wkddjwnr", "장어죽"), ("ekfrrhrl", "닭고기"), ("dlTek", "있다"),
        ("qls rhdgkd", "빈 공항"), ("dlfrek", "읽다"), ("dlfrdj", "읽어"),
    ],
)  # fmt: skip
def test_keys_of_a_korean_keyboard_are_put_together(typed: str, meant: str):
    assert in_hangul(typed) == meant


@pytest.mark.parametrize("typed", ["vinh", "tea", "nghe an", "saola", "rhf2", ""])
def test_what_no_korean_keyboard_types_is_none(typed: str):
    assert in_hangul(typed) is None


def test_keys_of_the_other_script():
    assert switched("nfqaey") == "тайфун"
