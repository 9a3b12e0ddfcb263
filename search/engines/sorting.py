"""What was found, in an order other than that of time, as the stored documents' keys sort (`SearchDocument.orders`).

The database has the keys in order, in an index that holds all that is asked for here. Of few hits the keys are looked up; where
there are many, documents are gone through in order, some hundreds at first, until the page is full.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from search.batches import batches
from search.engine import Spot
from search.facets import Numbers
from search.models import StoredDocument

FEW = 1_000
PIECE, MORE = 200, 4  # documents that are read at first; and how many times as many each time after

Keyed = tuple[bytes, int]  # a key and a place


@dataclass(frozen=True, slots=True)
class Sorted:
    """By what, and whether from its end."""

    name: str
    from_end: bool

    def spots(self, places: Numbers, after: Spot | None) -> Iterator[Spot]:
        """Those at these places, given in order, that stand behind `after`; what has no key last."""
        if after is None or after.key:
            at = (after.key.encode(), after.place) if after is not None else None
            for key, place in (self._looked_up if len(places) <= FEW else self._gone_through)(places, at):
                yield Spot(0, place, key.decode())
            after = None
        rest = np.setdiff1d(places, np.fromiter(self._rows().values_list("place", flat=True), np.int64))
        if after is not None:
            rest = rest[rest < after.place] if self.from_end else rest[rest > after.place]
        yield from (Spot(0, int(place)) for place in (rest[::-1] if self.from_end else rest))

    def _looked_up(self, places: Numbers, at: Keyed | None) -> Iterator[Keyed]:
        rows = self._rows().values_list(self._field, "place")
        found = [
            (bytes(key), place) for batch in batches(places.tolist()) for key, place in rows.filter(place__in=batch)
        ]
        found.sort(reverse=self.from_end)
        return (each for each in found if at is None or (each < at if self.from_end else each > at))

    def _gone_through(self, places: Numbers, at: Keyed | None) -> Iterator[Keyed]:
        """Each query goes on behind the last document of the one before."""
        size = PIECE
        while True:
            rows = [(bytes(key), place) for key, place in self._behind(at)[:size]]
            ours = np.isin([place for _key, place in rows], places, assume_unique=True)
            yield from (row for row, found in zip(rows, ours, strict=True) if found)
            if len(rows) < size:
                return
            at, size = rows[-1], size * MORE

    def _behind(self, at: Keyed | None) -> QuerySet[StoredDocument, Keyed]:
        back = "-" if self.from_end else ""
        rows = self._rows().order_by(back + self._field, f"{back}place").values_list(self._field, "place")
        if at is None:
            return rows
        from_here, up_to = ("lte", "gte") if self.from_end else ("gte", "lte")
        rows = rows.filter(**{f"{self._field}__{from_here}": at[0]})
        return rows.exclude(**{self._field: at[0], f"place__{up_to}": at[1]})

    def _rows(self) -> QuerySet[StoredDocument]:
        return StoredDocument.objects.filter(place__isnull=False, **{f"{self._field}__isnull": False})

    @property
    def _field(self) -> str:
        return f"by_{self.name}"
