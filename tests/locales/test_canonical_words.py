"""What every search engine is given: whole token lists, a table for each language."""

import random
import unicodedata

import pytest

from locales.canonical import Token, boundary, fold, graphemes, pieces, tokens


def exact(text: str) -> str:
    return " ".join(token.exact for token in tokens(text))


def folded(text: str) -> str:
    return " ".join(token.folded for token in tokens(text))


WORDS = {
    "vi": [
        ("UỶ BAN nhân dân tỉnh Nghệ An", "ủy ban nhân dân tỉnh nghệ an", "uy ban nhan dan tinh nghe an"),
        ("Đường về Làng Sen", "đường về làng sen", "duong ve lang sen"),
        ("Hoà bình, hòa bình", "hòa bình hòa bình", "hoa binh hoa binh"),
        ("Quý, quỳnh, hoàn, khuỷu, già, toán", "quý quỳnh hoàn khuỷu già toán", "qui quynh hoan khuyu gia toan"),
        ("Kỹ sư, kĩ sư; Quy Nhơn, Qui Nhơn", "kỹ sư kĩ sư quy nhơn qui nhơn", "ki su ki su qui nhon qui nhon"),
        ("mỹ lý tỷ sỹ hy vỹ", "mỹ lý tỷ sỹ hy vỹ", "mi li ti si hi vi"),
        ("thủy thúy huy ty-pô by", "thủy thúy huy ty pô by", "thuy thuy huy ti po by"),  # not where it is another word
        ("123/QĐ-UBND", "123 qđ ubnd", "123 qd ubnd"),
        ("57-KL/TW", "57 kl tw", "57 kl tw"),
        ("Ðại biểu", "đại biểu", "dai bieu"),  # the Icelandic capital of old fonts
    ],
    "en": [
        ("People’s Committee (PPC)", "people s committee ppc", "people s committee ppc"),
        ("COVID-19 and COVID19, G20", "covid 19 and covid 19 g 20", "covid 19 and covid 19 g 20"),
        ("info@nghean.vn, https://nghean.vn/a_b?c=1", "info nghean vn https nghean vn a b c 1", None),
    ],
    "lo": [
        ("ແຂວງເງ້ອານ", "ແຂ ວ ງ ເງ້ ອາ ນ", None),
        ("ຫຼວງ ຫລວງ", "ຫຼ ວ ງ ຫລ ວ ງ", "ຫລ ວ ງ ຫລ ວ ງ"),
        ("ນ້ຳ ນໍ້າ ນ້ໍາ", "ນ້ຳ ນ້ຳ ນ້ຳ", None),
        ("ໜອງ ຫນອງ ໃໝ່ ໃຫມ່", "ຫນ ອ ງ ຫນ ອ ງ ໃຫມ່ ໃຫມ່", "ຫນ ອ ງ ຫນ ອ ງ ໄຫມ່ ໄຫມ່"),
        ("ເເມ່ ແມ່", "ແມ່ ແມ່", None),
        ("ປີ ໒໐໒໖", "ປີ 2026", None),
    ],
    "th": [
        ("จังหวัดเหงะอาน", "จั ง ห วั ด เห งะ อา น", None),
        ("น้ำ นํ้า น้ํา", "น้ำ น้ำ น้ำ", None),
        ("เเม่ทัพ พ.ศ. ๒๕๖๙", "แม่ ทั พ พ ศ 2569", None),
    ],
    "zh-Hans": [
        ("义安省人民委员会，", "义 安 省 人 民 委 员 会", None),
        ("胡志明（１８９０）Ａ", "胡 志 明 1890 a", None),
    ],
    "zh-Hant": [("義安省Nghệ An", "義 安 省 nghệ an", "义 安 省 nghe an"), ("乂安", "乂 安", "义 安")],
    "ja": [
        ("ゲアン省 ｹﾞｱﾝ省", "ゲ ア ン 省 ゲ ア ン 省", None),
        ("ヴィン市 ビン市 ｳﾞｨﾝ", "ヴィ ン 市 ビ ン 市 ヴィ ン", "ビ ン 市 ビ ン 市 ビ ン"),
        ("キムリェン キムリエン", "キ ム リ ェ ン キ ム リ エ ン", "キ ム リ エ ン キ ム リ エ ン"),
        ("ホアンチュー ホアンチュ", "ホ ア ン チ ュー ホ ア ン チ ュ", "ホ ア ン チ ユ ホ ア ン チ ユ"),
        ("ゲティン・ソビエト", "ゲ テ ィ ン ソ ビ エ ト", "ゲ テ イ ン ソ ビ エ ト"),
    ],
    "ko": [("응에안성 인민위원회는", "응 에 안 성 인 민 위 원 회 는", None), ("ㅎ", "ㅎ", None)],
    "fr": [
        ("l’ouest de Nghê An « œuvre »", "l ouest de nghê an œuvre", "l ouest de nghe an oeuvre"),
        ("1ᵉʳ été", "1 er été", "1 er ete"),
    ],
    "ru": [
        ("«Ёлочки» Нгеан", "ёлочки нгеан", "елочки нгеан"),
        ("Йод — Влади\u0301мир", "йод влади\u0301мир", "йод владимир"),
    ],
    "de": [("Straße MÜLLER", "straße müller", "strasse muller")],
}


