"""Names of the world and words of the news, in the languages that people search in: what everybody knows and no desk keeps. Data; pure.

The registry and the term base say what the province calls things, and an editor may change them. This is the rest of a
gazetteer: countries, provinces, cities, people of history, institutions, dishes, and the words that news is made of. It is
asked beside them (`search.lexicon`); it is shown to nobody, so a spelling that is doubtful costs nothing but a look.
The files have a line for each, `=` between what says the same, Vietnamese first. `nouns.txt` is asked only beside a name
(`search.composing`)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
NOUNS = "nouns.txt"
# a country of one syllable (Đức) is somebody's name as well, but behind these it is the country; anh, áo, ý mean too much else
BEFORE_COUNTRIES = (
    "người",
    "tiếng",
    "tại",
    "ở",
    "sang",
    "phía",
    "đại sứ",
    "đại sứ quán",
    "thị trường",
    "du khách",
    "chuyên gia",
    "học sinh",
    "sinh viên",
    "doanh nghiệp",
    "công ty",
    "nhà đầu tư",
    "bác sĩ",
    "nhà khoa học",
    "khách",
    "đoàn",
    "chính phủ",
    "đội tuyển",
    "tổng thống",
    "thủ tướng",
    "quân đội",
    "thực dân",
)
_COUNTRY = re.compile(r"nước (?!Anh|Áo|Ý)(\w+)")


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """What says the same."""
    paths = sorted(path for path in HERE.glob("*.txt") if path.name != NOUNS)
    return tuple(tuple(dict.fromkeys(_with_countries(group))) for path in paths for group in _lines(path))


@cache
def terms() -> tuple[tuple[str, ...], ...]:
    """Those of them that are no names."""
    return tuple(_lines(HERE / "words.txt"))


@cache
def world() -> tuple[tuple[str, ...], ...]:
    """Names of other countries."""
    return tuple(_lines(HERE / "world.txt"))


@cache
def nouns() -> tuple[tuple[str, ...], ...]:
    """Kinds of thing that say the same beside a name."""
    return tuple(_lines(HERE / NOUNS))


def _lines(path: Path) -> Iterator[tuple[str, ...]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(text.strip() for text in line.split(" = "))


@cache
def countries() -> frozenset[str]:
    """Those of one syllable."""
    return frozenset(found[1].lower() for group in groups() for name in group if (found := _COUNTRY.fullmatch(name)))


def _with_countries(group: Iterable[str]) -> Iterator[str]:
    countries: list[str] = []
    for name in group:
        yield name
        country = _COUNTRY.fullmatch(name)
        countries += [country[1]] if country else []
    yield from (f"{before} {country}" for country in countries for before in BEFORE_COUNTRIES)
