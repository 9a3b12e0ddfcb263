"""Long rows of things, a few at a time: no query holds all of their keys, and no memory all of them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

IN_ONE_QUERY = 500  # values

Row = TypeVar("Row")


def batches(rows: Iterable[Row], size: int = IN_ONE_QUERY) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch
