"""Reading WebVTT and SubRip as strictly as a broadcaster needs it, with faults that name their line and subtitle.

Pure: bytes in, clean text out. A file that passes is stored as WebVTT, in UTF-8 and NFC, with Unix line ends and no byte order
mark.
https://www.w3.org/TR/webvtt1/
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from unicodedata import normalize

from django.utils.translation import gettext as _

LARGEST = 2 * 1024 * 1024
MARK = re.compile(r"<[^>]*>")
TIMING = re.compile(
    r"^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]+\S.*)?$"
)


SUBRIP_TIMING = re.compile(
    r"^\s*(\d{1,3}):([0-5]\d):([0-5]\d)[,.](\d{1,3})\s*-->\s*(\d{1,3}):([0-5]\d):([0-5]\d)[,.](\d{1,3})(?:\s.*)?$"
)
SUBRIP_MARKUP = re.compile(r"\{\\[^}]*\}|</?font[^>]*>", re.IGNORECASE)
MOST_ASCII, PLAUSIBLE = 0x7F, 0.9
LATIN = r"[\u00c0-\u024f\u1e00-\u1eff\u2010-\u203a«»…]"
# in which a language was written before UTF-8, and which characters beyond ASCII its text is made of
OLDER_ENCODINGS = {
    "vi": (("cp1258",), LATIN),
    "en": (("cp1252",), LATIN),
    "fr": (("cp1252",), LATIN),
    "ru": (("cp1251",), r"[\u0400-\u045f«»—–…№]"),
    "zh-Hans": (("gb18030",), r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—·]"),
    "ja": (
        ("cp932", "euc-jp"),
        r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60…—]",
    ),  # no half-width katakana: so euc-jp looks in cp932
    "ko": (("cp949",), r"[\uac00-\ud7a3\u3000-\u303f\uff00-\uffef“”‘’…·]"),
    "th": (("cp874",), r"[\u0e00-\u0e7f“”‘’…]"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`cue`: which of the subtitles, counted from one, where it is about one."""

    line: int
    message: str
    cue: int | None = None

    def __str__(self) -> str:
        if self.cue is not None:
            told = {"line": self.line, "cue": self.cue, "message": self.message}
            return _("Line %(line)s, subtitle %(cue)s: %(message)s") % told
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


def read_subtitles(content: bytes, language: str = "") -> str:
    """The text of a WebVTT or SubRip file as it is to be stored: as WebVTT. `language` helps where it is not in UTF-8.

    Raises:
        SubtitlesRefusedError: naming each fault and its line.
    """
    lines = normalize("NFC", _decoded(content, language)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines, before = _as_webvtt(lines)
    cues, faults = _parsed(lines)
    if not faults and not cues:
        faults = [Fault(1, _("The file holds no subtitle."))]
    faults = sorted([*faults, *_order_faults(cues)], key=lambda fault: fault.line)
    if faults:
        raise SubtitlesRefusedError([replace(fault, line=max(1, fault.line - before)) for fault in faults])
    return "\n".join(lines).rstrip("\n") + "\n"


def cues_of(text: str) -> list[Cue]:
    """The subtitles of a stored track."""
    cues, _faults = _parsed(text.split("\n"))
    return cues


def spoken(content: bytes) -> list[tuple[int, str]]:
    """What is said, each subtitle as one line without marks, with the thousandth at which it begins.

    Raises:
        SubtitlesRefusedError: it is no text in UTF-8.
    """
    cues, _faults = _parsed(_decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return [(round(cue.start * 1000), unescape(MARK.sub("", cue.text)).replace("\n", " ")) for cue in cues]


def _decoded(content: bytes, language: str = "") -> str:
    if len(content) > LARGEST:
        raise SubtitlesRefusedError([Fault(1, _("The file is larger than 2 MB: this is no subtitle file."))])
    try:
        text = content.decode("utf-16" if content[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        older = _in_older_encoding(content, language)
        if older is not None:
            return older
        line = content.count(b"\n", 0, wrong.start) + 1
        raise SubtitlesRefusedError(
            [Fault(line, _("The file is not in UTF-8. Save it again with the encoding UTF-8."))]
        ) from wrong
    if "\x00" in text:
        raise SubtitlesRefusedError(
            [Fault(text[: text.index("\x00")].count("\n") + 1, _("The file holds bytes that are no text."))]
        )
    return text


def _in_older_encoding(content: bytes, language: str) -> str | None:
    """As programs of that language wrote it before UTF-8. What comes out must be text of that language, else nothing."""
    encodings, letters = OLDER_ENCODINGS.get(language, ((), ""))
    for encoding in encodings:
        try:
            text = normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        said = [sign for sign in text if ord(sign) > MOST_ASCII]
        if said and sum(bool(re.match(letters, sign)) for sign in said) >= PLAUSIBLE * len(said):
            return text
    return None


def _as_webvtt(lines: list[str]) -> tuple[list[str], int]:
    """SubRip's lines as WebVTT's, and how many lines were put before them. Other lines stay as they are."""
    if re.match(r"^WEBVTT\b", lines[0]) or not any(SUBRIP_TIMING.match(line) for line in lines):
        return lines, 0
    return ["WEBVTT", "", *(SUBRIP_TIMING.sub(_webvtt_timing, SUBRIP_MARKUP.sub("", line)) for line in lines)], 2


def _webvtt_timing(found: re.Match[str]) -> str:
    hours, minutes, seconds, rest, *end = found.groups()
    ends = f"{int(end[0]):02d}:{end[1]}:{end[2]}.{end[3]:0<3}"
    return f"{int(hours):02d}:{minutes}:{seconds}.{rest:0<3} --> {ends}"


def _parsed(lines: list[str]) -> tuple[list[Cue], list[Fault]]:
    if not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        return [], [
            Fault(1, _("The file holds no subtitles in WebVTT (.vtt) or SubRip (.srt). Export it as one of these."))
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
            faults.append(replace(cue, cue=len(cues) + len(faults) + 1))
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
    for number, (before, cue) in enumerate(pairwise(cues), start=2):
        if cue.start < before.start:
            faults.append(Fault(cue.line, _("The subtitle begins before the one above it. Sort them by time."), number))
        elif cue.start < before.end:
            faults.append(Fault(cue.line, _("The subtitle begins while the one above it is still shown."), number))
    return faults


def _seconds(clock: str) -> float:
    *hours, minutes, seconds = clock.split(":")
    return (int(hours[0]) if hours else 0) * 3600 + int(minutes) * 60 + float(seconds)
