"""Where a text may say a phrase, found without cutting the text into words: a pattern that stands wherever the phrase does,
and seldom elsewhere. For highlights, which look through twenty texts for each answer. Pure.

Text and phrase are both made *plain*, sign by sign, and compared as they are then. What a word may be spelled with is gone from
both: accents and case of Latin and Cyrillic letters, and of Lao, Thai and kana all that has several codings, so that
little more than consonants is left. A table does it in a fraction of the time that cutting takes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from locales.canonical import fold
from locales.canonical.characters import (
    DIGIT,
    EXTENDING,
    FOLLOWING_VOWELS,
    INVISIBLE,
    LEADING_VOWELS,
    LENGTH_MARKS,
    NO_WORDS,
)
from locales.canonical.han import SIMPLIFIED

FOLDED = ("LATIN", "CYRILLIC", "FULLWIDTH LATIN", "HIRAGANA", "KATAKANA", "LAO")  # how names of their letters begin
VOWELS = dict.fromkeys("アイウエオ", "")  # ヴァ is written バ, キムリェン is キムリエン
LIPS = dict.fromkeys("ヒフヘホ", "ハ")
SUBJOINED = {"\u0ebc": "ລ"}  # ຫຼ is written ຫລ
SOUTHERN_MARKS = "\u0e31-\u0e3a\u0e45\u0e47-\u0e4e\u0eb1-\u0ebb\u0ec8-\u0ece"
ACCENTS = "\u0300-\u036f\u3099\u309a"
GONE = re.compile(f"[{ACCENTS}{INVISIBLE}{EXTENDING}{LENGTH_MARKS}{LEADING_VOWELS}{FOLLOWING_VOWELS}{SOUTHERN_MARKS}]")
PARTING = re.compile(f"[{NO_WORDS}]")
HALF_WIDTH = re.compile("[\uff66-\uff9f]")

NUMBER = re.compile(DIGIT + "+")
ANY_NUMBER = r"\d[\d\W_]*"  # 1.234.567 and 1 234 567, 05 and 5: spelled alike by no table
ALPHABET = re.compile("[a-z\u0400-\u04ff]+")
UNSPACED = re.compile("[\u4e00-\u9fff\uac00-\ud7a3\u0e01-\u0e2e\u0e81-\u0ebd\u3041-\u30fa]+")
NOT_AFTER, NOT_BEFORE = f"(?<!{ALPHABET.pattern[:-1]})", f"(?!{ALPHABET.pattern[:-1]})"
BETWEEN_WORDS = r"[\W_]*"


def plain(text: str) -> str:
    """The text as patterns are looked for in it."""
    return unicodedata.normalize("NFKC" if HALF_WIDTH.search(text) else "NFC", text).translate(_plain_signs())


@cache
def _plain_signs() -> dict[int, str]:
    """For each sign of which something goes: what is left."""
    signs = {sign: _plain_letter(sign) for sign in map(chr, range(0x10000)) if sign.isalpha()}
    signs |= {sign: fold(sign) for sign in SIMPLIFIED} | SUBJOINED
    for kind, left in ((GONE, ""), (PARTING, " "), (NUMBER, "0")):
        signs |= {sign: left for sign in map(chr, range(0x10000)) if kind.match(sign)}
    return {ord(sign): left for sign, left in signs.items() if sign != left}


def _plain_letter(letter: str) -> str:
    if unicodedata.name(letter, "").startswith(FOLDED):
        left = fold(letter)
        if "\u3040" < letter < "\u3100":  # without its voicing mark
            left = unicodedata.normalize("NFD", left)[:1]
        return (VOWELS | LIPS).get(left, left).replace("y", "i")  # kỹ is found as kĩ
    return letter if "\u3130" < letter < "\u3190" else unicodedata.normalize("NFKC", letter)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Any of some phrases. `parts`: for each a word that stands wherever it does, and its pattern: most words stand in none of the
    texts, and a pattern that is never searched for need not be compiled, which takes a hundred times as long as to see that."""

    parts: tuple[tuple[str, str], ...]

    def stands_in(self, seen: str) -> bool:
        return any(word in seen and _compiled(part).search(seen) is not None for word, part in self.parts)


@lru_cache(maxsize=1024)
def _compiled(part: str) -> re.Pattern[str]:
    return re.compile(part)


def pattern_of(phrases: Iterable[tuple[Sequence[str], bool]]) -> Pattern | None:
    """Of any of these phrases of folded words, each with whether its last word may go on. None: one of them can be spelled
    in other ways."""
    parts = [_pattern(words, may_go_on=may_go_on) for words, may_go_on in dict.fromkeys(phrases)]
    known = tuple(part for part in parts if part is not None)
    return Pattern(known) if parts and len(known) == len(parts) else None


def _pattern(words: Sequence[str], *, may_go_on: bool) -> tuple[str, str] | None:
    *before, last = words
    said = [*(_word(word, may_go_on=False) for word in before), _word(last, may_go_on=may_go_on)]
    if None in said or not any(said):
        return None
    longest = max(("" if NUMBER.fullmatch(word) else plain(word) for word in words), key=len)
    return longest, BETWEEN_WORDS.join(word for word in said if word)


def _word(word: str, *, may_go_on: bool) -> str | None:
    """Empty: nothing is left of it."""
    if NUMBER.fullmatch(word):
        return ANY_NUMBER
    left = plain(word)
    if ALPHABET.fullmatch(left):
        return f"{NOT_AFTER}{left}{'' if may_go_on else NOT_BEFORE}"
    return left if not left or UNSPACED.fullmatch(left) else None
