"""Subtitles that wait beside the clip's own and beside those that they are to replace, moment by moment.

Pure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from media_library.subtitles.formats import plain
from media_library.subtitles.webvtt import Cue


@dataclass(frozen=True, slots=True)
class Moment:
    """`start`: seconds. `original`, `before`: whatever of theirs is shown while `now` is; `now` is empty where something goes."""

    start: float
    original: str
    before: str
    now: str


def beside(now: Sequence[Cue], before: Sequence[Cue], original: Sequence[Cue]) -> list[Moment]:
    """One for each subtitle of `now`, and for each of `before` in whose time nothing is shown any more."""
    gone = [cue for cue in before if not _during(cue, now)]
    shown = [Moment(cue.start, _said(cue, original), _said(cue, before), plain(cue.text)) for cue in now]
    shown += [Moment(cue.start, _said(cue, original), plain(cue.text), "") for cue in gone]
    return sorted(shown, key=lambda moment: moment.start)


def _said(cue: Cue, others: Sequence[Cue]) -> str:
    return "\n".join(plain(other.text) for other in _during(cue, others))


def _during(cue: Cue, others: Sequence[Cue]) -> list[Cue]:
    """Of others in order of time those that share more than half of the shorter one's time: neighbours often touch."""
    first = bisect_right(others, cue.start, key=lambda other: other.end)
    last = bisect_left(others, cue.end, key=lambda other: other.start)
    return [
        other
        for other in others[first:last]
        if 2 * (min(cue.end, other.end) - max(cue.start, other.start)) > min(_length(cue), _length(other))
    ]


def _length(cue: Cue) -> float:
    return cue.end - cue.start
