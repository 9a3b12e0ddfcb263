"""Sorts characters into the classes that words and graphemes are cut by, as bodies of regular expression classes."""

import unicodedata
from collections.abc import Iterable

# Lao and Thai: the written parts of a syllable. A leading vowel stands before its consonant, the others follow it.
LEADING_VOWELS = "\u0e40-\u0e44\u0ec0-\u0ec4"
FOLLOWING_VOWELS = "\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3"
SOUTHERN_CONSONANTS = "\u0e01-\u0e2f\u0e46\u0e81-\u0eaf\u0ebd\u0ec6\u0edc-\u0edf"  # with ฯ ๆ ຯ ໆ
# Khmer and Burmese write without spaces too; their stacked consonants hang on a joining sign.
STACKING_LETTERS = "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1780-\u17b3\u17d7\u17dc"
STACKING_SIGNS = "\u1039\u17d2"

# Han with its radicals (PDFs hold them), 々 and 〇, Bopomofo; kana without the length mark, half-width too.
HAN = (
    "\u2f00-\u2fd5\u3005-\u3007\u3021-\u3029\u3100-\u312f\u31a0-\u31bf"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
KANA = "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fd\u30fe\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
LENGTH_MARKS = "\u30fc\uff70"

HANGUL_SYLLABLES = "\uac00-\ud7a3"
HANGUL_INITIALS = "\u1100-\u115f\ua960-\ua97c"
HANGUL_VOWELS = "\u1160-\u11a7\ud7b0-\ud7c6"
HANGUL_FINALS = "\u11a8-\u11ff\ud7cb-\ud7fb"
HANGUL_OPEN = "".join(map(chr, range(0xAC00, 0xD7A4, 28)))  # syllables that a vowel may still join
HANGUL_LETTERS = "\u3131-\u318e"  # ㅎ as typed alone

# Scripts written without spaces, or with words glued to each other: cut into signs or syllables, never into words.
UNSPACED = (
    LEADING_VOWELS + FOLLOWING_VOWELS + SOUTHERN_CONSONANTS + STACKING_LETTERS + HAN + KANA + LENGTH_MARKS
    + HANGUL_SYLLABLES + HANGUL_INITIALS + HANGUL_VOWELS + HANGUL_FINALS + HANGUL_LETTERS + "\uff9e-\uffdc"
)  # fmt: skip

SMALL_DIGITS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2473"  # ² ₂ ②
NO_WORDS = "\u00bc-\u00be\u2150-\u215f\u309f\u30ff"  # ½ is not 12; ゟ and ヿ are two signs in one

# What nobody sees and nothing is cut by: soft hyphen, zero-width space, word joiner, marks of direction, controls of
# old word processors. Controls that part words (cell marks, ends of lines and pages) are not here: they count as space.
INVISIBLE = (
    "\\0-\x06\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff"
)  # fmt: skip
# Nobody sees these either, but they belong to the grapheme of the character before them: joiners, variation selectors,
# tags, tones of skin.
EXTENDING = "\u034f\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"


def _ranges(codes: Iterable[int]) -> str:
    """The code points, given in order, as the body of a regular expression class."""
    runs: list[tuple[int, int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], code)
        else:
            runs.append((code, code))
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


# Combining marks, and what else Unicode's grapheme rules hang on the character before it.
MARKS = (
    _ranges(code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me"))
    + _ranges(code for code in range(0x10000, 0x1F000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me"))
    + EXTENDING
    + "\u0e33\u0eb3\uff9e\uff9f"  # ำ ຳ, half-width voicing marks of kana
)

# A Korean syllable, composed or not, as Unicode's rules for graphemes have it.
HANGUL = (
    rf"(?:[{HANGUL_INITIALS}]*+(?:[{HANGUL_SYLLABLES}](?:(?<=[{HANGUL_OPEN}])[{HANGUL_VOWELS}]++)?+|[{HANGUL_VOWELS}]++)"
    rf"[{HANGUL_FINALS}]*+|[{HANGUL_INITIALS}]++|[{HANGUL_FINALS}]++)"
)

LETTER = rf"[^\W\d_{UNSPACED}{SMALL_DIGITS}{NO_WORDS}]"
DIGIT = rf"[\d{SMALL_DIGITS}]"
MARK = f"[{MARKS}]"
