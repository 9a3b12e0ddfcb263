"""How a Vietnamese name is written in Cyrillic, Hangul and Katakana: Нгуен Ван Хай, 응우옌반하이, グエン・ヴァン・ハイ (Lao and Thai:
`search.forms.southern_sounds`); and back, to the syllables that are written so. Shapes only: whether somebody is called so is the
index's business. Pure.

A syllable is an initial, a vowel (one to three letters) and a final consonant; its tone is written in no other script. Where
the press writes a sound in two ways (Тяу and Чау, ヴ and ビ) both are told.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product
from unicodedata import normalize

from search.forms import southern_sounds
from search.words import spelled

FEWEST, MOST = 2, 5  # syllables of a name
SURELY = 3  # syllables that an ordinary word hardly has
MOST_READINGS = 8  # ways to cut a run
MOST_OF_ONE = 5  # ways to write a syllable
LONGEST_SYLLABLE = 8  # letters, in any script

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(
    r"(?P<initial>ngh?|gi(?=[aăâeêoôơuư])|gh?|kh|ph|th|tr|ch|nh|qu(?=[aăâeêiyoơ])|[bcdđhklmnprstvx])?"
    r"(?P<vowel>uyê|uya|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|iê|yê|uô|ươ|ia|ua|ưa|oa|oă|oe|uâ|uê|uơ|uy|ai|ao|au|ay|ây|âu|eo|êu|iu"
    r"|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    r"(?P<final>ch|ng|nh|[cmnpt])?"
)
Syllable = tuple[str, str, str]


def syllable(word: str) -> Syllable | None:
    """Initial, vowel, final of a Vietnamese syllable, without its tone."""
    found = _SYLLABLE.fullmatch(normalize("NFC", normalize("NFD", word.lower()).translate(_TONES)))
    return (found["initial"] or "", found["vowel"], found["final"] or "") if found else None


def in_other_scripts(words: Sequence[str], *, most: int = 0) -> list[str]:
    """A name of Vietnamese syllables as it is written elsewhere; empty for what is none. `most`: ways in Lao and Thai each that mark
    some tones, beside those that mark all or none."""
    parts = [syllable(word) for word in words]
    if not FEWEST <= len(parts) <= MOST or None in parts:
        return []
    said = [part for part in parts if part is not None]
    russian = [" ".join(way) for way in islice(product(*map(_cyrillic, said)), 2)]
    return list(
        dict.fromkeys(
            [
                *russian,
                *(way.replace(" ", "") for way in russian),
                "".join(map(_hangul, said)),
                *("・".join(way) for way in islice(product(*map(_katakana, said)), 2)),
                *(way for script in southern_sounds.OF for way in _southern(script, words, said, most)),
            ]
        )
    )


def written_so(syllables: Sequence[Sequence[str]], *, most: int) -> list[str]:
    """A name, of whose syllables each is one of these without its accents, as each script writes it; at most so many ways in each."""
    found: dict[str, None] = {}
    for script, between in (("cyrillic", " "), ("hangul", ""), ("katakana", ""), ("thai", ""), ("lao", "")):
        ways = [
            list(dict.fromkeys(way for one in same for way in _spellings(script).get(one, ()))) for same in syllables
        ]
        for way in likeliest(ways, most):
            found |= dict.fromkeys((between.join(way), "".join(way)))
    return list(found)


def likeliest(ways: Sequence[Sequence[str]], most: int) -> list[tuple[str, ...]]:
    """One of each, the first ones first."""
    ranked = sorted(
        product(*(enumerate(way[:MOST_OF_ONE]) for way in ways)), key=lambda way: sum(rank for rank, _one in way)
    )
    return [tuple(one for _rank, one in way) for way in ranked[:most]]


def is_syllable(plain: str) -> bool:
    """Of a Vietnamese name, without its accents."""
    return plain in _spellings("cyrillic")


def _southern(script: str, words: Sequence[str], said: Sequence[Syllable], most: int) -> list[str]:
    ways = [southern_sounds.written(script, word.lower(), part) for word, part in zip(words, said, strict=True)]
    if not all(ways):
        return []
    marked, plain = ("".join(way[at] for way in ways) for at in range(2))
    return [marked, plain, *map("".join, likeliest([list(dict.fromkeys(way)) for way in ways], most))]


# --- Cyrillic ----------------------------------------------------------------------------------------------------------

_RU_INITIALS = {
    "": "", "b": "б", "c": "к", "ch": "т", "d": "з", "đ": "д", "g": "г", "gh": "г", "gi": "з", "h": "х", "k": "к", "kh": "кх", "l": "л", "m": "м",
    "n": "н", "ng": "нг", "ngh": "нг", "nh": "н", "p": "п", "ph": "ф", "qu": "ку", "r": "р", "s": "ш", "t": "т", "th": "тх", "tr": "ч", "v": "в",
    "x": "с",
}  # fmt: skip
_RU_VOWELS = {
    "a": "а", "ă": "а", "â": "а", "e": "е", "ê": "е", "i": "и", "o": "о", "ô": "о", "ơ": "о", "u": "у", "ư": "ы", "y": "и", "ia": "иа",
    "ua": "уа", "ưa": "ыа", "iê": "ье", "yê": "йе", "uô": "уо", "ươ": "ыо", "oa": "оа", "oă": "оа", "oe": "оэ", "uâ": "уа", "uê": "уэ",
    "uy": "уи", "uyê": "уе", "ai": "ай", "ao": "ао", "au": "ау", "ay": "ай", "ây": "ай", "âu": "ау", "eo": "ео", "êu": "еу", "iu": "иу",
    "oi": "ой", "ôi": "ой", "ơi": "ой", "ui": "уй", "ưi": "ый", "ưu": "ыу", "iêu": "ьеу", "yêu": "йеу", "uôi": "уой", "ươi": "ыой",
    "oai": "оай",
}  # fmt: skip
_RU_FINALS = {"": "", "c": "к", "ch": "ть", "m": "м", "n": "н", "ng": "нг", "nh": "нь", "p": "п", "t": "т"}
_SOFT = {"а": "я", "о": "ё", "у": "ю", "ы": "ьы"}


def _cyrillic(part: Syllable) -> list[str]:
    initial, vowel, final = part
    rest = _RU_VOWELS.get(vowel, "") + _RU_FINALS[final]
    if not rest:
        return []
    soft = _SOFT.get(rest[0], rest[0]) + rest[1:]
    if initial == "ch":
        return ["т" + soft, "ч" + rest.lstrip("ь")]
    if initial == "nh":
        return ["н" + soft]
    if initial in ("h", "th") and vowel == "uy":
        return [f"{_RU_INITIALS[initial]}{one}{rest[1:]}" for one in ("ю", "у")]
    return [_RU_INITIALS[initial] + rest]


_RU_TOO = str.maketrans({"ы": "у", "ь": "и"})


def _cyrillic_too(part: Syllable) -> Iterator[str]:
    """As whoever goes by the Latin letters writes it: Тран, Киен, Хуонг."""
    for way in _cyrillic(part):
        end = _RU_FINALS[part[2]]
        said = way.removesuffix(end).translate(_RU_TOO) + end
        yield said
        if part[0] == "tr":
            yield f"тр{said.removeprefix('ч')}"


# --- Hangul ------------------------------------------------------------------------------------------------------------

_KO_INITIALS = {
    "": "ㅇ", "b": "ㅂ", "c": "ㄲ", "ch": "ㅉ", "d": "ㅈ", "đ": "ㄷ", "g": "ㄱ", "gh": "ㄱ", "gi": "ㅈ", "h": "ㅎ",
    "k": "ㄲ", "kh": "ㅋ", "l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "ng": "ㅇ", "ngh": "ㅇ", "nh": "ㄴ", "p": "ㅃ", "ph": "ㅍ",
    "qu": "ㄲ", "r": "ㄹ", "s": "ㅅ", "t": "ㄸ", "th": "ㅌ", "tr": "ㅉ", "v": "ㅂ", "x": "ㅆ",
}  # fmt: skip
_KO_VOWELS = {
    "a": "ㅏ", "ă": "ㅏ", "â": "ㅓ", "e": "ㅐ", "ê": "ㅔ", "i": "ㅣ", "o": "ㅗ", "ô": "ㅗ", "ơ": "ㅓ", "u": "ㅜ", "ư": "ㅡ", "y": "ㅣ",
    "ia": "ㅣㅏ", "ua": "ㅜㅓ", "ưa": "ㅡㅏ", "iê": "ㅣㅔ", "yê": "ㅖ", "uô": "ㅜㅗ", "ươ": "ㅡㅓ", "oa": "ㅗㅏ", "oă": "ㅗㅏ", "oe": "ㅗㅐ",
    "uâ": "ㅜㅓ", "uê": "ㅜㅔ", "uy": "ㅜㅣ", "uyê": "ㅜㅖ", "ai": "ㅏㅣ", "ao": "ㅏㅗ", "au": "ㅏㅜ", "ay": "ㅏㅣ", "ây": "ㅓㅣ", "âu": "ㅓㅜ",
    "eo": "ㅐㅗ", "êu": "ㅔㅜ", "iu": "ㅣㅜ", "oi": "ㅗㅣ", "ôi": "ㅗㅣ", "ơi": "ㅓㅣ", "ui": "ㅜㅣ", "ưi": "ㅡㅣ", "ưu": "ㅡㅜ",
    "iêu": "ㅣㅔㅜ", "yêu": "ㅖㅜ", "uôi": "ㅜㅗㅣ", "ươi": "ㅡㅓㅣ", "oai": "ㅗㅏㅣ",
}  # fmt: skip
_KO_FINALS = {"": "", "c": "ㄱ", "ch": "ㄱ", "m": "ㅁ", "n": "ㄴ", "ng": "ㅇ", "nh": "ㄴ", "p": "ㅂ", "t": "ㅅ"}
_KO_TOO = {"nguyên": ("응웬",)}
_JAMO_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_JAMO_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_JAMO_FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_WITH_Y = {"ㅏ": "ㅑ", "ㅓ": "ㅕ", "ㅗ": "ㅛ", "ㅜ": "ㅠ"}
_WITH_W = {"ㅏ": "ㅘ"}


def _hangul(part: Syllable) -> str:
    initial, vowel, final = part
    vowels = list(_KO_VOWELS.get(vowel, ""))
    if not vowels:
        return ""
    first = _KO_INITIALS[initial]
    said = ""
    if initial in ("ng", "ngh"):
        said = "응"
    if initial == "nh":
        vowels[0] = _WITH_Y.get(vowels[0], vowels[0])
    if initial == "qu":
        vowels = [_WITH_W[vowels[0]], *vowels[1:]] if vowels[0] in _WITH_W else ["ㅜ", *vowels]
    if initial in ("d", "gi") and vowels[0] in "ㅐㅔ":
        vowels = ["ㅣ", *vowels]
    if final in ("nh", "ch") and vowel == "a":
        vowels.append("ㅣ")  # 타인
    for at, one in enumerate(vowels):
        last = _KO_FINALS[final] if at == len(vowels) - 1 else ""
        said += _sign(first if at == 0 else "ㅇ", one, last)
    return said


def _sign(initial: str, vowel: str, final: str) -> str:
    return chr(
        0xAC00
        + (_JAMO_INITIALS.index(initial) * len(_JAMO_VOWELS) + _JAMO_VOWELS.index(vowel)) * len(_JAMO_FINALS)
        + _JAMO_FINALS.index(final)
    )


# --- Katakana ----------------------------------------------------------------------------------------------------------

_ROWS = {
    "": "ア イ ウ エ オ", "b": "バ ビ ブ ベ ボ", "k": "カ キ ク ケ コ", "ch": "チャ チ チュ チェ チョ", "z": "ザ ジ ズ ゼ ゾ",
    "d": "ダ ディ ドゥ デ ド",
    "g": "ガ ギ グ ゲ ゴ", "h": "ハ ヒ フ ヘ ホ", "r": "ラ リ ル レ ロ", "m": "マ ミ ム メ モ", "n": "ナ ニ ヌ ネ ノ", "ny": "ニャ ニ ニュ ニェ ニョ",
    "p": "パ ピ プ ペ ポ", "f": "ファ フィ フ フェ フォ", "s": "サ シ ス セ ソ", "t": "タ ティ トゥ テ ト", "v": "ヴァ ヴィ ヴ ヴェ ヴォ",
    "kw": "クア クイ ク クエ クオ",
}  # fmt: skip
_JA_INITIALS = {
    "": [""], "b": ["b"], "c": ["k"], "ch": ["ch"], "d": ["z"], "đ": ["d"], "g": ["g"], "gh": ["g"], "gi": ["z"], "h": ["h"], "k": ["k"],
    "kh": ["k"], "l": ["r"], "m": ["m"], "n": ["n"], "ng": ["g"], "ngh": ["g"], "nh": ["ny"], "p": ["p"], "ph": ["f"], "qu": ["kw"],
    "r": ["r"], "s": ["s"], "t": ["t"], "th": ["t"], "tr": ["ch"], "v": ["v", "b"], "x": ["s"],
}  # fmt: skip
_JA_VOWELS = {
    "a": "a", "ă": "a", "â": "a", "e": "e", "ê": "e", "i": "i", "o": "o", "ô": "o", "ơ": "o", "u": "u", "ư": "u", "y": "i", "ia": "ia",
    "ua": "ua", "ưa": "ua", "iê": "ie", "yê": "ie", "uô": "uo", "ươ": "uo", "oa": "oa", "oă": "oa", "oe": "oe", "uâ": "ua", "uê": "ue",
    "uy": "ui", "uyê": "ue", "ai": "ai", "ao": "ao", "au": "au", "ay": "ai", "ây": "ai", "âu": "au", "eo": "eo", "êu": "eu", "iu": "iu",
    "oi": "oi", "ôi": "oi", "ơi": "oi", "ui": "ui", "ưi": "ui", "ưu": "uu", "iêu": "ieu", "yêu": "ieu", "uôi": "uoi", "ươi": "uoi",
    "oai": "oai",
}  # fmt: skip
_JA_FINALS = {"": "", "c": "ク", "ch": "ック", "m": "ム", "n": "ン", "ng": "ン", "nh": "ン", "p": "ップ", "t": "ット"}


def _katakana(part: Syllable) -> list[str]:
    initial, vowel, final = part
    vowels = _JA_VOWELS.get(vowel, "")
    if not vowels:
        return []
    if final in ("nh", "ch") and vowel == "a":
        vowels += "i"  # タイン
    rest = "".join(_ROWS[""].split()["aiueo".index(one)] for one in vowels[1:])
    long = "ー" if not final and len(vowels) == 1 else ""
    return [
        _ROWS[row].split()["aiueo".index(vowels[0])] + rest + long + _JA_FINALS[final] for row in _JA_INITIALS[initial]
    ]


# --- and back ----------------------------------------------------------------------------------------------------------

_CYRILLIC = re.compile("[а-я]+")
_HANGUL = re.compile("[가-힣]+")
_KANA = re.compile("[ァ-ヴ]+")
_SOUTHERN = {"thai": re.compile("[\u0e01-\u0e4e]+"), "lao": re.compile("[\u0e81-\u0edf]+")}
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")


# what Vietnamese names have and words of the language itself hardly
_TELLING = re.compile("нг|кх|тх|нь|ть|ыо|ье|йе|ыу|юи|уи|[가-힣]{3}|[까-낗따-띻빠-삫짜-찧응]|[ァ-ヴ]{5}")


def read(words: Sequence[str], *, as_name: bool = False) -> list[tuple[tuple[str, ...], ...]]:
    """The syllables, without accents, that a name in one of these scripts may stand for: for each, all that are written so; in as many
    ways as it can be cut. Empty where it is no name; one that is written `as_name` (in Cyrillic with a capital) need not look like
    one. `words`: as they are folded, in scripts without spaces sign by sign."""
    run = "".join(words)
    if _CYRILLIC.fullmatch(run):
        runs = [list(islice(_cut(word, _syllables("cyrillic")), MOST_READINGS)) for word in words]
        ways = [tuple(part for run in way for part in run) for way in islice(product(*runs), MOST_READINGS)]
    elif southern := next((script for script, letters in _SOUTHERN.items() if letters.fullmatch(run)), ""):
        ways = list(islice(_cut(southern_sounds.TONE.sub("", run), _syllables(southern)), MOST_READINGS))
        return [way for way in ways if FEWEST <= len(way) <= MOST]
    else:
        script = "hangul" if _HANGUL.fullmatch(run) else "katakana" if _KANA.fullmatch(run) else ""
        ways = list(islice(_cut(run, _syllables(script)), MOST_READINGS)) if script else []
    if _CYRILLIC.fullmatch(run) and len(words) > 1:
        return [way for way in ways if len(way) == len(words)]  # Нгуен Ван Хай
    if not as_name and not _TELLING.search(run):
        ways = [way for way in ways if len(way) >= SURELY] if _HANGUL.fullmatch(run) else []
    return [way for way in ways if FEWEST <= len(way) <= MOST]


def _cut(run: str, known: dict[str, tuple[str, ...]], parts: int = MOST) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The run in syllables, those with long ones first."""
    if not run:
        yield ()
        return
    for size in range(min(len(run), LONGEST_SYLLABLE) if parts else 0, 0, -1):
        same = known.get(run[:size])
        if same:
            for rest in _cut(run[size:], known, parts - 1):
                yield same, *rest


