"""Other forms of what was typed, when the index has them."""

import pytest

from search.forms.inflection import inflected, latin, russian
from search.query import Clause, Query, parse

ONE_WORD = {
    # typed → forms that must be tried
    "festival": {"festivals", "festivaux"},
    "festivals": {"festival"},
    "cities": {"city"},
    "city": {"cities"},
    "beaches": {"beach"},
    "songs": {"song"},
    "signed": {"sign", "signing", "signs"},
    "hosting": {"host", "hosted"},
    "planned": {"plan", "planning"},
    "nationaux": {"national"},
    "nationales": {"national", "nationale"},
    "laotienne": {"laotien", "laotiens"},
    "jumelee": {"jumele", "jumelees"},
    "oiseau": {"oiseaux"},
    "фестивали": {"фестиваль", "фестиваля", "фестивалей"},
    "песня": {"песни", "песню", "песнями"},
    "провинция": {"провинции", "провинцию", "провинций"},
    "национальный": {"национальная", "национального"},
    "область": {"области", "областью"},
    "рынке": {"рынок", "рынка"},
    "почек": {"почка", "почки"},
    "встретился": {"встретилась", "встретились"},
    "women": {"woman"},
    "run": {"ran", "runs"},
    "knife": {"knives"},
    "color": {"colour", "colours"},
    "organization": {"organisation", "organisations"},
    "kilometers": {"kilometre", "kilometres"},
    "travaux": {"travail"},
    "emporter": {"emporte", "emportent", "emportee"},
    "active": {"actif", "actifs"},
    "weaving": {"weaver", "weavers", "wove"},
    "chercheuses": {"chercheur"},
    "chantait": {"chanter", "chantent", "chante"},
    "vendu": {"vendre", "vendent", "vendues"},
    "apprennent": {"apprendre", "appris"},
    "negociation": {"negocier", "negocie"},
    "tissage": {"tisser", "tisse"},
    "vieillir": {"vieillissement", "vieillissent"},
    "peint": {"peindre", "peintes", "peignent"},
    "дерево": {"деревья", "деревьев"},
    "семья": {"семей", "семью"},
    "колец": {"кольцо", "кольца"},
    "мать": {"матери", "матерей"},
    "лес": {"лесной", "лесные"},
    "ханойский": {"ханой", "ханое"},
    "рыбный": {"рыба", "рыбы"},
    "чаем": {"чай", "чая"},
    "fry": {"fried", "fries", "frying"},
    "invest": {"investment"},
    "evacuate": {"evacuation"},
    "investments": {"invest"},
    "korea": {"korean"},
    "japanese": {"japan"},
}


@pytest.mark.parametrize(("typed", "forms"), ONE_WORD.items())
def test_forms_of_a_word(typed: str, forms: set[str]):
    made = latin(typed) if typed.isascii() else russian(typed)

    assert (forms - made, typed in made) == (set(), False)


def others(typed: str, *known: str) -> list[list[str]]:
    """For what was typed in one piece: every other form as the phrases it asks for."""
    clause = inflected(parse(typed), lambda words: [word for word in known if word in words]).clauses[0]
    return [["".join(phrase.exact) for phrase in form] for form in (clause.forms[0] if clause.forms else ())]


def test_only_forms_that_occur_are_asked_for():
    assert others("festivals", "festival", "river") == [["festival"]]
    assert others("festivals") == []


@pytest.mark.parametrize("typed", ['"festivals"', "đường", "lễ", "123", "义安省"])
def test_what_is_left_as_it_was_typed(typed: str):
    asked: list[set[str]] = []

    def occurring(words: set[str]) -> list[str]:
        asked.append(words)
        return sorted(words)

    query = inflected(parse(typed), occurring)

    assert (asked, query) == ([], parse(typed))


def test_what_is_being_typed_goes_on_and_its_forms_do_not():
    query = inflected(parse("festivals", as_you_type=True), lambda words: ["festival"])

    clause = query.clauses[0]
    assert (clause.typed[0].prefix, [phrase.prefix for form in clause.forms[0] for phrase in form]) == (True, [False])


def test_a_french_article_that_has_lost_its_vowel_may_be_missing():
    assert others("l'ouest") == [["ouest"]]
    assert others("d'investissements", "investissement") == [
        ["dinvestissement"],
        ["investissements"],
        ["investissement"],
    ]


