"""Where a text may say a word, found without cutting the text into words: a regular expression that stands wherever the word
does, and seldom elsewhere. For highlights, which look through twenty texts for each answer. Pure.

Words of other scripts than those below, and numbers, have no such pattern: their spellings are no matter of letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from locales.canonical import fold

LATIN_AND_CYRILLIC = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚЀ-ӿ"
RANGES = (
    (0x41, 0x5B),
    (0x61, 0x7B),
    (0xC0, 0x250),
    (0x1E00, 0x1F00),
    (0xFF21, 0xFF3B),
    (0xFF41, 0xFF5B),
    (0x400, 0x500),
)
HAN = re.compile(r"[\u4e00-\u9fff]")
HAN_OF_SEVERAL_FORMS = "义"
# marks that stand alone, and what nobody sees
WITHIN = "[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*"
NOT_AFTER, NOT_BEFORE = f"(?<![{LATIN_AND_CYRILLIC}])", f"(?![{LATIN_AND_CYRILLIC}])"


@cache
def _spellings() -> dict[str, str]:
    """Folded letters (`e`, `oe`) → a class of all that are folded so."""
    letters: dict[str, set[str]] = defaultdict(set)
    for first, end in RANGES:
        for letter in map(chr, range(first, end)):
            if letter.isalpha():
                letters[fold(letter)].add(letter)
    letters["i"] |= letters["y"]  # kỹ is found as kĩ
    return {folded: f"[{''.join(sorted(same))}]" for folded, same in letters.items() if folded}


def pattern_of(words: Iterable[tuple[str, bool]]) -> re.Pattern[str] | None:
    """Of any of these folded words, each with whether it may go on. None: one of them can be spelled in other ways."""
    parts = [_pattern(word, may_go_on=may_go_on) for word, may_go_on in dict.fromkeys(words)]
    return re.compile("|".join(part for part in parts if part)) if parts and all(parts) else None


def _pattern(word: str, *, may_go_on: bool) -> str | None:
    if HAN.fullmatch(word) and word not in HAN_OF_SEVERAL_FORMS:
        return word
    spellings = _spellings()
    letters = [spellings.get(letter) for letter in word]
    if not all(letters):
        return None
    said = []
    at = 0
    while at < len(word):
        pair = spellings.get(word[at : at + 2]) if len(word) > at + 1 else None
        if pair is None:
            said.append(f"{letters[at]}{WITHIN}")
            at += 1
        else:
            said.append(f"(?:{letters[at]}{WITHIN}{letters[at + 1]}|{pair}){WITHIN}")
            at += 2
    return f"{NOT_AFTER}{''.join(said)}{'' if may_go_on else NOT_BEFORE}"
