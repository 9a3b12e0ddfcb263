"""What somebody typed, understood: clauses that must all be there, phrases that must not. Pure.

What is typed without white space is one phrase of its words, so `123/QĐ-UBND`, l'ouest, and whole runs of Chinese or Lao
work by themselves; "quoted" words are a phrase; -word leaves out. Everything else is text: a lone operator, a bracket, a
star, an unbalanced quote mean nothing here and nothing to an engine.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from locales.canonical import Token, pieces, tokens
from search.documents import storable
from search.words import LONGEST_WORD, Word, folded

LONGEST = 400  # characters
MOST_CLAUSES = 32
QUOTED = re.compile(
    r'(?P<minus>(?<!\S)[-−－])?(?:["＂](?P<plain>[^"＂]+)["＂]|“(?P<curly>[^”]+)”|«(?P<angular>[^»]+)»)'
)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
MINUS = frozenset("-−－")  # the last one is typed with a Chinese or Japanese keyboard


class Refused(ValueError):  # noqa: N818 - named for what the caller does with it
    """The query is not answered; says why, in the reader's language. `expected`: what would be, for a program."""

    def __init__(self, sentence: str, expected: str = "") -> None:
        super().__init__(sentence)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, and where they stand in what was typed.

    prefix: the last word may go on. together: typed in quotes, so never taken apart. exactly: with these accents and no others."""

    words: tuple[Word, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    prefix: bool = False
    together: bool = field(default=False, compare=False)
    exactly: bool = False

    @property
    def exact(self) -> tuple[str, ...]:
        return tuple(word.exact for word in self.words)

    @property
    def folded(self) -> tuple[str, ...]:
        return folded(self.words)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must be there: the phrases typed, all of them, or else one of the `others` that say the same.

    More than one typed phrase: words that together are a name (`search.expansion`). `forms`: for each of them, what it is
    in another form (`search.forms.inflection`); each form is phrases that must all be there. `is_name`: of one thing, so it is taken
    apart only below everything else, into `scattered`; it may be said `shorter`, or around a name
    in it, in any of these ways. `apart`: names that say the same, around a name in them."""

    typed: tuple[Phrase, ...]
    others: tuple[tuple[Phrase, ...], ...] = ()
    forms: tuple[tuple[tuple[Phrase, ...], ...], ...] = ()
    shorter: tuple[tuple[Phrase, ...], ...] = ()
    scattered: "tuple[Clause, ...]" = ()
    apart: tuple[tuple[Phrase, ...], ...] = ()
    is_name: bool = False

    def ways(self) -> list[tuple[tuple[Phrase, ...], ...]]:
        """For each typed phrase: as it was typed, and its other forms."""
        forms = self.forms or ((),) * len(self.typed)
        return [((phrase,), *more) for phrase, more in zip(self.typed, forms, strict=True)]


@dataclass(frozen=True, slots=True)
class Query:
    """`typed`: the text as it was understood; every `Phrase` says where in it it stands. Without clauses: everything."""

    typed: str
    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Phrase, ...] = ()

    def phrases(self) -> Iterator[Phrase]:
        """Everything typed that is wanted, in its order."""
        for clause in self.clauses:
            yield from clause.typed


def parse(typed: str, *, as_you_type: bool = False) -> Query:
    """
    Raises:
        Refused: longer than anybody types.
    """
    text = storable(typed).strip()
    if len(text) > LONGEST:
        raise Refused(
            pgettext(
                "portal", "Please search for fewer words: at most %(longest)s characters, and these are %(length)s."
            )
            % {"longest": LONGEST, "length": len(text)},
            _("at most %(longest)s characters") % {"longest": LONGEST},
        )
    wanted: list[Phrase] = []
    excluded: list[Phrase] = []
    for phrase, minus in _phrases(text):
        (excluded if minus else wanted).append(phrase)
    excluded = list(dict.fromkeys(excluded))
    if not wanted:
        wanted, excluded = excluded, []  # nothing is left to leave it out of
    if len(set(wanted)) + len(excluded) > MOST_CLAUSES:
        raise Refused(
            pgettext("portal", "Please search for fewer words: at most %(most)s.") % {"most": MOST_CLAUSES},
            _("at most %(most)s words") % {"most": MOST_CLAUSES},
        )
    if as_you_type and wanted and wanted[-1].end == len(text) and _may_go_on(wanted[-1].words[-1]):
        wanted[-1] = replace(wanted[-1], prefix=True)
    return Query(text, tuple(Clause((phrase,)) for phrase in wanted), tuple(excluded))


def _may_go_on(word: Word) -> bool:
    """One letter is the beginning of everything, and a sign of Chinese is a whole word."""
    return len(word.folded) > 1


def _phrases(text: str) -> Iterator[tuple[Phrase, bool]]:
    """Quoted parts, and what was typed in one piece, in their order; each with whether it is to be left out."""
    end = 0
    for quoted in QUOTED.finditer(text):
        yield from _pieces(text[end : quoted.start()], end)
        name = str(quoted.lastgroup)
        found = tokens(quoted[name])
        if found:
            whole = _phrase(found, quoted.start(name))
            # «Катюшу»: how Russian writes names, in any case
            is_name = name == "angular" and CYRILLIC.search(quoted[name])
            yield replace(whole, together=not is_name), bool(quoted["minus"])
        end = quoted.end()
    yield from _pieces(text[end:], end)


def _pieces(text: str, offset: int) -> Iterator[tuple[Phrase, bool]]:
    for piece in pieces(text):
        start = piece[0].start
        minus = text[start - 1 : start] in MINUS and not text[max(0, start - 2) : start - 1].strip()
        yield _phrase(piece, offset), minus


def _phrase(found: Sequence[Token], offset: int) -> Phrase:
    words = tuple(Word(token.exact[:LONGEST_WORD], token.folded[:LONGEST_WORD]) for token in found)
    return Phrase(words, offset + found[0].start, offset + found[-1].end)
