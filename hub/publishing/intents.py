"""Why a page is being published or withdrawn: handed from the act to the signal that Wagtail fires in between.

Wagtail's signals carry a page and a revision, no reason. An act (`hub.publishing.acts`) opens an intent; the recorder
reads it. Without one, a publish is a plain publish.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.staff.models import User


@dataclass(frozen=True, slots=True)
class Intent:
    """`note` is the correction's or the withdrawal's words; `replacement` an edition's id."""

    by: "User | None" = None
    corrects: bool = False
    cosmetic: bool = False
    note: str = ""
    replacement: str = ""


_current: ContextVar[Intent | None] = ContextVar("publishing_intent", default=None)


def current() -> Intent:
    return _current.get() or Intent()


@contextmanager
def intending(intent: Intent) -> Iterator[None]:
    token = _current.set(intent)
    try:
        yield
    finally:
        _current.reset(token)
