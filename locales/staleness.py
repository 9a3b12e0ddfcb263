"""How far a translation is behind: computed from what the source says now, not from localize's report.

Localize reports "up to date" until somebody presses "sync". Digests let the ledger keep what a version said without
keeping its text. Reads only.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from locales.release_gate import gaps_in


def segment_digests(page: Page) -> list[str]:
    """The SHA-256 of each translatable passage of this content, in reading order: equal words, equal digest."""
    return [digest(text) for _, text in _passages(page)]


def translated_from(translation: Translation) -> list[str]:
    """The digests of the source as the translators were given it: what the next publication is translated from."""
    return segment_digests(translation.source.as_instance())


def digest(text: str) -> str:
    """Of the words alone: composed to NFC, runs of white space as one, markup left out."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def passages_behind(now: Sequence[str], then: Sequence[str]) -> int:
    """How many passages differ between two lists of digests: a changed one counts once, a moved one not at all."""
    added = (Counter(now) - Counter(then)).total()
    gone = (Counter(then) - Counter(now)).total()
    return max(added, gone)


def stale_segments(translation: Translation) -> list[str]:
    """The passages that a translation does not yet say: changed, new or gone in the live source, or not translated.

    Of a passage that is gone, its old words.
    """
    try:
        source = translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return []
    stale = _changed(_passages(source), _passages(translation.source.as_instance()))
    return stale + [gap.excerpt for gap in gaps_in(translation)]


def _changed(now: Iterable[tuple[str, str]], then: Iterable[tuple[str, str]]) -> list[str]:
    changed = []
    old, new = _by_path(then), _by_path(now)
    for path in [*new, *(path for path in old if path not in new)]:
        before, after = {digest(text): text for text in old[path]}, {digest(text): text for text in new[path]}
        added = [text for key, text in after.items() if key not in before]
        gone = [text for key, text in before.items() if key not in after]
        changed += added if len(added) >= len(gone) else gone
    return changed


def _by_path(passages: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for path, text in passages:
        grouped[path].append(text)
    return grouped


def _passages(page: Page) -> list[tuple[str, str]]:
    return [
        (value.path, value.render_text()) for value in extract_segments(page) if isinstance(value, StringSegmentValue)
    ]
