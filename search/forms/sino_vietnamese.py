"""How Chinese characters are read in Vietnamese, and the characters that a Vietnamese syllable is written with: 阮文海 is
Nguyễn Văn Hải, 清章 is Thanh Chương. Which characters somebody's name has only the person says; search may ask for all of them,
as it finds but what texts say already. Pure.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from search.forms.vietnamese_sounds import FEWEST, MOST, likeliest
from search.words import Word, spelled

MOST_WAYS = 16  # to write a name

# what stands around the name of a person or place, and in Vietnamese somewhere else
_AROUND = re.compile(
    "(?P<before>(?:越南)?(?:[国省]家?)?(?:人民委员会|人民议会|国会)?副?(?:省委|市委|县委)?(?:常务)?(?:副?主席|副?总?书记|副?总理|部长|省长|大使|将军|大将|烈士|同志|教授|博士|诗人)?)"
    "(?P<name>.{2,5}?)"
    "(?P<behind>(?:[省市县郡社乡坊镇村区港桥寺祠湖河江山岛]|口岸|机场|大学|医院|学校|中学|大桥|水库|主席|副?总?书记|总理|部长|省长|厅长|大使|大将|将军|先生|女士|同志|烈士|教授|博士)?)"
)
_OF_NAMES = (
    "阮文氏陈黎范黄潘武邓裴杜胡吴杨李丁林郑陶段梁朱高何谭苏张郭冯德公廷玉春光明清友国世海雄强俊英勇南山河江龙平安和福禄寿康宁泰兴盛长胜利成"
    "忠孝义仁智心梅兰竹菊花香红莲月雪秋云凤鸾燕玲芳蓉娟翠碧金银珠宝奇新东西北中上下大太天石水林桥坛章原州城合阳永"
)
_PLACE = {sign: at for at, sign in enumerate(_OF_NAMES)}
_LONG_I = re.compile("(?<=^[hklmst])[iìíỉĩị]$")
_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")


def readings(signs: Sequence[str]) -> list[tuple[tuple[Word, ...], ...]]:
    """For each sign of the name, how it is read; with and without the words around the name. Empty for what is none."""
    run = "".join(signs)
    around = _AROUND.fullmatch(run)
    names = dict.fromkeys([run, *([around["name"]] if around else [])])
    ways = [tuple(_read().get(sign, ()) for sign in name) for name in names if FEWEST <= len(name) <= MOST]
    return [way for way in ways if all(way)]


def written(syllables: Sequence[Word]) -> list[str]:
    """The characters that a name of these syllables may have, the likely ones first; typed without accents they may be any."""
    if not FEWEST <= len(syllables) <= MOST:
        return []
    plain = all(syllable.exact == syllable.folded for syllable in syllables)
    ways = [(_written_plain() if plain else _written()).get(syllable.exact, "") for syllable in syllables]
    return ["".join(signs) for signs in likeliest(ways, MOST_WAYS)]


@cache
def _read() -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for syllable, signs in _lines():
        for sign in signs:
            found.setdefault(sign, []).extend(_spellings(syllable))
    return {sign: tuple(words) for sign, words in found.items()}


@cache
def _written() -> dict[str, str]:
    return {word.exact: "".join(signs) for syllable, signs in _lines() for word in _spellings(syllable)}


@cache
def _written_plain() -> dict[str, str]:
    """Of a syllable without its accents: those of names first."""
    found: dict[str, dict[str, int]] = {}
    for syllable, signs in _lines():
        for word in _spellings(syllable):
            for rank, sign in enumerate(signs):
                found.setdefault(word.folded, {}).setdefault(sign, len(_OF_NAMES) + rank)
    return {
        plain: "".join(sorted(ranks, key=lambda sign: _PLACE.get(sign, ranks[sign]))) for plain, ranks in found.items()
    }


def _spellings(syllable: str) -> tuple[Word, ...]:
    """Lí is written Lý as well."""
    long_i = _LONG_I.sub(lambda ending: ending[0].translate(_Y), syllable)
    return tuple(word for text in dict.fromkeys((syllable, long_i)) for word in spelled(text))


@cache
def _lines() -> tuple[tuple[str, list[str]], ...]:
    lines = (Path(__file__).parent / "sino_vietnamese.txt").read_text(encoding="utf-8").splitlines()
    return tuple((syllable, signs) for syllable, *signs in map(str.split, lines) if syllable != "#")
