"""The order of hits, said once for every engine: tiers, best first; inside a tier the newer one stands first. Pure.

Who types accents means them: what has exactly those stands above all that is only spelled alike, wherever it stands.
Who types none stands for every spelling: then title and names come first.

    typed with accents      exact in title or names > exact anywhere > folded in title or names > folded anywhere
    typed without           exact in title or names > folded there > exact anywhere > folded anywhere

In each of these, side by side stands above scattered; typed without accents, even in prose above words that are scattered over
a title and only spelled alike (đồng … hơi is no Đồng Hới). What is told above the pictures and clips of it; below them
all stands what has other forms of these words, then a place without the word for what it is (Ulyanovsk for tỉnh Ulyanovsk),
then what says the same in other words or another language, then what has the words of a name far from each other; each first
in title or names. The last tier holds everything that matches. An id or address that was pasted stands above all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from search.documents import MEDIA
from search.expressions import Expression, Says, Without, all_of, any_of, carries
from search.pasted import pasted
from search.query import Clause, Phrase, Query

ACCENTED_LATIN = re.compile("[à-ɏḁ-ỿ]")


Tiers = Mapping[Expression, int]
"""What an engine goes through from the first to the last, each with its number. None repeats an earlier one, and a number
is that of a kind of match, not of a place in the list: what a document has matched it matches under the same number
tomorrow, when the index has other words, and so pages go on where they ended."""

# (side by side, exact, strong), best first
BY_SPELLING = [(near, exact, strong) for exact in (True, False) for strong in (True, False) for near in (True, False)]
BY_PLACE = [
    *((near, True, True) for near in (True, False)),
    *((True, exact, strong) for exact, strong in ((False, True), (True, False), (False, False))),
    *((False, exact, strong) for exact, strong in ((False, True), (True, False), (False, False))),
]

A_QUERY = 100  # numbers; one has fewer


def tiers_of(query: Query) -> Tiers:
    if not query.clauses:
        return {}
    found = list(_tiers(query))
    known = pasted(query.typed)
    if known is not None:
        *better, last = found
        found = [known, *better, any_of([known, last])]
    if query.excluded:
        unwanted = any_of(_as_accented(phrase, strong=False) for phrase in query.excluded)
        found = [Without(wanted, unwanted) for wanted in found]
    media = carries("kind", MEDIA)
    return _numbered(tier for wanted in found for tier in (Without(wanted, media), wanted))


def tiers_of_any(queries: Sequence[Query]) -> Tiers:
    """What answers the first query stands above what answers the next one."""
    return one_below_another([tiers_of(query) for query in queries])


def one_below_another(tiers: Sequence[Tiers]) -> Tiers:
    tiers = [one for one in tiers if one]
    if not tiers:
        return {}
    found: dict[Expression, int] = {}
    for before, one in enumerate(tiers):
        for tier, number in one.items():
            found.setdefault(tier, before * A_QUERY + number)
    everything = any_of(everything_in(one) for one in tiers)
    found.pop(everything, None)
    return found | {everything: len(tiers) * A_QUERY}


def everything_in(tiers: Tiers) -> Expression:
    """The last tier: every hit matches it."""
    return list(tiers)[-1]


def _numbered(tiers: Iterable[Expression]) -> Tiers:
    found: dict[Expression, int] = {}
    for number, tier in enumerate(tiers):
        found.setdefault(tier, number)
    return found


def _tiers(query: Query) -> Iterator[Expression]:
    whole = _whole(query)
    accented = _is_accented(whole)
    # what has to have its own accents has them side by side with others as well: a tier is a part of the last one
    strict = any(phrase.together or phrase.exactly for phrase in query.phrases())
    for side_by_side, exact, strong in BY_SPELLING if accented else BY_PLACE:
        if side_by_side:
            near = says(whole, exact=exact, strong=strong)
            yield all_of([near, typed(query.clauses, exact=False, strong=strong)]) if strict and not exact else near
        else:
            yield typed(query.clauses, exact=exact, strong=strong)
    for words in Words:
        for strong in (True, False):
            yield in_any_words(query.clauses, strong=strong, words=words)


def _is_accented(phrase: Phrase) -> bool:
    return any(word.exact != word.folded for word in phrase.words)


def _whole(query: Query) -> Phrase:
    """Everything that was typed, side by side."""
    phrases = list(query.phrases())
    return Phrase(tuple(word for phrase in phrases for word in phrase.words), prefix=phrases[-1].prefix)


def says(phrase: Phrase, *, exact: bool, strong: bool) -> Expression:
    """In any spelling, unless `exact`; what is quoted with its accents has them, or none."""
    if phrase.together and not exact:
        return _as_accented(phrase, strong=strong)
    exact = exact or phrase.exactly
    return Says(phrase.exact if exact else phrase.folded, exact=exact, strong=strong, prefix=phrase.prefix)


def _as_accented(phrase: Phrase, *, strong: bool) -> Expression:
    """-bán and "bán" mean what sells, with or without its accents, but no reader (bạn); -ban and "ban" all of them."""
    if phrase.exactly:
        return Says(phrase.exact, exact=True, strong=strong, prefix=phrase.prefix)
    if not any(ACCENTED_LATIN.search(word.exact) for word in phrase.words):
        return Says(phrase.folded, exact=False, strong=strong, prefix=phrase.prefix)
    return any_of(
        Says(words, exact=True, strong=strong, prefix=phrase.prefix) for words in (phrase.exact, phrase.folded)
    )


def typed(clauses: Iterable[Clause], *, exact: bool, strong: bool) -> Expression:
    """All that was typed."""
    return all_of(says(phrase, exact=exact, strong=strong) for clause in clauses for phrase in clause.typed)


class Words(IntEnum):
    """In how many other words a clause may be said; each has those before it as well."""

    FORMS = 1
    SHORTER = 2
    OTHERS = 3
    SCATTERED = 4


def in_any_words(clauses: Iterable[Clause], *, strong: bool, words: Words) -> Expression:
    """All of it, as it was typed or in these other words."""

    def all_said(phrases: Iterable[Phrase]) -> Expression:
        return all_of(says(phrase, exact=False, strong=strong) for phrase in phrases)

    def ways(clause: Clause) -> Iterator[Expression]:
        yield all_of(any_of(map(all_said, way)) for way in clause.ways())
        if words >= Words.SHORTER:
            yield from map(all_said, clause.shorter)
        if words >= Words.OTHERS:
            yield from map(all_said, clause.others)
        if words >= Words.SCATTERED and clause.scattered:
            yield in_any_words(clause.scattered, strong=strong, words=words)
        if words >= Words.SCATTERED:
            yield from map(all_said, clause.apart)

    return all_of(any_of(ways(clause)) for clause in clauses)
