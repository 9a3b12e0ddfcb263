"""Rows that are true for a time: the rule that no two of them may claim the same day.

`valid_from` is the first day a row is true, `valid_to` the last one; empty means "always before" or "still".
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Spans(Protocol):
    valid_from: date | None
    valid_to: date | None


Row = TypeVar("Row", bound=Spans)


class Dated(models.Model):
    """A row with a first and a last day."""

    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day; empty: always before.")
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("Last day; empty: still valid."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="%(app_label)s_%(class)s_valid_from_before_to",
                violation_error_message=_("The last day lies before the first day."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day lies before the first day.")})

    def covers(self, day: date) -> bool:
        return covers(self, day)


def covers(row: Spans, day: date) -> bool:
    """Is the row true on that day?"""
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)


def on(day: date, prefix: str = "") -> Q:
    """The query for rows that are true on a day; `prefix` is a relation ending in `__`."""
    return (Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    )


def overlap(first: Spans, second: Spans) -> bool:
    """Do two rows claim a day in common?"""
    starts_in_time = first.valid_from is None or second.valid_to is None or first.valid_from <= second.valid_to
    ends_late = second.valid_from is None or first.valid_to is None or second.valid_from <= first.valid_to
    return starts_in_time and ends_late


def overlaps(rows: Sequence[Row], *, group: Callable[[Row], object]) -> list[tuple[Row, Row]]:
    """Each row that claims a day of an earlier one in the same group, with that one."""
    found = []
    for position, row in enumerate(rows):
        before = [other for other in rows[:position] if group(other) == group(row)]
        other = next((other for other in before if overlap(row, other)), None)
        if other is not None:
            found.append((row, other))
    return found


def overlap_refusal(other: Spans) -> ValidationError:
    """What to say to someone whose row claims a day of `other`."""
    return ValidationError(
        _("Overlaps with “%(other)s” (%(span)s). End that one first, or choose other days."),
        code="overlap",
        params={"other": other, "span": span_in_words(other)},
    )


def refuse_overlaps(rows: Sequence[Row], *, group: Callable[[Row], object]) -> None:
    """
    Raises:
        ValidationError: naming each row whose days another one claims.
    """
    found = [overlap_refusal(other) for _row, other in overlaps(rows, group=group)]
    if found:
        raise ValidationError(found)


def span_in_words(row: Spans) -> str:
    return days_in_words(row.valid_from, row.valid_to)


def days_in_words(first: date | None, last: date | None) -> str:
    """`01/03/2025 – …`"""
    return " – ".join(date_format(day, "SHORT_DATE_FORMAT") if day else "…" for day in (first, last))
