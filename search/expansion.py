"""What was typed, in the other languages: a name of a place, an agency, a person or a term finds the documents that call it
otherwise, so 义安省 or “province de Nghê An” finds the Vietnamese original. A date or a number stands for its other spellings.

The names come from the index itself (documents with `equivalent_names`); each process keeps them until one changes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, takewhile
from threading import Lock
from uuid import UUID

from search.forms import dates, numbers
from search.forms.same_words import GROUPS
from search.forms.shorter_names import with_plain, without_kind, without_level
from search.models import Index, StoredDocument
from search.query import Clause, Phrase, Query
from search.ranking import ACCENTED_LATIN
from search.words import Word, spelled

LONGEST_NAME = 24  # words
MOST_OTHERS = 16
SHORTEST_JOINED = 5  # letters
JOINED = re.compile("[a-zа-я]+")
SHORTEST = 3  # letters of a name that stands alone; “An” and “Lò” mean too much else

Name = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """folded words of a name → the names that are spelled so, each with all that say the same. `joined`: the same for
    names of several words without spaces: foreign desks write Hanoi and hochiminh. `shorter`: of a place, the name without the
    word for what it is."""

    names: dict[tuple[str, ...], list[tuple[Name, tuple[Name, ...]]]] = field(default_factory=dict)
    joined: dict[str, list[tuple[Name, ...]]] = field(default_factory=dict)
    shorter: dict[tuple[str, ...], Name] = field(default_factory=dict)
    longest: int = dates.LONGEST

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> "Lexicon":
        names: dict[tuple[str, ...], list[tuple[Name, tuple[Name, ...]]]] = {}
        joined: dict[str, list[tuple[Name, ...]]] = {}
        shorter: dict[tuple[str, ...], Name] = {}
        known: list[tuple[Sequence[str], bool]] = [(group, True) for group in GROUPS]
        for group in groups:
            plain = with_plain(group)
            kinds = without_kind(plain)
            shorter |= {tuple(word.folded for word in spelled(name)): spelled(short) for name, short in kinds.items()}
            wider = kinds or without_level(plain)
            known += [(plain, False), (list(wider.values()), False)]
        for group, is_short in known:
            alike = tuple(dict.fromkeys(name for text in group if (name := spelled(text))))
            enough = _enough(alike)
            for name in alike:
                if is_short or _tells(name):
                    names.setdefault(tuple(word.folded for word in name), []).append((name, enough))
                    joined.setdefault("".join(word.folded for word in name), []).append((name, *enough))
        return cls(names, joined, shorter, max([dates.LONGEST, *map(len, names)]))

    def others(self, typed: Sequence[Word], *, in_one_piece: bool = False) -> list[Name]:
        """What says the same as these words, if together they are a name or a date. Typed accents have to be those of the
        name; typed without any, they stand for every accent."""
        found: dict[tuple[str, ...], Name] = {}
        for name, alike in self.names.get(tuple(word.folded for word in typed), ()):
            if all(_may_be(word, own) for word, own in zip(typed, name, strict=True)):
                for other in alike:
                    found.setdefault(tuple(word.folded for word in other), other)
        own_words = [word.folded for word in typed]
        found = {words: other for words, other in found.items() if not _holds(words, own_words)}
        return (list(found.values()) or figures(typed, in_one_piece=in_one_piece))[:MOST_OTHERS]

    def spaced_otherwise(self, typed: Sequence[Word]) -> tuple[list[Name], list[Name]]:
        """What is typed without accents may be a name with its spaces elsewhere (nghean, Нге Ан): the name as it is
        written, and what says the same."""
        letters = "".join(word.folded for word in typed)
        if len(letters) < SHORTEST_JOINED or not JOINED.fullmatch(letters):
            return [], []
        if tuple(word.folded for word in typed) in self.names or any(word.exact != word.folded for word in typed):
            return [], []
        names = list(dict.fromkeys(name for alike in self.joined.get(letters, ()) for name in alike))
        written = [name for name in names if "".join(word.folded for word in name) == letters]
        return written, [name for name in names if name not in written][:MOST_OTHERS]

    def knows(self, typed: Sequence[Word]) -> bool:
        return tuple(word.folded for word in typed) in self.names or bool(dates.others(typed))


def figures(typed: Sequence[Word], *, in_one_piece: bool) -> list[Name]:
    """The same date or the same number, written otherwise."""
    return dates.others(typed, in_one_piece=in_one_piece) or numbers.others(typed)


def _may_be(typed: Word, own: Word) -> bool:
    return typed.exact in (typed.folded, own.exact) or not ACCENTED_LATIN.search(typed.exact)


def _enough(names: Sequence[Name]) -> tuple[Name, ...]:
    """Without those that say a shorter one of them whole: what has the longer one has the shorter."""
    folded = {name: [word.folded for word in name] for name in names}
    return tuple(
        name
        for name in names
        if not any(len(folded[other]) < len(name) and _holds(folded[name], folded[other]) for other in names)
    )


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(list(whole[at : at + size]) == list(part) for at in range(len(whole) - size + 1))


def _tells(name: Name) -> bool:
    if len(name) > LONGEST_NAME:
        return False
    return len(name) > 1 or len(name[0].folded) >= SHORTEST


def expanded(query: Query, lexicon: Lexicon) -> Query:
    """The same query; where its words are a name, what says the same is an alternative. Longest names first."""
    clauses: list[Clause] = []
    at = 0
    while at < len(query.clauses):
        taken, clause = _name_from(query.clauses[at:], lexicon)
        clauses.append(clause)
        at += taken
    return replace(query, clauses=tuple(dict.fromkeys(clauses)))


def _name_from(clauses: Sequence[Clause], lexicon: Lexicon) -> tuple[int, Clause]:
    """How many clauses, from the first one on, are one name, and the clause they become."""
    phrases = [phrase for clause in clauses for phrase in clause.typed]
    if phrases[0].together:  # quoted: to the letter
        return 1, clauses[0]
    phrases = list(takewhile(lambda phrase: not phrase.together, phrases))
    lengths = list(accumulate(len(phrase.words) for phrase in phrases))
    for count in range(sum(length <= lexicon.longest for length in lengths), 0, -1):
        typed = [word for phrase in phrases[:count] for word in phrase.words]
        others = lexicon.others(typed, in_one_piece=count == 1)
        if others:
            whole = _side_by_side(phrases[:count])
            if figures(typed, in_one_piece=count == 1):
                return count, _figure(whole, others)
            # words of a name that stand far from each other are hardly the name
            scattered = () if count == 1 else tuple(Clause((phrase,)) for phrase in phrases[:count])
            short = lexicon.shorter.get(whole.folded)
            shorter = (Phrase(short),) if short else ()
            name = replace(whole, together=False)
            return count, Clause((name,), _alone(others), shorter=shorter, scattered=scattered, is_name=True)
        written, others = lexicon.spaced_otherwise(typed)
        if written:
            whole = replace(_side_by_side(phrases[:count]), together=False)
            return count, Clause((whole,), _alone(others), (_alone(written),))
    return 1, _name_within(phrases[0], lexicon)


def _alone(names: Iterable[Name]) -> tuple[tuple[Phrase], ...]:
    """Each as a phrase that is enough."""
    return tuple((Phrase(name),) for name in names)


def _side_by_side(phrases: Sequence[Phrase]) -> Phrase:
    """A date's or a telephone's numbers mean nothing apart."""
    typed = tuple(word for phrase in phrases for word in phrase.words)
    return Phrase(typed, phrases[0].start, phrases[-1].end, prefix=phrases[-1].prefix, together=True)


def _figure(phrase: Phrase, others: Sequence[Name]) -> Clause:
    """A date in the words of the one typed (19 May, May 19) is a form of it; in other words it is in another language."""
    said = {word.folded for word in phrase.words if not word.folded.isdigit()}
    forms: list[tuple[Phrase]] = []
    elsewhere: list[tuple[Phrase]] = []
    for name in others:
        own = {word.folded for word in name if not word.folded.isdigit()}
        alike = any(one.startswith(other) for one in own for other in said)
        (forms if alike or (not own and not said) else elsewhere).append((Phrase(name),))
    return Clause((phrase,), tuple(elsewhere), (tuple(forms),))


def _name_within(phrase: Phrase, lexicon: Lexicon) -> Clause:
    """A run of words that holds names (义安省旅游): its parts may also stand apart, or say it in other words."""
    parts = list(_parts(phrase, lexicon))
    if len(parts) < 2:
        return Clause((phrase,))
    others: list[tuple[Phrase, ...]] = []
    for position, part in enumerate(parts):
        for name in lexicon.others(part.words):
            others.append((*parts[:position], Phrase(name), *parts[position + 1 :]))
    return Clause((phrase,), tuple(others[:MOST_OTHERS]), ((tuple(parts),),))


def _parts(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """The run, cut around the names in it."""
    run = phrase.words
    rest, at = 0, 0
    while at < len(run):
        longest = min(len(run) - at, lexicon.longest)
        end = next((at + size for size in range(longest, 1, -1) if lexicon.knows(run[at : at + size])), None)
        if end is None:
            at += 1
            continue
        if rest < at:
            yield Phrase(run[rest:at])
        yield Phrase(run[at:end], prefix=phrase.prefix and end == len(run), together=True)
        rest = at = end
    if rest < len(run):
        yield Phrase(run[rest:], prefix=phrase.prefix)


# --- the lexicon of the index ----------------------------------------------------------------------------------------

_kept: tuple[tuple[UUID, int], Lexicon] | None = None
_lock = Lock()


def lexicon() -> Lexicon:
    """The names in the index now."""
    global _kept
    state = Index.objects.values_list("epoch", "names_change").first()
    if state is None:
        return Lexicon()
    with _lock:
        if _kept is None or _kept[0] != state:
            rows = StoredDocument.objects.filter(equivalent_names=True, place__isnull=False).order_by("key")
            _kept = (state, Lexicon.of(list(rows.values_list("names", flat=True))))
        return _kept[1]
