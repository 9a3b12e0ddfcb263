"""What conditions on words have matched, remembered by each process: a common word costs its scan once, and after each change
only the changed documents are asked for. The newest of what was asked is kept, up to `MOST_BYTES`.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from search.engines.conditions import Condition
from search.facets import Columns, Mask, Numbers

MOST_BYTES = 32_000_000
ABOUT_A_CONDITION = 500  # bytes of the condition itself
MOST_CHANGED = 100  # documents that are asked for one by one; when more have changed, all are asked for again

Ask = Callable[[Sequence[Condition], Numbers | None], list[Numbers]]
"""For each condition the places that match, of all or of these."""


@dataclass(frozen=True, slots=True)
class _Match:
    """Up to which number it was asked, and what matched: all as bits, or, where that is smaller, one by one."""

    size: int
    matched: Numbers
    as_bits: bool

    @classmethod
    def of(cls, mask: Mask) -> "_Match":
        numbers = np.flatnonzero(mask)
        if len(numbers) * 32 < len(mask):
            return cls(len(mask), numbers.astype(np.uint32), as_bits=False)
        return cls(len(mask), np.packbits(mask), as_bits=True)

    @property
    def bytes(self) -> int:
        return self.matched.nbytes + ABOUT_A_CONDITION

    def mask(self, size: int) -> Mask:
        mask = np.zeros(size, np.bool_)
        if self.as_bits:
            mask[: self.size] = np.unpackbits(self.matched, count=self.size).view(np.bool_)
        else:
            mask[self.matched] = True
        return mask


@dataclass(slots=True)
class Remembered:
    """Of one table of words (`generation`) and one numbering of its documents."""

    kept: "OrderedDict[Condition, _Match]" = field(default_factory=OrderedDict)
    bytes: int = 0
    of: tuple[int, int] = (0, 0)
    lock: Lock = field(default_factory=Lock)

    def masks(self, asked: Sequence[Condition], columns: Columns, generation: int, ask: Ask) -> dict[Condition, Mask]:
        """For each condition the documents that match. Of those that are dead meanwhile, anything may be said."""
        of = (generation, columns.numbering)
        masks: dict[Condition, Mask] = {}
        unknown: list[Condition] = []
        for condition in asked:
            known = self._known(condition, of)
            mask = self._followed(condition, known, columns, ask) if known is not None else None
            if mask is None:
                unknown.append(condition)
            else:
                masks[condition] = mask
                if known is not None and known.size < columns.size:
                    self._keep(condition, _Match.of(mask), of)
        for condition, places in zip(unknown, ask(unknown, None) if unknown else (), strict=True):
            masks[condition] = columns.mask(columns.at(places))
            self._keep(condition, _Match.of(masks[condition]), of)
        return masks

    def _followed(self, condition: Condition, known: _Match, columns: Columns, ask: Ask) -> Mask | None:
        """What is known, and what is new; None: so much is new that all is asked for again."""
        if known.size >= columns.size:
            return known.mask(known.size)[: columns.size]
        mask, new = known.mask(columns.size), columns.times[columns.by_time >= known.size]
        if len(new) > MOST_CHANGED:
            return None
        if len(new):
            [places] = ask([condition], new)
            mask[columns.at(places)] = True
        return mask

    def _known(self, wanted: Condition, of: tuple[int, int]) -> _Match | None:
        with self.lock:
            if of != self.of:
                self.kept.clear()
                self.of, self.bytes = of, 0
            known = self.kept.get(wanted)
            if known is not None:
                self.kept.move_to_end(wanted)
            return known

    def _keep(self, wanted: Condition, match: _Match, of: tuple[int, int]) -> None:
        with self.lock:
            if of != self.of:
                return
            before = self.kept.pop(wanted, None)
            if before is not None and before.size > match.size:
                match = before
            self.kept[wanted] = match
            self.bytes += match.bytes - (before.bytes if before is not None else 0)
            while self.bytes > MOST_BYTES:
                _oldest, dropped = self.kept.popitem(last=False)
                self.bytes -= dropped.bytes