_CLOSED = frozenset(
    ["ă", "â", "iê", "yê", "uô", "ươ", "oă", "uâ", "uyê"]
)  # a consonant follows; behind these none does
_OPEN = re.compile("[iuư]a|a[iouy]|[âêư]u|ây|eo|iu|[oôơuư]i|[iy]êu|(?:uô|ươ|oa)i")
_NARROW = frozenset(("a", "ê", "i", "y", "uy", "oa", "uê"))  # nh and ch follow no other vowel
_BEFORE_FRONT = frozenset(("c", "k", "g", "gh", "ng", "ngh"))  # one sound, spelled by the vowel behind it


@cache
def _possible() -> tuple[Syllable, ...]:
    """What a syllable may be made of."""
    return tuple(
        part
        for part in product(_RU_INITIALS, _RU_VOWELS, _RU_FINALS)
        if _is_possible(*part) and syllable("".join(part)) == part
    )


def _is_possible(initial: str, vowel: str, final: str) -> bool:
    if not (initial or final) or (_OPEN.fullmatch(vowel) if final else vowel in _CLOSED):
        return False
    if (final in ("nh", "ch") and vowel not in _NARROW) or (initial and vowel in ("yê", "yêu")):
        return False
    if initial in _BEFORE_FRONT and (initial in ("k", "gh", "ngh")) != (vowel[0] in "eêiy"):
        return False
    # spelled with qu
    return initial not in ("c", "k") or vowel not in ("uâ", "uê", "uy", "uyê", "oa", "oă", "oe", "oai")


@cache
def _syllables(script: str) -> dict[str, tuple[str, ...]]:
    """As it is written there → the syllables without accents that are written so."""
    found: dict[str, dict[str, None]] = {}
    for initial, vowel, final in _possible():
        latin = initial + vowel + final
        match script:
            case "cyrillic":
                written = [*_cyrillic((initial, vowel, final)), *_cyrillic_too((initial, vowel, final))]
            case "hangul":
                written = [_hangul((initial, vowel, final)), *_KO_TOO.get(latin, ())]
            case "thai" | "lao":
                written = list(southern_sounds.all_written(script, (initial, vowel, final)))
            case _:
                written = ["".join(word.folded for word in spelled(way)) for way in _katakana((initial, vowel, final))]
        for way in written:
            found.setdefault(way, {})[latin.translate(_PLAIN)] = None
    return {way: tuple(same) for way, same in found.items() if way}


@cache
def _spellings(script: str) -> dict[str, list[str]]:
    """The other way round."""
    found: dict[str, list[str]] = {}
    for way, same in _syllables(script).items():
        for plain in same:
            found.setdefault(plain, []).append(way)
    return found
