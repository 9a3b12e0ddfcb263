"""Vietnamese typed for the fonts of before Unicode: TCVN3 (“.VnTime”) and VNI. Pasted, it arrives as Latin-1 letters:
“NghÖ An”, “Ngheä An”. Finds such words and reads them; changes nothing.

A word counts only if it is no Vietnamese syllable as it stands and one once it is read, so foreign names are left alone.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_PAIRS = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ "
    "«ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \xadư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ"
)
TCVN3 = {ord(pair[0]): pair[1] for pair in _PAIRS.split(" ")}

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_MARKED = re.compile(f"([aeouyôö])([{''.join({*_TONES, *_HATS})}])", re.IGNORECASE)

_INITIAL = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_VOWELS = (
    "uyê|uya|oai|oay|uây|ươi|ươu|iêu|yêu|uôi|oeo|oao|uyu|uê|ua|uâ|uơ|uy|oa|oă|oe|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|yê|iu|"
    "oi|ôi|ơi|oo|uô|ui|ưa|ươ|ưi|ưu|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_INITIAL})?(?:{_VOWELS})(?:ch|nh|ng|[cmnpt])?")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_BETWEEN = re.compile(r"[\s\u00a0/–—-]+")
_AROUND = " \t\r\n.,;:!?()[]{}\"'“”‘’…/–—-"


@dataclass(frozen=True, slots=True)
class LegacyWord:
    """A word as it was pasted, and as it was meant."""

    pasted: str
    meant: str


def legacy_words(text: str) -> list[LegacyWord]:
    """The words typed for an old font; none where they are so few that they may be something else."""
    return _found(text)[1]


def read_as_meant(text: str) -> str | None:
    """The whole text as it was meant; None where nothing shows that it was typed for an old font.

    Once the font is known, words are read that could also stand as they are: “bÌ” beside “NghÖ An” is “bè”.
    """
    reading, found = _found(text)
    if not found:
        return None
    pieces = re.split(f"([{re.escape(_AROUND)}\u00a0]+)", text)
    return "".join(read if not piece.isascii() and _is_syllable(read := reading(piece)) else piece for piece in pieces)


def _found(text: str) -> tuple[Callable[[str], str], list[LegacyWord]]:
    words = [stripped for word in _BETWEEN.split(text) if (stripped := word.strip(_AROUND))]
    strange = [word for word in words if not word.isascii()]
    # one text is typed for one font; a word alone could often be read either way
    reading, found = max(
        ((reading, _read_as(reading, strange)) for reading in (_read_tcvn3, _read_vni)), key=lambda each: len(each[1])
    )
    is_all = len(found) == len(strange) and any(len(word.pasted) > 2 for word in found)
    return reading, found if len(found) > 1 or is_all else []


def _read_as(reading: Callable[[str], str], words: list[str]) -> list[LegacyWord]:
    return [
        LegacyWord(word, reading(word))
        for word in words
        if re.search("[A-Za-z]", word) and not _is_syllable(word) and _is_syllable(reading(word))
    ]


def _is_syllable(word: str) -> bool:
    plain = unicodedata.normalize("NFC", _TONE_MARKS.sub("", unicodedata.normalize("NFD", word.lower())))
    return _SYLLABLE.fullmatch(plain) is not None


def _read_tcvn3(word: str) -> str:
    return word.translate(TCVN3)


def _read_vni(word: str) -> str:
    marked = _VNI_MARKED.sub(lambda found: _alone(found[1]) + (_HATS | _TONES)[found[2].lower()], word)
    return unicodedata.normalize("NFC", "".join(_alone(letter) for letter in marked))


def _alone(letter: str) -> str:
    read = _VNI_ALONE.get(letter.lower(), letter.lower())
    return read.upper() if letter.isupper() else read
