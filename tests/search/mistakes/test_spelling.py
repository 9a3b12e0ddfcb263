"""The nearest known word: what is told letter by letter is what is found among all words."""

import pytest

from search.mistakes import spelling
from search.models import KnownWord


@pytest.fixture
def known(db: None) -> None:
    KnownWord.objects.bulk_create(
        KnownWord(word=word, documents=documents, first=word[0], last=word[-1], length=len(word))
        for word, documents in [
            ("festival", 9), ("festivals", 3), ("visit", 2), ("visits", 4), ("slovo", 5), ("река", 4), ("рука", 7), ("gone", 0),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("longest", [0, spelling.LONGEST_SPELLED])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("festval", "festival"),  # a letter is missing
        ("feestival", "festival"),  # superfluous
        ("fastival", "festival"),  # wrong
        ("fetsival", "festival"),  # swapped
        ("ivsit", "visit"),  # swapped at the beginning, before what stands in more texts
        ("visitx", "visits"),  # wrong, and in more texts than the one with a letter less
        ("рика", "рука"),
        ("gome", None),  # nothing has it any more
        ("fstval", None),  # two are missing
    ],
)  # fmt: skip
def test_the_nearest_word(known: None, monkeypatch: pytest.MonkeyPatch, longest: int, typed: str, meant: str | None):
    monkeypatch.setattr(spelling, "LONGEST_SPELLED", longest)  # 0: among all words

    assert spelling.nearest(typed, 1) == meant
