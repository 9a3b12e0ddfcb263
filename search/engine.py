"""What every engine does: it takes one `Wanted` and gives back one `Found`; documents themselves are never its business.

Engines know documents by their place in time (`search.documents.place_of`). They return places in order, an exact total
and exact counts of facets, so that answers of two engines can be compared to the letter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from search.expressions import Expression


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    TITLE_BACK = "title-back"
    SMALLEST = "smallest"
    LARGEST = "largest"
    TAKEN_FIRST = "taken-first"
    TAKEN_LAST = "taken-last"


# what documents are sorted by other than time, as `SearchDocument.orders` names it; and whether from its end
SORTED_BY: dict[Order, tuple[str, bool]] = {
    Order.TITLE: ("title", False),
    Order.TITLE_BACK: ("title", True),
    Order.SMALLEST: ("size", False),
    Order.LARGEST: ("size", True),
    Order.TAKEN_FIRST: ("taken", False),
    Order.TAKEN_LAST: ("taken", True),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a hit stands in the answer: its tier (index in `Wanted.tiers`; 0 where they decide nothing), its place; where
    the order is `SORTED_BY` something, its key, empty for what has none: that stands last in either direction."""

    tier: int
    place: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    tiers: best first; a document stands in the first that it matches; what matches one matches the last one, as every hit does.
    Empty: everything in scope, by time.
    scope: what must be true of every hit beside (`search.scope`).
    first, last: bounds of the place, inclusive.
    after: the last hit of the page before.
    facets: the names to count.
    total: how many there are is wanted as well; counting facets always brings it.
    """

    tiers: tuple[Expression, ...]
    scope: Expression
    limit: int
    order: Order = Order.RELEVANCE
    first: int | None = None
    last: int | None = None
    after: Spot | None = None
    facets: tuple[str, ...] = ()
    total: bool = True

    @property
    def by_time(self) -> bool:
        """Do the tiers decide nothing of the order?"""
        return self.order != Order.RELEVANCE or not self.tiers

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        return SORTED_BY.get(self.order)


@dataclass(frozen=True, slots=True)
class Found:
    """`spots`: at most `limit`, in order; `more`: others follow. `facets`: name → value → count."""

    spots: tuple[Spot, ...] = ()
    more: bool = False
    total: int | None = None
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class EngineFailed(Exception):  # noqa: N818 - named for what the caller does with it: ask the embedded engine
    """It does not answer, or not in time."""


class Declined(EngineFailed):
    """It works, but does not answer this: it lacks a change, or the question is more than it takes. Ask it the next one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an engine outside the database stands. `behind`: changes that it lacks; `documents`: None until it has all;
    `fault`: why whoever fills it cannot go on."""

    name: str
    index: str
    position: int
    behind: int
    documents: int | None
    fault: str
    reconciled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Documents compared with the stored ones, and the differences, which are repaired."""

    compared: int = 0
    missing: int = 0
    outdated: int = 0
    left_over: int = 0


class Engine(Protocol):
    name: str

    def find(self, wanted: Wanted) -> Found:
        """
        Raises:
            EngineFailed: another engine has to answer.
        """
        ...


class OutsideEngine(Engine, Protocol):
    """One that is filled from the stored documents, and may be away or behind."""

    def standing(self) -> Standing: ...

    def rebuild(self, told: Callable[[int], None]) -> int:
        """A new index beside the live one, then switched; returns how many documents it has.

        Raises:
            EngineFailed: the live one stays.
        """
        ...

    def reconcile(self) -> Agreement:
        """
        Raises:
            EngineFailed: nothing could be compared.
        """
        ...
