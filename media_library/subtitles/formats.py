"""Subtitles as others take them: SubRip, and IMSC 1.1 Text for broadcasters. Pure: from the stored WebVTT, whenever asked.

Italics, bold and underlining are kept; colours, positions, ruby and voices are WebVTT's own and stay there.
https://www.w3.org/TR/ttml-imsc1.1/ (text profile; what EBU-TT-D readers take too)
"""

import re
from collections.abc import Iterator
from html import unescape
from xml.sax.saxutils import escape, quoteattr

from media_library.subtitles.webvtt import Cue, cues_of

TOKEN = re.compile(r"<(/?)([a-z]*)[^>]*>|([^<]+)|<", re.IGNORECASE)
STYLES = {
    "i": 'tts:fontStyle="italic"',
    "b": 'tts:fontWeight="bold"',
    "u": 'tts:textDecoration="underline"',
}
CONTENT_TYPES = {"srt": "application/x-subrip; charset=utf-8", "ttml": "application/ttml+xml; charset=utf-8"}


def as_subrip(vtt: str) -> str:
    blocks = []
    for number, cue in enumerate(cues_of(vtt), start=1):
        lines = "".join(f"<{style}>" if style else text for style, text in _with_marks(cue.text))
        blocks.append(f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{lines}\n")
    return "\n".join(blocks)


def as_imsc(vtt: str, language: str) -> str:
    """One region at the bottom, two lines high; text in white on a dark ground."""
    rows = "\n".join(_paragraph(number, cue) for number, cue in enumerate(cues_of(vtt), start=1))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" \
xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:timeBase="media" ttp:cellResolution="32 15" \
ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" xml:lang={quoteattr(language)}>
<head>
<styling>
<style xml:id="text" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:lineHeight="125%" \
tts:color="#FFFFFFFF" tts:textAlign="center"/>
<style xml:id="ground" tts:backgroundColor="#000000C0"/>
</styling>
<layout>
<region xml:id="bottom" tts:origin="10% 75%" tts:extent="80% 20%" tts:displayAlign="after" tts:overflow="visible"/>
</layout>
</head>
<body>
<div style="text">
{rows}
</div>
</body>
</tt>
"""


def _paragraph(number: int, cue: Cue) -> str:
    parts: list[str] = []
    open_styles: list[str] = []
    for style, text in _with_marks(cue.text):
        if style.startswith("/"):
            open_styles.remove(style[1:])
        elif style:
            open_styles.append(style)
        else:
            lines = [escape(line) for line in text.split("\n")]
            told = " ".join(STYLES[one] for one in open_styles)
            parts.append(f'<span style="ground"{" " + told if told else ""}>{"<br/>".join(lines)}</span>')
    return f'<p xml:id="s{number}" region="bottom" begin="{_clock(cue.start, ".")}" end="{_clock(cue.end, ".")}">{"".join(parts)}</p>'


def plain(text: str) -> str:
    """What is read: without marks, entities as characters."""
    return "".join(said for style, said in _with_marks(text) if not style)


def _with_marks(text: str) -> Iterator[tuple[str, str]]:
    """(style, "") where one of the three begins or, with `/`, ends; ("", text) between. Every one that begins ends."""
    open_styles: list[str] = []
    for found in TOKEN.finditer(text):
        closing, name, said = bool(found[1]), (found[2] or "").lower(), found[3]
        if said is not None:
            yield "", unescape(said)
        elif name in STYLES and closing and name in open_styles:
            while open_styles:
                last = open_styles.pop()
                yield f"/{last}", ""
                if last == name:
                    break
        elif name in STYLES and not closing and name not in open_styles:
            open_styles.append(name)
            yield name, ""
    while open_styles:
        yield f"/{open_styles.pop()}", ""


def _clock(seconds: float, point: str) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
