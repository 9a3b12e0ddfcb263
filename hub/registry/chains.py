"""Rows that point at rows of their own kind (parent, successor, …): the rule that no chain bites its own tail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the type checker only

Row = TypeVar("Row", bound=models.Model)


def chain(row: Row, field: str) -> Iterator[Row]:
    """What `row.field` points at, and what that points at, …; ends where it would repeat itself."""
    seen = {row.pk}
    following: Row | None = getattr(row, field)
    while following is not None and following.pk not in seen:
        seen.add(following.pk)
        yield following
        following = getattr(following, field)


def refuse_loop(row: models.Model, field: str, message: "str | _StrPromise") -> None:
    """
    Raises:
        ValidationError: on `field`, if the chain leads back to `row`; in `message`, `%(row)s` stands for the row.
    """
    target = f"{field}_id"
    if row.pk is None or getattr(row, target) is None:
        return  # nothing can point at a row that is not stored yet
    if row.pk in (getattr(step, target) for step in (row, *chain(row, field))):
        raise ValidationError({field: ValidationError(message, code="loop", params={"row": row})})
