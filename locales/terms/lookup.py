"""What the words are used for: the right word for a concept, and for search, what else a word is called.

Reads only. Who translates is shown `names_of` and `forbidden_in` (`locales.terms.occurring`); search asks `synonyms`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hub.registry.every_name import every_name
from hub.registry.naming import Certainty
from locales.canonical import fold
from locales.terms.changes import state_of_words
from locales.terms.models import Audience, Concept, Term, Usage

USAGE_ORDER = (Usage.PREFERRED, Usage.ADMITTED, Usage.ABBREVIATION)


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a group of texts that mean the same. `group` is unique over concepts and registry together.

    `offered` is false for what people type but the house does not write.
    """

    group: str
    lang: str
    text: str
    offered: bool = True


def names_of(concept: Concept, lang: str, *, audience: str = Audience.GENERAL, day: date | None = None) -> list[Term]:
    """The words one may write for a concept on a day (today, unless told), best first; forbidden ones are never there.

    Approved ones come before proposed ones, those for the audience before those for everybody, preferred ones before
    admitted ones and abbreviations. Of a concept whose terms are fetched, it asks the database nothing.
    """
    day = day or timezone.localdate()
    words = [
        term
        for term in concept.terms.all()
        if term.language == lang and term.usable(day) and term.audience in (audience, Audience.GENERAL)
    ]
    words.sort(
        key=lambda term: (
            term.status != Certainty.APPROVED,
            USAGE_ORDER.index(Usage(term.usage)),
            term.audience != audience,
            term.text,
        )
    )
    return words


def forbidden_in(concept: Concept, lang: str, *, audience: str = Audience.GENERAL) -> list[Term]:
    """The approved bans on words for this concept; each has its `reason`. The same word may be right for another one."""
    return [
        term
        for term in concept.terms.all()
        if term.language == lang
        and term.usage == Usage.FORBIDDEN
        and term.status == Certainty.APPROVED
        and term.audience in (audience, Audience.GENERAL)
    ]


def concepts_saying(typed: str, among: QuerySet[Term]) -> QuerySet[Concept]:
    """The concepts in whose code or terms (of `among`) every typed word occurs, with or without its accents."""
    words = fold(typed).split()
    concepts = Concept.objects.all() if words else Concept.objects.none()
    for word in words:
        said = among.filter(folded__contains=word).values("concept")
        concepts = concepts.filter(Q(pk__in=said) | Q(code__contains=word))
    return concepts


def every_wording() -> Iterator[Wording]:
    """Every text of the term base and of the registry, as they are and as they were; five queries.

    Proposed words are among them: they help to find and are shown to nobody.
    """
    rows = Term.objects.values_list("concept__code", "language", "text", "usage").order_by("concept__code", "pk")
    for code, lang, text, usage in rows.iterator():
        yield Wording(f"concept:{code}", lang, text, offered=usage != Usage.FORBIDDEN)
    for group, lang, text in every_name():
        yield Wording(group, lang, text)


Synonyms = Mapping[str, tuple[tuple[str, str], ...]]


def synonyms() -> Synonyms:
    """From a text as `fold` writes it to every other text of what it can mean, as (language, text) in their own letters.

    A forbidden word is a key and never a value: who types it finds what is right, and who types what is right is not
    sent after a wrong word that means something else. Made once for each state of the words, then one query a call.
    """
    return _synonyms_in(state_of_words())


@lru_cache(maxsize=1)
def _synonyms_in(_state: UUID | None) -> Synonyms:
    return grouped(every_wording())


def grouped(wordings: Iterable[Wording]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Pure: the structure of `synonyms`, in the order of the wordings."""
    groups: dict[str, list[tuple[str, Wording]]] = defaultdict(list)
    for wording in wordings:
        groups[wording.group].append((fold(wording.text), wording))
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for members in groups.values():
        for key in {folded for folded, _wording in members if folded}:
            others = [(word.lang, word.text) for folded, word in members if word.offered and folded != key]
            if others:
                found[key].update(dict.fromkeys(others))
    return {key: tuple(others) for key, others in found.items()}
