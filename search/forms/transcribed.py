"""Vietnamese names of a query in other scripts: Нгуен Ван Хай and 阮文海 find Nguyễn Văn Hải, and Nguyễn Văn Hải finds them. Asked for
where few texts have what was typed; each is a phrase, so it finds only what texts say. Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from search.forms import sino_vietnamese
from search.forms.shorter_names import without_what_is_built
from search.forms.vietnamese_sounds import FEWEST, in_other_scripts, is_syllable, read, written_so
from search.query import Clause, Phrase, Query
from search.words import Word, is_sign, spelled

MOST_NAMES = 12
MOST_WRITTEN = 36
MOST_MARKED = 6  # ways of a script, or to mark some of the tones
MOST_READ = 2  # ways to read a name that are written in yet another script
LONGEST = 5  # words of a name
_HAN = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class _Read:
    """One way to read a name: for each syllable all that it may be. `exactly`: with these accents."""

    syllables: tuple[tuple[Word, ...], ...]
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """So many clauses that together may be a name: how it is read in Latin letters, or written in others."""

    clauses: int
    read: tuple[_Read, ...] = ()
    written: tuple[str, ...] = ()

    def words(self) -> Iterator[Word]:
        return (one for way in self.read for same in way.syllables for one in same)

    def names(self, rank: Mapping[str, int]) -> list[Phrase]:
        """Whose syllables all occur, the frequent ones first."""
        found: dict[Phrase, None] = {}
        for way in self.read:
            known = [
                sorted((one for one in same if one.folded in rank), key=lambda one: rank[one.folded])
                for same in way.syllables
            ]
            found |= dict.fromkeys(Phrase(name, exactly=way.exactly) for name in product(*known))
        return [*islice(found, MOST_NAMES), *(Phrase(spelled(name)) for name in self.written)]


def transcribed(query: Query, occurring: Callable[[set[str]], list[str]]) -> Query:
    """The query with its names in other scripts as well.

    occurring: of these folded words, those that the index has, the most frequent first.
    """
    runs = {at: list(_runs(query, at)) for at in range(len(query.clauses))}
    asked = {one.folded for begun in runs.values() for run in begun for one in run.words()}
    rank = {word: at for at, word in enumerate(occurring(asked))} if asked else {}
    clauses: list[Clause] = []
    at = 0
    while at < len(query.clauses):
        run, names = next(((run, names) for run in runs[at] if (names := run.names(rank))), (_Run(1), []))
        taken = query.clauses[at : at + run.clauses]
        at += run.clauses
        others = tuple((name,) for name in names)
        if run.clauses == 1:
            clauses.append(replace(taken[0], others=(*taken[0].others, *others)))
        else:
            clauses.append(Clause(tuple(phrase for clause in taken for phrase in clause.typed), others))
    found = tuple(clauses)
    return replace(query, clauses=found) if found != query.clauses else query


def has_chinese(query: Query) -> bool:
    return any(_HAN.fullmatch("".join(phrase.folded)) for phrase in query.phrases())


def _runs(query: Query, at: int) -> Iterator[_Run]:
    """What may be a name and begins with this clause, the longest first."""
    free = 0
    while free < LONGEST and at + free < len(query.clauses) and _is_free(query.clauses[at + free]):
        free += 1
    for count in range(free, 0, -1):
        phrases = [clause.typed[0] for clause in query.clauses[at : at + count]]
        one_by_one = count == 1 or all(len(phrase.words) == 1 for phrase in phrases)
        if one_by_one or all(is_sign(word.folded) for phrase in phrases for word in phrase.words):
            text = query.typed[phrases[0].start : phrases[-1].end]
            whole = count == len(query.clauses)
            names = [text, *([rest] if (rest := without_what_is_built(text)) else [])]
            runs = [run for name in names if (run := _run(count, name, alone=whole, is_part=name != text))]
            yield _Run(
                count, tuple(way for run in runs for way in run.read), tuple(one for run in runs for one in run.written)
            )


def _run(clauses: int, text: str, *, alone: bool, is_part: bool) -> _Run | None:
    """`alone`: nothing else was typed; `is_part`: it is what is left of it without the word for what it is."""
    words = spelled(text)
    signs = [word.folded for word in words]
    if _HAN.fullmatch("".join(signs)):
        if clauses > 1:
            return None
        ways = sino_vietnamese.readings(signs)
        return _Run(1, tuple(_Read(way, exactly=True) for way in ways), tuple(_from_chinese(ways)))
    capitals = [part[0].isupper() for part in text.split()]
    sounds = read(signs, as_name=all(capitals))
    written: Iterable[str] = ()
    own: tuple[_Read, ...] = ()
    if sounds:
        written = _from_sounds(sounds)
    elif _is_name(words) and (all(capitals) or (alone and not any(capitals[1:]))):
        written = _from_latin(words)
        own = (_Read(tuple((word,) for word in words), exactly=any(map(_is_accented, words))),) if is_part else ()
    return _Run(clauses, (*map(_by_sound, sounds), *own), tuple(islice(dict.fromkeys(written), MOST_WRITTEN)))


def _is_free(clause: Clause) -> bool:
    """Typed in one piece without quotes, and nothing known."""
    return len(clause.typed) == 1 and not clause.typed[0].together and not clause.typed[0].prefix and not clause.others


def _is_name(words: Sequence[Word]) -> bool:
    """Vietnamese syllables."""
    return len(words) >= FEWEST and all(is_syllable(word.folded) for word in words)


def _is_accented(word: Word) -> bool:
    return word.exact != word.folded


def _by_sound(way: tuple[tuple[str, ...], ...]) -> _Read:
    return _Read(tuple(tuple(Word(one, one) for one in same) for same in way))


def _from_latin(words: Sequence[Word]) -> Iterator[str]:
    if any(map(_is_accented, words)):
        yield from in_other_scripts([word.exact for word in words], most=MOST_MARKED)
    else:
        yield from written_so([(word.folded,) for word in words], most=MOST_MARKED)
    yield from sino_vietnamese.written(words)


def _from_chinese(ways: Sequence[tuple[tuple[Word, ...], ...]]) -> Iterator[str]:
    for way in ways:
        for name in islice(product(*way), MOST_READ):
            yield from in_other_scripts([word.exact for word in name])


def _from_sounds(ways: Sequence[tuple[tuple[str, ...], ...]]) -> Iterator[str]:
    for way in ways[:MOST_READ]:
        yield from written_so(way, most=MOST_MARKED)
        for name in islice(product(*way), MOST_READ):
            yield from sino_vietnamese.written([Word(one, one) for one in name])
