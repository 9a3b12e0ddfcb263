"""Which pictures of the library look like one: its likeness held against all of them at once.

All likenesses are read for each question, since they are few bytes a picture and any of them may have changed.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from media_library.finding.seen_shelves import assets_seen_by
from media_library.ingest.likeness import NEAR, tells_little
from media_library.models import Asset, Picture
from media_library.models.pictures import LISTED

SHOWN = 3


class Likenesses:
    """Of the pictures that somebody sees, as of the first question; without a somebody, of all."""

    def __init__(self, user: Any) -> None:
        self._user = user

    def add(self, picture: Picture) -> None:
        """One that has come since the first question."""
        pks, values = self._all
        self._all = np.append(pks, np.int64(picture.pk)), np.append(values, np.uint64(int(picture.likeness, 16)))

    @cached_property
    def _all(self) -> tuple[Any, Any]:
        assets = Asset.objects.all() if self._user is None else assets_seen_by(self._user)
        rows = list(
            Picture.objects.filter(asset__in=assets).exclude(likeness="").order_by().values_list("pk", "likeness")
        )
        pks, values = [pk for pk, _value in rows], [int(value, 16) for _pk, value in rows]
        return np.array(pks, dtype=np.int64), np.array(values, dtype=np.uint64)

    def near(self, likeness: str, *, but: int | None = None) -> list[int]:
        """The nearest, the most alike first. A plain surface is like nothing."""
        if not likeness or tells_little(likeness):
            return []
        pks, values = self._all
        bits = np.bitwise_count(values ^ np.uint64(int(likeness, 16)))
        found = np.flatnonzero((bits <= NEAR) & (pks != (but or 0)))
        order = found[np.lexsort((pks[found], bits[found]))]
        return [int(pk) for pk in pks[order[:SHOWN]]]


def pictures(pks: Sequence[int]) -> dict[int, Picture]:
    """With what is shown of them."""
    rows = Picture.objects.select_related("asset").prefetch_renditions(LISTED)
    return rows.in_bulk(set(pks)) if pks else {}
