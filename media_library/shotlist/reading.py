"""A whole shot list as agencies write it, as text: `00:00 – 00:07 Aerial of …`, a shot a line. Pure.

A line may be numbered, its times may stand in brackets and be of any kind that `timecode` reads; where only the beginning
is told, a shot lasts until the next. A line that begins with no time goes on with the one above. A sound bite begins with
SOUNDBITE (or SOT, PHÁT BIỂU) and its language: `00:08 – 00:20 SOUNDBITE (Vietnamese) Lan, weaver: “…”`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from unicodedata import normalize

from django.utils.translation import gettext as _

from media_library.shotlist import timecode
from media_library.shotlist.timecode import NotATimeError

MOST_LINES = 2000
A_TIME = r"\d{1,2}(?:[:;]\d{2}){1,3}(?:[.,]\d{1,3})?"
NUMBER = re.compile(r"^(?:\(?\d{1,3}[.)]\s+|#\d{1,3}:?\s+|[-*•–—]\s+)")
TIMES = re.compile(
    rf"^[\[(]?\s*({A_TIME})\s*(?:(?:-->|->|→|[-–—~]|to|đến)\s*({A_TIME}))?\s*[\])]?\s*[:.\-–—|]?\s*(.*)$", re.IGNORECASE
)
NUMBER_BEHIND = re.compile(r"^\d{1,3}[.)]\s+")
LOOKS_TIMED = re.compile(r"^[\[(]?\s*\d[\dOo]*\s*[:.;h]\s*\S")
HEADING = re.compile(r"^[=\-_*#\s]*(shot\s?list|danh sách cảnh|cảnh quay|nội dung cảnh)[=\-_*\s:]*$", re.IGNORECASE)
BITE = re.compile(r"^\(?(?:sound\s?bite|sot|phát biểu)\b\)?\s*(?:\(([^)]*)\))?\s*(.*)$", re.IGNORECASE | re.DOTALL)
SAYING = re.compile(r"[,\s]+(?:saying|nói)\s*$", re.IGNORECASE)
QUOTED = re.compile(r"^[\"“«„'‘]+(.*?)[\"”»“'’]+$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One shot or sound bite. `language`, `speaker`: of a sound bite; `number`: where it stood in the text."""

    number: int
    starts: int
    ends: int
    words: str
    is_bite: bool = False
    language: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    message: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


class ListRefusedError(Exception):
    """`faults` says which lines cannot be understood, and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(slots=True)
class _Open:
    number: int
    starts: int
    ends: int | None
    words: list[str] = field(default_factory=list)


def read_list(
    text: str, *, length: int, rate: float | None = None, languages: Iterable[tuple[str, str]] = ()
) -> list[Line]:
    """In the order of the text. `length`: of the clip, in thousandths; `languages`: tag and name, as a sound bite names its.

    Raises:
        ListRefusedError: naming every line that is at fault; nothing of a list is taken over by halves.
    """
    lines = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise ListRefusedError([Fault(MOST_LINES + 1, _("A list has at most %(most)s lines.") % {"most": MOST_LINES})])
    entries, faults = _entries(lines, rate)
    found = []
    for entry, following in zip_longest(entries, entries[1:]):
        ends = entry.ends if entry.ends is not None else following.starts if following else length
        if fault := _of_times(entry, ends, length):
            faults.append(Fault(entry.number, fault))
            continue
        line = Line(entry.number, entry.starts, min(ends, length), " ".join(entry.words).strip())
        try:
            found.append(_as_bite(line, languages))
        except ValueError as refused:
            faults.append(Fault(entry.number, str(refused)))
    if not entries and not faults:
        faults.append(
            Fault(1, _("There is no shot in it. Write a line for each, such as “00:00 – 00:07 Aerial of the river”."))
        )
    if faults:
        raise ListRefusedError(sorted(faults, key=lambda fault: fault.line))
    return found


def _entries(lines: list[str], rate: float | None) -> tuple[list[_Open], list[Fault]]:
    entries: list[_Open] = []
    faults: list[Fault] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.replace("\t", " ").replace("\u00a0", " ").strip()
        if not line or HEADING.match(line):
            continue
        line = NUMBER.sub("", line)
        found = TIMES.match(line)
        if found is None:
            if LOOKS_TIMED.match(line):
                faults.append(Fault(number, _("The time cannot be read. Write it as 00:00 – 00:07.")))
            elif entries:
                entries[-1].words.append(line)
            elif not faults:
                faults.append(Fault(number, _("A time such as 00:00 – 00:07 is missing before this text.")))
            continue
        try:
            starts = timecode.read(found[1], rate)
            ends = timecode.read(found[2], rate) if found[2] else None
        except NotATimeError as refused:
            faults.append(Fault(number, str(refused)))
            continue
        entries.append(_Open(number, starts, ends, [NUMBER_BEHIND.sub("", found[3].strip())]))
    return entries, faults


def _of_times(entry: _Open, ends: int, length: int) -> str:
    """What is wrong with them; times in whole seconds may lie a little behind the end."""
    told = {"in": timecode.written(entry.starts), "out": timecode.written(ends), "length": timecode.written(length)}
    if ends > -(-length // 1000) * 1000 or entry.starts >= length:
        return _("%(out)s lies beyond the end of the clip, which is %(length)s long.") % (
            told if ends > length else told | {"out": told["in"]}
        )
    if min(ends, length) <= entry.starts:
        return _("It ends at %(out)s, before it begins at %(in)s.") % told
    return ""


def _as_bite(line: Line, languages: Iterable[tuple[str, str]]) -> Line:
    """
    Raises:
        ValueError: it is a sound bite, and in which language is not understood.
    """
    found = BITE.match(line.words)
    if found is None:
        return line
    named, rest = (found[1] or "").strip(), found[2].strip()
    speaker, colon, said = rest.partition(":")
    if not colon:
        quote = re.search(r"[\"“«„]", rest)
        speaker, said = (rest[: quote.start()], rest[quote.start() :]) if quote else ("", rest)
    quoted = QUOTED.match(said.strip())
    return replace(
        line,
        is_bite=True,
        language=_language(named, languages),
        speaker=SAYING.sub("", speaker).strip(" ,"),
        words=(quoted[1] if quoted else said).strip(),
    )


def _language(named: str, languages: Iterable[tuple[str, str]]) -> str:
    """By its tag or by its name; none told: the house's own."""
    if not named:
        return next((tag for tag, _name in languages), "vi")
    folded = _bare(named)
    for tag, name in languages:
        if folded in (tag.casefold(), _bare(name)):
            return tag
    raise ValueError(
        _("“%(name)s” is no language that is known here. Write its name or its tag, such as “vi”.") % {"name": named}
    )


def _bare(name: str) -> str:
    """`Tiếng Việt` and `Việt` are one."""
    return name.casefold().removeprefix("tiếng ").strip()
