"""What an engine is asked: a tree of conditions on the words and facets of a document. Pure; each engine writes it in
its own language and knows nothing of queries, languages or ranks."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# begins the words that stand for facets: a private character, which no text can bring in
FACET = "\ue001"
PLAIN_VALUE = re.compile(r"[a-z0-9._/*-]{1,80}")


@dataclass(frozen=True, slots=True)
class Says:
    """These words stand side by side, in this order. `strong`: in title or names, else anywhere; `exact`: with these
    accents, else folded; `prefix`: the last one may go on."""

    words: tuple[str, ...]
    exact: bool
    strong: bool
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Carries:
    """Has the facet (`facet_word`)."""

    word: str

    @property
    def name(self) -> str:
        """Of the facet."""
        return self.word.removeprefix(FACET).partition("=")[0]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Without:
    wanted: "Expression"
    unwanted: "Expression"


Expression = Says | Carries | All | AnyOf | Without


def all_of(parts: Iterable[Expression]) -> Expression:
    flat = tuple(dict.fromkeys(parts))
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(parts: Iterable[Expression]) -> Expression:
    flat = tuple(dict.fromkeys(parts))
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def carries(name: str, values: Iterable[str]) -> Expression:
    """Has one of the values of a facet. Without values nothing matches."""
    return any_of([Carries(facet_word(name, value)) for value in sorted(values)] or [Carries(facet_word(name, ""))])


def facet_words(facets: Mapping[str, Iterable[str]]) -> list[str]:
    """All of a document's."""
    return [facet_word(name, value) for name, values in facets.items() for value in values]


def facet_word(name: str, value: str) -> str:
    """A facet's value as one word that every engine keeps as it is: capitals and spaces would be lost by some."""
    if not PLAIN_VALUE.fullmatch(value):
        value = "#" + hashlib.sha256(value.encode()).hexdigest()[:20]
    return f"{FACET}{name}={value}"
