"""The order of hits, said once for every engine: tiers, best first; inside a tier the newer one stands first. Pure.

Who types accents means them: what has exactly those stands above all that is only spelled alike, wherever it stands.
Who types none stands for every spelling: then title and names come first.

    typed with accents      exact in title or names > exact anywhere > folded in title or names > folded anywhere
    typed without           exact in title or names > folded there > exact anywhere > folded anywhere

In each of these, side by side stands above scattered, and what is told above the pictures and clips of it; below them
all stands what says the same in other words, first in title or names. The last tier holds everything that matches.
"""

from collections.abc import Iterable, Iterator, Sequence

from search.documents import MEDIA
from search.expressions import Expression, Says, Without, all_of, any_of, carries
from search.query import Clause, Phrase, Query


def tiers_of(query: Query) -> tuple[Expression, ...]:
    """What an engine goes through from the first to the last; none repeats an earlier one."""
    if not query.clauses:
        return ()
    found: Iterable[Expression] = dict.fromkeys(_tiers(query))
    if query.excluded:
        unwanted = any_of(says(phrase, exact=False, strong=False) for phrase in query.excluded)
        found = [Without(wanted, unwanted) for wanted in found]
    media = carries("kind", MEDIA)
    return tuple(tier for wanted in found for tier in (Without(wanted, media), wanted))


def tiers_of_any(queries: Sequence[Query]) -> tuple[Expression, ...]:
    """What answers the first query stands above what answers the next one."""
    tiers = [tiers_of(query) for query in queries]
    return (*dict.fromkeys(tier for one in tiers for tier in one), any_of(one[-1] for one in tiers))


def _tiers(query: Query) -> Iterator[Expression]:
    whole = _whole(query)
    accented = any(word.exact != word.folded for word in whole.words)
    by_spelling = [(exact, strong) for exact in (True, False) for strong in (True, False)]
    by_place = [(exact, strong) for strong in (True, False) for exact in (True, False)]
    for exact, strong in by_spelling if accented else by_place:
        yield says(whole, exact=exact, strong=strong)
        yield typed(query.clauses, exact=exact, strong=strong)
    yield in_any_words(query.clauses, strong=True)
    yield in_any_words(query.clauses, strong=False)


def _whole(query: Query) -> Phrase:
    """Everything that was typed, side by side."""
    phrases = list(query.phrases())
    return Phrase(tuple(word for phrase in phrases for word in phrase.words), prefix=phrases[-1].prefix)


def says(phrase: Phrase, *, exact: bool, strong: bool) -> Expression:
    return Says(phrase.exact if exact else phrase.folded, exact=exact, strong=strong, prefix=phrase.prefix)


def typed(clauses: Iterable[Clause], *, exact: bool, strong: bool) -> Expression:
    """All that was typed."""
    return all_of(says(phrase, exact=exact, strong=strong) for clause in clauses for phrase in clause.typed)


def in_any_words(clauses: Iterable[Clause], *, strong: bool) -> Expression:
    """All of it, in the words typed or in others that say the same."""
    return all_of(
        any_of(
            all_of(says(phrase, exact=False, strong=strong) for phrase in phrases)
            for phrases in (clause.typed, *clause.others)
        )
        for clause in clauses
    )
