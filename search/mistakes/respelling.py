"""Mistakes in writing without spaces, where there is no list of words to hold them against: 코키리 for 코끼리, ໄຟຟາ for ໄຟຟ້າ,
太阳能电驰. Texts that have the rest of the run are looked through for what is nearest to it. Pure.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from locales.canonical import Token, tokens
from locales.canonical.characters import HAN, KANA
from search.looking import pattern_of, plain
from search.mistakes.spelling import distance
from search.query import Clause, Phrase, Query
from search.words import Word, is_sign

SHORTEST, LONGEST = 2, 12  # signs or syllables of a run
TWO_MISTAKES = 8  # letters from which two may be wrong
MOST_READ = 20_000  # characters of a text
MOST_RUNS = 2  # of a query
_KANA = re.compile(f"[{KANA}]+")
_HAN = re.compile(f"[{HAN}]+")


def runs(query: Query) -> Iterator[Phrase]:
    """What may be misspelled."""
    for clause in query.clauses:
        phrase = clause.typed[0]
        signs = "".join(phrase.folded)
        if (
            len(clause.typed) == 1
            and not phrase.together
            and SHORTEST <= len(phrase.words) <= LONGEST
            and all(is_sign(word.folded) for word in phrase.words)
            and not (len(phrase.words) == SHORTEST and _HAN.fullmatch(signs))  # half of it would be a guess
        ):
            yield phrase


def with_one_mistake(run: Phrase) -> Query:
    """What has all of the run but one of its signs, or has one between two of them."""
    words = run.words
    ways: list[tuple[Phrase, ...]] = [(Phrase(words[1:]),), (Phrase(words[:-1]),)]
    for at in range(1, len(words)):
        ways.append((Phrase(words[:at]), Phrase(words[at:])))
        if at < len(words) - 1:
            ways.append((Phrase(words[:at]), Phrase(words[at + 1 :])))
    return Query("", (Clause((run,), tuple(ways)),))


def nearest(run: Phrase, texts: Iterable[str]) -> str | None:
    """What is written in the texts that is nearest to the run, the most frequent of it."""
    typed = _letters(run.words)
    most = 2 if len(typed) >= TWO_MISTAKES else 1
    found: Counter[str] = Counter()
    apart: dict[str, tuple[int, int]] = {}  # mistakes; and letters too many or missing, which are rarer than wrong ones
    ends = pattern_of([((run.words[at].folded,), False) for at in (0, -1)])
    passages = (passage for text in texts for passage in text[:MOST_READ].split("\n"))
    for passage in passages if ends is None else (each for each in passages if ends.stands_in(plain(each))):
        said = tokens(passage)
        for start, end in _windows(run, said):
            written = passage[said[start].start : said[end - 1].end]
            if written not in apart:
                letters = _letters([Word(one.exact, one.folded) for one in said[start:end]])
                told = distance(typed, letters, most)
                apart[written] = (most + 1 if told is None else told, abs(len(letters) - len(typed)))
            if 0 < apart[written][0] <= most:
                found[written] += 1
    return min(found, key=lambda written: (apart[written], -found[written], written), default=None)


def _windows(run: Phrase, said: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where as many signs stand, or one more or less, that begin or end like the run."""
    first, last = run.words[0].folded, run.words[-1].folded
    size = len(run.words)
    in_kana = _KANA.fullmatch("".join(run.folded)) is not None
    for at, token in enumerate(said):
        for length in (size, size + 1, size - 1):
            for start, found in ((at, first), (at + 1 - length, last)):
                end = start + length
                if (
                    length > 1
                    and token.folded == found
                    and start >= 0
                    and end <= len(said)
                    and _is_run(said[start:end])
                    and not (in_kana and _goes_on(said[max(0, start - 1) : end + 1], said[start:end]))
                ):
                    yield start, end


def _is_run(said: Sequence[Token]) -> bool:
    return all(one.end == other.start for one, other in pairwise(said))


def _goes_on(around: Sequence[Token], said: Sequence[Token]) -> bool:
    """A word of kana ends where its script does."""
    return any(
        _KANA.fullmatch(one.folded) is not None and (one.end == said[0].start or one.start == said[-1].end)
        for one in around
        if one not in said
    )


def _letters(words: Sequence[Word]) -> str:
    """Korean syllables in their letters."""
    return normalize("NFD", "".join(word.folded for word in words))


def respelled(query: Query, occurs: Callable[[Query], bool], texts: Callable[[Query], Iterable[str]]) -> str | None:
    """The typed text with its misspelled runs as they were probably meant; None where nothing is near."""
    typed, moved = query.typed, 0
    doubtful = [run for run in runs(query) if not occurs(Query("", (Clause((run,)),)))]
    for run in doubtful[:MOST_RUNS]:
        meant = nearest(run, texts(with_one_mistake(run)))
        if meant is not None:
            typed = f"{typed[: run.start + moved]}{meant}{typed[run.end + moved :]}"
            moved += len(meant) - (run.end - run.start)
    return typed if typed != query.typed else None
