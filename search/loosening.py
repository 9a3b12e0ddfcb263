"""When nothing has everything that was typed: most of it. Pure; how often each clause occurs is asked by the caller."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from search.query import Clause, Phrase, Query
from search.words import Word

FEWEST = 2  # clauses of a query that can still be loosened
PAIR = 2


def looser(query: Query, occurrences: Callable[[Clause], int]) -> list[Query]:
    """Ever looser queries: runs of words may stand apart; what occurs nowhere is left out; then the most common words.
    The rare half is never left out."""
    apart = replace(query, clauses=tuple(_apart(query.clauses)))
    steps = [apart] if apart.clauses != query.clauses else []
    counts = {clause: occurrences(clause) for clause in apart.clauses}
    occurring = [clause for clause in apart.clauses if counts[clause]]
    if not occurring:
        return []
    if len(occurring) < len(apart.clauses):
        steps.append(replace(apart, clauses=tuple(occurring)))
    by_rarity = sorted(occurring, key=lambda clause: counts[clause])
    for kept in range(len(occurring) - 1, max(1, len(occurring) // 2) - 1, -1):
        rare = set(by_rarity[:kept])
        steps.append(replace(apart, clauses=tuple(clause for clause in occurring if clause in rare)))
    return steps


def _apart(clauses: Sequence[Clause]) -> list[Clause]:
    """Long runs become pairs of words: 旅游投资 is 旅游 and 投资. A name keeps its clause."""
    parts: list[Clause] = []
    for clause in clauses:
        phrase = clause.typed[0]
        if (
            phrase.together
            or len(clause.typed) > 1
            or len(phrase.words) <= PAIR
            or (clause.others and len(clause.others[0]) == 1)
        ):
            parts.append(clause)
        elif clause.others:
            parts += [Clause((part,)) for part in clause.others[0]]  # cut around its names already
        else:
            parts += [Clause((Phrase(pair),)) for pair in _pairs(phrase.words)]
    return list(dict.fromkeys(parts))


def _pairs(run: Sequence[Word]) -> list[tuple[Word, ...]]:
    return [tuple(run[at : at + PAIR]) for at in range(0, len(run), PAIR)]
