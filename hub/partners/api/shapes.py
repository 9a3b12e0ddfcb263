"""The shapes of answers, for the OpenAPI document: what is told here is held against real answers by the tests.

Answers are stored bytes; nothing is built from these classes.
"""

from datetime import datetime

from hub.partners.api.item_shapes import Changes, Item, ItemList, Work
from hub.partners.api.media_shapes import Media, MediaList, Shape
from hub.partners.api.package_shapes import Package
from hub.partners.api.reference_shapes import ROWS
from hub.partners.api.search_shapes import Related, SearchAnswer, Suggestions

__all__ = [
    "ROWS",
    "Changes",
    "Index",
    "Item",
    "ItemList",
    "Media",
    "MediaList",
    "Package",
    "Problem",
    "ProblemKind",
    "ProblemKinds",
    "Related",
    "SearchAnswer",
    "SnapshotLine",
    "Suggestions",
    "Work",
]


class LanguageName(Shape):
    tag: str
    name: str


class Index(Shape):
    name: str
    version: str
    documentation: str
    openapi: str
    problems: str
    languages: list[LanguageName]
    anonymous_requests_a_minute: int
    addresses: dict[str, str]


class Problem(Shape):
    """RFC 9457. Programs decide by `type`; `title` and `detail` are English, or Vietnamese where Accept-Language asks."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    parameter: str | None = None
    allowed: list[str] | None = None
    expected: str | None = None
    reason: str | None = None
    withdrawn_at: datetime | None = None
    replacement: str | None = None
    snapshot: str | None = None
    scope: str | None = None


class ProblemKind(Shape):
    type: str
    title: str
    status: int
    meaning: str


class ProblemKinds(Shape):
    problems: list[ProblemKind]


class SnapshotLine(Shape):
    """The first line has `cursor` and `generated_at`, each further one is an item, the last one has `end`, `items`
    (their number) and `cursor` again. A snapshot without its last line was cut off."""

    cursor: str | None = None
    generated_at: datetime | None = None
    end: bool | None = None
    items: int | None = None
