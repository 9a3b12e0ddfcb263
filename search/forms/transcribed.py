"""Vietnamese names of a query in other scripts as the Vietnamese original has them: Нгуен Ван Хай finds Nguyễn Văn Hải, 꾸인르우 Quỳnh Lưu.
Asked for where nothing has what was typed, nor what may be a mistake in it, when the index has all the syllables. Pure.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from search.forms.vietnamese_sounds import read
from search.query import Clause, Phrase, Query
from search.words import Word

MOST_NAMES = 12
LONGEST = 5  # words of a name

Ways = list[tuple[tuple[str, ...], ...]]


def transcribed(query: Query, occurring: Callable[[set[str]], list[str]]) -> Query:
    """The query with such names in Latin letters.

    occurring: of these folded words, those that the index has, the most frequent first.
    """
    runs = list(_runs(query.clauses))
    asked = {one for _count, ways in runs for way in ways for same in way for one in same}
    if not asked:
        return query
    rank = {word: at for at, word in enumerate(occurring(asked))}
    clauses: list[Clause] = []
    found = False
    at = 0
    for count, ways in runs:
        taken = query.clauses[at : at + count]
        at += count
        names = list(_names(ways, rank))
        if not names:
            clauses += taken
            continue
        found = True
        others = tuple((Phrase(tuple(Word(one, one) for one in name)),) for name in names)
        if count == 1:
            clauses.append(replace(taken[0], others=(*taken[0].others, *others)))
        else:
            clauses.append(Clause(tuple(phrase for clause in taken for phrase in clause.typed), others))
    return replace(query, clauses=tuple(clauses)) if found else query


def _runs(clauses: Sequence[Clause]) -> Iterator[tuple[int, Ways]]:
    """How many clauses together may be a name, and the ways to read it."""
    at = 0
    while at < len(clauses):
        free = 0
        while free < LONGEST and at + free < len(clauses) and _is_free(clauses[at + free]):
            free += 1
        for count in range(free, 1, -1):
            words = [word.folded for clause in clauses[at : at + count] for word in clause.typed[0].words]
            ways = read(words) if all(len(clause.typed[0].words) == 1 for clause in clauses[at : at + count]) else []
            if ways:
                break
        else:
            count = 1
            ways = read([word.folded for word in clauses[at].typed[0].words]) if free else []
        yield count, ways
        at += count


def _is_free(clause: Clause) -> bool:
    """Typed in one piece without quotes, and nothing known."""
    return len(clause.typed) == 1 and not clause.typed[0].together and not clause.typed[0].prefix and not clause.others


def _names(ways: Ways, rank: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """Whose syllables all occur, the frequent ones first."""
    known = [[sorted(rank.keys() & set(same), key=rank.__getitem__) for same in way] for way in ways]
    return islice(dict.fromkeys(name for way in known for name in product(*way)), MOST_NAMES)
