"""Words typed while the keyboard was switched to the other script: `ckjys` is слоны, `мштр` is vinh. Pure.

Korean keyboards put letters together to syllables, so what was typed on them as Latin has to be put together: `rhfzlvj` is 골키퍼.
"""

import re

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю"
_SWITCHED = {
    **str.maketrans(_LATIN, _RUSSIAN),
    **str.maketrans(_RUSSIAN, _LATIN),
}


def switched(word: str) -> str | None:
    """The same keys in the other script; None for what no such keyboard types."""
    other = word.translate(_SWITCHED)
    return other if other.isalpha() and not set(word) & set(other) and len(word) > 2 else None


# the keys of initials, vowels and finals, in the order of Unicode
_INITIALS, _VOWELS, _FINALS = (
    keys.split(" ")
    for keys in (
        "r R s e E f a q Q t T d w W c z x v g",
        "k o i O j p u P h hk ho hl y n nj np nl b m ml l",
        " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g",
    )
)
_FIRST = 0xAC00
_FEWEST_KEYS = 4


def _one_of(keys: list[str]) -> str:
    return "|".join(sorted(filter(None, keys), key=len, reverse=True))


_SYLLABLE = re.compile(f"({_one_of(_INITIALS)})({_one_of(_VOWELS)})(?:({_one_of(_FINALS)})(?![koiOjpuPhynbml]))?")
_KEYED = re.compile(f"(?:{re.sub('[(](?![?])', '(?:', _SYLLABLE.pattern)})+")


def in_hangul(text: str) -> str | None:
    """The same keys on a Korean keyboard; None for what it cannot type."""
    words = text.split()
    if len(text) < _FEWEST_KEYS or not all(map(_KEYED.fullmatch, words)):
        return None
    return " ".join(_SYLLABLE.sub(_put_together, word) for word in words) or None


def _put_together(keys: re.Match[str]) -> str:
    initial, vowel, final = _INITIALS.index(keys[1]), _VOWELS.index(keys[2]), _FINALS.index(keys[3] or "")
    return chr(_FIRST + (initial * len(_VOWELS) + vowel) * len(_FINALS) + final)
