"""When nothing has everything that was typed: as much of it as anything has. Pure; how often each clause occurs, and whether
anything holds a set of them, is asked by the caller.

A clause weighs more the rarer it is, a name more than all its words, and a word that was guessed little; one that only builds
the sentence counts where there is nothing else. From each of the heaviest on, the others are
added one by one, heavier ones first, as long as something holds them all; so of “when is the Lang Sen festival” the
name stays and the rest goes, though each word of the rest may be rarer. What holds less of such a set follows it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log2

from search.forms.inflection import is_vietnamese
from search.function_words import SIGNS, WORDS
from search.query import Clause, Phrase, Query

PAIR = 2
MOST_CLAUSES = 8  # that are put together; of a long question the lightest say least
MOST_BEGINNINGS = 3
MOST_COUNTED = 24
MOST_SETS = 6
LIGHT = 0.3
LEAST_KEPT = 0.26  # of the weight of what occurs and tells
NEARLY = 0.5  # of the heaviest set found: lighter ones count as well, after it


def loosened(
    query: Query,
    occurrences: Callable[[Clause], int],
    holds: Callable[[Query], bool],
    guessed: Collection[str] = frozenset(),
) -> list[Query]:
    """What something holds of it, the heaviest first; empty when nothing worth showing does. Runs of words may stand apart.

    guessed: folded words that nobody typed: those that were probably meant."""
    apart = taken_apart(query)
    weights = {clause: _weight(clause, count, guessed) for clause in apart.clauses if (count := occurrences(clause))}
    telling = {clause for clause in weights if not _is_light(clause, guessed)}
    if telling:
        # what builds the sentence in one language may be a word of another: “le temple Con” and lễ hội đền Cờn
        weights = {clause: weight for clause, weight in weights.items() if not _is_light(clause, ())}
    heaviest = sorted(weights, key=lambda clause: (clause not in telling, -weights[clause]))[:MOST_CLAUSES]
    largest: list[tuple[Clause, ...]] = []
    for beginning in heaviest[:MOST_BEGINNINGS]:
        held = _largest(beginning, heaviest, largest, lambda clauses: holds(replace(apart, clauses=clauses)))
        largest.append(held)
    found = dict.fromkeys(frozenset(part) for held in largest for part in _parts(held))
    found.pop(frozenset(query.clauses), None)
    heavy = {part: sum(weights[clause] for clause in weights if clause in part) for part in found}
    if telling:
        heavy = {part: weight for part, weight in heavy.items() if not telling.isdisjoint(part)}
    # a syllable that nothing has with its accents is what was meant and is missing
    missing = sum(
        clause not in weights and not _is_light(clause, guessed) for clause in apart.clauses if _is_accented(clause)
    )
    least = max(
        LEAST_KEPT * (missing + sum(weights[clause] for clause in weights if not telling or clause in telling)),
        NEARLY * max(heavy.values(), default=0),
    )
    best = sorted((part for part in heavy if heavy[part] >= least), key=lambda part: -heavy[part])
    return [replace(apart, clauses=tuple(clause for clause in weights if clause in part)) for part in best[:MOST_SETS]]


def _largest(
    beginning: Clause,
    clauses: Sequence[Clause],
    known: Sequence[tuple[Clause, ...]],
    holds: Callable[[tuple[Clause, ...]], bool],
) -> tuple[Clause, ...]:
    """All that something holds together with the first. What is part of a set found before is held as well."""
    held: tuple[Clause, ...] = (beginning,)
    for clause in clauses:
        more = (*held, clause)
        if clause not in held and (any(set(more) <= set(whole) for whole in known) or holds(more)):
            held = more
    return held


def _parts(held: tuple[Clause, ...]) -> Iterator[tuple[Clause, ...]]:
    """What is held together is held in part: its heaviest clauses, and all but one."""
    for size in range(len(held), 0, -1):
        yield held[:size]
    for place in range(len(held) if len(held) > 1 else 0):
        yield (*held[:place], *held[place + 1 :])


def taken_apart(query: Query) -> Query:
    """The query, in the clauses that may be left out one by one. Syllables that were typed with the accents of Vietnamese keep them:
    without, each is a dozen others, and any long text has some of those."""
    parts = _apart(query.clauses)
    if any(is_vietnamese(word) for phrase in query.phrases() for word in phrase.words):
        parts = [_as_accented(clause) for clause in parts]
    return replace(query, clauses=tuple(parts)[:MOST_COUNTED])


def in_its_own_words(query: Query) -> Query:
    """Without what its names are called in other languages."""
    return replace(query, clauses=tuple(map(_in_its_own_words, query.clauses)))


def _in_its_own_words(clause: Clause) -> Clause:
    return replace(clause, others=(), apart=(), scattered=tuple(map(_in_its_own_words, clause.scattered)))


def has_most(part: Query, query: Query) -> bool:
    """The part holds more than half of what tells something in the query."""
    telling = [clause for clause in taken_apart(query).clauses if not _is_light(clause, ())]
    return 2 * sum(clause in telling for clause in part.clauses) > len(telling)


def _is_accented(clause: Clause) -> bool:
    phrase = clause.typed[0]
    return phrase.together and any(map(is_vietnamese, phrase.words))


def _as_accented(clause: Clause) -> Clause:
    if clause.is_name or clause.others or not any(word.exact != word.folded for word in clause.typed[0].words):
        return clause
    return replace(clause, typed=tuple(replace(phrase, together=True) for phrase in clause.typed))


def _weight(clause: Clause, occurrences: int, guessed: Collection[str]) -> float:
    words = sum(len(phrase.words) for phrase in clause.typed) if clause.others else 1
    words = max(words, PAIR) + 1 if clause.is_name else words  # it is counted in all languages, other words in one
    return (LIGHT if _is_light(clause, guessed) else 1) * words / log2(2 + occurrences)


def _is_light(clause: Clause, guessed: Collection[str]) -> bool:
    said = [word for phrase in clause.typed for word in phrase.words]
    return (
        all(word.exact in WORDS or word.folded in guessed for word in said)
        or "".join(word.exact for word in said) in SIGNS
    )


def _apart(clauses: Sequence[Clause]) -> list[Clause]:
    """Long runs become pairs of words: 旅游投资 is 旅游, 游投 and 投资, of which the second will hardly occur. A name keeps its
    clause."""
    parts: list[Clause] = []
    for clause in clauses:
        phrase = clause.typed[0]
        if (
            phrase.together
            or len(clause.typed) > 1
            or len(phrase.words) <= PAIR
            or clause.is_name
            or (clause.others and not clause.forms)
        ):
            parts.append(clause)
        elif clause.forms:  # cut around its names already
            named = {part.typed[0]: part for part in clause.scattered if part.others}
            for part in clause.forms[0][0]:
                parts += [named.get(part, Clause((part,)))] if part.together else _pairs(part)
        else:
            parts += _pairs(phrase)
    return list(dict.fromkeys(parts))


def _pairs(run: Phrase) -> list[Clause]:
    if len(run.words) <= PAIR:
        return [Clause((run,))]
    return [Clause((Phrase(pair),)) for pair in pairwise(run.words)]
