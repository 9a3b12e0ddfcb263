"""Reading WebVTT as strictly as a broadcaster needs it, with faults that name their line.

Pure: bytes in, clean text out. A file that passes is stored in UTF-8 and NFC, with Unix line ends and no byte order
mark.
https://www.w3.org/TR/webvtt1/
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from unicodedata import normalize

from django.utils.translation import gettext as _

LARGEST = 2 * 1024 * 1024
MARK = re.compile(r"<[^>]*>")
TIMING = re.compile(
    r"^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]+\S.*)?$"
)


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    message: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Cue:
    line: int
    start: float
    end: float
    text: str


class SubtitlesRefusedError(Exception):
    """The file is no usable WebVTT; `faults` says where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def read_subtitles(content: bytes) -> str:
    """The text of a WebVTT file as it is to be stored.

    Raises:
        SubtitlesRefusedError: naming each fault and its line.
    """
    text = normalize("NFC", _decoded(content)).replace("\r\n", "\n").replace("\r", "\n")
    cues, faults = _parsed(text.split("\n"))
    if not faults and not cues:
        faults = [Fault(1, _("The file holds no subtitle."))]
    faults = sorted([*faults, *_order_faults(cues)], key=lambda fault: fault.line)
    if faults:
        raise SubtitlesRefusedError(faults)
    return text.rstrip("\n") + "\n"


def spoken(content: bytes) -> str:
    """What is said, a subtitle a line, without times and marks.

    Raises:
        SubtitlesRefusedError: it is no text in UTF-8.
    """
    cues, _faults = _parsed(_decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(unescape(MARK.sub("", cue.text)).replace("\n", " ") for cue in cues)


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise SubtitlesRefusedError([Fault(1, _("The file is larger than 2 MB: this is no subtitle file."))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise SubtitlesRefusedError(
            [Fault(line, _("The file is not in UTF-8. Save it again with the encoding UTF-8."))]
        ) from wrong
    if "\x00" in text:
        raise SubtitlesRefusedError(
            [Fault(text[: text.index("\x00")].count("\n") + 1, _("The file holds bytes that are no text."))]
        )
    return text


def _parsed(lines: list[str]) -> tuple[list[Cue], list[Fault]]:
    if not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        return [], [
            Fault(
                1, _("A subtitle file begins with the word WEBVTT. Export it as WebVTT (.vtt), not as SubRip (.srt).")
            )
        ]
    if len(lines) > 1 and "-->" in lines[1]:
        return [], [Fault(2, _("An empty line is missing after WEBVTT."))]
    cues: list[Cue] = []
    faults: list[Fault] = []
    for number, block in _blocks(lines):
        if number == 1 or re.match(r"^(NOTE|STYLE|REGION)\b", block[0]):
            continue
        cue = _cue(number, block)
        if isinstance(cue, Cue):
            cues.append(cue)
        else:
            faults.append(cue)
    return cues, faults


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    inside = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            inside = False
        elif inside:
            blocks[-1][1].append(line)
        else:
            blocks.append((number, [line]))
            inside = True
    return blocks


def _cue(number: int, block: list[str]) -> Cue | Fault:
    at = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
    if at is None:
        return Fault(number, _("A time such as 00:00:01.000 --> 00:00:04.000 is missing before this text."))
    found = TIMING.match(block[at])
    if found is None:
        return Fault(
            number + at,
            _("The time cannot be read. It is written as 00:00:01.000 --> 00:00:04.000, with a point, not a comma."),
        )
    start, end = _seconds(found[1]), _seconds(found[2])
    text = "\n".join(block[at + 1 :]).strip()
    if end <= start:
        return Fault(number + at, _("The subtitle ends before it begins."))
    if not MARK.sub("", text).strip():
        return Fault(number + at, _("The subtitle is empty."))
    stray = next((index for index, line in enumerate(block[at + 1 :], start=at + 1) if "-->" in line), None)
    if stray is not None:
        return Fault(number + stray, _("An empty line is missing before this time."))
    return Cue(number + at, start, end, text)


def _order_faults(cues: list[Cue]) -> list[Fault]:
    faults = []
    for before, cue in pairwise(cues):
        if cue.start < before.start:
            faults.append(Fault(cue.line, _("The subtitle begins before the one above it. Sort them by time.")))
        elif cue.start < before.end:
            faults.append(Fault(cue.line, _("The subtitle begins while the one above it is still shown.")))
    return faults


def _seconds(clock: str) -> float:
    *hours, minutes, seconds = clock.split(":")
    return (int(hours[0]) if hours else 0) * 3600 + int(minutes) * 60 + float(seconds)
