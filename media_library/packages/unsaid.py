"""What a package does not say in its languages: whoever hands it over learns it before the recipient does.

Pure, of what is frozen in its rows.
"""

from collections.abc import Sequence
from typing import Any


def without_words(told: dict[str, Any], languages: Sequence[str]) -> list[str]:
    """In which of the languages it has neither title nor caption."""
    texts: dict[str, dict[str, str]] = told.get("texts", {})
    return [tag for tag in languages if not any(texts.get(tag, {}).get(part) for part in ("title", "caption"))]


def without_subtitles(told: dict[str, Any], languages: Sequence[str]) -> list[str]:
    """In which of the languages a clip that is subtitled has no subtitles (some may wait to be approved); none of any other."""
    there = {track["lang"] for track in told.get("subtitles", ())}
    return [tag for tag in languages if tag not in there] if there else []
