"""When nothing has everything that was typed: as much of it as anything has. Pure; how often each clause occurs, and whether
anything holds a set of them, is asked by the caller.

A clause weighs more the rarer it is, and a name as much as all its words. Sets are tried from the heaviest on, so of
“when is the Lang Sen festival” the name stays and the rest goes, though each word of the rest may be rarer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from math import log2

from search.query import Clause, Phrase, Query
from search.words import Word

PAIR = 2
MOST_TRIED = 12  # sets that are looked for; each costs a query
LEAST_KEPT = 0.3  # of the weight of what occurs
NEARLY = 0.5  # of the heaviest set found: lighter ones count as well, after it


def loosened(query: Query, occurrences: Callable[[Clause], int], holds: Callable[[Query], bool]) -> list[Query]:
    """What something holds of it, the heaviest first; empty when nothing worth showing does. Runs of words may stand apart."""
    apart = replace(query, clauses=tuple(_apart(query.clauses)))
    weights = {clause: _weight(clause, count) for clause in apart.clauses if (count := occurrences(clause))}
    everything = sum(weights.values())
    found: list[Query] = []
    heaviest = 0.0
    for tried, (weight, clauses) in enumerate(_lighter_and_lighter(weights)):
        if tried == MOST_TRIED or weight < max(LEAST_KEPT * everything, NEARLY * heaviest):
            break
        some = replace(apart, clauses=clauses)
        if some.clauses != query.clauses and holds(some):
            found.append(some)
            heaviest = heaviest or weight
    return found


def _weight(clause: Clause, occurrences: int) -> float:
    words = sum(len(phrase.words) for phrase in clause.typed) if clause.others else 1
    return words / log2(2 + occurrences)


def _lighter_and_lighter(weights: dict[Clause, float]) -> Iterator[tuple[float, tuple[Clause, ...]]]:
    """Sets of the clauses, in their order, by weight; the empty one is left out."""
    lightest = sorted(weights, key=lambda clause: weights[clause])
    everything = sum(weights.values())
    waiting: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    while waiting:
        dropped, places = heappop(waiting)
        left = {lightest[place] for place in places}
        if len(left) < len(lightest):
            yield everything - dropped, tuple(clause for clause in weights if clause not in left)
        last = places[-1] if places else -1
        if last + 1 == len(lightest):
            continue
        following = weights[lightest[last + 1]]
        heappush(waiting, (dropped + following, (*places, last + 1)))
        if places:
            heappush(waiting, (dropped - weights[lightest[last]] + following, (*places[:-1], last + 1)))


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
