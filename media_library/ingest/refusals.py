"""Why a file is not taken. Pure: a code and what it names; `media_library.ingest.sentences` puts it into words.

A refusal is stored as its code and is told in the language of whoever reads it, whenever that is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    code: str
    about: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As an upload keeps it."""
        return {"code": self.code, "about": dict(self.about)}


class FileRefused(Exception):  # noqa: N818 - named for the caller's decision
    """The file is not taken."""

    def __init__(self, code: str, **about: Any) -> None:
        super().__init__(code, about)
        self.refusal = Refusal(code, about)
