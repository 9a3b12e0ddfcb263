"""Vietnamese typed while the keyboard's input method was off: `tuowng` is tương, `langf` is làng, `ddoo` is đô. Pure.

Telex is what nearly everybody types with: a letter doubled or followed by w is another letter, and s, f, r, x, j anywhere
behind the vowel are the tones. VNI says the same in digits: `le64 ho65i`.
"""

import re
from unicodedata import normalize

_SYLLABLE = re.compile(
    r"(?P<start>dd|ngh?|gh|gi(?=[aeouw])|qu|[cknpt]h|tr|[bcdghklmnpqrstvx])?"
    r"(?P<vowels>[aeiouyw][aeiouyw]*)(?P<end>ch|ng|nh|[cmnpt])?"
)
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_DOUBLED = {"aa": "â", "ee": "ê", "oo": "ô"}
_HOOKED = (("uo", "ươ"), ("oa", "oă"), ("u", "ư"), ("o", "ơ"), ("a", "ă"))
_MARKED = "ăâêôơư"
_VOWEL = re.compile("[aeiouyw]")


_DIGITS = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j", "7": "w", "8": "w"}
_VNI = re.compile(r"(?<![\w/.-])[A-Za-z]+[1-9][A-Za-z1-9]*(?![\w/-])")


def without_digits(text: str) -> str:
    """The text with what was typed in VNI as it was meant."""
    return _VNI.sub(lambda found: read_vni(found[0].lower()) or found[0], text)


def read_vni(word: str) -> str | None:
    """As Telex, with digits for its keys: 6 makes â, ê and ô, 9 makes đ."""
    keys = re.sub("d([a-z0-8]*)9", r"dd\1", word)
    keys = re.sub("([aeo])([a-z1-57-9]*)6", r"\1\1\2", keys)
    keys = "".join(_DIGITS.get(key, key) for key in keys)
    return read(keys) if keys.isalpha() and keys != word else None


def read(word: str) -> str | None:
    """What was meant by these keys, in lower case; None where they are no syllable, or one without any sign of Telex."""
    first = _VOWEL.search(word)
    if first is None:
        return None
    head, tail = word[: first.start()], word[first.start() :]
    tones = [key for key in tail if key in _TONES]
    if len(tones) > 1:
        return None
    plain = head + "".join(key for key in tail if key not in _TONES)
    found = _with_hook_behind(plain)
    if found is None:
        return None
    start, vowels, end = found["start"] or "", found["vowels"], found["end"] or ""
    marked = _vowels(vowels)
    if marked is None:
        return None
    if tones:
        marked = _toned(marked, _TONES[tones[0]], closed=bool(end))
    meant = start.replace("dd", "đ") + marked + end
    return normalize("NFC", meant) if meant != word else None


def _with_hook_behind(plain: str) -> re.Match[str] | None:
    """The hook may be typed at the end: tuongw."""
    found = _SYLLABLE.fullmatch(plain)
    if found is None and plain.endswith("w"):
        found = _SYLLABLE.fullmatch(re.sub("([aeiouy]+)([a-z]*)w$", r"\1w\2", plain))
    return found


def _vowels(keys: str) -> str | None:
    for pair, letter in _DOUBLED.items():
        keys = keys.replace(pair, letter)
    if "w" not in keys:
        return keys
    plain = keys.replace("w", "")
    if not plain:
        return "ư" if keys == "w" else None
    for letters, hooked in _HOOKED:
        if letters in plain:
            return plain.replace(letters, hooked)
    return None


def _toned(vowels: str, tone: str, *, closed: bool) -> str:
    marked = [place for place, letter in enumerate(vowels) if letter in _MARKED]
    if marked:
        place = marked[-1]
    elif closed or len(vowels) > 2:
        place = len(vowels) - 1 if closed else 1
    else:
        place = 0
    return vowels[: place + 1] + tone + vowels[place + 1 :]
