"""What everybody knows, beside the names of the hub."""

import pytest

from search import gazetteer
from search.expansion import expanded
from search.lexicon import Lexicon, what_everybody_knows
from search.query import Clause, parse
from search.words import spelled


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of([["huyện Nam Đàn", "Nam Dan District", "南坛县"]], what_everybody_knows())


def others(typed: str, lexicon: Lexicon) -> set[str]:
    return {said for clause in expanded(parse(typed), lexicon).clauses for said in _others(clause)}


def _others(clause: Clause) -> set[str]:
    own = {" ".join(phrase.exact) for way in clause.others for phrase in way}
    return own.union(*map(_others, clause.scattered))


def test_a_name_of_the_world_as_it_is_heard_is_a_form_of_it(lexicon: Lexicon):
    (place,) = expanded(parse("Savanakhet"), lexicon).clauses

    assert place.forms[0][0][0].exact == ("savannakhet",)
    assert "沙 湾 拿 吉" in _others(place)


def test_every_line_says_the_same_in_several_ways():
    assert [group for group in gazetteer.groups() if len(group) < 2 or not all(map(spelled, group))] == []


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Đà Nẵng", "岘 港"), ("đà nẵng", "다 낭"), ("Danang", "đà nẵng"), ("岘港市", "đà nẵng"),
        ("Đà Nang", "ดา นั ง"), ("Hué", "顺 化"), ("Dien Bien Phu", "дьенбьенфу"),  # some of the accents, as French writes
        ("в Ханое", "hà nội"), ("Во Нгуена Зяпа", "võ nguyên giáp"), ("Ульяновской области", "ulyanovsk"),
        ("하띤성에서", "hà tĩnh"), ("시엥쿠앙", "xieng khouang"), ("แขวงเชียงขวาง", "xieng khouang"),
        ("荣市机场", "vinh airport"), ("河静港口", "seaport"), ("ເມືອງດານັງ", "đà nẵng"),
        ("nước Lào", "老 挝"), ("cụ Phan Bội Châu", "潘 佩 珠"), ("bataille de Dien Bien Phu", "奠 边 府"),
        ("KCN", "工 业 园"), ("南坛县", "намдан"),
        ("春节", "tết"), ("春节", "tet"), ("俄罗斯", "học sinh nga"), ("QL7", "highway 7"),
        ("ຊຽງຂວ່າງ", "xieng khouang"), ("Xieng Kuang", "川 圹"), ("Nakhon Panom", "น ค ร พ น ม"),
    ],
)  # fmt: skip
def test_a_name_stands_for_its_other_languages(typed: str, other: str, lexicon: Lexicon):
    assert other in others(typed, lexicon)


@pytest.mark.parametrize("typed", ["lao động", "đức", "nga", '"Đà Nẵng"', "Sở Nguyễn"])
def test_a_syllable_that_may_be_another_stands_for_nothing(typed: str, lexicon: Lexicon):
    assert others(typed, lexicon) == set()


def test_a_single_syllable_is_found_with_its_own_accents_only(lexicon: Lexicon):
    (laos,) = expanded(parse("老挝"), lexicon).clauses

    assert {way[0].exact: way[0].exactly for way in laos.others if way[0].words[0].folded in ("lao", "laos", "laotien")} == {
        ("lào",): True, ("laos",): True, ("laotien",): False, ("lao", "pdr"): False,
    }  # fmt: skip


def test_a_country_of_one_syllable_is_told_by_what_stands_before_it(lexicon: Lexicon):
    (germany,) = expanded(parse("Germany"), lexicon).clauses
    said = {way[0].exact: way[0].exactly for way in germany.others}

    assert said[("tại", "đức")] is said[("đại", "sứ", "đức")] is True
    assert ("đức",) not in said
    assert others("o duc", lexicon) == set()
    assert not any(
        "anh" in name
        for way in expanded(parse("英国"), lexicon).clauses[0].others
        for name in [way[0].exact]
        if name[0] == "người"
    )


def test_a_country_is_not_parted(lexicon: Lexicon):
    """Anh is anybody, and nước is water: a text that has both does not tell of England."""
    assert expanded(parse("英国"), lexicon).clauses[0].apart == ()


def test_a_word_of_the_news_has_its_accents(lexicon: Lexicon):
    """Cắt điện is no cát Diễn Châu."""
    (outage,) = expanded(parse("停電"), lexicon).clauses
    assert {way[0].exactly for way in outage.others if way[0].folded == ("cat", "dien")} == {True}


def test_words_of_a_name_far_from_each_other_have_its_accents(lexicon: Lexicon):
    """A Vinh beside a đèn lồng is no Vĩnh Long."""
    (place,) = expanded(parse("Vĩnh Long"), lexicon).clauses
    assert [part.typed[0].exactly for part in place.scattered] == [True, False]
    assert place.shorter == ()


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("bãi biển -Cửa Lò", ["bai bien"], {"cua lo", "炉 门", "куало"}),
        ("Nghệ An -Huế Đà Nẵng", ["nghe an", "da nang"], {"hue", "顺 化", "フ エ"}),
        ('du lịch -"Đà Nẵng"', ["du lich"], {"da nang", "岘 港"}),
        ("cam -quýt", ["cam"], {"quyt"}),
    ],
)
def test_a_name_is_left_out_in_every_language(typed: str, wanted: list[str], unwanted: set[str], lexicon: Lexicon):
    query = expanded(parse(typed), lexicon)

    assert [" ".join(word for phrase in clause.typed for word in phrase.folded) for clause in query.clauses] == wanted
    assert unwanted <= {" ".join(phrase.folded) for phrase in query.excluded}