@pytest.mark.parametrize(
    ("text", "as_written", "as_searched"), [row for rows in WORDS.values() for row in rows], ids=lambda value: value
)
def test_words_of_each_language(text: str, as_written: str, as_searched: str | None) -> None:
    assert exact(text) == as_written
    assert folded(text) == (as_searched or as_written)


@pytest.mark.parametrize("text", [row[0] for rows in WORDS.values() for row in rows], ids=str)
def test_composed_and_decomposed_text_give_the_same_words(text: str) -> None:
    composed, decomposed = (tokens(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [(t.exact, t.folded, t.gap) for t in composed] == [(t.exact, t.folded, t.gap) for t in decomposed]


def test_token_knows_its_place_in_the_text_as_given() -> None:
    text = "Nghe\u0323\u0302 A\u00adn. Vinh"
    assert tokens(text) == [
        Token("nghệ", "nghe", 0, 6, gap=False),
        Token("an", "an", 7, 10, gap=False),
        Token("vinh", "vinh", 12, 16, gap=True),
    ]
    assert [text[token.start : token.end] for token in tokens(text)] == ["Nghe\u0323\u0302", "A\u00adn", "Vinh"]


@pytest.mark.parametrize("invisible", "\u200b\u00ad\u2060\u200d\u200c\ufeff\u200e\x00\x1f\u034f\ufe0f")
def test_invisible_characters_cut_nothing(invisible: str) -> None:
    for word in ("Nghệ", "ເງ້ອານ", "人民", "1890", "인민", "ゲアン"):
        assert exact(invisible.join(word)) == exact(word)
        assert fold(invisible.join(word)) == fold(word)


@pytest.mark.parametrize("space", "\u00a0\u202f\u3000\t\n\x07")
def test_every_kind_of_space_parts_words(space: str) -> None:
    assert exact(f"Nghệ{space}An") == "nghệ an"


# -- what must stay apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
     ("Vinh", "Vịnh"), ("Nghệ", "Nghề"), ("Lào", "Lao"), ("đường", "dường"), ("ёлка", "елка"), ("ຫຼວງ", "ຫລວງ"),
     ("ヴィン", "ビン"), ("義", "义"), ("quý", "qúy"), ("うなぎ", "ウナギ"), ("颱風", "台风"), ("沢", "泽"),
     ("ໃຫມ່", "ໄຫມ່"), ("ใจ", "ไจ"), ("ຣັດ", "ລັດ"), ("九ヶ月", "九か月")],
)  # fmt: skip
def test_exact_form_tells_spellings_apart_that_search_does_not(one: str, other: str) -> None:
    assert exact(one) != exact(other)
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("й", "и"), ("ї", "і"), ("ເງ້", "ເງ"), ("ມ່າ", "ມ້າ"), ("ປ່າ", "ປາ"), ("มา", "ม้า"), ("ハ", "バ"), ("パ", "バ"), ("안", "앙"),
     ("ά", "α"), ("ກ", "ຂ"), ("½", "12"), ("人", "入")],
)  # fmt: skip
def test_marks_that_make_another_word_are_kept(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_fifteen_pairs_of_tone_placement_are_one_word_each() -> None:
    new = "hoà hoá hoả hoã hoạ hoè hoé hoẻ hoẽ hoẹ huỳ huý huỷ huỹ huỵ"
    old = "hòa hóa hỏa hõa họa hòe hóe hỏe hõe họe hùy húy hủy hũy hụy"
    assert exact(new) == old
    assert exact(old) == old


# -- a word is found wherever it stands


@pytest.mark.parametrize(
    ("word", "run"),
    [
        ("ເງ້ອານ", "ການນຳແຂວງເງ້ອານຍິນດີຕ້ອນຮັບ"),
        ("ວຽງຈັນ", "ນະຄອນຫລວງວຽງຈັນ"),
        ("ນະຄອນຫຼວງ", "ນະຄອນຫລວງວຽງຈັນ"),
        ("เหงะอาน", "ผู้แทนจังหวัดเหงะอานเยือนลาว"),
        ("省", "义安省人民委员会"),
        ("人民", "义安省人民委员会"),
        ("ビン", "ヴィン市の人々"),
        ("인민위원회", "성인민위원회는"),
        ("応", "一般応募"),
        ("Nghe An", "義安省Nghệ An"),
        ("19", "COVID-19"),
        ("covid19", "COVID-19"),
        ("123", "số 123/QĐ-UBND"),
        ("123/qd-ubnd", "số 123/QĐ-UBND"),
        ("1234567", "1.234.567 đồng"),
        ("ouest", "l'ouest"),
        ("nghean", "info@nghean.vn"),
    ],
)
def test_word_is_a_phrase_of_the_run_it_stands_in(word: str, run: str) -> None:
    assert f" {folded(word)} " in f" {folded(run)} "


@pytest.mark.parametrize("date", ["19/5/1890", "19-5-1890", "19.5.1890", "19/05/1890", "19. 5. 1890", "១៩/៥/១៨៩០"])
def test_dates_are_the_same_words_however_written(date: str) -> None:
    assert exact(date) == "19 5 1890"


@pytest.mark.parametrize(
    "number",
    ["1.234.567", "1,234,567", "1 234 567", "1\u00a0234\u00a0567", "1\u202f234\u202f567", "1'234'567", "1234567",
     "１，２３４，５６７", "໑.໒໓໔.໕໖໗"],
)  # fmt: skip
def test_number_is_one_word_however_grouped(number: str) -> None:
    assert exact(number) == "1234567"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("năm 20 125 người", "năm 20 125 người"),  # one ordinary space groups nothing
        ("3,5 và 3.5", "3 5 và 3 5"),
        ("29.211,56", "29211 56"),
        ("0,125", "0 125"),
        ("12.2025", "12 2025"),
        ("1234.567", "1234 567"),
        ("1.2345", "1 2345"),
        ("1.234,567.890", "1234 567890"),
        ("007 05 00", "007 5 0"),
        ("km²", "km 2"),
    ],
)
def test_numbers_that_are_not_grouped(text: str, words: str) -> None:
    assert exact(text) == words


