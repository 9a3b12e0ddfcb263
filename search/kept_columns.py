"""The columns of facets as a process has last read them, in a file beside the hub's others: to read them from the database
costs seconds of each process that begins, to read them from here a tenth of that.

It is believed only where the database still says the same: every stored document up to the file's change must be in it
as it is. So a database that was taken back to yesterday, or another one, is read anew; and a file that cannot be read
or written costs time, never an answer.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from django.conf import settings
from django.db.models import Max
from numpy.typing import NDArray

from search.models import StoredDocument

logger = logging.getLogger("search.kept_columns")

SHAPE = 1  # counts up when the file is written otherwise
PIECE = 5_000

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """Who carries which value, by its place in `values`."""

    owners: Numbers
    carried: Numbers
    values: list[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """The documents as of a change, numbered from 0: a place, a key, and a stamp of what was read for each."""

    change: int
    places: Numbers
    keys: Numbers
    stamps: Numbers
    columns: Mapping[str, KeptColumn]


def stamp(change_no: int, version: str) -> int:
    """Differs when a document does."""
    return (change_no << 32 | crc32(version.encode())) & (1 << 63) - 1


def path() -> Path:
    return Path(settings.SEARCH_COLUMNS)


def keep(epoch: UUID, kept: Kept) -> None:
    """For the next process. Written beside and moved into place, so nobody ever reads half of it."""
    about = {
        "shape": SHAPE,
        "epoch": epoch.hex,
        "change": kept.change,
        "values": {name: column.values for name, column in kept.columns.items()},
    }
    arrays: dict[str, Any] = {"places": kept.places, "keys": kept.keys, "stamps": kept.stamps}
    for name, column in kept.columns.items():
        arrays |= {f"owners-{name}": column.owners, f"carried-{name}": column.carried}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    written = None
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path().parent, prefix=f"{path().name}.", delete=False) as file:
            written = Path(file.name)
            np.savez(file, **arrays)
        os.replace(written, path())
    except OSError as fault:
        logger.warning("the columns could not be kept: %s", fault)
        if written is not None:
            with suppress(OSError):
                written.unlink()


def read(epoch: UUID) -> Kept | None:
    """What was kept, if it is of this database and the database still says so."""
    try:
        with np.load(path(), allow_pickle=False) as file:
            about = json.loads(file["about"].tobytes())
            if (about["shape"], about["epoch"]) != (SHAPE, epoch.hex):
                return None
            kept = Kept(
                change=about["change"],
                places=file["places"],
                keys=file["keys"],
                stamps=file["stamps"],
                columns={
                    name: KeptColumn(file[f"owners-{name}"], file[f"carried-{name}"], values)
                    for name, values in about["values"].items()
                },
            )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as fault:
        logger.warning("what was kept of the columns cannot be read: %s", fault)
        return None
    return kept if _is_so(kept) else None


def _is_so(kept: Kept) -> bool:
    """Does it have every document that has not changed since, as it is?"""
    last = StoredDocument.objects.aggregate(last=Max("change_no"))["last"]
    if last is None or last < kept.change:
        return False
    rows = StoredDocument.objects.filter(change_no__lte=kept.change, place__isnull=False)
    told = rows.order_by().values_list("place", "change_no", "version").iterator(PIECE)
    there = np.array([(place, stamp(change, version)) for place, change, version in told], np.int64).reshape(-1, 2)
    by_place = np.argsort(kept.places, kind="stable")
    at = np.searchsorted(kept.places, there[:, 0], sorter=by_place)
    if len(there) and (not len(by_place) or at.max() >= len(by_place)):
        return False
    found = by_place[at]
    return bool((kept.places[found] == there[:, 0]).all() and (kept.stamps[found] == there[:, 1]).all())
