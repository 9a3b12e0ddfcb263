"""What a text says without writing it: the other days of “20 và 21/10/2026”, and compounds of Japanese verbs as notices write
them (受入 for 受け入れ). Words of the document like its own; found by whoever asks in the short form. Pure, but for the
names of months.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from locales.canonical import tokens
from search.forms.reading_dates import Date, read

MOST = 62  # days of one range: two months
LONGEST = 12  # words of a date
_AHEAD = 60  # characters in which the rest of a date has to stand

_LISTED = r",|、|，|&|và|and|et|и|ແລະ|และ|と|과|와"
_RANGE = r"[-–—~〜～]|đến(?:\s+hết)?(?:\s+ngày)?|tới(?:\s+ngày)?|to|until|au|по|ຫາ|ຮອດ|ถึง|至|到|から|부터"
# 20 và 21/10/2026, 20–22 octobre 2026, с 20 по 21 октября: days, of which the last one is a date
_DAYS = re.compile(
    rf"(?<![\d/.,:-])(\d{{1,2}})((?:\s*(?:{_LISTED}|{_RANGE})\s*(?P<last>\d{{1,2}})(?!\d))+)", re.IGNORECASE
)
_DAY = re.compile(rf"\s*(?:({_RANGE})|{_LISTED})\s*(\d{{1,2}})", re.IGNORECASE)
# 28/4 đến 3/5/2026
_DAYS_AND_MONTHS = re.compile(
    rf"(?<![\d/.])(\d{{1,2}})/(\d{{1,2}})\s*(?:{_RANGE})\s*(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})", re.IGNORECASE
)
# 10月20日至21日, 10월 20~21일
_EASTERN = re.compile(
    rf"(?:(\d{{4}})\s*[年년]\s*)?(\d{{1,2}})\s*[月월]\s*(\d{{1,2}})\s*[日일]?\s*(?:({_RANGE})|{_LISTED})\s*(\d{{1,2}})\s*[日일]"
)
# October 20–21, 2026
_ENGLISH = re.compile(rf"\b([A-Z][a-z]{{2,8}}\.? )(\d{{1,2}})\s*(?:({_RANGE})|{_LISTED})\s*(\d{{1,2}})(, \d{{4}})")
# 受け入れ: the stem of a verb between two signs; に, で and へ are particles there
_COMPOUND = re.compile("(?=([一-龯])[いきぎしじちびみりえけげせぜてめべれね]([一-龯]))")


def also_said(text: str) -> str:
    """Each in a paragraph of its own, so that nothing is a phrase across two."""
    return "\n\n".join(dict.fromkeys((*_days(text), *_compounds(text))))


def _compounds(text: str) -> Iterator[str]:
    for found in _COMPOUND.finditer(text):
        yield found[1] + found[2]


def _days(text: str) -> Iterator[str]:
    if not any(letter.isdigit() for letter in text):
        return
    for found in _DAYS.finditer(text):
        numbers = _numbered(found)
        end = _date_from(text[found.start("last") :], numbers[-1][0])
        if end is not None:
            yield from map(_said, _between(numbers, end))
    for found in _DAYS_AND_MONTHS.finditer(text):
        first_day, first_month, last_day, last_month, its_year = map(int, found.groups())
        yield from map(_said, _across(Date(first_day, first_month, its_year), Date(last_day, last_month, its_year)))
    for found in _EASTERN.finditer(text):
        year_said, month, day, is_range, last = found.groups()
        end = Date(int(last), int(month), int(year_said) if year_said else None)
        yield from map(_said, _between([(int(day), ""), (int(last), is_range or "")], end, itself=True))
    for found in _ENGLISH.finditer(text):
        month_said, day, is_range, last, year_said = found.groups()
        english = _date_from(f"{last} {month_said}{year_said[2:]}", int(last))
        if english is not None:
            yield from map(_said, _between([(int(day), ""), (int(last), is_range or "")], english, itself=True))


def _numbered(found: re.Match[str]) -> list[tuple[int, str]]:
    """The days, each with what makes a range of it and the one before."""
    return [(int(found[1]), ""), *((int(one[2]), one[1] or "") for one in _DAY.finditer(found[2]))]


def _date_from(text: str, day: int) -> Date | None:
    """The date that a text begins with, if it is of this day."""
    said = [token.folded for token in tokens(text[:_AHEAD])]
    sizes = range(min(len(said), LONGEST), 1, -1)
    found = next((one for size in sizes if (one := read(" ".join(said[:size])))), None)
    return found if found is not None and found.day == day else None


def _between(days: list[tuple[int, str]], end: Date, *, itself: bool = False) -> Iterator[Date]:
    """All days listed or between two, in the month of the last one."""
    said: set[int] = set()
    for (before, _range), (day, is_range) in pairwise(days):
        said |= set(range(before, day + 1)) if is_range else {before, day}
    for day in sorted(said - (set() if itself else {days[-1][0]})):
        if 1 <= day <= 31:
            yield Date(day, end.month, end.year)


def _across(first: Date, last: Date) -> Iterator[Date]:
    try:
        day, end = (date(one.year or 0, one.month, one.day or 0) for one in (first, last))
    except ValueError:
        return
    for at in range(max(0, min((end - day).days, MOST))):
        one = day + timedelta(at)
        yield Date(one.day, one.month, one.year)


def _said(one: Date) -> str:
    return f"{one.day}/{one.month}" + (f"/{one.year}" if one.year else "")
