"""What may have been meant, beyond words that no list knows."""

import pytest

from search.mistakes import keyboards, misheard, telex
from search.mistakes.respelling import nearest, respelled, with_one_mistake
from search.query import parse


@pytest.mark.parametrize(
    ("typed", "texts", "meant"),
    [
        ("코키리", ["야생 코끼리 떼"], "코끼리"),
        ("테풍", ["태풍 약해졌지만"], "태풍"),
        ("太阳能电驰", ["稻壳变成太阳能电池"], "太阳能电池"),
        ("ຊາງປ່າ", ["ພົບຊ້າງປ່າ 15 ໂຕ"], "ຊ້າງປ່າ"),
        ("พายู", ["พายเรือ", "พายุอ่อน"], "พายุ"),
        ("スピーチコンテト", ["日本語スピーチコンテスト"], "スピーチコンテスト"),
        ("코키리", ["호랑이"], None),
        ("コンテスト", ["コンテスト"], None),  # nothing is wrong with it
    ],
)
def test_what_is_nearest_to_a_run(typed: str, texts: list[str], meant: str | None):
    assert nearest(parse(typed).clauses[0].typed[0], texts) == meant


def test_texts_are_asked_for_by_the_rest_of_the_run():
    run = parse("코키리").clauses[0].typed[0]

    ways = [["".join(phrase.folded) for phrase in way] for way in with_one_mistake(run).clauses[0].others]
    assert ways == [["키리"], ["코키"], ["코", "키리"], ["코", "리"], ["코키", "리"]]


def test_only_runs_that_nothing_has_are_respelled():
    asked: list[str] = []

    def texts(query: object) -> list[str]:
        return ["야생 코끼리 떼"]

    def occurs(query) -> bool:
        asked.append("".join(query.clauses[0].typed[0].folded))
        return asked[-1] == "축제"

    assert respelled(parse('축제 코키리 festival "코키리"'), occurs, texts) == '축제 코끼리 festival "코키리"'
    assert asked == ["축제", "코키리"]
    assert respelled(parse("festival 人民"), occurs, texts) is None


def test_syllables_as_others_pronounce_them():
    assert "bánh chưng" in misheard.otherwise("bánh trưng")
    assert "bệnh viện" in misheard.otherwise("bện viện")
    assert "triển lãm" in misheard.otherwise("chiển lãm")
    assert list(misheard.otherwise("festival de Lang Sen")) == []
    assert list(misheard.otherwise("trưng")) == []  # alone it may be meant


@pytest.mark.parametrize(
    ("keys", "meant"),
    [("ckjys", "слоны"), ("nfqaey", "тайфун"), ("мштр", "vinh"), ("ab", None), ("2026", None), ("làng", None)],
)
def test_keys_of_the_other_script(keys: str, meant: str | None):
    assert keyboards.switched(keys) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("le64 ho65i la2ng sen", "lễ hội làng sen"),
        ("be65nh vie65n", "bệnh viện"),
        ("d9u7o7ng2", "đường"),
        ("A321 và G20, 123/QĐ", "A321 và G20, 123/QĐ"),
    ],
)
def test_digits_of_vni(typed: str, meant: str):
    assert telex.without_digits(typed) == meant
