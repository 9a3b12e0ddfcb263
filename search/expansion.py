"""What was typed, in the other languages: a name of a place, an agency, a person or a term finds the documents that call it
otherwise, so 义安省 or “province de Nghê An” finds the Vietnamese original. A date stands for its other spellings.

The names come from the index itself (documents with `equivalent_names`); each process keeps them until one changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from threading import Lock
from uuid import UUID

from search import dates
from search.models import Index, StoredDocument
from search.query import Clause, Phrase, Query
from search.words import Word, words

LONGEST_NAME = 24  # words
MOST_OTHERS = 16
SHORTEST = 3  # letters of a name that stands alone; “An” and “Lò” mean too much else

Name = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """folded words of a name → the names that are spelled so, each with all that say the same."""

    names: dict[tuple[str, ...], list[tuple[Name, tuple[Name, ...]]]] = field(default_factory=dict)
    longest: int = dates.LONGEST

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> "Lexicon":
        names: dict[tuple[str, ...], list[tuple[Name, tuple[Name, ...]]]] = {}
        for group in groups:
            alike = tuple(dict.fromkeys(name for text in group if (name := _name(text))))
            for name in alike:
                if _tells(name):
                    names.setdefault(tuple(word.folded for word in name), []).append((name, alike))
        return cls(names, max([dates.LONGEST, *map(len, names)]))

    def others(self, typed: Sequence[Word]) -> list[Name]:
        """What says the same as these words, if together they are a name or a date. Typed accents have to be those of the
        name; typed without any, they stand for every accent."""
        found: dict[tuple[str, ...], Name] = {}
        for name, alike in self.names.get(tuple(word.folded for word in typed), ()):
            if all(word.exact in (word.folded, own.exact) for word, own in zip(typed, name, strict=True)):
                for other in alike:
                    found.setdefault(tuple(word.folded for word in other), other)
        found.pop(tuple(word.folded for word in typed), None)
        return (list(found.values()) or dates.others(typed))[:MOST_OTHERS]

    def knows(self, typed: Sequence[Word]) -> bool:
        return tuple(word.folded for word in typed) in self.names or bool(dates.others(typed))


def _name(text: str) -> Name:
    return tuple(word for word in words(text) if word is not None)


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
    return replace(query, clauses=tuple(clauses))


def _name_from(clauses: Sequence[Clause], lexicon: Lexicon) -> tuple[int, Clause]:
    """How many clauses, from the first one on, are one name, and the clause they become."""
    phrases = [phrase for clause in clauses for phrase in clause.typed]
    lengths = list(accumulate(len(phrase.words) for phrase in phrases))
    for count in range(sum(length <= lexicon.longest for length in lengths), 0, -1):
        typed = [word for phrase in phrases[:count] for word in phrase.words]
        others = lexicon.others(typed)
        if others:
            together = (_side_by_side(phrases[:count]),) if dates.others(typed) else tuple(phrases[:count])
            return count, Clause(together, tuple((Phrase(name),) for name in others))
    return 1, _name_within(phrases[0], lexicon)


def _side_by_side(phrases: Sequence[Phrase]) -> Phrase:
    """A date's numbers mean nothing apart."""
    typed = tuple(word for phrase in phrases for word in phrase.words)
    return Phrase(typed, phrases[0].start, phrases[-1].end, prefix=phrases[-1].prefix, together=True)


def _name_within(phrase: Phrase, lexicon: Lexicon) -> Clause:
    """A run of words that holds names (义安省旅游): its parts may also stand apart, or say it in other words."""
    parts = list(_parts(phrase, lexicon))
    if len(parts) < 2:
        return Clause((phrase,))
    others = [tuple(parts)]
    for position, part in enumerate(parts):
        for name in lexicon.others(part.words):
            others.append((*parts[:position], Phrase(name), *parts[position + 1 :]))
    return Clause((phrase,), tuple(others[:MOST_OTHERS]))


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
        yield Phrase(run[at:end], prefix=phrase.prefix and end == len(run))
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
