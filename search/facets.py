"""Exact counts of facets over any number of hits, in milliseconds: each process keeps, for every value of a facet, which
documents have it, as bits. It follows the stored documents by their change number.

A document that changes gets a new number here and its old one is never asked for again; when too many are stale,
everything is read anew.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from search.models import StoredDocument

# the names that are counted; others can be filtered by (a work, an id of somebody else's), but have a value a document
COUNTED = (
    "kind", "lang", "column", "dossier", "agency", "place", "person", "subject", "task", "year", "licence", "freshness",
    "audience",
)  # fmt: skip
SPARSE = 2048  # documents up to which a list is smaller and quicker than bits
ONE = ord("1")


@dataclass(slots=True)
class _Value:
    """The documents that have one value."""

    few: "array[int] | None" = field(default_factory=lambda: array("I"))
    bits: int = 0

    def add(self, number: int) -> None:
        if self.few is None:
            self.bits |= 1 << number
            return
        self.few.append(number)
        if len(self.few) > SPARSE:
            self.bits = _bits(self.few, max(self.few) + 1)
            self.few = None

    def count(self, mask: bytearray, bits: int) -> int:
        if self.few is None:
            return (self.bits & bits).bit_count()
        return sum(1 for number in self.few if mask[number] == ONE)


@dataclass(slots=True)
class _Columns:
    epoch: UUID | None = None
    change: int = 0
    numbers: dict[int, int] = field(default_factory=dict)  # place → number
    given: int = 0
    names: dict[str, dict[str, _Value]] = field(default_factory=dict)

    def follow(self, epoch: UUID) -> None:
        if epoch != self.epoch or self.given > 2 * len(self.numbers) + 1000:
            self.epoch, self.change, self.given = epoch, 0, 0
            self.numbers, self.names = {}, {name: {} for name in COUNTED}
        rows = StoredDocument.objects.filter(change_no__gt=self.change).order_by("change_no")
        for change, place, facets in rows.values_list("change_no", "place", "facets").iterator(chunk_size=2000):
            self.change = change
            if place is not None:
                self._add(place, facets)

    def _add(self, place: int, facets: dict[str, list[str]]) -> None:
        number = self.numbers[place] = self.given
        self.given += 1
        for name, values in self.names.items():
            for value in facets.get(name, ()):
                values.setdefault(value, _Value()).add(number)

    def counted(self, places: Iterable[int], names: Iterable[str]) -> dict[str, dict[str, int]]:
        mask = bytearray(b"0") * max(self.given, 1)
        for number in map(self.numbers.get, places):
            if number is not None:
                mask[number] = ONE
        bits = int(bytes(mask[::-1]), 2)
        return {
            name: {value: count for value, has in self.names[name].items() if (count := has.count(mask, bits))}
            for name in names
        }


def _bits(numbers: Iterable[int], size: int) -> int:
    mask = bytearray(b"0") * size
    for number in numbers:
        mask[number] = ONE
    return int(bytes(mask[::-1]), 2)


_columns = _Columns()
_lock = Lock()  # threads of one process share the columns


def counted(epoch: UUID, places: Sequence[int], names: Iterable[str]) -> dict[str, dict[str, int]]:
    """name → value → in how many of these documents, without zeros."""
    with _lock:
        _columns.follow(epoch)
        return _columns.counted(places, names)
