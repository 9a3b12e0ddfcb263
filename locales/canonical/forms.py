"""The two spellings of a word: exact, in which accents count, and folded, in which everyone finds everything.

`exact` removes only what readers cannot tell apart or take for the same spelling: case, Unicode's normal forms, width,
the order and place of tone marks, the digits' script. `folded` also removes what people leave out or vary when they
type: accents on Latin letters (đ too), ё, spellings of Lao and Thai, the script of kana and Japanese ways to write foreign
sounds, traditional Chinese characters. Marks of other scripts make other words and stay.
"""

import re
import unicodedata
from functools import lru_cache

from locales.canonical.characters import EXTENDING, MARK
from locales.canonical.han import SIMPLIFIED

# No word of any language is longer. Elasticsearch cuts tokens at 255, PostgreSQL refuses more than 2,046 bytes.
LONGEST = 64
_MOST_READ = 8 * LONGEST  # what a hostile pile of marks may cost

_UNSEEN = re.compile(f"[{EXTENDING}]+")
_SOUTHERN = re.compile("[\u0e00-\u0eff]")
_LONE_HANGUL = re.compile("[\u3131-\u318e\uffa0-\uffdc]")  # NFKC would melt them into syllables
_NO_PART = re.compile(rf"(?!{MARK})[\W_]")


@lru_cache(maxsize=1 << 16)
def _kept_forms(raw: str) -> tuple[str, str]:
    exact = _exact(raw)
    return exact, _folded(exact)


def forms(raw: str) -> tuple[str, str]:
    """The exact and the folded form of one token as it stands in the text; both empty when nothing of it is a word."""
    if len(raw) <= LONGEST:
        return _kept_forms(raw)
    exact = _exact(raw[:_MOST_READ])[:LONGEST]
    return exact, _folded(exact)[:LONGEST]


def _exact(raw: str) -> str:
    word = _UNSEEN.sub("", raw)
    if word.isascii() and word.isalpha():
        return word.lower()
    if word[:1].isdigit():
        return _number(word)
    if _SOUTHERN.match(word):
        return _southern(_NO_PART.sub("", unicodedata.normalize("NFC", word)))
    word = _SOUTHERN.sub("", word).lower()  # a stray Lao mark on a letter of another script
    word = unicodedata.normalize("NFC" if _LONE_HANGUL.search(word) else "NFKC", word).lower()
    word = unicodedata.normalize("NFC", _NO_PART.sub("", word))
    return _house_tone(word.translate(_SAME_CAPITALS))


def _folded(exact: str) -> str:
    if exact.isascii():
        return _LONG_I.sub("i", exact)
    word = exact.casefold().translate(_FOLDED_LETTERS)
    word = _KANA_V.sub(_plain_v, word)
    word = _LONG_I.sub("i", _without_latin_marks(word))
    return _DIALECT_HO.sub("\u0eab\u0ea5", _STRESS.sub("", word))


# -- Latin and Cyrillic

# Đ is also met as the Icelandic Ð or the African Ɖ, which look the same
_SAME_CAPITALS = str.maketrans({"ð": "đ", "ɖ": "đ"})

_SMALL_KANA = dict(zip("ァィゥェォャュョヮッヵヶ", "アイウエオヤユヨワツカカ", strict=True))  # 九ヶ月 is read 九か月
_FOLDED_LETTERS = str.maketrans(
    {
        # Latin letters that Unicode does not take apart
        "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng",
        "ё": "е",
        # small kana and length marks come and go in foreign names (キムリェン, キムリエン; ホアンチュー, ホアンチュ)
        "ー": "",
        **_SMALL_KANA,
        # うなぎ and ウナギ
        **{chr(code): _SMALL_KANA.get(chr(code + 0x60), chr(code + 0x60)) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)},
        # 颱風 and 台风, 義安 and the historical 乂安
        **SIMPLIFIED,
        # the same sound, and mistaken for each other in school already; ຣ is written ລ since 1975
        "ໃ": "ໄ", "ใ": "ไ", "ຣ": "ລ",
    }
)  # fmt: skip

