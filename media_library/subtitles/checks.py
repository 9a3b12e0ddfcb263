"""Can subtitles be read in the time they are shown? Limits per language, counted in graphemes: what a reader sees as one.

Pure. These are advice for whoever subtitles, not conditions: a track with findings is kept. The figures are what
broadcasters accept (docs: `reference/standards.md`, A.5).
"""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from locales.canonical import graphemes
from media_library.subtitles.formats import plain
from media_library.subtitles.webvtt import Cue


@dataclass(frozen=True, slots=True)
class Limits:
    """`line`: graphemes in one line. `speed`: graphemes a second."""

    line: int
    speed: float
    lines: int = 2
    shortest: float = 1.0
    longest: float = 7.0
    gap: float = 0.08  # two frames at 25 a second; subtitles that touch are one change, and need none


ALPHABETIC = Limits(line=42, speed=20)
BY_LANGUAGE = {
    "zh": Limits(line=16, speed=11),
    "ja": Limits(line=16, speed=7),
    "ko": Limits(line=16, speed=12),
    "lo": Limits(line=35, speed=20),
    "th": Limits(line=35, speed=20),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`cue`: which subtitle, counted from one."""

    cue: int
    code: str
    words: str

    def __str__(self) -> str:
        return _("Subtitle %(cue)s: %(words)s") % {"cue": self.cue, "words": self.words}


def limits_of(language: str) -> Limits:
    return BY_LANGUAGE.get(language.partition("-")[0], ALPHABETIC)


def findings(cues: list[Cue], language: str) -> list[Finding]:
    limits = limits_of(language)
    found = [one for number, cue in enumerate(cues, start=1) for one in _of_one(number, cue, limits)]
    for number, (before, cue) in enumerate(pairwise(cues), start=2):
        gap = cue.start - before.end
        if 0.001 < gap < limits.gap - 0.001:
            words = _("it begins %(gap)s s after the one before; at least %(least)s s, or none at all.")
            found.append(Finding(number, "gap", words % {"gap": _figure(gap, 2), "least": _figure(limits.gap, 2)}))
    return sorted(found, key=lambda one: one.cue)


def _of_one(number: int, cue: Cue, limits: Limits) -> list[Finding]:
    lines = [graphemes(line.strip()) for line in plain(cue.text).split("\n") if line.strip()]
    seconds = cue.end - cue.start
    longest, speed = max(map(len, lines), default=0), sum(map(len, lines)) / seconds
    found = []
    if longest > limits.line:
        words = _("a line of %(count)s characters; at most %(most)s.")
        found.append(Finding(number, "line", words % {"count": longest, "most": limits.line}))
    if len(lines) > limits.lines:
        words = _("%(count)s lines; at most %(most)s.")
        found.append(Finding(number, "lines", words % {"count": len(lines), "most": limits.lines}))
    if speed > limits.speed:
        words = _("%(speed)s characters a second; at most %(most)s can be read.")
        found.append(Finding(number, "speed", words % {"speed": _figure(speed, 1), "most": _figure(limits.speed, 0)}))
    if seconds < limits.shortest:
        words = _("shown for %(seconds)s s; at least %(least)s s.")
        found.append(
            Finding(number, "short", words % {"seconds": _figure(seconds, 1), "least": _figure(limits.shortest, 0)})
        )
    if seconds > limits.longest:
        words = _("shown for %(seconds)s s; at most %(most)s s.")
        found.append(
            Finding(number, "long", words % {"seconds": _figure(seconds, 1), "most": _figure(limits.longest, 0)})
        )
    return found


def _figure(value: float, digits: int) -> str:
    return str(number_format(round(value, digits), decimal_pos=digits))
