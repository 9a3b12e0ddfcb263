"""A date as people write it, and every other way to write the same one: 19/5/2026, ngày 19 tháng 5 năm 2026, 19 May 2026,
2026年5月19日, 19 мая 2026 г., 19 พฤษภาคม 2569. So whoever types a date in his own way finds the document that has it in
another. Names of months come from CLDR, for the languages of the hub. Pure but for those; nothing of it is indexed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.conf import settings

from search.words import Word, words

# Chinese, Japanese, Korean and Vietnamese number their months; their dates are written below
NUMBERED = frozenset({"vi", "zh", "ja", "ko"})
# asked for by neighbours and written in what they send, whatever the hub publishes in
ALWAYS = ("en", "fr", "ru", "lo", "th")
BUDDHIST = 543  # Thai years
LONGEST = 12  # words: Lao and Thai months are several
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a day of every year (`year` None), or a month of a year (`day` None)."""

    day: int | None
    month: int
    year: int | None


def others(typed: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The same date in all its other spellings; empty where these words are none."""
    if not FEWEST <= len(typed) <= LONGEST or not any(word.folded.isdigit() for word in typed):
        return []
    text = " ".join(word.folded for word in typed)
    date = _read(text)
    if date is None:
        return []
    spelled = {" ".join(word.folded for word in spelling): spelling for spelling in map(_words, _spellings(date))}
    spelled.pop(text, None)
    return list(spelled.values())


# --- reading ---------------------------------------------------------------------------------------------------------

# on folded words with one space between them
_NUMBERED_DATES = (
    r"(?:ngay )?(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4})",
    r"(?P<y>\d{4}) (?P<m>\d{1,2}) (?P<d>\d{1,2})",
    r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam)?(?: (?P<y>\d{4}))?",
    r"thang (?P<m>\d{1,2})(?: nam)? (?P<y>\d{4})",
    r"(?:(?P<y>\d{4}) 年 )?(?P<m>\d{1,2}) 月 (?P<d>\d{1,2}) [日号]",
    r"(?P<y>\d{4}) 年 (?P<m>\d{1,2}) 月",
    r"(?:(?P<y>\d{4}) 년 )?(?P<m>\d{1,2}) 월 (?P<d>\d{1,2}) 일",
    r"(?P<y>\d{4}) 년 (?P<m>\d{1,2}) 월",
)
_NAMED_DATES = (
    r"(?P<d>\d{1,2})(?: er| st| nd| rd| th)? (?P<name>{names})(?: [พค] ศ)?(?: (?P<y>\d{4}))?(?: г(?:ода)?)?",
    r"(?P<name>{names}) (?P<d>\d{1,2})(?: (?P<y>\d{4}))?",
    r"(?P<name>{names}) (?P<y>\d{4})(?: г(?:ода)?)?",
)


def _read(text: str) -> Date | None:
    for pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is None:
            continue
        said = found.groupdict()
        day = int(said["d"]) if said.get("d") else None
        month = _months()[said["name"]] if said.get("name") else int(said["m"])
        year = int(said["y"]) if said.get("y") else None
        if year and 2400 < year < 2700:
            year -= BUDDHIST
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31) and (year is None or 1000 < year < 2400):
            return Date(day, month, year)
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    named = [pattern.replace("{names}", names) for pattern in _NAMED_DATES]
    return tuple(map(re.compile, (*_NUMBERED_DATES, *named)))


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """A month's name in folded words, whole or shortened → its number."""
    return {
        " ".join(word.folded for word in _words(name)): month
        for tag in _languages()
        for form in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for month, name in Locale.parse(tag, sep="-").months[form][width].items()
        if not name.isdigit()
    }


@lru_cache(maxsize=1)
def _languages() -> tuple[str, ...]:
    own = (tag for tag in settings.HUB_LANGUAGES if tag.partition("-")[0] not in NUMBERED)
    return tuple(dict.fromkeys((*ALWAYS, *own)))


# --- writing ---------------------------------------------------------------------------------------------------------


def _spellings(date: Date) -> Iterator[str]:
    day, month, year = date.day, date.month, date.year
    if day and year:
        yield from (f"{day}/{month}/{year}", f"{day} tháng {month} năm {year}", f"{day} tháng {month} {year}")
        yield from (f"{year}-{month}-{day}", f"{year}年{month}月{day}日", f"{year}년 {month}월 {day}일")
        for name in _names(month):
            yield f"{day} {name} {year}"
        yield f"{_english(month)} {day} {year}"
    elif day:
        yield from (f"{day} tháng {month}", f"{month}月{day}日", f"{month}월 {day}일")
        for name in _names(month):
            yield f"{day} {name}"
        yield f"{_english(month)} {day}"
    else:
        yield from (f"tháng {month} năm {year}", f"{month}/{year}", f"{year}年{month}月", f"{year}년 {month}월")
        for name in _names(month):
            yield f"{name} {year}"
    if year:  # the Thai calendar counts from the Buddha
        yield from (f"{day or ''} {_thai(month)} {era}{year + BUDDHIST}" for era in ("", "พ.ศ. "))
    if day == 1:
        yield f"1er {Locale('fr').months['format']['wide'][month]} {year or ''}"


def _names(month: int) -> dict[str, None]:
    """In every language, as in a date and as it stands alone."""
    return {
        Locale.parse(tag, sep="-").months[form]["wide"][month]: None
        for tag in _languages()
        for form in ("format", "stand-alone")
    }


def _english(month: int) -> str:
    return str(Locale("en").months["format"]["wide"][month])


def _thai(month: int) -> str:
    return str(Locale("th").months["format"]["wide"][month])


def _words(text: str) -> tuple[Word, ...]:
    return tuple(word for word in words(text) if word is not None)
