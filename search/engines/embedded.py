"""The engine inside the hub's own database: always there, always as new as the stored documents themselves.

One table of words a generation, in SQLite or PostgreSQL (`Tables`). The search is the same on both: tier by tier,
newest first, until the page is full. The table says which documents have words; who carries which facet is in the
columns of each process (`search.facets`), and so is what was asked for lately (`search.engines.remembered`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from string import ascii_lowercase
from typing import Protocol

import numpy as np
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Substr

from search.engine import Found, Order, Spot, Wanted
from search.engines.conditions import Condition, condition_in, conditions_in
from search.engines.remembered import Remembered
from search.engines.sorting import Sorted
from search.expressions import All, AnyOf, Carries, Expression, Says, Without, all_of
from search.facets import IN_COLUMNS, Columns, Followed, Mask, Numbers
from search.lexicon import exactly, lexicon, terms, what_is_shortened
from search.models import Index, KnownWord, StoredDocument
from search.words import VERSION, DocumentWords, folded, words_in


class Tables(Protocol):
    """What a database has to do. Places are bounded inclusively."""

    def create(self, generation: int) -> None:
        """An empty one, to be filled and finished; what was left of an older one of that number goes."""
        ...

    def finish(self, generation: int) -> None:
        """It is filled: make it quick. Nobody is asked to wait meanwhile."""
        ...

    def exists(self, generation: int) -> bool: ...

    def is_finished(self, generation: int) -> bool:
        """Has one that exists all that makes it quick?"""
        ...

    def drop(self, generation: int) -> None: ...

    def write(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> None:
        """(place, words, facet words) of documents that are not there."""
        ...

    def remove(self, generation: int, places: Sequence[int]) -> None: ...

    def read_through(self, generation: int) -> None:
        """Once from the first to the last, if what is read of a database's file is kept by the machine alone."""
        ...

    def count(self, generation: int) -> int: ...

    def places_in(self, generation: int, *, after: int, limit: int) -> list[int]:
        """For reconciling: what is in it, oldest first."""
        ...

    def differing(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> set[int]:
        """For reconciling: the places of those rows that are not there to the letter."""
        ...

    def places(
        self, generation: int, asked: Sequence[Condition], among: Numbers | None = None, *, cut_by: int = VERSION
    ) -> list[Numbers]:
        """For each of these: of all documents that match, or of those among these places; in any order. `cut_by`: the
        version of `search.words` that the table was made by, which may be an older one until it is made anew."""
        ...


@cache
def tables() -> Tables:
    """Those of the hub's database."""
    if connection.vendor == "postgresql":
        from search.engines.postgresql import TsvectorTables  # noqa: PLC0415 - optional dependency

        return TsvectorTables()
    from search.engines.sqlite import Fts5Tables  # noqa: PLC0415 - optional dependency

    return Fts5Tables()


class Embedded:
    name = "embedded"

    def find(self, wanted: Wanted) -> Found:
        index = Index.objects.first()
        if index is None:
            return Found(total=0, facets={name: {} for name in wanted.facets})
        matching = _Matching(_followed.now(index.epoch, index.last_change), index.live, index.words_version)
        hits = matching.mask(all_of([*wanted.tiers[-1:], wanted.scope])) & matching.between(wanted.first, wanted.last)
        if not hits.any():
            return Found(total=0, facets={name: {} for name in wanted.facets})
        spots = _page(matching, wanted, hits)
        return Found(
            spots=spots[: wanted.limit],
            more=len(spots) > wanted.limit,
            total=int(hits.sum()),
            facets=matching.columns.counts(hits, wanted.facets),
        )


_followed = Followed()
_remembered = Remembered()


COMMON = 10_000  # documents that have a word: it takes some milliseconds to read where it is
MOST_COMMON = 400  # words, of 20 KB each at 150,000 documents
UNLISTED = (
    *map(str, range(1, 32)),
    *map(str, range(2000, 2040)),
    *ascii_lowercase,
)  # common as well, in texts with dates and in French, but no `KnownWord`
BEGINNINGS = (2, 3)  # letters: what somebody types goes through these, and they are put together from hundreds of words
MOST_BEGINNINGS = 120
SAMPLED, MOST_SPELLINGS = 300, 200  # documents, to see how words are spelled
ASKED_AT_ONCE = 20


def warm_up() -> None:
    """Read the columns, and what the most common words, all names, the terms that the news is made of and the most common
    beginnings match, before somebody waits for them: a name or a term is looked up in all its languages each time that it is
    asked for in one."""
    index = Index.objects.first()
    if index is None:
        return
    matching = _Matching(_followed.now(index.epoch, index.last_change), index.live, index.words_version)
    tables().read_through(index.live)
    said = [Says(each, exact=False, strong=False) for each in (*_common_words(), *((each,) for each in UNLISTED))]
    said += [Says(each, exact=True, strong=False) for each in _common_spellings(matching.columns.living.sum())]
    said += _names()
    said += [Says(each, exact=False, strong=False, prefix=True) for each in _common_beginnings()]
    for at in range(0, len(said), ASKED_AT_ONCE):
        matching.mask(AnyOf(tuple(said[at : at + ASKED_AT_ONCE])))


def _common_words() -> list[tuple[str]]:
    common = KnownWord.objects.filter(documents__gte=COMMON).order_by("-documents", "word")
    return [(word,) for word in common.values_list("word", flat=True)[:MOST_COMMON]]


def _common_spellings(documents: int) -> list[tuple[str]]:
    """With their accents, which no list has, as many of the newest documents say them."""
    newest = StoredDocument.objects.filter(place__isnull=False).order_by("-place")[:SAMPLED]
    said = [words_in(*row) for row in newest.values_list("title", "names", "prose")]
    counted = Counter(
        chain.from_iterable({word.exact for word in (*each.strong, *each.prose) if word} for each in said)
    )
    common = [word for word, many in counted.most_common(MOST_SPELLINGS) if many * documents >= len(said) * COMMON]
    return [(word,) for word in common]


def _names() -> list[Says]:
    """As they are asked for where something else was typed: a single syllable with its own accents alone."""
    known = lexicon()
    called = dict.fromkeys((*known.own, *what_is_shortened().names, *sorted(terms())))
    names = [name for each in called for name, _same in known.names.get(each, ())]
    said = [(exactly(name), name) for name in names]
    return [
        Says(accented or folded(name), exact=bool(accented), strong=False)
        for accented, name in said
        if accented or len(name) > 1
    ]


def _common_beginnings() -> list[tuple[str]]:
    found: dict[str, int] = {}
    for letters in BEGINNINGS:
        known = KnownWord.objects.filter(documents__gt=0, length__gte=letters)
        begun = known.annotate(beginning=Substr("word", 1, letters)).values("beginning")
        common = begun.annotate(many=Sum("documents")).filter(many__gte=COMMON).order_by("-many")[:MOST_BEGINNINGS]
        found |= dict(common.values_list("beginning", "many"))
    return [(beginning,) for beginning in sorted(found, key=lambda each: (-found[each], each))[:MOST_BEGINNINGS]]


@dataclass(frozen=True, slots=True)
class _Matching:
    """Which of the documents match a condition."""

    columns: Columns
    generation: int
    cut_by: int

    def mask(self, wanted: Expression) -> Mask:
        """Facets are looked up in the columns, words in the table of words: all that is not known at once."""
        conditions = dict.fromkeys(conditions_in(wanted))
        masks = _remembered.masks(list(conditions), self.columns, self.generation, self._ask)
        return self.columns.living & self._together(wanted, masks)

    def _together(self, wanted: Expression, masks: Mapping[Condition, Mask]) -> Mask:
        condition = condition_in(wanted)
        if condition is not None:
            return masks[condition]
        match wanted:
            case Carries() | AnyOf() if (facets := _facets_in(wanted)) is not None:
                parts = [self.columns.carrying(name, words) for name, words in facets.items()]
                return np.logical_or.reduce(parts)
            case All() | AnyOf():
                reduced = np.logical_and if isinstance(wanted, All) else np.logical_or
                parts = [self._together(part, masks) for part in wanted.parts]
                return reduced.reduce(parts) if parts else np.full(self.columns.size, isinstance(wanted, All))
            case Without():
                return self._together(wanted.wanted, masks) & ~self._together(wanted.unwanted, masks)
        raise TypeError(wanted)

    def _ask(self, asked: Sequence[Condition], among: Numbers | None) -> list[Numbers]:
        return tables().places(self.generation, asked, among, cut_by=self.cut_by)

    def between(self, first: int | None, last: int | None) -> Mask:
        """Those within bounds of time."""
        times = self.columns.times
        begin = 0 if first is None else np.searchsorted(times, first, "left")
        end = len(times) if last is None else np.searchsorted(times, last, "right")
        return self.columns.mask(self.columns.by_time[begin:end])

    def in_order(self, hits: Mask) -> Numbers:
        """The places of these, oldest first."""
        return self.columns.times[hits[self.columns.by_time]]


def _facets_in(wanted: Carries | AnyOf) -> dict[str, set[str]] | None:
    """Facets with the words of which one is enough, if the columns know all that is asked for."""
    facets: dict[str, set[str]] = {}
    for part in wanted.parts if isinstance(wanted, AnyOf) else (wanted,):
        if not isinstance(part, Carries) or part.name not in IN_COLUMNS:
            return None
        facets.setdefault(part.name, set()).add(part.word)
    return facets


def _page(matching: _Matching, wanted: Wanted, hits: Mask) -> tuple[Spot, ...]:
    """One more than asked for, where there is one more. Tiers are gone through only until the page is full."""
    if wanted.sorted_by is not None:
        return tuple(islice(Sorted(*wanted.sorted_by).spots(matching.in_order(hits), wanted.after), wanted.limit + 1))
    spots: list[Spot] = []
    left = hits
    for tier, expression in enumerate([None] if wanted.by_time else wanted.tiers):
        ours = left if expression is None or expression == wanted.tiers[-1] else left & matching.mask(expression)
        spots += [Spot(tier, place) for place in _places(matching.in_order(ours), tier, wanted)]
        if len(spots) > wanted.limit:
            break
        left = left & ~ours
        if not left.any():
            break
    return tuple(spots[: wanted.limit + 1])


def _places(places: Numbers, tier: int, wanted: Wanted) -> list[int]:
    """Those of one tier that stand on this page, given oldest first."""
    oldest_first = wanted.order == Order.OLDEST
    if wanted.after is not None:
        if tier < wanted.after.tier:
            return []
        if tier == wanted.after.tier:
            at = np.searchsorted(places, wanted.after.place, "right" if oldest_first else "left")
            places = places[at:] if oldest_first else places[:at]
    most = wanted.limit + 1
    return [int(place) for place in (places[:most] if oldest_first else places[::-1][:most])]
