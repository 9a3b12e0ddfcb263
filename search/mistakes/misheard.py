"""Vietnamese words written as they are heard: bánh trưng for bánh chưng, bện viện for bệnh viện, chiển lãm for triển lãm. Each is a
word of its own, so no list of words shows the mistake; only that nothing has all of them. Pure.
"""

import re
from collections.abc import Iterator

from locales.canonical import Token, tokens

MOST_WORDS = 8
MOST_TRIED = 12
# what regions pronounce alike
_BEGINNINGS = (
    ("tr", "ch"),
    ("ch", "tr"),
    ("s", "x"),
    ("x", "s"),
    ("gi", "d"),
    ("d", "gi"),
    ("r", "d"),
    ("d", "r"),
    ("l", "n"),
    ("n", "l"),
)
_ENDINGS = (("ng", "n"), ("n", "ng"), ("n", "nh"), ("nh", "n"), ("t", "c"), ("c", "t"), ("ay", "ai"), ("ai", "ay"))
_SYLLABLE = re.compile(r"(?:ngh?|gh?|gi|qu|[cknpt]h|tr|[bcdđghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?")


def otherwise(typed: str) -> Iterator[str]:
    """The text with one of its syllables as others pronounce it."""
    found = tokens(typed)
    if not 1 < len(found) <= MOST_WORDS or not all(_SYLLABLE.fullmatch(token.folded) for token in found):
        return
    for token in found:
        for other in _written(token):
            yield f"{typed[: token.start]}{other}{typed[token.end :]}"


def _written(token: Token) -> Iterator[str]:
    """With its accents as they were typed."""
    word = token.exact
    for heard, meant in _BEGINNINGS:
        if word.startswith(heard) and not (heard in ("d", "n") and word.startswith(("ng", "nh", "đ"))):
            other = meant + word[len(heard) :]
            if _SYLLABLE.fullmatch(_plain(other)) and not (heard == "s" and word.startswith("sh")):
                yield other
    for heard, meant in _ENDINGS:
        if word.endswith(heard) and not (heard == "n" and word.endswith("ng")):
            yield word[: -len(heard)] + meant


def _plain(word: str) -> str:
    return next(iter(token.folded for token in tokens(word)), "")
