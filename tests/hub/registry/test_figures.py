"""Figures as eight languages write them, asserted whole."""

from datetime import date
from decimal import Decimal

import pytest

from hub.registry.figures import FactText, day, fact_in, figure
from hub.registry.models import Fact, FactWording

N = "\N{NO-BREAK SPACE}"
T = "\N{NARROW NO-BREAK SPACE}"
LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")

FIGURES = [
    (
        *("29211000000000", "VND", 0),
        [
            *(
                "29.211 tỷ đồng",
                "29,211 billion VND",
                "29.211 ຕື້ດົ່ງ",
                "29.211万亿越南盾",
                "29兆2110億ドン",
                "29조 2110억 동",
            ),
            *(f"29{T}211{N}milliards{N}de{N}dongs", f"29{N}211{N}млрд{N}донгов"),
        ],
    ),
    (
        *("250000000000000", "VND", 0),
        [
            *("250 nghìn tỷ đồng", "250 trillion VND", "250 ພັນຕື້ດົ່ງ", "250万亿越南盾", "250兆ドン", "250조 동"),
            *(f"250{N}mille milliards{N}de{N}dongs", f"250{N}трлн{N}донгов"),
        ],
    ),
    (
        *("1750000000", "USD", 0),
        [
            *("1,75 tỷ USD", "1.75 billion USD", "1,75 ຕື້ໂດລາ", "17.5亿美元", "17億5000万ドル", "17억 5000만 달러"),
            *(f"1,75{N}milliard{N}de{N}dollars", f"1,75{N}млрд{N}долларов США"),
        ],
    ),
    (
        *("500000", "VND", 0),
        [
            *("500.000 đồng", "500,000 VND", "500.000 ດົ່ງ", "50万越南盾", "50万ドン", "50만 동"),
            *(f"500{T}000{N}dongs", f"500{N}000{N}донгов"),
        ],
    ),
    (
        *("9900000", "", 0),
        ["9,9 triệu", "9.9 million", "9,9 ລ້ານ", "990万", "990万", "990만", f"9,9{N}millions", f"9,9{N}млн"],
    ),
    (
        *("3416900", "", 0),
        [
            *("3.416.900", "3,416,900", "3.416.900", "341.69万", "3,416,900", "3,416,900"),
            *(f"3{T}416{T}900", f"3{N}416{N}900"),
        ],
    ),
    ("169", "", 0, ["169"] * 8),
    (
        *("1300000", "ha", 0),
        [
            *("1.300.000 ha", "1,300,000 ha", "1.300.000 ຮຕ.", "130万公顷", "130万 ha", "130만ha"),
            *(f"1{T}300{T}000{T}ha", f"1{N}300{N}000 га"),
        ],
    ),
    (
        *("16489.97", "km²", 2),
        [
            *("16.489,97 km²", "16,489.97 km²", "16.489,97 ກມ²", "16,489.97平方公里", "16,489.97 km²", "16,489.97km²"),
            *(f"16{T}489,97{T}km²", f"16{N}489,97 км²"),
        ],
    ),
    (
        *("468.281", "km", 3),
        [
            *("468,281 km", "468.281 km", "468,281 ກມ", "468.281公里", "468.281 km", "468.281km"),
            *(f"468,281{T}km", "468,281 км"),
        ],
    ),
    ("9.01", "%", 2, ["9,01%", "9.01%", "9,01%", "9.01%", "9.01%", "9.01%", f"9,01{N}%", f"9,01{N}%"]),
    ("2014", "year", 0, ["2014"] * 8),
]


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "written"), FIGURES, ids=[f"{row[0]}{row[1]}" for row in FIGURES]
)
def test_a_figure_is_written_as_each_language_writes_it(value, unit, decimals, written):
    found = [figure(Decimal(value), unit=unit, decimals=decimals, language=language) for language in LANGUAGES]
    assert found == written


def test_a_scale_word_is_not_used_where_it_would_lose_digits():
    assert figure(Decimal("29211000000123"), unit="VND", decimals=0, language="vi") == "29.211.000.000.123 đồng"
    assert figure(Decimal("29211000000123"), unit="VND", decimals=0, language="ja") == "29,211,000,000,123ドン"


def test_negative_figures_keep_their_sign():
    found = [
        figure(Decimal("-1750000000"), unit="USD", decimals=0, language=language) for language in ("vi", "ja", "fr")
    ]
    assert found == ["-1,75 tỷ USD", "-17億5000万ドル", f"-1,75{N}milliard{N}de{N}dollars"]


def test_a_further_language_gets_digits_and_the_currency_code():
    assert figure(Decimal("5600000000"), unit="USD", decimals=0, language="th") == "5,600,000,000 USD"


def test_an_unknown_unit_stands_behind_the_number():
    assert figure(Decimal("12.5"), unit="°C", decimals=1, language="vi") == "12,5 °C"


def test_a_day_is_written_as_each_language_writes_it():
    assert [day(date(2014, 11, 7), language) for language in (*LANGUAGES, "th")] == [
        *("ngày 7 tháng 11 năm 2014", "7 November 2014", "7 ພະຈິກ 2014", "2014年11月7日", "2014年11月7日"),
        *("2014년 11월 7일", "7 novembre 2014", f"7 ноября 2014{T}г.", "7 พฤศจิกายน ค.ศ. 2014"),
    ]


def fact(**wordings: tuple[str, str]) -> Fact:
    fact = Fact(
        code="fdi-2024", value=Decimal("1750000000"), unit="USD", as_of=date(2024, 12, 31), source="UBND tỉnh, 2024"
    )
    fact.wordings = [
        FactWording(language=language, label=label, text=text) for language, (label, text) in wordings.items()
    ]
    return fact


def test_a_fact_is_told_in_the_language_asked_for():
    told = fact_in(fact(vi=("Vốn", "Thu hút {value}."), en=("FDI in 2024", "{value} came in; {value}.")), "en")
    assert told == FactText(
        label="FDI in 2024",
        value="1.75 billion USD",
        sentence="1.75 billion USD came in; 1.75 billion USD.",
        as_of="31 December 2024",
        source="UBND tỉnh, 2024",
        words_in="en",
    )


def test_a_fact_without_words_in_the_language_says_that_they_are_vietnamese():
    told = fact_in(fact(vi=("Vốn đầu tư", "Thu hút {value}.")), "ko")
    assert told == FactText(
        label="Vốn đầu tư",
        value="17억 5000만 달러",
        sentence="Thu hút 1,75 tỷ USD.",
        as_of="2024년 12월 31일",
        source="UBND tỉnh, 2024",
        words_in="vi",
    )


def test_a_fact_without_any_words_is_called_by_its_code():
    told = fact_in(fact(), "vi")
    assert (told.label, told.sentence, told.value) == ("fdi-2024", "", "1,75 tỷ USD")
