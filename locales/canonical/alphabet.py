"""The order of titles as a Vietnamese dictionary has it: a ă â … d đ … o ô ơ … u ư …; of words with the same letters, by
their tones: ngang, huyền, hỏi, ngã, sắc, nặng. Numbers stand before letters and go by their size. Other scripts follow, each
in Unicode's order.

No database is asked to sort: collations differ between SQLite, PostgreSQL and Elasticsearch, and from version to version.
"""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
LONGEST = 120  # characters of a title that its place goes by
_PLACES = {letter: chr(ord("A") + place) for place, letter in enumerate(LETTERS)}
_SHAPES = "\u0302\u0306\u031b"  # of â, ă, ơ: they make other letters
_MARK = re.compile("[\u0300-\u036f]")
_PARTS = re.compile(r"\d+|[^\W\d_]|[\W_]+")
_TONES_FOLLOW = "\t"  # before everything that a letter, digit or space becomes


def sort_key(text: str) -> str:
    """Sorts by code points as the titles sort; never empty."""
    letters, tones = [], []
    for part in _PARTS.findall(_composed(text[:LONGEST].lower())):
        if part.isdecimal():
            number = str(int(part))
            letters.append(f"{len(number):02}{number}")
        elif part.isalpha():
            letter, tone = _letter(part)
            letters.append(_PLACES.get(letter, letter))
            tones.append(tone)
        else:
            letters.append(" ")
    return f"{''.join(letters).strip()}{_TONES_FOLLOW}{''.join(tones).rstrip('0')}"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _letter(char: str) -> tuple[str, str]:
    """Without its tone and marks that Vietnamese does not have; and the tone, `0` for none."""
    apart = unicodedata.normalize("NFD", char)
    if apart[0] not in _PLACES:
        return char, "0"
    tone = next((str(TONES.index(mark) + 1) for mark in apart if mark in TONES), "0")
    shape = _composed("".join(part for part in apart if part in _SHAPES or not _MARK.match(part)))
    return (shape if shape in _PLACES else apart[0]), tone
