"""One word or two, when the index has it."""

import pytest

from search.forms.spacing import spaced
from search.query import parse


def asked(typed: str, *known: str) -> list[tuple[str, list[str]]]:
    """Each clause as it was typed, and what else it asks for."""
    query = spaced(parse(typed), lambda words: [word for word in known if word in words])
    return [
        (
            " ".join(word for phrase in clause.typed for word in phrase.folded),
            [" ".join(word for phrase in other for word in phrase.folded) for other in clause.others],
        )
        for clause in query.clauses
    ]


def test_syllables_that_the_index_has_as_one_word():
    assert asked("ha noi festival", "hanoi") == [("ha noi", ["hanoi"]), ("festival", [])]
    assert asked("нге ан", "нгеан") == [("нге ан", ["нгеан"])]
    assert asked("Hà Nội", "hanoi") == [("ha noi", ["hanoi"])]  # foreign desks write it so, whoever asks


def test_a_word_that_the_index_has_as_two_syllables():
    assert asked("hanoi", "ha", "noi") == [("hanoi", ["ha noi"])]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("hanoi", ("ha",)),  # a half is unknown
        ("hànội", ("hà", "nội", "ha", "noi")),  # accents are meant
        ('"ha noi"', ("hanoi",)),
        ("festival", ("fes", "tival")),  # no Vietnamese syllables
        ("ha noi", ()),
    ],
)
def test_what_is_left_as_it_was_typed(typed: str, known: tuple[str, ...]):
    assert all(others == [] for _typed, others in asked(typed, *known))
