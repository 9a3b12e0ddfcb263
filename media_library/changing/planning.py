"""What a change comes to in many assets, read batch by batch: with tens of thousands of them, memory holds some hundreds.

Asks nobody for permission: `media_library.changing.ordering` does.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from media_library.changing.narrowing import Facts, facts_around, opened_by, taken_away
from media_library.changing.wanted import DECIDING, Wanted, differing, in_words
from media_library.models import Asset, AssetText
from media_library.models.consents import rights_prefetch
from search.batches import batches

READ_WITH = {"owner": "owner__names", "places": "places__names", "subjects": "subjects__names", "tasks": "tasks"}
ROWS_OF_OTHERS = ("owner", "rights", "collection")
OF_VERSIONS = (
    "file_version",
    "still_of",
    "still_version",
)  # which file it is, that faces are seen in, and of which clip


@dataclass(slots=True)
class Plan:
    """Fed asset by asset. `counts`: name of the field → in how many it would change; `befores`: name of the field → what would be
    written over, and in how many; what adds alone writes over nothing. `narrowed`: which uses would not be allowed any more, and
    why → in how many. `opened`: with how many more could be done than now, which takes somebody who may open."""

    wanted: Wanted
    counts: Counter[str] = field(default_factory=Counter)
    befores: dict[str, Counter[str]] = field(default_factory=dict)
    narrowed: Counter[tuple[str, str]] = field(default_factory=Counter)
    opened: int = 0
    _decided: dict[Facts, tuple[str, str] | None] = field(default_factory=dict)  # most assets are alike in their rights
    _told: Any = field(default_factory=hashlib.sha256)

    def take(self, asset: Asset) -> None:
        difference = differing(asset, self.wanted)
        changes = in_words(difference)
        self._told.update(repr((str(asset.pk), changes)).encode())
        self.counts.update(changes.keys())
        for name, (before, _after) in changes.items():
            if name in self.wanted.fields and before:
                self.befores.setdefault(name, Counter())[before] += 1
        if difference and self.wanted.decides_use:
            self._narrow(facts_around(asset, difference))
            self.opened += bool(opened_by(asset, difference))

    def _narrow(self, facts: Facts) -> None:
        if facts not in self._decided:
            self._decided[facts] = taken_away(facts)
        lost = self._decided[facts]
        if lost is not None:
            self.narrowed[lost] += 1

    @property
    def digest(self) -> str:
        """Of all that it says: something else than what was shown is never done, nor where somebody has changed an asset
        meanwhile."""
        told = self._told.copy()
        told.update(repr(self.wanted.kept()).encode())
        return str(told.hexdigest()[:16])


def plan(uids: Iterable[UUID], wanted: Wanted) -> Plan:
    found = Plan(wanted)
    for asset in as_needed(uids, wanted):
        found.take(asset)
    return found


def as_needed(uids: Iterable[UUID], wanted: Wanted) -> Iterator[Asset]:
    """Those assets in the order given, with their titles and what the change looks at, and nothing else of them; as many
    queries for each five hundred as for one."""
    rows = _rows(wanted)
    for batch in batches(uids):
        there = rows.in_bulk(batch)
        yield from (there[uid] for uid in batch if uid in there)


def _rows(wanted: Wanted) -> QuerySet[Asset]:
    touched = {*wanted.fields, *wanted.links, *((*DECIDING, *OF_VERSIONS) if wanted.decides_use else ())}
    rows = Asset.objects.order_by().only("title", *(touched - set(wanted.links)))
    beside: list[Any] = [related for name, related in READ_WITH.items() if name in touched]
    if wanted.languages:
        beside.append(Prefetch("texts", AssetText.objects.filter(language__in=wanted.languages)))
    if wanted.decides_use:
        beside += rights_prefetch()
    joined = [name for name in ROWS_OF_OTHERS if name in touched]
    return (rows.select_related(*joined) if joined else rows).prefetch_related(*beside)
