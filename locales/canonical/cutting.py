"""Cuts text where a reader would: between graphemes, never inside one.

Unicode's extended grapheme clusters (UAX 29) with Python's own tables; left out are the prepended signs of Arabic
numbers and the conjuncts of Indian scripts, which no language of the house writes. Linear on whatever comes.
"""

import re

from locales.canonical.characters import HANGUL, INVISIBLE, MARK

_REGIONAL = "[\U0001f1e6-\U0001f1ff]"
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001fffd]"
)
_GRAPHEME = re.compile(
    rf"""
      \r\n
    | [{INVISIBLE}\x07\t-\r\x1c-\x1e\x85\u2028\u2029]                     # a control stands alone
    | {_REGIONAL}{{2}} {MARK}*+                                          # a flag
    | {_PICTURE} (?: {MARK}*+ (?<=\u200d) {_PICTURE} )*+ {MARK}*+       # a family of emoji
    | {HANGUL} {MARK}*+
    | . {MARK}*+
    """,
    re.VERBOSE | re.DOTALL,
)


def graphemes(text: str) -> list[str]:
    """The text as a reader's characters; joined they are the text."""
    return [match[0] for match in _GRAPHEME.finditer(text)]


def boundary(text: str, position: int) -> int:
    """The last place at or before `position` where the text may be cut."""
    if position <= 0:
        return 0
    if position >= len(text):
        return len(text)
    place = max(text.rfind(" ", 0, position), 0)  # a space begins a grapheme, whatever stands before it
    for match in _GRAPHEME.finditer(text, place):
        if match.end() > position:
            break
        place = match.end()
    return place


def cut(text: str, length: int) -> str:
    """The start of the text, of at most `length` code points, whole graphemes only."""
    return text[: boundary(text, length)]
