"""Names of other languages' queries as Russian texts have them: Народного комитета провинции, в порту Куало. Pure; whether a
form occurs is the index's business.

A name is adjectives, a noun, and what belongs to the noun; the adjectives and the noun go through the cases together.
"""

import re
from collections.abc import Sequence

_CYRILLIC = re.compile("[а-я]{3,}")
_CASES = 5  # genitive, dative, accusative, instrumental, prepositional
_ADJECTIVES = (
    (re.compile("(?<=[кгх])(?:ий|ое)$"), "ого ому ого им ом"),
    (re.compile("(?:ий|ее)$"), "его ему его им ем"),
    (re.compile("(?:ый|ой|ое)$"), "ого ому ого ым ом"),
    (re.compile("ая$"), "ой ой ую ой ой"),
    (re.compile("яя$"), "ей ей юю ей ей"),
    (re.compile("ые$"), "ых ым ые ыми ых"),
    (re.compile("ие$"), "их им ие ими их"),
)
_NOUNS = (
    (re.compile("ия$"), "ии ии ию ией ии"),
    (re.compile("ие$"), "ия ию ие ием ии"),
    (re.compile("ий$"), "ия ию ий ием ии"),
    (re.compile("й$"), "я ю й ем е"),
    (re.compile("(?<=[кгхжшчщ])а$"), "и е у ой е"),
    (re.compile("а$"), "ы е у ой е"),
    (re.compile("я$"), "и е ю ей е"),
    (re.compile("ь$"), "и и ь ью и"),
    (re.compile("ь$"), "я ю я ем е"),
    (re.compile("о$"), "а у о ом е"),
    (re.compile("(?<=[бвгджзклмнпрстфхцчшщ])$"), "а у а ом е"),
    (re.compile("(?<=рт|ск|ст|ег)$"), "а у а ом у"),  # в порту, на берегу
)


def declined(name: Sequence[str]) -> list[tuple[str, ...]]:
    """Its folded words in the other cases; empty where it is no Russian."""
    if not name or not _CYRILLIC.fullmatch(name[0]):
        return []
    before = 0
    while before < len(name) - 1 and _declined(name[before], _ADJECTIVES):
        before += 1
    adjectives = [_declined(word, _ADJECTIVES)[0] for word in name[:before]]
    found = [
        (*(forms[case] for forms in adjectives), noun[case], *name[before + 1 :])
        for noun in _declined(name[before], _NOUNS)
        for case in range(_CASES)
    ]
    return [form for form in dict.fromkeys(found) if form != tuple(name)]


def _declined(word: str, kinds: Sequence[tuple[re.Pattern[str], str]]) -> list[list[str]]:
    if not _CYRILLIC.fullmatch(word):
        return []
    return [
        [ending.sub(other, word, count=1) for other in others.split()]
        for ending, others in kinds
        if ending.search(word)
    ]
