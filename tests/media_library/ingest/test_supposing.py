"""What bytes that say nothing are supposed to be: captions as agencies write them, and the names of all countries, languages
and currencies in a score of languages."""

from typing import Any

import pytest
from babel import Locale

from media_library.ingest.captions import decoded
from media_library.ingest.embedded.wording import Wording, encoding_of, read
from media_library.ingest.examining import Examiner
from media_library.ingest.proposing import Proposer
from tests.media_library.ingest import files

LEGACY = {"gb18030": "gb18030", "big5": "cp950", "shift_jis": "cp932", "euc-kr": "cp949", "windows-1251": "cp1251"}
WRITTEN = {
    "gb18030": [
        "荣市",
        "越南义安省",
        "摄影：王芳",
        "新华社发（黎文海摄）",
        "GDP增长8%，荣市机场T2航站楼启用",
        "2026年5月19日，越南义安省南坛县金莲乡莲花村节开幕。新华社记者 李明 摄",
    ],
    "big5": ["榮市", "越南乂安省", "攝影：王芳", "2026年5月19日，越南乂安省南壇縣金蓮鄉蓮花節開幕，遊客欣賞採茶舞。"],
    "shift_jis": [
        "東京都",
        "ビン市",
        "撮影 山田太郎",
        "2026年5月19日、ベトナム中部ゲアン省ナムダン県で開かれたセン村祭りで踊る女性たち＝共同",
    ],
    "euc-kr": [
        "김철수",
        "베트남 응에안성",
        "2026년 5월 19일 베트남 응에안성 남단현에서 열린 연꽃마을 축제에서 관광객들이 사진을 찍고 있다. (연합뉴스)",
    ],
    "windows-1251": [
        "Винь",
        "НГЕАН",
        "Фото: Сергей Иванов / ТАСС",
        "19 мая 2026 года. Праздник деревни Шен в уезде Намдан, провинция Нгеан, Вьетнам. © ТАСС",
    ],
}
WESTERN = [
    "Été à Vinh", "Élysée", "À bientôt", "L’été", "çà et là", "où", "œuvre", "FÊTE DU VILLAGE", "ÉCOLE PRIMAIRE À VINH", "ÉÀ ÈÉ",
    "© AFP / Hoàng Dình Nam", "©Getty ©AFP", "N° 5, 25°C", "£20 ½ price", "São João, opções", "CORAÇÃO DA NAÇÃO", "Ñandú, Ávila, Óscar",
    "Übergröße für Österreich", "Åsa Öström", "“Señor Muñoz” – ¿qué?",
    "Le président de la République française a été reçu à Nghê An, où il a salué « l’amitié » ; côté français, on évoque l’œuvre de 1 200 élèves.",
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in WRITTEN.items() for text in texts])
def test_what_agencies_wrote(encoding: str, text: str) -> None:
    content = text.encode(LEGACY[encoding])
    assert read(content) == Wording(text, encoding, read_as_western(content))


def read_as_western(content: bytes) -> str:
    western = content.decode("cp1252", errors="replace")
    return "".join(letter for letter in western if letter.isprintable() or letter == "\u00a0").strip()


@pytest.mark.parametrize("text", WESTERN)
def test_western_europe_stays_what_it_is(text: str) -> None:
    assert read(text.encode("cp1252")) == Wording(text, "latin-1")


def phrases(language: str) -> list[str]:
    told = Locale.parse(language)
    names = {str(name) for part in (told.territories, told.languages, told.currencies) for name in part.values()}
    return sorted(name for phrase in names for name in (phrase, phrase.upper()) if not name.isascii())


def written(language: str, codec: str) -> list[bytes]:
    return [content for phrase in phrases(language) if (content := phrase.encode(codec, errors="ignore"))]


@pytest.mark.parametrize("language", ["fr", "es", "pt", "de", "it", "nl", "sv", "da", "fi", "is", "ca"])
def test_no_name_of_western_europe_is_taken_for_anything_else(language: str) -> None:
    taken = {read(content).doubt for content in written(language, "cp1252")} - {"", "latin-1"}
    assert taken & set(LEGACY) == set()


def test_no_name_in_windows_vietnamese_is_taken_for_anything_else() -> None:
    names = [name for name in phrases("vi") if "\u02bb" not in name and "’" not in name]
    taken = {read(files.windows_1258(name)).doubt for name in names if _can_be_written(name)}
    assert taken & set(LEGACY) == set()


def _can_be_written(name: str) -> bool:
    try:
        files.windows_1258(name)
    except (UnicodeEncodeError, StopIteration):
        return False
    return True


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("zh_Hans", "gb18030"), ("zh_Hant", "big5"), ("ja", "shift_jis"), ("ko", "euc-kr"), ("ru", "windows-1251")],
)
def test_nine_names_of_ten_are_found_out_by_themselves(language: str, encoding: str) -> None:
    contents = written(language, LEGACY[encoding])
    found = sum(read(content).doubt == encoding for content in contents)
    assert len(contents) > 1_000
    assert found / len(contents) > 0.9


def test_a_field_cut_in_the_midst_of_a_letter_is_read_to_there() -> None:
    assert read("越南义安省".encode("gb18030")[:-1]).text == "越南义安"


def test_short_fields_are_read_as_those_beside_them() -> None:
    caption, month = "2026年5月，越南义安省莲花节".encode("gb18030"), "5月".encode("gb18030")
    assert (read(month).doubt, encoding_of([caption, month, b"Vinh", "Huế".encode()])) == ("latin-1", "gb18030")
    assert read(month, beside="gb18030") == Wording("5月", "gb18030", "5ÔÂ")
    assert read("Hélène".encode("cp1252"), beside="gb18030") == Wording("Hélène", "latin-1")
    assert read("Фото".encode("cp1251"), beside="gb18030").doubt == "windows-1251"


def test_a_picture_of_a_chinese_agency_brings_its_words(examiner: Examiner, file: Any) -> None:
    words = {120: "2026年5月19日，越南义安省莲花村节开幕。", 80: "王", 90: "荣市"}
    block = files.iptc(*((number, text.encode("gb18030")) for number, text in words.items()))
    said = examiner.examine(file(files.with_iptc(files.jpeg(), block), "a.jpg")).proposals
    assert {each["field"]: (each["value"], each["doubt"]) for each in said} == {
        "caption": (words[120], "gb18030"),
        "creator": ("王", "gb18030"),
        "place": ("荣市", "gb18030"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("doubt", "field"),
    [
        ("gb18030", "caption_zh-Hans"),
        ("shift_jis", "caption_ja"),
        ("windows-1251", "caption_ru"),
        ("latin-1", "caption_vi"),
    ],
)
def test_the_encoding_tells_the_language_that_it_is_offered_for(doubt: str, field: str) -> None:
    offers = Proposer().offers([{"field": "caption", "value": "A", "origin": "iptc", "doubt": doubt, "literal": "B"}])
    assert list(offers.fields) == [field]
    (offer,) = offers.fields[field]
    assert (offer.literal, offer.certain) == ("B", False)


def test_a_sheet_of_captions_is_in_one_encoding() -> None:
    sheet = "文件;标题\nDSC_1.jpg;荣市\nDSC_2.jpg;月\n"
    assert decoded(sheet.encode("gb18030")) == sheet.strip()
