"""One thing that is missing or doubtful."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` is the field to jump to, as Wagtail's content paths name it: `summary`, `body.<block id>`."""

    code: str
    message: str
    place: str
    severity: Severity = Severity.WARNING

    def as_a_hint(self) -> "Finding":
        return replace(self, severity=Severity.WARNING)


Rule = Callable[[Any], Iterator[Finding]]


def needed(code: str, message: str, place: str) -> Finding:
    """Without it nothing is released."""
    return Finding(code, message, place, Severity.BLOCKING)


def hint(code: str, message: str, place: str) -> Finding:
    return Finding(code, message, place)


def blocks(page: Any) -> Iterator[tuple[str, Any, str]]:
    """Kind, value and place of each block of a page's bodies."""
    for stream in page.streams():
        for block in stream:
            yield block.block_type, block.value, f"body.{block.id}" if block.id else "body"