# -- sentences and pieces


@pytest.mark.parametrize("end", [". ", "! ", "? ", "… ", "。", "！", "; ", ".\n", "\n\n", " .” ", "\u2029", ".) "])
def test_phrase_does_not_run_over_the_end_of_a_sentence(end: str) -> None:
    assert [token.gap for token in tokens(f"Nghệ An{end}Vinh")] == [False, False, True]


@pytest.mark.parametrize(
    "text", ["An, Vinh", "An (Vinh", "An\nVinh", "An.Vinh", "An: Vinh", "TP. Vinh", "A. Vinh", "An. vinh"]
)
def test_phrase_runs_over_what_ends_no_sentence(text: str) -> None:
    assert [token.gap for token in tokens(text)] == [False, False]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("số 123/QĐ-UBND", [["so"], ["123", "qd", "ubnd"]]),
        ("l'ouest du Nghê An", [["l", "ouest"], ["du"], ["nghe"], ["an"]]),
        ("人民、省 义安", [["人", "民"], ["省"], ["义", "安"]]),
        ("3,5 tỷ,Vinh", [["3", "5"], ["ti"], ["vinh"]]),
        ("ເງ້\u2060ອານ", [["ເງ້", "ອາ", "ນ"]]),
        ("info@nghean.vn", [["info", "nghean", "vn"]]),
        ("ゲティン・ソビエト", [list("ゲテインソビエト")]),
        ("", []),
        ("\x00 * ( ) 👍🏻", []),
    ],
)
def test_pieces_are_what_was_typed_together(query: str, asked: list[list[str]]) -> None:
    assert [[token.folded for token in piece] for piece in pieces(query)] == asked


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  Nghệ   An ", "nghe an"),
        ("Hồ Chí Minh", "ho chi minh"),
        ("123/QĐ-UBND", "123 qd ubnd"),
        ("G20", "g20"),
        ("义安省", "义安省"),
        ("ນະຄອນຫຼວງ", "ນະຄອນຫລວງ"),
        ("1/234/567", "1234567"),
        ("", ""),
    ],
)
def test_folded_name(name: str, key: str) -> None:
    assert fold(name) == key


