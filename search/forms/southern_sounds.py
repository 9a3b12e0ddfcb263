"""How a Vietnamese name is written in Lao and Thai: ຫງວຽນ ວັນ ຫາຍ, เหงียน วัน หาย; and back. Both write the tone, each desk in its own way:
with the marks of its rules, and with none. Pure; syllables and cutting are `search.forms.vietnamese_sounds`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from unicodedata import normalize

TONE = re.compile("[\u0e47-\u0e4e\u0ec8-\u0ecc]")
_LEVEL, _FALLING, _RISING, _DIPPING, _HEAVY = "", "\u0300", "\u0301", "\u0309\u0303", "\u0323"
MOST_VOWELS = 2  # ways to write the vowel of a syllable
_STOPS = frozenset(("c", "ch", "p", "t"))


@dataclass(frozen=True, slots=True)
class Script:
    """`initials`: as they are written in a level syllable, and in one whose tone needs the other class of consonant, where there is
    one. `vowels`: around the initial (-) and its tone (~), the usual way first; `open_vowels`: where no consonant follows.
    `tones`: of each tone, whether it takes the other class, and its mark with and without one."""

    initials: dict[str, str]
    vowels: dict[str, str]
    open_vowels: dict[str, str]
    finals: dict[str, str]
    tones: dict[str, tuple[bool, str, str]]
    marks: str


THAI = Script(
    initials={
        "": "อ", "b": "บ", "c": "ก", "ch": "จ", "d": "ซ ส", "đ": "ด", "g": "ก", "gh": "ก", "gi": "ซ ส", "h": "ฮ ห", "k": "ก", "kh": "ค ข",
        "l": "ล หล", "m": "ม หม", "n": "น หน", "ng": "ง หง", "ngh": "ง หง", "nh": "ญ หญ", "p": "ป", "ph": "ฟ ฝ", "qu": "กว", "r": "ร หร",
        "s": "ซ ส", "t": "ต", "th": "ท ถ", "tr": "จ", "v": "ว หว", "x": "ซ ส",
    },
    vowels={
        "a": "-~า -ั~", "ă": "-ั~ -~า", "â": "เ-ิ~ -ั~", "e": "แ-~", "ê": "เ-~ เ-็~", "i": "-ิ~ -ี~", "y": "-ิ~", "o": "-~อ", "ô": "โ-~ -~อ -~",
        "ơ": "เ-ิ~", "u": "-ุ~ -ู~", "ư": "-ึ~ -ื~", "iê": "เ-ี~ย", "yê": "เ-ี~ย", "uô": "-~ว", "ươ": "เ-ื~อ", "oa": "-ว~า -~วา", "oă": "-วั~",
        "oe": "แ-ว~", "uâ": "-~ว เ-วิ~", "uê": "เ-ว~", "uy": "-วิ~", "uyê": "เ-ี~ย เ-วี~ย -วี~ย",
    },
    open_vowels={
        "a": "-~า -~ะ", "ê": "เ-~ เ-~ะ", "i": "-ี~ -ิ~", "y": "-ี~ -ิ~", "o": "-~อ เ-~าะ", "ô": "โ-~ โ-~ะ",
        "ơ": "เ-~อ", "u": "-ู~", "ư": "-ื~อ -ื~", "ia": "เ-ี~ย", "ua": "-ั~ว", "ưa": "เ-ื~อ", "uy": "-วี~ -ุ~ย",
        "ai": "-~าย ไ-~", "ay": "-ั~ย ไ-~ -~าย", "ây": "เ-ิ~ย เ-~ย", "ao": "-~าว", "au": "เ-~า -~าว", "âu": "เ-ิ~ว เ-~า", "eo": "แ-~ว", "êu": "เ-~ว",
        "iu": "-ิ~ว", "oi": "-~อย", "ôi": "โ-~ย -~อย", "ơi": "เ-~ย", "ui": "-ุ~ย", "ưi": "-ึ~ย", "ưu": "-ึ~ว -ื~ว -ิ~ว", "iêu": "เ-ี~ยว",
        "yêu": "เ-ี~ยว", "uôi": "-~วย", "ươi": "เ-ื~อย", "oai": "-ว~าย",
    },
    finals={"": "", "c": "ก ค", "ch": "ก ช จ", "m": "ม", "n": "น", "ng": "ง", "nh": "ญ นห์ ง น", "p": "ป บ", "t": "ต ด"},
    tones={
        _LEVEL: (False, "", ""), _FALLING: (True, "่", "่"), _RISING: (False, "้", "๊"), _DIPPING: (True, "", "๋"), _HEAVY: (True, "่", "่"),
    },
    marks="่้",
)  # fmt: skip

LAO = Script(
    initials={
        "": "ອ", "b": "ບ", "c": "ກ", "ch": "ຈ", "d": "ຢ", "đ": "ດ", "g": "ກ", "gh": "ກ", "gi": "ຢ", "h": "ຮ ຫ", "k": "ກ", "kh": "ຄ ຂ",
        "l": "ລ ຫລ", "m": "ມ ຫມ", "n": "ນ ຫນ", "ng": "ງ ຫງ", "ngh": "ງ ຫງ", "nh": "ຍ ຫຍ", "p": "ປ", "ph": "ຟ ຝ", "qu": "ກວ", "r": "ລ ຫລ",
        "s": "ຊ ສ", "t": "ຕ", "th": "ທ ຖ", "tr": "ຈ", "v": "ວ ຫວ", "x": "ຊ ສ",
    },
    vowels={
        "a": "-~າ -ັ~", "ă": "-ັ~ -~າ", "â": "ເ-ິ~ -ັ~", "e": "ແ-~", "ê": "ເ-~ ເ-ັ~", "i": "-ິ~ -ີ~", "y": "-ິ~", "o": "-~ອ", "ô": "ໂ-~ -ົ~ -~ອ",
        "ơ": "ເ-ີ~ ເ-ິ~", "u": "-ຸ~ -ູ~", "ư": "-ຶ~ -ື~", "iê": "-~ຽ", "yê": "-~ຽ", "uô": "-~ວ", "ươ": "ເ-ື~ອ", "oa": "-~ວາ -ວ~າ", "oă": "-ວັ~",
        "oe": "ແ-ວ~", "uâ": "-~ວ", "uê": "ເ-ວ~", "uy": "-ວິ~", "uyê": "-~ວຽ -~ຽ",
    },
    open_vowels={
        "i": "-ີ~ -ິ~", "y": "-ີ~", "o": "-ໍ~", "ô": "ໂ-~", "ơ": "ເ-ີ~", "u": "-ູ~ -ຸ~", "ư": "-ື~ -ຶ~", "ia": "ເ-ັ~ຍ ເ-~ຍ", "ua": "-ົ~ວ", "ưa": "ເ-ື~ອ",
        "uy": "-ຸ~ຍ -ວີ~", "ai": "-~າຍ ໄ-~", "ay": "-ັ~ຍ ໄ-~ -~າຍ", "ây": "ເ-ິ~ຍ", "ao": "-~າວ", "au": "-~າວ ເ-ົ~າ", "âu": "ເ-ົ~າ ເ-ິ~ວ",
        "eo": "ແ-~ວ", "êu": "ເ-~ວ", "iu": "-ິ~ວ", "oi": "-~ອຍ", "ôi": "ໂ-~ຍ", "ơi": "ເ-ີ~ຍ", "ui": "-ຸ~ຍ", "ưi": "-ຶ~ຍ", "ưu": "-ິ~ວ -ຶ~ວ",
        "iêu": "-~ຽວ", "yêu": "-~ຽວ", "uôi": "-~ວຍ", "ươi": "ເ-ື~ອຍ", "oai": "-~ວາຍ",
    },
    finals={"": "", "c": "ກ", "ch": "ກ ດ", "m": "ມ", "n": "ນ", "ng": "ງ", "nh": "ງ ນ", "p": "ບ", "t": "ດ"},
    tones={
        _LEVEL: (False, "", ""), _FALLING: (False, "່", "່"), _RISING: (False, "", "໊"), _DIPPING: (True, "", "໋"), _HEAVY: (False, "້", "້"),
    },
    marks="່້໊໋",
)  # fmt: skip
_CHANGED = {  # before these consonants a vowel is written otherwise
    ("thai", "a", "nh"): "-ั~", ("thai", "a", "ch"): "-ั~", ("thai", "ô", "ng"): "-~ โ-~ -~อ", ("thai", "ô", "c"): "-~ โ-~ -~อ",
    ("lao", "a", "nh"): "ແ-~ -ັ~ -~າ", ("lao", "a", "ch"): "ແ-~ -ັ~", ("lao", "ô", "ng"): "-ົ~ ໂ-~ -~ອ", ("lao", "ô", "c"): "-ົ~ ໂ-~",
}  # fmt: skip
OF = {"thai": THAI, "lao": LAO}


def written(name: str, word: str, part: tuple[str, str, str]) -> list[str]:
    """A syllable, and its parts, with the marks of its tone; without; and as other desks hear it."""
    script = OF[name]
    accent = next((one for one in script.tones if one and set(one) & set(normalize("NFD", word))), _LEVEL)
    initial, _vowel, final = part
    classes = script.initials[initial].split()
    other, mark, plain_mark = script.tones[accent]
    if len(classes) == 1:
        other, mark = False, plain_mark
    if final in _STOPS and accent == _HEAVY:
        mark = ""
    marked = list(islice(_ways(name, part, classes[-1] if other else classes[0], mark), MOST_VOWELS))
    plain = list(islice(_ways(name, part, classes[0], ""), MOST_VOWELS))
    heard = [way for one in script.marks if accent for way in islice(_ways(name, part, classes[0], one), 1)]
    return [*marked[:1], *plain, *marked[1:], *heard]


def all_written(name: str, part: tuple[str, str, str]) -> Iterator[str]:
    """In every way, without the tone."""
    for initial in OF[name].initials[part[0]].split():
        yield from (TONE.sub("", way) for way in _ways(name, part, initial, ""))


def _ways(name: str, part: tuple[str, str, str], initial: str, mark: str) -> Iterator[str]:
    script = OF[name]
    _initial, vowel, final = part
    around = (
        _CHANGED.get((name, vowel, final))
        or ("" if final else script.open_vowels.get(vowel))
        or script.vowels.get(vowel, "")
    )
    for way, end in product(around.split(), script.finals[final].split() or [""]):
        yield way.replace("-", initial).replace("~", mark) + end
