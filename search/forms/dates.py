"""A date as people write it, and every other way to write the same one: 19/5/2026, ngày 19 tháng 5 năm 2026, 19 May 2026,
2026年5月19日, 19 мая 2026 г., 19 พฤษภาคม 2569. So whoever types a date in his own way finds the document that has it in
another. Names of months come from CLDR, for the languages of the hub. Pure but for those; nothing of it is indexed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from babel import Locale

from search.forms.reading_dates import BUDDHIST, Date, languages, read
from search.words import Word, spelled

LONGEST = 12  # words: Lao and Thai months are several
FEWEST = 2
MONTH_TOLD = 3  # letters: июль, июля


def others(typed: Sequence[Word], *, in_one_piece: bool = False) -> list[tuple[Word, ...]]:
    """The same date in all its other spellings; empty where these words are none. `in_one_piece`: 19/5 is a day then."""
    date = _read(typed, in_one_piece=in_one_piece)
    if date is None:
        return []
    text = " ".join(word.folded for word in typed)
    written = {" ".join(word.folded for word in spelling): spelling for spelling in map(spelled, _spellings(date))}
    written.pop(text, None)
    return list(written.values())


def year_apart(typed: Sequence[Word]) -> list[tuple[tuple[Word, ...], ...]]:
    """A day and its year, which stands behind the last day of several: from 1 July to 31 December 2026."""
    date = _read(typed)
    if date is None or not date.day or not date.year:
        return []
    own = {word.folded for word in typed if not word.folded.isdigit()}
    days = dict.fromkeys(map(spelled, _spellings(replace(date, year=None))))
    return [(day, spelled(str(date.year))) for day in days if _says(day, own)]


def _says(day: Sequence[Word], own: set[str]) -> bool:
    """Two numbers alone stand side by side for many things; who writes a month in words reads it so."""
    said = {word.folded for word in day if not word.folded.isdigit()}
    return bool(said) and (not own or any(one.startswith(other[:MONTH_TOLD]) for one in said for other in own))


def _read(typed: Sequence[Word], *, in_one_piece: bool = False) -> Date | None:
    if not FEWEST <= len(typed) <= LONGEST or not any(word.folded.isdigit() for word in typed):
        return None
    text = " ".join(word.folded for word in typed)
    return read(text) or (read(f"ngay {text}") if in_one_piece and len(typed) == FEWEST else None)


def _spellings(date: Date) -> Iterator[str]:
    day, month, year = date.day, date.month, date.year
    if day and year:
        yield from (f"{day}/{month}/{year}", f"{day} tháng {month} năm {year}", f"{day} tháng {month} {year}")
        yield from (f"{year}-{month}-{day}", f"{year}年{month}月{day}日", f"{year}년 {month}월 {day}일")
        for name in _names(month):
            yield f"{day} {name} {year}"
        yield f"{_english(month)} {day} {year}"
    elif day:
        yield from (f"{day}/{month}", f"{day} tháng {month}", f"{month}月{day}日", f"{month}월 {day}일")
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
        for tag in languages()
        for form in ("format", "stand-alone")
    }


def _english(month: int) -> str:
    return str(Locale("en").months["format"]["wide"][month])


def _thai(month: int) -> str:
    return str(Locale("th").months["format"]["wide"][month])
