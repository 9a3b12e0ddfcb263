"""Kinds of thing beside a name, and what is put together of both."""

import pytest

from search.composing import cut, with_nouns
from search.expansion import expanded
from search.forms.transcribed import is_readable
from search.lexicon import Lexicon
from search.query import Clause, parse

KNOWN = Lexicon.of(
    [
        ["Thanh Chương", "清漳", "タインチュオン"],
        ["Vinh", "荣市", "ビン市", "เมืองวิญ"],
        ["Trà Vinh", "茶荣", "チャビン"],
        ["Đại học Vinh", "Vinh University", "université de Vinh"],
    ]
)


def said(typed: str) -> list[tuple[str, set[str]]]:
    query = with_nouns(cut(expanded(parse(typed), KNOWN), KNOWN, is_readable), KNOWN)
    return [(_typed(clause), {" ".join(way[0].exact) for way in clause.others}) for clause in query.clauses]


def _typed(clause: Clause) -> str:
    return " ".join(word for phrase in clause.typed for word in phrase.exact)


@pytest.mark.parametrize(
    ("typed", "noun", "others"),
    [
        ("chè Thanh Chương", "chè", {"tea", "thé", "茶", "ชา"}),
        ("Thanh Chuong tea", "tea", {"chè", "trà", "茶"}),
        ("清漳茶", "茶", {"chè", "tea"}),
        ("タインチュオンの茶", "茶", {"chè", "tea"}),
        ("Thanh Chuong sugar cane", "sugar cane", {"mía", "甘 蔗"}),
        ("2300 học sinh", "học sinh", {"pupils", "生 徒", "학 생"}),
    ],
)
def test_a_kind_of_thing_beside_a_name_is_asked_for_in_other_languages(typed: str, noun: str, others: set[str]):
    assert others <= dict(said(typed))[noun]


def test_a_kind_of_thing_alone_is_not():
    """It is half of other words: chè is tea and sweet soup."""
    assert said("chè ngon") == [("chè", set()), ("ngon", set())]
    assert said("12 học sinh") == [("12", set()), ("học", set()), ("sinh", set())]


def test_a_quoted_one_is_meant_to_the_letter():
    assert dict(said('Thanh Chuong "tea"'))["tea"] == set()


def test_what_builds_the_sentence_is_said_otherwise_elsewhere():
    assert [typed for typed, _others in said("thé de Thanh Chuong")] == ["thé", "thanh chuong"]


def test_a_run_of_signs_is_cut_behind_a_name_that_nobody_told():
    assert [typed for typed, _others in said("葵合橙子")] == ["葵 合", "橙 子"]


@pytest.mark.parametrize("typed", ["쩐티섬", "暮夜山", "邓文海"])
def test_a_name_that_ends_like_a_kind_of_thing_is_not_cut(typed: str):
    """People whose last syllables are an island and the sea; a mountain, whose name is asked for without it as well."""
    assert [name.replace(" ", "") for name, _others in said(typed)] == [typed]


def test_a_name_in_the_middle_of_a_word_is_none():
    """フオイトゥ is Huồi Tụ, and no phở."""
    known = Lexicon.of([["phở", "フオ"]])
    (clause,) = expanded(parse("フオイトゥ"), known).clauses
    assert (clause.scattered, clause.forms) == ((), ())


def test_an_institution_is_put_together_of_what_its_name_is_made_of():
    ((_whole, others),) = said("Vinh University")
    assert {"荣 市 大 学", "ビ ン 大 学", "ม หา วิ ท ยา ลั ย วิ ญ"} <= others


def test_a_name_that_only_looks_so_is_not():
    """Trà Vinh, a province, is no tea of Vinh."""
    ((_whole, others),) = said("Trà Vinh")
    assert {"荣 市 茶", "茶 荣 市", "chè vinh", "tea vinh"} & others == set()