# dictionaries and textbooks stress Russian words; й, ї and ѓ are letters of their own and are composed by now
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]+")


def _without_latin_marks(word: str) -> str:
    kept = []
    on_latin = False
    for character in unicodedata.normalize("NFD", word):
        if unicodedata.category(character)[0] == "M":
            if on_latin:
                continue
        else:
            on_latin = unicodedata.name(character, "").startswith("LATIN ")
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


# -- Vietnamese tones: hòa is how the house writes, hoà is the same word. Only open syllables (hoàn has one spelling),
# and never after q and gi, where the u or i belongs to the consonant (quý).

_NEW_TO_OLD = {
    new + tone: old + second
    for news, olds, second in (("oàoáoảoãoạ", "òóỏõọ", "a"), ("oèoéoẻoẽoẹ", "òóỏõọ", "e"), ("uỳuýuỷuỹuỵ", "ùúủũụ", "y"))
    for new, tone, old in zip(news[::2], news[1::2], olds, strict=True)
}
_NEW_TONE = re.compile("(?<!q)(?<!gi)(?:" + "|".join(_NEW_TO_OLD) + ")$")


def _house_tone(word: str) -> str:
    return _NEW_TONE.sub(lambda match: _NEW_TO_OLD[match[0]], word)


# kỹ and kĩ, tỷ and tỉ, Quy Nhơn and Qui Nhơn: schools write i, offices y. Whole syllables only, and none whose two
# spellings are two words (thuy, thui)
_LONG_I = re.compile("(?<=^[hklmstv])y$|(?<=^qu)y$")


# -- numbers: 1.234.567, 1,234,567 and 1 234 567 came here whole and lost their separators; 05 in a date is 5


def _number(word: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", sign) for sign in word if sign.isdigit())
    plain = "".join(str(unicodedata.digit(digit)) for digit in plain)
    return plain[1] if len(plain) == 2 and plain[0] == "0" else plain


# -- Lao and Thai: one syllable comes at a time. The same sight has many codings: two short vowels for a long one, a
# nikhahit and an aa for one am, marks typed in any order, ligatures (ໜ ໝ) for two letters.

_PLACE_OF_MARK = {
    "\u0ebc": 0,  # ຼ under the consonant
    **dict.fromkeys("\u0e48\u0e49\u0e4a\u0e4b\u0ec8\u0ec9\u0eca\u0ecb", 2),  # tones
    **dict.fromkeys("\u0e4c\u0ecc\u0e4e", 3),  # silencers
    **dict.fromkeys("\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3", 4),  # vowels after the consonant
}
_LIGATURES = str.maketrans({"ໜ": "ຫນ", "ໝ": "ຫມ"})
_SIGNS = re.compile("[\u0e31-\u0e3a\u0e30\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece]+")
_DIALECT_HO = re.compile("\u0eab\u0ebc")  # ຫຼ is written ຫລ as often


def _southern(syllable: str) -> str:
    syllable = syllable.replace("เเ", "แ").replace("ເເ", "ແ").translate(_LIGATURES)
    return syllable[:1] + _SIGNS.sub(_ordered, syllable[1:])


def _ordered(signs: re.Match[str]) -> str:
    found = signs[0]
    for nikhahit, aa, am in (("\u0e4d", "\u0e32", "\u0e33"), ("\u0ecd", "\u0eb2", "\u0eb3")):
        if nikhahit in found and aa in found:
            found = found.replace(nikhahit, "").replace(aa, am)
    return unicodedata.normalize("NFC", "".join(sorted(found, key=lambda sign: _PLACE_OF_MARK.get(sign, 1))))


# -- Japanese: ヴィン and ビン are the same Vinh

_KANA_V = re.compile("ヴ([ァィェォアイエオ]?)")


def _plain_v(match: re.Match[str]) -> str:
    return {"": "ブ", "ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ", "ア": "バ", "イ": "ビ", "エ": "ベ", "オ": "ボ"}[
        match[1]
    ]
