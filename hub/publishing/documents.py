"""An edition's document as it is stored and served: its JSON, the same without its body, and their fingerprint.

Values only: no page, no database, no settings.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from hub.publishing.bodies import References, Shape

# what changes around a text without changing the text: a new language, a renamed column, a stale paragraph
SURROUNDINGS = frozenset(
    {"version", "updated_at", "translated_from_version", "freshness", "note", "corrections", "alternates", "url"}
)
# what says whose a text or an asset is and what may be done with it; who is named hangs on the consents
RIGHTS = frozenset({"licence", "licence_url", "usable_from", "usable_until", "rights", "people"})
# pictures and clips carry their rights inside: with these, their files change
DRAWN = frozenset({"renditions", "proxy"})


@dataclass(frozen=True, slots=True)
class Compiled:
    """`document` and `summary` (the same without its body) are the JSON texts to serve."""

    data: Shape
    references: References
    document: str = field(init=False)
    summary: str = field(init=False)
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "document", as_json(self.data))
        object.__setattr__(self, "summary", as_json({key: part for key, part in self.data.items() if key != "body"}))
        object.__setattr__(self, "etag", hashlib.sha256(self.document.encode()).hexdigest()[:32])

    @property
    def licence(self) -> str:
        """Under which the text is taken."""
        return str(self.data["rights"]["licence"])

    def says_the_same_as(self, document: str) -> bool:
        """Is the text itself unchanged, whatever happened around it?"""
        return _text_of(json.loads(document)) == _text_of(json.loads(self.document))

    def changes_only_rights_of(self, document: str) -> bool:
        """Is it the same text and the same assets, and what may be done with them is not?"""
        before, now = _text_of(json.loads(document)), _text_of(json.loads(self.document))
        return _without(RIGHTS | DRAWN, before) == _without(RIGHTS | DRAWN, now) and _without(
            DRAWN, before
        ) != _without(DRAWN, now)

    def dated(self, *, version: int, updated_at: datetime, note: str) -> "Compiled":
        """The same document as the version it turned out to be."""
        about = {"version": version, "updated_at": in_utc(updated_at), "note": note or None}
        return Compiled(data=self.data | about, references=self.references)


def _text_of(data: Shape) -> Shape:
    return {key: part for key, part in data.items() if key not in SURROUNDINGS}


def _without(keys: frozenset[str], shape: Any) -> Any:
    """The same shape with these keys left out, however deep they stand."""
    if isinstance(shape, dict):
        return {key: _without(keys, part) for key, part in shape.items() if key not in keys}
    if isinstance(shape, list):
        return [_without(keys, part) for part in shape]
    return shape


def as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def in_utc(moment: datetime) -> str:
    """One way to write a moment, wherever it comes from: a revision keeps the editor's zone, the database does not."""
    return moment.astimezone(UTC).isoformat()