@pytest.mark.parametrize(
    ("typed", "noun"),
    [("축제는", "축제"), ("인민위원회에서는", "인민위원회"), ("유학생이", "유학생"), ("응에안성의", "응에안성")],
)
def test_a_korean_particle_may_be_missing(typed: str, noun: str):
    assert others(typed) == [[noun]]


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        ("만들다", ["만들", "만드", "만든", "만듭"]),
        ("건너다", ["건너", "건넜", "건넌", "건널", "건넙"]),
        ("모이다", ["모이", "모였", "모여", "모인", "모일", "모입"]),
        ("고친다", ["고치", "고쳤", "고쳐", "고친", "고칠", "고칩"]),
        ("가르칩니다", ["가르치", "가르쳤", "가르쳐", "가르친", "가르칠", "가르칩"]),
        ("돕다", ["도운", "도우", "도워", "도웠", "도와", "도왔", "돕는", "돕은", "돕을", "돕고", "돕지", "돕던"]),
        ("막았다", ["막다", "막는", "막은", "막을", "막고", "막지", "막던", "막기", "막아", "막어", "막았", "막었"]),
        ("볶은", ["볶다", "볶는", "볶을", "볶고", "볶지", "볶던", "볶기", "볶아", "볶어", "볶았", "볶었"]),
    ],
)
def test_the_signs_of_a_korean_verb_change(typed: str, beginnings: list[str]):
    assert others(typed) == [[one] for one in beginnings]


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        ("並ぶ", ["並び", "並ん", "並べ", "並ば"]),
        ("並んでいる", ["並ん", "並ぶ", "並む", "並び", "並み"]),
        ("育てる", ["育て"]),
        ("植えました", ["植え", "植う", "植い", "植っ", "植わ"]),
        ("大きい", ["大きく", "大きう", "大きか", "大きさ"]),
        ("申し込む", ["申込", "申し込み", "申し込ん", "申し込め", "申し込ま"]),
        ("覚え書", ["覚書"]),
        ("桃の花", []),
        ("人は", []),
    ],
)
def test_a_japanese_verb_goes_along_its_row(typed: str, beginnings: list[str]):
    assert others(typed) == [[one] for one in beginnings]


@pytest.mark.parametrize("typed", ["축제", "차는", "경기도7"])
def test_a_korean_noun_is_not_cut_to_nothing(typed: str):
    assert others(typed) == []


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("老挝和义安省的合作", ["老挝", "义安省", "合作"]),
        ("ゲアン省の観光", ["ゲアン省", "観光"]),
        ("旅的地", None),  # the second part would be a single sign
        ("うなぎの店", None),  # among hiragana it may be part of a word
    ],
)
def test_what_joins_words_of_a_run_may_be_missing(typed: str, parts: list[str] | None):
    assert others(typed) == ([parts] if parts else [])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("外国投资", [["外国", "投资"]]),
        ("韓国代表団", [["韓国", "代表団"], ["韓国代", "表団"]]),
        ("代表団", []),
        ("ゲアン省観", []),
        ("友好城市合作协议", []),
    ],
)
def test_the_two_words_of_a_chinese_run_may_stand_apart(typed: str, words: list[list[str]]):
    assert others(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("VinFast公司", [["VinFast", "公司"]]),
        ("경기도abc", [["경기도", "abc"]]),
        ("G7国家", []),
        ("X线", []),
        ("A公司B", []),
    ],
)
def test_what_is_written_in_two_scripts_may_stand_apart(typed: str, words: list[list[str]]):
    assert others(typed) == [[word.lower() for word in form] for form in words]


def test_what_is_left_out_is_left_out_in_every_form():
    query = inflected(parse('festivals -songs -"cities"'), lambda words: sorted(words & {"song", "city", "sung"}))

    assert [phrase.folded for phrase in query.excluded] == [("songs",), ("cities",), ("song",)]


def test_each_word_of_a_compound_has_its_forms():
    assert others("город-побратим", "города", "побратимы", "побратимов") == [
        ["городпобратимы"], ["городпобратимов"], ["городапобратим"], ["городапобратимы"], ["городапобратимов"],
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["방류하다", "방류했다", "방류한다", "방류된"])
def test_a_korean_verb_may_stand_as_its_noun(typed: str):
    assert others(typed) == [["방류"]]


def test_each_word_of_a_name_has_its_forms_and_a_name_is_not_cut():
    name = Clause(parse("промышленный").clauses[0].typed + parse("парк").clauses[0].typed, ((),))
    korean = Clause(parse("경기도").clauses[0].typed, ((),))
    query = inflected(
        Query("", (name, korean)), lambda words: [word for word in ("парках", "промышленных") if word in words]
    )

    assert [[["".join(phrase.folded) for phrase in form] for form in forms] for forms in query.clauses[0].forms] == [
        [["промышленных"]],
        [["парках"]],
    ]
    assert query.clauses[1] == korean


def test_few_of_many_forms_are_asked_for():
    known = sorted(russian("фестиваль"))

    assert len(others("фестиваль", *known)) == 8


def test_a_country_is_no_plural():
    """Of Laos nothing that says lao động is meant; of pagodas a pagoda is."""
    (laos,) = inflected(Query("", (Clause(parse("Laos").clauses[0].typed, ((),), is_name=True),)), sorted).clauses

    assert "lao" not in {phrase.folded[0] for ways in laos.forms for form in ways for phrase in form}
    (temples,) = inflected(parse("pagodas"), sorted).clauses
    assert "pagoda" in {phrase.folded[0] for ways in temples.forms for form in ways for phrase in form}