# -- properties, over text that no table thought of

SIGNS = [
    *"aAbzqgiuoàảạyỳúáÉeèđĐÐßİıſﬁёйЙї'’.,:;-–/ \n\t\u00a0\u202f0015໑๑²①½٣義义乂人民省ゲヴウｳﾞィｨーｰアｱァカか応ｶ응에안ㅎ",
    *"\u1112\u1161\u11abກຫລນມໜໝຼເແໂໃະາຳໍ່້ັິຸໆຯกหเแโะาำํ่้ๆฯ\u0301\u0323\u0302\u200b\u00ad\u2060\u200d\x00\r👩🇻🇳©ខ",
    *["⼈", "𝐀", "𝟏", "𠮷", "ヿ", "…", "。", "1.234", "1 234 567", "hoà", "quý", "ệ", "ŉ", "ﷺ"],
]
RANDOM = random.Random(2030)  # noqa: S311 -- text, not secrets
SCRAPS = ["".join(RANDOM.choices(SIGNS, k=RANDOM.randint(1, 14))) for _ in range(3000)]


def test_offsets_cover_the_word_and_cut_no_grapheme() -> None:
    for text in SCRAPS:
        edges = {0}
        for grapheme in graphemes(text):
            edges.add(max(edges) + len(grapheme))
        assert max(edges) == len(text)
        for token in tokens(text):
            assert {token.start, token.end} <= edges, ascii(text)
            assert [(t.exact, t.folded) for t in tokens(text[token.start : token.end])] == [token[:2]], ascii(text)
        for place in range(len(text)):
            assert boundary(text, place) == max(edge for edge in edges if edge <= place), ascii(text)


def test_normal_form_of_the_input_changes_nothing() -> None:
    for text in SCRAPS:
        given, composed, decomposed = (
            [(token.exact, token.folded, token.gap) for token in tokens(form)]
            for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
        )
        assert given == composed == decomposed, ascii(text)


def test_folding_twice_changes_nothing() -> None:
    for text in SCRAPS:
        assert fold(fold(text)) == fold(text), ascii(text)


def test_words_hold_nothing_that_an_engine_would_cut() -> None:
    for text in SCRAPS:
        for token in tokens(text):
            for character in token.exact + token.folded:
                assert character.isalnum() or unicodedata.category(character).startswith("M"), ascii(text)


# -- hostile text


def test_longest_word_is_one_that_every_engine_takes() -> None:
    assert tokens("x" * 1000) == [Token("x" * 64, "x" * 64, 0, 1000, gap=False)]
    assert tokens("ệ" * 1000)[0][:2] == ("ệ" * 64, "e" * 64)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "scrap",
    [
        "a",
        "\u0301",
        "a\u0301\u0323",
        "👩\u200d",
        "🇻",
        "ເ",
        "າ",
        "ຳ",
        "ແຂວງ",
        "1",
        "1.",
        "111 ",
        "1 ",
        "\u00ad",
        ".",
        "\n ",
        "ヴ",
        "ー",
        "\u110b",
    ],
    ids=ascii,
)
def test_hostile_text_takes_time_in_step_with_its_length(scrap: str) -> None:
    text = "a" + scrap * (60_000 // len(scrap))  # squared it would be minutes
    tokens(text)
    pieces(text)
    fold(text)
    boundary(text, len(text) // 2)
