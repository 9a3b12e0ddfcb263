"""Vietnamese of before Unicode is recognised, and nothing else is taken for it."""

import pytest

from locales.legacy_fonts import LegacyWord, legacy_words


def test_tcvn3_is_recognised_and_read() -> None:
    assert legacy_words("TØnh NghÖ An, ®Êt n­íc ViÖt Nam") == [
        LegacyWord("TØnh", "Tỉnh"),
        LegacyWord("NghÖ", "Nghệ"),
        LegacyWord("®Êt", "đất"),
        LegacyWord("n\xadíc", "nước"),
        LegacyWord("ViÖt", "Việt"),
    ]


def test_vni_is_recognised_and_read() -> None:
    assert legacy_words("Tænh Ngheä An, ñaát nöôùc Vieät Nam") == [
        LegacyWord("Tænh", "Tỉnh"),
        LegacyWord("Ngheä", "Nghệ"),
        LegacyWord("ñaát", "đất"),
        LegacyWord("nöôùc", "nước"),
        LegacyWord("Vieät", "Việt"),
    ]


def test_short_title_is_recognised() -> None:
    assert legacy_words("NghÖ An") == [LegacyWord("NghÖ", "Nghệ")]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh Nghệ An có nhiều di tích lịch sử, đất nước Việt Nam; Uỷ ban, hoà bình, quý vị, giữ gìn, khuỷu, ngoằn ngoèo",
        "Ông François Hollande và bà Müller thăm Nghệ An, Curaçao, Île-de-France, São Paulo",
        "Hạt 25 µm, 30 °C, 5 × 6, ½ ly, © 2026, Sony®, «mot», § 5",
        "Điện Biên Phủ – Đắk Lắk, Pù Mát, Krông Nô, H'Mông",
        "",
    ],
)
def test_what_is_no_legacy_text_is_left_alone(text: str) -> None:
    assert legacy_words(text) == []
