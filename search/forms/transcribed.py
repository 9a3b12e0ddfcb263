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
from search.words import Word, folded, is_sign, spelled

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
            for name in product(*known):
                found[Phrase(name, exactly=way.exactly)] = None
                if way.exactly:  # foreign desks leave the accents out
                    found[Phrase(tuple(Word(one.folded, one.folded) for one in name), exactly=True)] = None
        return [*islice(found, MOST_NAMES), *(Phrase(spelled(name)) for name in self.written)]


def transcribed(
    query: Query,
    occurring: Callable[[set[str]], list[str]],
    called: Callable[[Sequence[Word]], Sequence[tuple[Word, ...]]] = lambda name: (),
) -> Query:
    """The query with its names in other scripts as well.

    occurring: of these folded words, those that the index has, the most frequent first. called: what a name that is read so is
    called elsewhere, where that is known.
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
        known = [Phrase(other) for name in names if is_latin(name.words) for other in called(name.words)]
        others = tuple((name,) for name in dict.fromkeys((*names, *known)))
        if run.clauses == 1 and taken[0].others:
            clauses.append(_otherwise_spelled(taken[0]))
        elif run.clauses == 1:
            clauses.append(replace(taken[0], others=(*taken[0].others, *others)))
        else:
            clauses.append(Clause(tuple(phrase for clause in taken for phrase in clause.typed), others))
    found = tuple(clauses)
    return replace(query, clauses=found) if found != query.clauses else query


def _otherwise_spelled(clause: Clause) -> Clause:
    """What the name is called in Vietnamese, as other desks write it than those who told."""
    names = [tuple(word for phrase in clause.typed for word in phrase.words)]
    names += [way[0].words for way in clause.others if len(way) == 1]
    spoken = [name for name in names if _is_name(name) and len(name) <= LONGEST and any(map(_is_accented, name))]
    known = set(map(folded, names))
    told = any(_HAN.fullmatch("".join(one)) for one in known)  # its own characters; others are somebody else's
    written = dict.fromkeys(
        spelled(text)
        for name in spoken[:MOST_READ]
        for text in (*islice(from_latin(name), MOST_WRITTEN), *_by_its_letters(name))
        if not (told and _HAN.fullmatch(text))
    )
    more = [name for name in written if folded(name) not in known]
    return replace(clause, others=(*clause.others, *((Phrase(name),) for name in more))) if more else clause


def _by_its_letters(name: Sequence[Word]) -> list[str]:
    """As desks write it that do not know that the Vietnamese d is a z: Дьентяу, ディエンチャウ for Diễn Châu."""
    words = [re.sub("^d", "đ", word.exact) for word in name]
    return in_other_scripts(words) if words != [word.exact for word in name] else []


def is_readable(text: str) -> bool:
    """May be the name of somebody or of a place in a script without spaces."""
    run = _run(1, text, alone=False, is_part=False)
    return run is not None and bool(run.read)


def is_latin(name: Sequence[Word]) -> bool:
    return all(is_syllable(word.folded) for word in name)


def has_chinese(query: Query) -> bool:
    return any(_HAN.fullmatch("".join(phrase.folded)) for phrase in query.phrases())


def _runs(query: Query, at: int) -> Iterator[_Run]:
    """What may be a name and begins with this clause, the longest first."""
    free = 0
    while free < LONGEST and at + free < len(query.clauses) and _may_be_part(query.clauses[at + free]):
        free += 1
    if all(clause.others for clause in query.clauses[at : at + free]):
        return
    for count in range(free, 0, -1):
        if count == 1 and query.clauses[at].others:
            return
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
        written = from_latin(words)
        own = (_Read(tuple((word,) for word in words), exactly=any(map(_is_accented, words))),) if is_part else ()
    return _Run(clauses, (*map(_by_sound, sounds), *own), tuple(islice(dict.fromkeys(written), MOST_WRITTEN)))


def _may_be_part(clause: Clause) -> bool:
    """Typed in one piece without quotes, and nothing known but one syllable, which may be the first of a name (Vinh Hòa)."""
    phrase = clause.typed[0]
    if len(clause.typed) > 1 or phrase.together or phrase.prefix:
        return False
    return not clause.others or (len(phrase.words) == 1 and is_syllable(phrase.words[0].folded))


def _is_name(words: Sequence[Word]) -> bool:
    """Vietnamese syllables."""
    return len(words) >= FEWEST and all(is_syllable(word.folded) for word in words)


def _is_accented(word: Word) -> bool:
    return word.exact != word.folded


def _by_sound(way: tuple[tuple[str, ...], ...]) -> _Read:
    return _Read(tuple(tuple(Word(one, one) for one in same) for same in way))


def from_latin(words: Sequence[Word]) -> Iterator[str]:
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
