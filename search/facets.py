"""Which documents carry which facets: columns that each process keeps, so that filters and exact counts over any number
of hits take a few milliseconds. They follow the stored documents by change number.

A document is a number here. One that changes gets a new number and its old one is dead, so what is remembered of a
number never has to be taken back (`search.engines.remembered`). For 150,000 documents the columns take about 40 MB.
To read them takes seconds, so a process begins with those that the last one has left (`search.kept_columns`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count, islice
from threading import Lock
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from search import kept_columns
from search.expressions import facet_word
from search.kept_columns import Kept, KeptColumn, stamp
from search.models import StoredDocument

# the names that are counted; others can be filtered by (a work, an id of somebody else's), but have a value a document
COUNTED = (
    "kind", "lang", "column", "dossier", "agency", "place", "person", "subject", "task", "year", "licence", "freshness",
    "audience",
    # of assets, for the library alone
    "medium", "shelf", "creator", "person_shown", "taken", "worded", "orientation", "colour", "usable", "lacks",
)  # fmt: skip
IN_COLUMNS = frozenset({*COUNTED, "reach", "shown"})
FEW = 5_000  # hits up to which each one is looked up; beyond, the whole column is read
MOST_ASKED = 64
MOST_ROWS = 128  # values of a column that is counted by rows of bits; of more, most have few documents
PIECE = 2_000
NUMBERINGS = count(1)  # of all that follow in this process: what is remembered of one is worth nothing under another

Mask = NDArray[np.bool_]
Numbers = NDArray[Any]


@dataclass(slots=True)
class _Growing:
    """An array that grows at its end. What was seen of it before stays as it was."""

    kind: type[Any]
    buffer: Numbers = field(init=False)
    size: int = 0

    def __post_init__(self) -> None:
        self.buffer = np.empty(1024, self.kind)

    def add(self, values: Sequence[int] | Numbers) -> None:
        end = self.size + len(values)
        if end > len(self.buffer):
            larger = np.empty(end + end // 2, self.kind)
            larger[: self.size] = self.buffer[: self.size]
            self.buffer = larger
        self.buffer[self.size : end] = values
        self.size = end

    @property
    def seen(self) -> Numbers:
        return self.buffer[: self.size]


@dataclass(slots=True)
class _Bits:
    """A row of bits for each value: whether the document of that number carries it. It grows as `_Growing` does."""

    buffer: Numbers = field(default_factory=lambda: np.zeros((8, 1024), np.uint8))

    def add(self, owners: Numbers, carried: Numbers, *, values: int, size: int) -> None:
        rows, width = self.buffer.shape
        if values > rows or _words(size) * 8 > width:
            larger = np.zeros((max(rows, values + values // 2), max(width, _words(size + size // 2) * 8)), np.uint8)
            larger[:rows, :width] = self.buffer
            self.buffer = larger
        np.bitwise_or.at(self.buffer, (carried, owners >> 3), np.left_shift(1, owners & 7).astype(np.uint8))


def _words(size: int) -> int:
    """Of 64 bits."""
    return -(-size // 64)


def _packed(mask: Mask) -> Numbers:
    """As words, to be laid over rows of bits."""
    packed = np.zeros(_words(len(mask)) * 8, np.uint8)
    packed[: -(-len(mask) // 8)] = np.packbits(mask, bitorder="little")
    return packed.view(np.uint64)


@dataclass(frozen=True, slots=True)
class Column:
    """One facet: who carries which value, in the order of the documents' numbers. `codes`: facet word → its code. `rows`: the
    same in bits, if there are few values: whole words of documents are counted at once."""

    owners: Numbers
    carried: Numbers
    codes: dict[str, int]
    values: list[str]
    rows: Numbers | None

    def carrying(self, words: Iterable[str], size: int) -> Mask:
        """The documents that carry one of these."""
        wanted = np.zeros(len(self.values), np.bool_)
        wanted[[code for word in words if (code := self.codes.get(word, len(wanted))) < len(wanted)]] = True
        mask = np.zeros(size, np.bool_)
        mask[self.owners[wanted[self.carried]]] = True
        return mask

    def counts(self, mask: Mask, numbers: Numbers, packed: Numbers) -> dict[str, int]:
        """Value → how many of these documents carry it, without zeros. The documents are told in three ways."""
        if self.rows is not None:
            counts = np.bitwise_count(self.rows.view(np.uint64)[:, : len(packed)] & packed).sum(axis=1, dtype=np.int64)
        else:
            carried = self.carried[_runs(self.owners, numbers) if len(numbers) <= FEW else mask[self.owners]]
            counts = np.bincount(carried, minlength=1)
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}


def _runs(owners: Numbers, numbers: Numbers) -> Numbers:
    """Where the values of these documents stand."""
    begin, end = np.searchsorted(owners, numbers, "left"), np.searchsorted(owners, numbers, "right")
    lengths = end - begin
    before = np.cumsum(lengths) - lengths
    return np.repeat(begin - before, lengths) + np.arange(lengths.sum())


@dataclass(frozen=True, slots=True)
class Columns:
    """The documents as they were at one change. `by_time`: the numbers of the living ones, oldest first; `times`: their
    places in that order. `numbering`: another one when numbers begin anew."""

    numbering: int
    living: Mask
    by_time: Numbers
    times: Numbers
    columns: dict[str, Column]
    asked: dict[tuple[str, frozenset[str]], Mask] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.living)

    def carrying(self, name: str, words: Iterable[str]) -> Mask:
        """The documents that carry one of these facet words. Who may find what is asked with every query: it is kept."""
        asked = (name, frozenset(words))
        mask = self.asked.get(asked)
        if mask is None:
            mask = self.columns[name].carrying(words, self.size)
            if len(self.asked) < MOST_ASKED:
                self.asked[asked] = mask
        return mask

    def at(self, places: Numbers) -> Numbers:
        """The numbers of the documents at these places; what is not known yet has none."""
        if not len(self.times):
            return self.by_time
        found = np.minimum(np.searchsorted(self.times, places), len(self.times) - 1)
        return self.by_time[found[self.times[found] == places]]

    def mask(self, numbers: Numbers) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[numbers] = True
        return mask

    def counts(self, mask: Mask, names: Iterable[str]) -> dict[str, dict[str, int]]:
        """name → value → in how many of these documents, without zeros."""
        numbers, packed = np.flatnonzero(mask), _packed(mask)
        return {name: self.columns[name].counts(mask, numbers, packed) for name in names}


# --- following the stored documents ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Collected:
    """One facet of the documents read so far."""

    owners: _Growing = field(default_factory=lambda: _Growing(np.uint32))
    carried: _Growing = field(default_factory=lambda: _Growing(np.uint32))
    codes: dict[str, int] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    by_value: dict[str, int] = field(default_factory=dict)
    bits: _Bits | None = field(default_factory=_Bits)

    def code(self, name: str, value: str) -> int:
        code = self.by_value.get(value)
        if code is None:
            code = self.by_value[value] = self.codes[facet_word(name, value)] = len(self.values)
            self.values.append(value)
        return code

    def of(self, alive: Mask, numbers: Numbers) -> KeptColumn:
        """What the living ones carry, under their new numbers."""
        theirs = alive[self.owners.seen]
        return KeptColumn(
            numbers[self.owners.seen[theirs]].astype(np.uint32), self.carried.seen[theirs], list(self.values)
        )

    def add(self, owners: Numbers, carried: Numbers, size: int) -> None:
        """`size`: documents there are then, whether they carry anything or not."""
        self.owners.add(owners)
        self.carried.add(carried)
        if len(self.values) > MOST_ROWS:
            self.bits = None
        if self.bits is not None:
            self.bits.add(owners, carried, values=len(self.values), size=size)

    def take_over(self, name: str, kept: KeptColumn, size: int) -> None:
        for value in kept.values:
            self.code(name, value)
        self.add(kept.owners, kept.carried, size)

    def seen(self) -> Column:
        rows = None if self.bits is None else self.bits.buffer[: len(self.values)]
        return Column(self.owners.seen, self.carried.seen, self.codes, self.values, rows)


class Followed:
    """The columns of one process."""

    SPARE = 1000  # numbers of the dead, beside as many as there are living ones, before numbers begin anew
    MANY = 5_000  # changes after which the columns are left for the next process

    change: int
    kept: int  # the change up to which they were left for the next process
    numbering: int

    def __init__(self) -> None:
        self.lock = Lock()
        self.epoch: UUID | None = None
        self._begin()

    def now(self, epoch: UUID, last_change: int) -> Columns:
        """As of the last change, or a later one. `epoch`: of the database; another one has other documents under the same changes."""
        with self.lock:
            if epoch != self.epoch or len(self.alive) > 2 * self.alive.sum() + self.SPARE:
                self.epoch = epoch
                self._begin(kept_columns.read(epoch))
            if self.change < last_change and self._follow():
                self.columns = self._as_they_are()
            if self.change - self.kept >= self.MANY:
                kept_columns.keep(epoch, self._to_be_kept())
                self.kept = self.change
            return self.columns

    def _begin(self, kept: Kept | None = None) -> None:
        """From nothing, or with what another process has read."""
        self.change = self.kept = 0
        self.numbering = next(NUMBERINGS)
        self.places, self.keys, self.stamps = _Growing(np.int64), _Growing(np.int64), _Growing(np.int64)
        self.alive: Mask = np.zeros(0, np.bool_)
        self.collected = {name: _Collected() for name in IN_COLUMNS}
        if kept and kept.columns.keys() == IN_COLUMNS:
            self.change = self.kept = kept.change
            self.places.add(kept.places)
            self.keys.add(kept.keys)
            self.stamps.add(kept.stamps)
            self.alive = np.ones(self.places.size, np.bool_)
            for name, theirs in kept.columns.items():
                self.collected[name].take_over(name, theirs, self.places.size)
        self.columns = self._as_they_are()

    def _follow(self) -> bool:
        rows = StoredDocument.objects.filter(change_no__gt=self.change).order_by("change_no")
        changed: list[int] = []
        begun = self.places.size
        told = rows.values_list("change_no", "version", "key", "place", "facets").iterator(PIECE)
        while piece := list(islice(told, PIECE)):
            self.change = piece[-1][0]
            changed += (_number(key) for _change, _version, key, _place, _facets in piece)
            living = [
                (stamp(change, version), _number(key), place, facets)
                for change, version, key, place, facets in piece
                if place is not None
            ]
            self.stamps.add([each for each, _key, _place, _facets in living])
            self._add([(key, place, facets) for _stamp, key, place, facets in living])
        if not changed:
            return False
        dead = np.isin(self.keys.seen[:begun], changed)  # a copy: who answers at this moment has the old one
        self.alive = np.concatenate([self.alive & ~dead, np.ones(self.places.size - begun, np.bool_)])
        return True

    def _add(self, documents: Sequence[tuple[int, int, dict[str, list[str]]]]) -> None:
        begun = self.places.size
        self.keys.add([key for key, _place, _facets in documents])
        self.places.add([place for _key, place, _facets in documents])
        for name, column in self.collected.items():
            owners, carried = [], []
            for number, (_key, _place, facets) in enumerate(documents, start=begun):
                for value in facets.get(name, ()):
                    owners.append(number)
                    carried.append(column.code(name, value))
            column.add(np.array(owners, np.uint32), np.array(carried, np.uint32), self.places.size)

    def _to_be_kept(self) -> Kept:
        """The living ones, numbered anew."""
        numbers = np.cumsum(self.alive) - 1
        return Kept(
            change=self.change,
            places=self.places.seen[self.alive],
            keys=self.keys.seen[self.alive],
            stamps=self.stamps.seen[self.alive],
            columns={name: column.of(self.alive, numbers) for name, column in self.collected.items()},
        )

    def _as_they_are(self) -> Columns:
        living = np.flatnonzero(self.alive)
        by_time = living[np.argsort(self.places.seen[living], kind="stable")]
        return Columns(
            numbering=self.numbering,
            living=self.alive,
            by_time=by_time,
            times=self.places.seen[by_time],
            columns={name: column.seen() for name, column in self.collected.items()},
        )


def _number(key: str) -> int:
    """The same in each process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
