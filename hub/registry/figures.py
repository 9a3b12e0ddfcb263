"""A fact as a language writes it: the number, its unit or currency, the day it is true of, and the sentence.

Numbers, units and dates follow CLDR (Babel). Where readers expect words for large numbers — “29.211 tỷ đồng”,
“29.211万亿越南盾” — a scale word is used only where it loses nothing of the figure. Reads values, queries nothing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

from hub.registry.models import Fact
from hub.registry.naming import SOURCE_LANGUAGE

# our unit → CLDR's
CLDR_UNITS = {"km²": "area-square-kilometer", "km": "length-kilometer", "m": "length-meter", "ha": "area-hectare"}

# CLDR's long form is not how the Vietnamese press writes a day; English follows Oxford
DAY_PATTERNS = {"vi": "'ngày' d 'tháng' M 'năm' y", "en": "d MMMM y"}


@dataclass(frozen=True, slots=True)
class FactText:
    """A fact in one language. `sentence` is empty where that language has none: show label and value.

    `words_in` is the language of label and sentence: the source language where the fact has no words in the wanted one.
    """

    label: str
    value: str
    sentence: str
    as_of: str
    source: str
    words_in: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A word for a power of ten, used where the quotient has at most `places` decimals."""

    size: Decimal
    word: str
    places: int
    singular: str = ""


def _scales(*rows: tuple[int, str, int] | tuple[int, str, int, str]) -> tuple[Scale, ...]:
    return tuple(Scale(Decimal(10) ** row[0], *row[1:]) for row in rows)


# largest first; “nghìn tỷ” only for whole ones, because the press writes “29.211 tỷ đồng” and not “29,211 nghìn tỷ”
SCALES: dict[str, tuple[Scale, ...]] = {
    "vi": _scales((12, "nghìn tỷ", 0), (9, "tỷ", 3), (6, "triệu", 3)),
    "en": _scales((12, "trillion", 0), (9, "billion", 3), (6, "million", 3)),
    "fr": _scales((12, "mille milliards", 0), (9, "milliards", 3, "milliard"), (6, "millions", 3, "million")),
    "ru": _scales((12, "трлн", 0), (9, "млрд", 3), (6, "млн", 3)),
    "lo": _scales((12, "ພັນຕື້", 0), (9, "ຕື້", 3), (6, "ລ້ານ", 3)),
    "zh": _scales((12, "万亿", 3), (8, "亿", 4), (4, "万", 2)),
    "ja": _scales((12, "兆", 0), (8, "億", 0), (4, "万", 0)),
    "ko": _scales((12, "조", 0), (8, "억", 0), (4, "만", 0)),
}

SMALLEST_SCALED = 100_000
WORD_GAPS = {"zh": "", "fr": "\N{NO-BREAK SPACE}", "ru": "\N{NO-BREAK SPACE}"}  # before the scale word; else a space
GROUP_GAPS = {"ja": "", "ko": " "}  # languages that give every group of four digits its word, and what parts them

# the currency's word, with the space before it; a language that is not here gets the ISO code
CURRENCIES = {
    "VND": {
        "vi": " đồng",
        "fr": "\N{NO-BREAK SPACE}dongs",
        "ru": "\N{NO-BREAK SPACE}донгов",
        "lo": "ດົ່ງ",
        "zh": "越南盾",
        "ja": "ドン",
        "ko": " 동",
    },
    "USD": {
        "fr": "\N{NO-BREAK SPACE}dollars",
        "ru": "\N{NO-BREAK SPACE}долларов США",
        "lo": "ໂດລາ",
        "zh": "美元",
        "ja": "ドル",
        "ko": " 달러",
    },
}


def fact_in(fact: Fact, language: str) -> FactText:
    """The fact as that language shows it, ready to print."""
    value = figure(fact.value, unit=fact.unit, decimals=fact.decimals, language=language)
    wording = fact.wording_in(language)
    words_in = language if wording else SOURCE_LANGUAGE
    wording = wording or fact.wording_in(SOURCE_LANGUAGE)
    # a sentence is one language throughout, its number too
    said = figure(fact.value, unit=fact.unit, decimals=fact.decimals, language=words_in)
    return FactText(
        label=wording.label if wording else fact.code,
        value=value,
        sentence=wording.text.replace("{value}", said) if wording else "",
        as_of=day(fact.as_of, language),
        source=fact.source,
        words_in=words_in,
    )


def figure(value: Decimal, *, unit: str, decimals: int, language: str) -> str:
    """The number with its unit: `decimals` places, unless a scale word says the same in fewer characters."""
    locale = cldr(language)
    value = round(Decimal(value), decimals)
    pattern = number_pattern(locale, decimals)
    number = format_decimal(value, format=pattern, locale=locale)
    scaled = scaled_number(value, locale)
    if unit == "year":
        return str(int(value))
    if unit == "%":
        return str(locale.percent_formats[None].pattern).replace(number_pattern(locale, 0), number)
    if unit in CLDR_UNITS:
        text = str(format_unit(value, CLDR_UNITS[unit], length="short", format=pattern, locale=locale))
        # readers who count by ten thousands want the word before a unit too: 130万公顷
        return text.replace(number, scaled) if scaled and locale.language in ("zh", "ja", "ko") else text
    if unit in CURRENCIES:
        # French puts “de” after the nouns million and milliard
        link = "\N{NO-BREAK SPACE}de" if scaled and locale.language == "fr" else ""
        if locale.language == "lo" and not scaled:
            link = " "  # 1.500 ຕື້ດົ່ງ, but 500.000 ດົ່ງ
        return (scaled or number) + link + CURRENCIES[unit].get(locale.language, f" {unit}")
    return f"{scaled or number} {unit}".rstrip()


def day(value: date, language: str) -> str:
    """A day as the language writes it in full, in the Gregorian calendar."""
    return format_date(value, DAY_PATTERNS.get(cldr(language).language, "long"), locale=cldr(language))


@cache
def cldr(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def number_pattern(locale: Locale, decimals: int) -> str:
    """The locale's grouping with a fixed number of decimals: `#,##0.00`."""
    whole = str(locale.decimal_formats[None].pattern).split(".")[0]
    return whole + ("." + "0" * decimals if decimals else "")


def scaled_number(value: Decimal, locale: Locale) -> str:
    """The number with scale words, where the language has some that lose nothing of it; an empty string otherwise."""
    if abs(value) < SMALLEST_SCALED:
        return ""
    return _grouped(value, locale) if locale.language in GROUP_GAPS else _quotient(value, locale)


def _quotient(value: Decimal, locale: Locale) -> str:
    """`1,75 tỷ`: one number before one word."""
    for scale in SCALES.get(locale.language, ()):
        quotient = (value / scale.size).normalize()
        places = max(0, -int(quotient.as_tuple().exponent))
        if abs(value) >= scale.size and places <= scale.places:
            number = format_decimal(quotient, format=number_pattern(locale, places), locale=locale)
            word = scale.singular if scale.singular and abs(quotient) < 2 else scale.word
            return f"{number}{WORD_GAPS.get(locale.language, ' ')}{word}"
    return ""


def _grouped(value: Decimal, locale: Locale) -> str:
    """`29兆2110億`: every group of four digits with its word; only for whole thousands, which people say so."""
    rest, parts = int(abs(value)), []
    if value % 1_000:
        return ""
    for scale in SCALES[locale.language]:
        count, rest = divmod(rest, int(scale.size))
        if count:
            parts.append(f"{count}{scale.word}")
    if rest:
        parts.append(str(rest))
    return ("-" if value < 0 else "") + GROUP_GAPS[locale.language].join(parts)
