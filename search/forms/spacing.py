"""One word or two: Ha Noi and Hanoi, Viet Nam and Vietnam, Нге Ан and Нгеан. Foreign desks write the syllables of a name
together, the Vietnamese apart. Asked for beside what was typed, when the index has it. Pure.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from search.query import Clause, Phrase, Query
from search.words import Word

SHORTEST, LONGEST = 5, 14  # letters of what is joined
_LETTERS = re.compile("[a-zа-я]+")
_SYLLABLE = re.compile(
    r"(?:ngh?|gh?|gi|qu|[cknpt]h|tr|[bcdhklmnpqrstvx])?"
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aei]|u[aeiouy]|ye|oa[iy]|u[oa][iy]|uy[ae]|[iy]eu|uou)(?:ch|n[gh]|[cmnpt])?"
)


def spaced(query: Query, occurring: Callable[[set[str]], list[str]]) -> Query:
    """The query with its words joined and parted.

    occurring: of these folded words, those that the index has.
    """
    words = [_word(clause) for clause in query.clauses]
    joined = {one + other for one, other in pairwise(words) if one and other}
    joined = {word for word in joined if SHORTEST <= len(word) <= LONGEST}
    plain = [word if word and _is_plain(clause) else "" for word, clause in zip(words, query.clauses, strict=True)]
    halves = {half for word in plain for cut in _cuts(word) for half in cut}
    if not joined and not halves:
        return query
    known = set(occurring(joined | halves))
    clauses: list[Clause] = []
    at = 0
    while at < len(words):
        whole = f"{words[at]}{words[at + 1]}" if at + 1 < len(words) and words[at] and words[at + 1] else ""
        if whole in known & joined:
            pair = query.clauses[at : at + 2]
            typed = tuple(phrase for clause in pair for phrase in clause.typed)
            clauses.append(Clause(typed, ((_phrase(whole),),)))
            at += 2
            continue
        parted = tuple((_phrase(*cut),) for cut in _cuts(plain[at]) if known.issuperset(cut))
        clause = query.clauses[at]
        clauses.append(replace(clause, others=(*clause.others, *parted)) if parted else clause)
        at += 1
    return replace(query, clauses=tuple(clauses))


def _word(clause: Clause) -> str:
    """The one word of a clause, typed without quotes and no name; else nothing."""
    phrase = clause.typed[0]
    if len(clause.typed) > 1 or len(phrase.words) > 1 or phrase.together or phrase.prefix or clause.others:
        return ""
    word = phrase.words[0]
    return word.folded if _LETTERS.fullmatch(word.folded) else ""


def _is_plain(clause: Clause) -> bool:
    return all(word.exact == word.folded for word in clause.typed[0].words)


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """Into two Vietnamese syllables."""
    if SHORTEST <= len(word) <= LONGEST and word.isascii():
        for at in range(2, len(word) - 1):
            if _SYLLABLE.fullmatch(word, 0, at) and _SYLLABLE.fullmatch(word, at):
                yield word[:at], word[at:]


def _phrase(*words: str) -> Phrase:
    return Phrase(tuple(Word(word, word) for word in words))
