"""Where a text may say a word, found without cutting the text into words: a regular expression that stands wherever the word
does, and seldom elsewhere. For highlights, which look through twenty texts for each answer. Pure.

Of a word in Lao, Thai or kana and of a number, whose spellings are no matter of letters, it tells the script alone: a name is
asked for in all its languages, and most texts have one script. Words of scripts that are not below have no pattern.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from locales.canonical import fold
from locales.canonical.characters import DIGIT

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
HAN_OF_SEVERAL_FORMS = {"义": "[义乂義]"}
SYLLABLE = re.compile(r"[\uac00-\ud7a3]")
SCRIPTS = (
    (re.compile(r"[\u0e00-\u0e7f]+"), r"[\u0e00-\u0e7f]"),
    (re.compile(r"[\u0e80-\u0eff]+"), r"[\u0e80-\u0eff]"),
    (re.compile(r"[\u3041-\u30ff]+"), r"[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]"),
    (re.compile(DIGIT + "+"), DIGIT),
)
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
    if HAN.fullmatch(word):
        return HAN_OF_SEVERAL_FORMS.get(word, word)
    if SYLLABLE.fullmatch(word):
        return _syllable(word)
    for script, sign in SCRIPTS:
        if script.fullmatch(word):
            return sign
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


def _syllable(word: str) -> str:
    """As one sign, as one with its end apart, or in its letters."""
    letters = normalize("NFD", word)
    spelled = {word, letters, f"{normalize('NFC', letters[:2])}{letters[2:]}"}
    return "(?:" + "|".join(WITHIN.join(spelling) for spelling in sorted(spelled)) + ")"
