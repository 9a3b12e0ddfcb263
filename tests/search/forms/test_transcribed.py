"""Names from other scripts in Latin letters."""

import pytest

from search.forms.transcribed import transcribed
from search.query import Clause, Phrase, parse

INDEX = ["van", "ban", "nguyen", "hai", "hay", "quynh", "phuong", "luu"]


def said(typed: str) -> list[tuple[str, list[str]]]:
    query = transcribed(parse(typed), lambda words: [word for word in INDEX if word in words])
    return [
        (" ".join(word for phrase in clause.typed for word in phrase.folded), _said(clause)) for clause in query.clauses
    ]


def _said(clause: Clause) -> list[str]:
    return [" ".join(phrase.folded) for way in clause.others for phrase in way]


def test_a_name_stands_for_what_the_index_has():
    assert said("встреча Нгуен Ван Хай") == [
        ("встреча", []),
        ("нгуен ван хай", ["nguyen van hai", "nguyen van hay"]),
    ]
    assert said("Куиньфыонг") == [("куиньфыонг", ["quynh phuong"])]
    assert said("꾸인르우") == [("꾸 인 르 우", ["quynh luu"])]


@pytest.mark.parametrize("typed", ["Чыонгшон", '"Куиньфыонг"', "мама мыла раму", "학교", "Quỳnh Lưu"])
def test_what_it_has_not_or_is_quoted_stays(typed: str):
    assert {others for _typed, names in said(typed) for others in names} == set()


def test_what_is_known_otherwise_stays():
    query = parse("Куиньфыонг")
    known = Clause(query.clauses[0].typed, ((Phrase(parse("Quỳnh Phương").clauses[0].typed[0].words),),))
    query = type(query)(query.typed, (known,))

    assert transcribed(query, list) == query
