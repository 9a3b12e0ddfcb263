"""Names of other languages' queries as Russian texts have them: Народного комитета провинции, в порту Куало. Pure; whether a
form occurs is the index's business.

A name is adjectives, a noun, and what belongs to the noun; the adjectives and the noun go through the cases together. Of a
person, what stands behind the first word does.
"""

import re
from collections.abc import Sequence

_LETTERS = re.compile("[а-я]+")
_CYRILLIC = re.compile("[а-я]{3,}")  # what is short has no cases
# genitive, dative, accusative, instrumental, prepositional; in the plural the nominative instead of the accusative, first
_CASES = 10
_SINGULAR = 5
_NOTHING = "∅"
_HARD, _SOFT = "ые ых ым ыми ых", "ие их им ими их"
_ADJECTIVES = (
    (re.compile("(?<=[кгх])(?:ий|ое)$"), f"ого ому ого им ом {_SOFT}"),
    (re.compile("(?:ий|ее)$"), f"его ему его им ем {_SOFT}"),
    (re.compile("(?:ый|ой|ое)$"), f"ого ому ого ым ом {_HARD}"),
    (re.compile("(?<=[кгх])ая$"), f"ой ой ую ой ой {_SOFT}"),
    (re.compile("ая$"), f"ой ой ую ой ой {_HARD}"),
    (re.compile("яя$"), f"ей ей юю ей ей {_SOFT}"),
    (re.compile("ые$"), f"ых ым ые ыми ых {_HARD}"),
    (re.compile("ие$"), f"их им ие ими их {_SOFT}"),
)
_CONSONANTS = (
    (re.compile("(?<=[гкхжшчщ])$"), "а у а ом е и ов ам ами ах"),
    (re.compile("(?<=[бвдзлмнпрстфц])$"), "а у а ом е ы ов ам ами ах"),
)
_NOUNS = (
    (re.compile("ия$"), "ии ии ию ией ии ии ий иям иями иях"),
    (re.compile("ие$"), "ия ию ие ием ии ия ий иям иями иях"),
    (re.compile("ий$"), "ия ию ий ием ии ии иев иям иями иях"),
    (re.compile("й$"), "я ю й ем е и ев ям ями ях"),
    (re.compile("(?<=[кгхжшчщ])а$"), "и е у ой е и ∅ ам ами ах"),
    (re.compile("а$"), "ы е у ой е ы ∅ ам ами ах"),
    (re.compile("я$"), "и е ю ей е и ь ям ями ях"),
    (re.compile("ь$"), "и и ь ью и и ей ям ями ях"),
    (re.compile("ь$"), "я ю я ем е и ей ям ями ях"),
    (re.compile("о$"), "а у о ом е а ∅ ам ами ах"),
    *_CONSONANTS,
    (re.compile("(?<=рт|ск|ст|ег)$"), "а у а ом у ы ов ам ами ах"),  # в порту, на берегу
    (re.compile("(?<=[а-я]{3}ск)$"), "ий ого ому им ом ая ой ую ое ие"),  # Ульяновск, ульяновский
)


def declined(name: Sequence[str]) -> list[tuple[str, ...]]:
    """Its folded words in the other cases; empty where it is no Russian."""
    if not name or not _LETTERS.fullmatch(name[0]):
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
    if not before and len(name) > 1:  # of a person: Хо Ши Мина, Во Нгуена Зяпа
        last = [noun[case] for noun in _declined(name[-1], _NOUNS) for case in range(_SINGULAR)]
        found += [(*name[:-1], noun) for noun in last]
        found += [(name[0], *(_in_case(word, case) for word in name[1:])) for case in range(_SINGULAR)]
    return [form for form in dict.fromkeys(found) if form != tuple(name)]


def _in_case(word: str, case: int) -> str:
    """A Vietnamese or Lao name that ends in a consonant; others stay as they are."""
    return next((noun[case] for noun in _declined(word, _CONSONANTS)), word)


def _declined(word: str, kinds: Sequence[tuple[re.Pattern[str], str]]) -> list[list[str]]:
    if not _CYRILLIC.fullmatch(word):
        return []
    return [
        [ending.sub(other.strip(_NOTHING), word, count=1) for other in others.split()]
        for ending, others in kinds
        if ending.search(word)
    ]
