"""Reads a date however it is written: 19/5/2026, ngày 19 tháng 5 năm 2026, 19 May 2026, 2026年5月19日, 19 мая 2026 г.,
19 พฤษภาคม 2569. On folded words with one space between them. Names of months come from CLDR, for the languages of the hub.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.conf import settings

from locales.canonical import tokens

# Chinese, Japanese, Korean and Vietnamese number their months; their dates are written below
NUMBERED = frozenset({"vi", "zh", "ja", "ko"})
# asked for by neighbours and written in what they send, whatever the hub publishes in
ALWAYS = ("en", "fr", "ru", "lo", "th")
BUDDHIST = 543  # Thai years


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a day of every year (`year` None), or a month of a year (`day` None)."""

    day: int | None
    month: int
    year: int | None


# on folded words with one space between them
_NUMBERED_DATES = (
    r"(?:ngay )?(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4})",
    r"(?P<y>\d{4}) (?P<m>\d{1,2}) (?P<d>\d{1,2})",
    r"ngay (?P<d>\d{1,2}) (?P<m>\d{1,2})",
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


def read(text: str) -> Date | None:
    """None where the words are no date, or more than one."""
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
        " ".join(token.folded for token in tokens(name)): month
        for tag in languages()
        for form in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for month, name in Locale.parse(tag, sep="-").months[form][width].items()
        if not name.isdigit()
    }


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    own = (tag for tag in settings.HUB_LANGUAGES if tag.partition("-")[0] not in NUMBERED)
    return tuple(dict.fromkeys((*ALWAYS, *own)))
