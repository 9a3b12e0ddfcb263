"""Which terms and names of the registry occur in a text of the source language, and how another language says them.

For whoever translates or approves it: as the house has settled or proposed it, what is forbidden, and what is missing. Reads only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import timezone

from hub.registry.models import Agency, Person, Place
from hub.registry.naming import Certainty, name_in
from locales.canonical import Token, tokens
from locales.languages import SOURCE
from locales.terms.changes import state_of_words
from locales.terms.lookup import every_wording, forbidden_in, names_of
from locales.terms.models import Concept

NAMED: dict[str, Any] = {"agency": Agency, "place": Place, "person": Person}
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """`settled`: approved; what is only proposed may be another one tomorrow. `reason`: of a forbidden one, why."""

    text: str
    settled: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Occurring:
    """`source`: as the text writes it. `kind`: of a term its domain, of a name what bears it, in the reader's language."""

    source: str
    kind: str
    critical: bool
    sayings: tuple[Saying, ...]
    forbidden: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    groups: Mapping[Key, tuple[tuple[str, str], ...]]  # words → what they can mean, and how each is written
    longest: int


def occurring(texts: Iterable[str], lang: str, *, day: date | None = None) -> list[Occurring]:
    """In the order of the texts, each once; of two of which one stands inside the other the longer. At most nine queries, however
    many there are."""
    day = day or timezone.localdate()
    found: dict[str, str] = {}
    index = _indexed(state_of_words())
    for text in texts:
        for group, written in _groups_in(text, index):
            found.setdefault(group, written)
    rows = _rows(found)
    told: dict[Any, Occurring] = {}
    for group, written in found.items():
        if group in rows:
            one = _told(rows[group], written, lang, day)
            told.setdefault((one.source, one.sayings), one)  # a place is often a term as well, which comes first
    return list(told.values())


@lru_cache(maxsize=1)
def _indexed(_state: UUID | None) -> _Index:
    """Made once for each state of the words. Forbidden words of the source language are nobody's to translate."""
    groups: dict[Key, dict[tuple[str, str], None]] = {}
    for wording in every_wording():
        key = tuple(token.exact for token in tokens(wording.text, SOURCE))
        if wording.lang == SOURCE and wording.offered and key:
            groups.setdefault(key, {})[wording.group, wording.text] = None
    return _Index({key: tuple(those) for key, those in groups.items()}, max(map(len, groups), default=0))


def _groups_in(text: str, index: _Index) -> Iterator[tuple[str, str]]:
    """The longest from each word on, where it does not stand inside one before it."""
    words, covered = tokens(text, SOURCE), 0
    for first in range(len(words)):
        for last in range(min(len(words), first + index.longest), max(first, covered), -1):
            meant = list(_meant(text, words[first:last], index))
            if meant:
                yield from meant
                covered = last
                break


def _meant(text: str, words: list[Token], index: _Index) -> Iterator[tuple[str, str]]:
    if any(word.gap for word in words[1:]):
        return
    written = text[words[0].start : words[-1].end]
    for group, spelled in index.groups.get(tuple(word.exact for word in words), ()):
        # one syllable is a name only as names are written: Vinh is a city, “vinh” is glory
        if len(words) > 1 or group.startswith("concept:") or written == spelled:
            yield group, written


def _rows(groups: Iterable[str]) -> dict[str, Any]:
    codes: dict[str, list[str]] = {}
    for group in groups:
        kind, _colon, code = group.partition(":")
        codes.setdefault(kind, []).append(code)
    found: dict[str, Any] = {}
    for kind, those in codes.items():
        model, words = (NAMED[kind], "names") if kind in NAMED else (Concept, "terms")
        for row in model.objects.filter(code__in=those).prefetch_related(words):
            found[f"{kind}:{row.code}"] = row
    return found


def _told(row: Any, written: str, lang: str, day: date) -> Occurring:
    if isinstance(row, Concept):
        sayings = tuple(Saying(term.text, term.status == Certainty.APPROVED) for term in names_of(row, lang, day=day))
        forbidden = tuple(Saying(term.text, reason=term.reason) for term in forbidden_in(row, lang))
        return Occurring(written, row.get_domain_display(), critical=row.critical, sayings=sayings, forbidden=forbidden)
    own = [name for name in row.names.all() if name.language == lang]
    text = name_in(own, lang, day)
    settled = any(name.name == text and name.status == Certainty.APPROVED for name in own)
    return Occurring(
        written, str(row._meta.verbose_name), critical=False, sayings=(Saying(text, settled),) if text else ()
    )
