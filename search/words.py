"""The words of a document and of a query, as every engine indexes them. Pure; the cutting itself is `locales.canonical`.

A word has two spellings: `exact` keeps the accents, `folded` does not. What an engine cannot hold is cut here, for all
engines alike, so that none of them finds what another one does not:

- PostgreSQL counts positions up to 16,383 (`MOST_WORDS`), keeps 255 of one word (`MOST_TIMES`), and holds 1 MB of words and
  neighbours of a document (`MOST_BYTES`; no text that people read comes near it);
- nothing is a phrase across two sentences, two names, or title and text (`BREAK`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from locales.canonical import tokens
from locales.canonical.characters import UNSPACED
from search.documents import SearchDocument
from search.forms.also_said import also_said

# counts up whenever the same text comes out as other words (here or in `locales.canonical`), documents carry facets that they
# did not, or a database keeps them otherwise: the index is then rebuilt
VERSION = 7

LONGEST_WORD = 64
_SIGN = re.compile(f"[{UNSPACED}]")
MOST_STRONG_WORDS = 4_000
MOST_WORDS = 16_000
MOST_TIMES = 250
MOST_BYTES = 850_000


@dataclass(frozen=True, slots=True)
class Word:
    """`exact` is lower case with its accents, `folded` without them."""

    exact: str
    folded: str


BREAK: Word | None = None  # a position that no word holds

Run = tuple[Word | None, ...]


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """`strong`: title and names; `prose`: the rest."""

    strong: Run
    prose: Run

    def folded(self) -> set[str]:
        """Every word that occurs, for the word list."""
        return {word.folded for run in (self.strong, self.prose) for word in run if word is not None}


def words_of(document: SearchDocument) -> DocumentWords:
    """The words of a whole document."""
    return words_in(document.title, document.names, document.prose)


def words_in(title: str, names: Iterable[str], prose: str) -> DocumentWords:
    strong: list[Word | None] = []
    for text in (title, *names):
        if len(strong) < MOST_STRONG_WORDS:
            strong += [*words(text), BREAK]
    strong = strong[:MOST_STRONG_WORDS]
    times: Counter[str] = Counter()
    # a position between them stays empty
    said = chain(words(prose), (BREAK,), words(also_said(f"{title}\n\n{prose}")))
    prose_run = [word for word, _room in zip(said, range(MOST_WORDS - len(strong) - 1), strict=False)]
    first, room = _fitting(_seldom(strong, times), MOST_BYTES)
    rest, _room = _fitting(_seldom(prose_run, times), room)
    return DocumentWords(first, rest)


def words(text: str) -> Iterator[Word | None]:
    """The words of a text; where a sentence ends is a break."""
    for token in tokens(text):
        if token.gap:
            yield BREAK
        yield Word(token.exact[:LONGEST_WORD], token.folded[:LONGEST_WORD])


def spelled(text: str) -> tuple[Word, ...]:
    """The words of a name, a date, a number: as if nothing ended in it."""
    return tuple(word for word in words(text) if word is not None)


def folded(name: Iterable[Word]) -> tuple[str, ...]:
    """A name as it is looked up, whatever accents it has."""
    return tuple(word.folded for word in name)


def _seldom(run: Iterable[Word | None], times: Counter[str]) -> Iterator[Word | None]:
    """The run with its breaks; what was said too often already is a break as well."""
    for word in run:
        if word is None:
            yield BREAK
            continue
        times[word.folded] += 1
        yield word if times[word.folded] <= MOST_TIMES else BREAK


def _fitting(run: Iterable[Word | None], room: int) -> tuple[Run, int]:
    """As much of it as there are bytes for, and how many are left. A word takes its own and as many in each of two pairs, or, in
    another vector, in each of three triples; a sign all of these, as its triples once stood beside its pairs."""
    held: list[Word | None] = []
    for word in run:
        if word is not None:
            room -= (6 if is_sign(word.exact) else 3) * (
                _bytes(word.exact) + (_bytes(word.folded) if word.folded != word.exact else 0)
            )
            if room < 0:
                return tuple(held), 0
        held.append(word)
    return tuple(held), room


def is_sign(word: str) -> bool:
    """One sign or syllable of a script without spaces: what its readers call a word is a phrase of several."""
    return _SIGN.match(word) is not None


def _bytes(text: str) -> int:
    return len(text.encode()) + 2  # what begins and parts words in an index
