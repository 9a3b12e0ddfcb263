"""Cuts text into the words that are indexed and asked for.

One stream of positions serves every script, so a phrase is a phrase everywhere:

- scripts with spaces: a word is a run of letters, a number a run of digits (123/QĐ-UBND is 123, qđ, ubnd; G20 is g, 20);
- Chinese, Japanese, Korean: every sign or syllable is a token. A word of any length is a phrase of them and is found
  inside any run; particles and glued names need no dictionary;
- Lao and Thai: every written syllable without its final consonant is a token, for the same reason.

Where a token begins depends only on what follows, never on context, so a word comes out the same in a query as in the
middle of a page. What is one word to a reader may be several tokens: queries ask for `pieces`, each as a phrase.
"""

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from locales.canonical.characters import (
    DIGIT,
    EXTENDING,
    FOLLOWING_VOWELS,
    HAN,
    HANGUL,
    HANGUL_LETTERS,
    INVISIBLE,
    KANA,
    LEADING_VOWELS,
    LENGTH_MARKS,
    LETTER,
    MARK,
    SOUTHERN_CONSONANTS,
    STACKING_LETTERS,
    STACKING_SIGNS,
)
from locales.canonical.forms import forms


class Token(NamedTuple):
    # a tuple, because a long page has a hundred thousand of them and a frozen dataclass is made three times slower
    exact: str
    """Lower case, NFC, tones placed as the house does; accents count."""
    folded: str
    """What is searched; see `forms`."""
    start: int
    """Where it stands in the text as given, in code points; never inside a grapheme."""
    end: int
    gap: bool
    """Whether a sentence or paragraph ended before it: no phrase runs over that."""


# 1.234.567, 1,234,567, 1'234'567, 1 234 567: one number. An ordinary space has to occur twice ("năm 20 125 người").
_GROUPED = r"(?![0٠०๐໐０])\d{1,3}(?:([.,'’，．\u00a0\u2009\u202f])\d{3}(?:\1\d{3})*+|(?:[ ]\d{3}){2,}+)(?!\d)"
_TOKEN = re.compile(
    rf"""
      {LETTER}++ (?: {MARK}++ {LETTER}*+ )*+
    | (?: {_GROUPED} | {DIGIT}++ ) (?: {MARK}++ {DIGIT}*+ )*+
    | [{HAN}] {MARK}*+
    | (?: (?: ヴ | [ウｳ][\u3099ﾞ] ) [ァィェォｧｨｪｫ]? | [{KANA}] ) {MARK}*+ (?: [{LENGTH_MARKS}] {MARK}*+ )*+
    | (?: [{LEADING_VOWELS}] [{EXTENDING}]*+ ){{0,2}} (?: ຫ [{EXTENDING}]*+ [ລນມ] | [{SOUTHERN_CONSONANTS}] ) (?: [{FOLLOWING_VOWELS}] | {MARK} )*+
    | {HANGUL} {MARK}*+
    | [{HANGUL_LETTERS}] {MARK}*+
    | [{STACKING_LETTERS}] (?: {MARK}*+ (?<=[{STACKING_SIGNS}]) [{STACKING_LETTERS}] )*+ {MARK}*+
    | [{LEADING_VOWELS}ะาๅະາ] (?: [{FOLLOWING_VOWELS}] | {MARK} )*+
    """,
    re.VERBOSE,
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def tokens(text: str, lang: str = "") -> list[Token]:
    """The words of a text in order; a word's position is its index.

    `lang` changes nothing today: readers do not say in which language they ask, so both sides must come out the same
    without it.
    """
    seen, places = _without_invisible(text)
    found: list[Token] = []
    previous_end = 0
    for match in _TOKEN.finditer(seen):
        raw = match[0]
        exact, folded = forms(raw)
        if not folded:
            continue
        start, end = match.span()
        gap = start > previous_end and bool(found) and _ends_sentence(seen[previous_end:start], found[-1].exact, raw)
        previous_end = end
        if places is not None:
            start, end = places[start], places[end - 1] + 1
        found.append(Token(exact, folded, start, end, gap))
    return found


def _without_invisible(text: str) -> tuple[str, Sequence[int] | None]:
    """The text as it is seen, and where each of its characters stands in the text as given."""
    if _INVISIBLE.search(text) is None:
        return text, None
    places = array("L")
    end = 0
    for match in _INVISIBLE.finditer(text):
        places.extend(range(end, match.start()))
        end = match.end()
    places.extend(range(end, len(text)))
    return _INVISIBLE.sub("", text), places


# -- sentences

_TITLES = frozenset(("mr", "mrs", "ms", "dr", "st", "ths", "tp", "tx", "tt", "gs", "pgs", "ts", "no", "nr", "г", "ул"))
_CLOSING = r"[\"'”’»)\]]*"
_CERTAIN_END = re.compile(rf"[。！？；｡।။។\u2029]|[!?;…]{_CLOSING}\s|\.{_CLOSING}\s*\n|\n\s*\n")
_FULL_STOP = re.compile(rf"\.{_CLOSING}\s")


def _ends_sentence(between: str, before: str, after: str) -> bool:
    """Whether what stands between two words ends a sentence.

    A comma, a bracket, a lone line break do not, and a full stop only before white space and a capital (or a script
    that has none), and not after a title or initial: TP. Vinh is one name.
    """
    if between == " ":
        return False
    if _CERTAIN_END.search(between):
        return True
    return (
        _FULL_STOP.search(between) is not None
        and not after[0].islower()
        and not (len(before) == 1 and before.isalpha())
        and before not in _TITLES
    )


# -- queries and names

_JOINING = re.compile(r"[-‐‑–/.'’ʼ_@&+:·・#%=?~\\]*")


def pieces(text: str) -> list[list[Token]]:
    """The tokens by what was typed in one piece: 123/QĐ-UBND, l'ouest, 人民委员会, an address. Each is asked as a phrase."""
    found: list[list[Token]] = []
    for token in tokens(text):
        between = _INVISIBLE.sub("", text[found[-1][-1].end : token.start]) if found else " "
        if found and not token.gap and (_JOINING.fullmatch(between) or _is_decimal(between, found[-1][-1], token)):
            found[-1].append(token)
        else:
            found.append([token])
    return found


def _is_decimal(between: str, before: Token, after: Token) -> bool:
    return between == "," and before.folded.isdigit() and after.folded.isdigit()


def fold(text: str) -> str:
    """The whole text in its folded form: for names, equality, and keys that prefixes are looked up in.

    Words are parted by one space, whatever parted them; signs that stood together stay together. Folding twice changes
    nothing: what a first pass brings together (1/234/567 becomes a grouped number) is folded until it stands still.
    """
    folded = _joined(text)
    while (again := _joined(folded)) != folded:
        folded = again
    return folded


def _joined(text: str) -> str:
    parts: list[str] = []
    previous_end = 0
    for token in tokens(text):
        if parts and _INVISIBLE.sub("", text[previous_end : token.start]):
            parts.append(" ")
        parts.append(token.folded)
        previous_end = token.end
    return "".join(parts)
