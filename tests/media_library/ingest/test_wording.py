import pytest

from media_library.ingest.embedded.wording import Wording, of_text, read
from tests.media_library.ingest.files import windows_1258

CAPTION = "Lễ hội Làng Sen ở Nam Đàn, Nghệ An"
TWICE = "".join(sign for sign in CAPTION.encode().decode("latin-1") if sign.isprintable() or sign == "\u00a0")


@pytest.mark.parametrize(
    ("content", "declared", "wording"),
    [
        (CAPTION.encode(), "utf-8", Wording(CAPTION)),
        (CAPTION.encode(), "", Wording(CAPTION)),
        (b"Le hoi Lang Sen", "", Wording("Le hoi Lang Sen")),
        (windows_1258(CAPTION), "", Wording(CAPTION, "windows-1258", "LêÞ hôòi Làng Sen õÒ Nam Ðàn, Nghêò An")),
        (
            "Musée d’ethnographie à Huế".replace("ế", "é").encode("cp1252"),
            "",
            Wording("Musée d’ethnographie à Hué", "latin-1"),
        ),
        ("São Paulo, señor Muñoz".encode("latin-1"), "", Wording("São Paulo, señor Muñoz", "latin-1")),
        (
            "NghÖ An ®ãn b¹n bÌ quèc tÕ".encode("latin-1"),
            "",
            Wording("Nghệ An đón bạn bè quốc tế", "old_font", "NghÖ An ®ãn b¹n bÌ quèc tÕ"),
        ),
        (
            "T­ liÖu NghÖ An".encode("latin-1"),
            "",
            Wording("Tư liệu Nghệ An", "old_font", "T­ liÖu NghÖ An".replace("\xad", "")),
        ),
        (
            "Ngheä An ñoùn baïn beø".encode("latin-1"),
            "",
            Wording("Nghệ An đón bạn bè", "old_font", "Ngheä An ñoùn baïn beø"),
        ),
        ("NghÖ An ®ãn b¹n bÌ".encode(), "utf-8", Wording("Nghệ An đón bạn bè", "old_font", "NghÖ An ®ãn b¹n bÌ")),
        (b"Ngh\xe1\xbb\x87 An \xff", "utf-8", Wording("Nghệ An \ufffd", "damaged")),
        (CAPTION.encode()[:-1] + "ệ".encode()[:2], "", Wording(CAPTION[:-1], "cut_short")),
        ("Lang Sen ở".encode()[:-1], "utf-8", Wording("Lang Sen", "cut_short")),
        ("Musée".encode("latin-1"), "utf-8", Wording("Musée", "not_as_declared")),
        (b"Orsay, caf\xe9", "utf-8", Wording("Orsay, café", "not_as_declared")),
        (b"Orsay, caf\xe9", "", Wording("Orsay, café", "latin-1")),
        (windows_1258("Lễ hội"), "utf-8", Wording("Lễ hội", "windows-1258", "LêÞ hôòi")),
        ("Nghá»‡ An".encode(), "utf-8", Wording("Nghệ An", "encoded_twice", "Nghá»‡ An")),
        (CAPTION.encode().decode("latin-1").encode(), "", Wording(CAPTION, "encoded_twice", TWICE)),
        ("Ã la carte".encode(), "", Wording("Ã la carte")),
        (b"Vinh\0\0\0", "", Wording("Vinh")),
        (
            "«\u00a0élargi\u00a0» à 1\u00a0200".encode("cp1252"),
            "",
            Wording("«\u00a0élargi\u00a0» à 1\u00a0200", "latin-1"),
        ),
        ("撮影\u3000山田太郎".encode(), "", Wording("撮影\u3000山田太郎")),
        ("Nghe\u0323\u0302 An".encode(), "", Wording("Nghệ An")),
        (b"one\r\ntwo\x07", "", Wording("one\ntwo")),
    ],
)
def test_bytes_are_read_and_doubts_are_told(content: bytes, declared: str, wording: Wording) -> None:
    assert read(content, declared=declared) == wording


def test_text_for_an_old_font_is_found_in_unicode_too() -> None:
    assert of_text("NghÖ An ®ãn b¹n") == Wording("Nghệ An đón bạn", "old_font", "NghÖ An ®ãn b¹n")
    assert of_text(CAPTION) == Wording(CAPTION)
