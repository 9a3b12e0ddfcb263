"""What people type and what they find; the same on every engine: SQLite or PostgreSQL, by DATABASE_URL, and Elasticsearch."""

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from search.answering import Order, Refused, Stage, search
from search.documents import Reach
from search.expressions import Without, any_of, carries
from search.highlights import Piece
from search.scope import STAFF, Filters, Scope, shown_as
from search.sources import touched
from tests.search.conftest import ENGINES, change, settle
from tests.search.corpus import DAY_ONE, OPEN, PRESS, Corpus, edition

pytestmark = ENGINES
PUBLIC = Scope(frozenset({Reach.PUBLIC}))


def keys(typed: str, **how: object) -> list[str]:
    answer = search(typed, scope=STAFF, limit=100, **how)  # type: ignore[arg-type]
    return [hit.key.partition(":")[2] for hit in answer.hits]


# query → the editions that must be found, and those that must not
LABELLED: list[tuple[str, set[str], set[str]]] = [
    # Vietnamese: with and without accents, either tone placement, NFD, đ/d
    ("lễ hội làng sen", {"lang-sen.vi"}, {"cua-lo.vi"}),
    ("le hoi lang sen", {"lang-sen.vi"}, {"cua-lo.vi"}),
    ("nam dan", {"lang-sen.vi"}, set()),
    ("đại biểu", {"lang-sen.vi"}, set()),
    ("dai bieu", {"lang-sen.vi"}, set()),
    ("thoả thuận hợp tác", {"vientiane.vi"}, set()),
    ("Uỷ ban nhân dân", {"vientiane.vi"}, set()),
    ("Nghe\u0323\u0302 An", {"vientiane.vi", "fdi.vi"}, set()),
    ("123/QĐ-UBND", {"fdi.vi"}, {"vientiane.vi"}),
    ("123/qd-ubnd", {"fdi.vi"}, {"vientiane.vi"}),
    ("1086/UBND-KT", {"vientiane.vi"}, {"fdi.vi"}),
    ("12/5/2025", {"vientiane.vi"}, set()),
    # English, French, Russian
    ("jumping squid", {"cua-lo.en"}, set()),
    ("people's committee", {"vientiane.en"}, set()),
    ("l'ouest", {"cua-lo.fr"}, set()),
    ("l’ouest", {"cua-lo.fr"}, set()),
    ("фестиваль кимльене", {"lang-sen.ru"}, set()),
    ("еще больше гостей", {"lang-sen.ru"}, set()),
    # Chinese and Japanese: one sign, two signs, a run
    ("莲", {"lang-sen.zh-Hans"}, {"fdi.zh-Hans"}),
    ("人民", {"vientiane.zh-Hans", "fdi.ja"}, set()),
    ("人民委员会", {"vientiane.zh-Hans", "fdi.ja"}, {"cua-lo.vi"}),
    ("人民委員會", {"vientiane.zh-Hans", "fdi.ja"}, set()),
    ("外国投資", {"fdi.ja"}, set()),
    ("村祭り", {"lang-sen.ja"}, set()),
    # Korean with and without particles
    ("인민위원회", {"fdi.ko"}, set()),
    ("응에안", {"lang-sen.ko", "fdi.ko"}, set()),
    # Lao and Thai inside a run, and Lao's two spellings
    ("ກິມລຽນ", {"lang-sen.lo"}, {"vientiane.lo"}),
    ("ນະຄອນຫລວງ", {"vientiane.lo"}, {"lang-sen.lo"}),
    ("ຮ່ວມມື", {"vientiane.lo"}, set()),
    ("กิมเลียน", {"lang-sen.th"}, set()),
    ("พฤษภาคม", {"lang-sen.th"}, set()),
    # quoted, left out
    ('"lang sen"', {"lang-sen.vi", "lang-sen.en", "lang-sen.fr"}, set()),
    ("cua lo -soleil", {"cua-lo.vi", "cua-lo.en"}, {"cua-lo.fr"}),
    ("cua lo −soleil", {"cua-lo.vi", "cua-lo.en"}, {"cua-lo.fr"}),
    # names in one language find those who say it in another
    ("义安省", {"vientiane.zh-Hans", "vientiane.vi", "fdi.en", "lang-sen.ru"}, {"cua-lo.vi"}),
    ("province de Nghê An", {"lang-sen.fr", "fdi.vi", "fdi.ja"}, {"cua-lo.vi"}),
    ("Куало", {"cua-lo.ru", "cua-lo.vi", "cua-lo.fr"}, {"fdi.vi"}),
    ("外务厅", {"fdi.vi"}, {"cua-lo.vi"}),
    # names within a run stand apart in the text
    ("义安省旅游", {"fdi.zh-Hans"}, set()),
]


@pytest.mark.parametrize(("typed", "found", "not_found"), LABELLED, ids=[case[0] for case in LABELLED])
def test_labelled_query(corpus: Corpus, typed: str, found: set[str], not_found: set[str]):
    hits = keys(typed)

    assert (found - set(hits), not_found & set(hits)) == (set(), set())


def test_ranking_is_by_tiers_then_newest_first(corpus: Corpus):
    assert keys("vịnh") == ["ha-long.vi", "cua-lo.vi", "vinh.en", "vinh.vi"]


def test_exact_accents_stand_above_folded_ones(corpus: Corpus):
    assert keys("nghề", filters=Filters({"lang": ("vi",)}))[:2] == ["ha-long.vi", "vinh.vi"]
    assert set(keys("nghề")) > {"vinh.vi", "ha-long.vi", "fdi.vi"}


def test_names_and_titles_stand_above_prose(corpus: Corpus):
    assert keys("Cửa Lò") == ["cua-lo.vi", "cua-lo", "cua-lo.en", "cua-lo.fr", "cua-lo.ru"]


def test_what_is_told_stands_above_the_pictures_of_it(corpus: Corpus):
    picture = {"kind": "picture", "at": DAY_ONE + timedelta(days=99)}
    corpus.put(edition("squid", "", "Jumping squid", "", **picture), edition("oars", "", "Oars", "A squid.", **picture))
    touched("edition:squid.", "edition:oars.")
    settle()

    assert keys("squid") == ["squid.", "cua-lo.en", "oars."]


def test_typing_finds_by_the_beginning_of_the_last_word(corpus: Corpus):
    assert keys("lễ hội là", as_you_type=True) == ["lang-sen.vi"]
    assert keys("ulya", as_you_type=True) == ["vinh.en"]


def test_a_letter_alone_is_no_beginning(corpus: Corpus):
    assert search("u", scope=STAFF, as_you_type=True).total == 0


@pytest.mark.parametrize(
    ("typed", "meant", "first"),
    [
        ("lotsu vilage", "lotus village", "lang-sen.en"),
        ("ulianovks", "ulyanovsk", "vinh.en"),
        ("lotusvillage", "lotus village", "lang-sen.en"),
        ("vinhj", "vịnh", "ha-long.vi"),
        ("фестеваль", "фестиваль", "lang-sen.ru"),
    ],
)
def test_mistyped_words_are_corrected_and_said_so(corpus: Corpus, typed: str, meant: str, first: str):
    answer = search(typed, scope=STAFF)

    assert (answer.stage, answer.did_you_mean, answer.hits[0].key) == (Stage.CORRECTED, meant, f"edition:{first}")


@pytest.mark.parametrize("typed", ["nghean fdi", "нге ан ульяновск"])
def test_a_name_is_found_with_its_spaces_elsewhere(corpus: Corpus, typed: str):
    answer = search(typed, scope=STAFF)

    assert (answer.stage, answer.did_you_mean, answer.total > 0) == (Stage.ALL, None, True)


@pytest.mark.parametrize(("typed", "stays"), [("nghề -mộc", False), ("nghề -moc", False), ("nghề -mốc", True)])
def test_accents_of_what_is_left_out_are_meant(corpus: Corpus, typed: str, stays: bool):
    """-mốc leaves out “mốc”, and “moc”, which may be the same word without its accents; no “mộc”."""
    found = {hit.key for hit in search(typed, scope=STAFF).hits}

    assert ("edition:vinh.vi" in found) is stays


def test_the_other_script_of_a_language_is_asked_for_when_nothing_has_it_as_typed(corpus: Corpus):
    answer = search("觀光", scope=STAFF)

    assert (answer.stage, answer.total) == (Stage.ALL, 0)
    answer = search("擴大", scope=STAFF)
    assert (answer.stage, [hit.key for hit in answer.hits]) == (Stage.ALL, ["edition:fdi.zh-Hans"])


def test_an_id_of_an_archive_finds_its_document(corpus: Corpus):
    change(corpus, "edition:vinh.vi", facets={"external_id": ("bna-2024-001",)})

    assert [hit.key for hit in search("bna-2024-001", scope=STAFF).hits] == ["edition:vinh.vi"]


@pytest.mark.parametrize("typed", ["*", "???", '"', "-", "🎉", "。", "\u200b", "%"])
def test_signs_alone_find_nothing(corpus: Corpus, typed: str):
    answer = search(typed, scope=STAFF, facets=("lang",))

    assert (answer.total, answer.hits, answer.facets, answer.stage) == (0, (), {"lang": {}}, Stage.ALL)


def test_what_is_found_is_not_corrected(corpus: Corpus):
    answer = search("jumping squid", scope=STAFF)

    assert (answer.stage, answer.did_you_mean, answer.total) == (Stage.ALL, None, 1)


def test_most_of_the_words_when_nothing_has_all(corpus: Corpus):
    answer = search("mực nhảy Cửa Lò xyzzyq", scope=STAFF)

    assert (answer.stage, answer.did_you_mean) == (Stage.SOME, None)
    assert [hit.key for hit in answer.hits][:1] == ["edition:cua-lo.vi"]


def test_nothing_is_found(corpus: Corpus):
    answer = search("xyzzyq", scope=STAFF)

    assert (answer.hits, answer.total, answer.next, answer.did_you_mean, answer.stage) == ((), 0, None, None, Stage.ALL)


def test_nothing_typed_is_everything_newest_first(corpus: Corpus):
    answer = search("", scope=STAFF, limit=3)

    assert next(hit.key for hit in answer.hits) == "edition:ha-long.vi"
    assert answer.total == 29


def test_a_hit_says_what_it_shows(corpus: Corpus):
    hit = search("bình minh", scope=STAFF).hits[0]

    assert (hit.kind, hit.lang, hit.work, hit.shown, hit.languages) == (
        "article",
        "vi",
        "cua-lo",
        {"url": "/vi/cua-lo/"},
        ("en", "fr", "ru", "vi"),
    )
    assert hit.title == (Piece("Cửa Lò đón "), Piece("bình minh", matched=True))
    assert hit.excerpt == (
        Piece("Du khách tắm biển ở Cửa Lò từ lúc mặt trời mọc. Mực nhảy là món ngon của vùng vịnh này."),
    )


def test_facets_count_all_hits(corpus: Corpus):
    answer = search("kim lien", as_typed=True, scope=STAFF, limit=1, facets=("lang", "column", "year", "person"))

    assert answer.facets == {
        "lang": {"vi": 1, "en": 1, "fr": 1},
        "column": {"van-hoa": 3},
        "year": {"2025": 3},
        "person": {},
    }
    assert (answer.total, len(answer.hits)) == (3, 1)


def test_facets_follow_a_change(corpus: Corpus):
    search("kim lien", scope=STAFF, facets=("column",))
    change(corpus, "edition:lang-sen.vi", facets={"column": ("Khác Hẳn",)})

    assert search("kim lien", scope=STAFF, as_typed=True, facets=("column",)).facets == {
        "column": {"van-hoa": 2, "Khác Hẳn": 1}
    }
    assert keys("kim lien", filters=Filters({"column": ("Khác Hẳn",)})) == ["lang-sen.vi"]
    assert keys("kim lien", filters=Filters({"column": ("khác hẳn",)})) == []


def test_filters_are_part_of_the_query(corpus: Corpus):
    filters = Filters({"lang": ("en", "fr"), "column": ("van-hoa",)})
    answer = search("cua lo", scope=STAFF, filters=filters, facets=("lang",))

    assert (answer.total, answer.facets) == (2, {"lang": {"en": 1, "fr": 1}})


def test_what_does_not_carry_a_value_is_asked_for_too(corpus: Corpus):
    """Of each of several values, as the library asks for what nobody has written in one of these languages."""
    culture = carries("column", ["van-hoa"])
    every = keys("", filters=Filters({"column": ("van-hoa",)}))
    also = (any_of(Without(culture, carries("lang", [tag])) for tag in ("vi", "en")),)
    neither = (Without(culture, carries("lang", ["vi", "en"])),)
    others = [key for key in every if not key.endswith((".vi", ".en"))]
    assert 0 < len(others) < len(every)
    assert (keys("", filters=Filters(also=also)), keys("", filters=Filters(also=neither))) == (every, others)
    answer = search("cua lo", scope=STAFF, filters=Filters({"lang": ("fr", "vi")}, also=neither), facets=("lang",))
    assert (answer.total, answer.facets) == (1, {"lang": {"fr": 1}})


def test_days_are_inclusive(corpus: Corpus):
    of_cua_lo = corpus.kept["edition:cua-lo.vi"].at

    assert keys("", filters=Filters({"lang": ("vi",)}, since=of_cua_lo, until=of_cua_lo)) == ["cua-lo.vi"]


def test_order_by_time(corpus: Corpus):
    only = Filters({"lang": ("vi",)})

    assert keys("nghệ an", filters=only, order=Order.NEWEST) == ["vinh.vi", "fdi.vi", "vientiane.vi"]
    assert keys("nghệ an", filters=only, order=Order.OLDEST) == ["vientiane.vi", "fdi.vi", "vinh.vi"]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("typed", ["nghệ an", ""])
def test_pages_are_the_whole_in_its_order(corpus: Corpus, typed: str, order: Order):
    whole = [hit.key for hit in search(typed, scope=STAFF, order=order, limit=100).hits]
    paged: list[str] = []
    cursor: str | None = None
    while True:
        answer = search(typed, scope=STAFF, order=order, limit=4, cursor=cursor)
        assert answer.total == len(whole)
        paged += [hit.key for hit in answer.hits]
        cursor = answer.next
        if cursor is None:
            break

    assert paged == whole


@pytest.mark.parametrize("cursor", ["x", "1-", "-1", "1-9999999999999999999", "1-2-3", "٣-٤"])
def test_a_made_up_cursor_is_refused(corpus: Corpus, cursor: str):
    with pytest.raises(Refused):
        search("sen", scope=STAFF, cursor=cursor)


# --- who may find what -----------------------------------------------------------------------------------------------


@pytest.fixture
def guarded(corpus: Corpus) -> Corpus:
    for lang in ("vi", "en"):
        corpus.put(
            edition(
                "bao-chi",
                lang,
                "Tin cho báo chí",
                "Họp báo xyzzy.",
                reach=Reach.PARTNERS,
                facets={"licence": (PRESS,), "shown": shown_as(lang, PRESS)},
            )
        )
    corpus.put(
        edition("noi-bo", "vi", "Tin nội bộ", "Họp kín xyzzy.", reach=Reach.STAFF, facets={"licence": ("internal",)})
    )
    change(corpus, "edition:noi-bo.vi")
    return corpus


REACHES = frozenset({Reach.PUBLIC, Reach.PARTNERS})


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (STAFF, ["bao-chi.en", "bao-chi.vi", "noi-bo.vi"]),
        (PUBLIC, []),
        (Scope(REACHES, frozenset({OPEN, PRESS})), ["bao-chi.en", "bao-chi.vi"]),
        (Scope(REACHES, frozenset({OPEN})), []),
        (Scope(REACHES, frozenset({OPEN, PRESS}), frozenset({"en"})), ["bao-chi.en"]),
    ],
    ids=["staff", "public", "partner", "partner without press", "partner for English"],
)
def test_nobody_finds_more_than_it_may(guarded: Corpus, scope: Scope, found: list[str]):
    answer = search("xyzzy", scope=scope, facets=("lang",))

    assert sorted(hit.key for hit in answer.hits) == [f"edition:{key}" for key in found]
    assert sum(answer.facets["lang"].values()) == answer.total == len(found)


def test_languages_of_a_work_are_those_the_asker_may_find(guarded: Corpus):
    scope = Scope(REACHES, frozenset({OPEN, PRESS}), frozenset({"en"}))

    assert search("xyzzy", scope=scope).hits[0].languages == ("en",)


# --- cost ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 3])
def test_an_answer_costs_the_same_for_one_and_three_hits(
    corpus: Corpus, engine: str, limit: int, django_assert_num_queries: "type[CaptureQueriesContext]"
):
    search("2025", scope=STAFF, facets=("lang",))
    # the lexicon's state, the documents, their languages
    # the index's row, which says that nothing has changed (what matches is remembered); outside: the follower's row
    with django_assert_num_queries(4):
        answer = search("2025", scope=STAFF, facets=("lang",), limit=limit)
    assert len(answer.hits) == limit


@pytest.mark.parametrize("typed", ["lang sem", "lang sen zzzz"])
def test_as_typed_guesses_nothing(corpus: Corpus, typed: str):
    assert keys(typed)
    answer = search(typed, scope=STAFF, as_typed=True)
    assert (answer.hits, answer.total, answer.stage, answer.did_you_mean) == ((), 0, Stage.ALL, None)


@pytest.fixture
def somebody(corpus: Corpus) -> Corpus:
    """A person in four languages, and another one whose name differs by an accent."""
    told = {"vi": "Ông Đặng Văn Hải", "zh-Hans": "邓文海会见", "ru": "Встреча с Данг Ван Хай", "lo": "ດັ່ງວັນຫາຍ ພົບປະ"}
    corpus.put(*(edition("hai", lang, title, "") for lang, title in told.items()))
    corpus.put(edition("hài", "vi", "Ông Đặng Vân Hài", ""))
    settle()
    return corpus


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("邓文海", "edition:hai.zh-Hans"),
        ("Đặng Văn Hải", "edition:hai.vi"),
        ("Данг Ван Хай", "edition:hai.ru"),
        ("ດັ່ງ ວັນ ຫາຍ", "edition:hai.lo"),
    ],
)
@pytest.mark.usefixtures("somebody")
def test_a_name_that_nobody_told_the_hub_is_found_in_other_scripts_below_the_one_typed(typed: str, first: str):
    answer = search(typed, scope=STAFF)

    assert answer.stage == Stage.ALL
    assert answer.hits[0].key == first
    assert {f"edition:hai.{lang}" for lang in ("vi", "ru")} <= {hit.key for hit in answer.hits}


@pytest.mark.usefixtures("somebody")
def test_characters_stand_for_their_own_accents_and_quoted_ones_for_nothing_else():
    assert {hit.key for hit in search("邓文海", scope=STAFF).hits} & {"edition:hài.vi"} == set()
    assert [hit.key for hit in search('"邓文海"', scope=STAFF).hits] == ["edition:hai.zh-Hans"]
    assert [hit.key for hit in search("邓文海", scope=STAFF, as_typed=True).hits] == ["edition:hai.zh-Hans"]


@pytest.mark.usefixtures("somebody")
def test_its_pages_are_pages_of_one_list():
    whole = [hit.key for hit in search("邓文海", scope=STAFF).hits]
    cursor, paged = None, []
    for _page in whole:
        answer = search("邓文海", scope=STAFF, limit=1, cursor=cursor)
        paged += [hit.key for hit in answer.hits]
        cursor = answer.next

    assert paged == whole
    assert cursor is None


@pytest.fixture
def questioned(corpus: Corpus) -> Corpus:
    """What one language says whole, and the language of the question in part."""
    corpus.put(
        edition("whole", "vi", "Chè gừng Cửa Lò", ""),
        edition("most", "en", "Cua Lo tea", ""),
        edition("little", "en", "Ginger", ""),
    )
    settle()
    return corpus


@pytest.mark.usefixtures("questioned")
def test_what_another_language_says_whole_hides_nothing_of_the_questions_own():
    """Below it stands what has most of the words that were typed; what has one of three tells nothing."""
    answer = search("tea ginger Cua Lo", scope=STAFF)

    assert (answer.stage, [hit.key for hit in answer.hits]) == (Stage.ALL, ["edition:whole.vi", "edition:most.en"])


@pytest.mark.usefixtures("questioned")
def test_what_stands_below_another_language_is_on_pages_of_the_same_list():
    first = search("tea ginger Cua Lo", scope=STAFF, limit=1)
    second = search("tea ginger Cua Lo", scope=STAFF, limit=1, cursor=first.next)

    assert [hit.key for page in (first, second) for hit in page.hits] == ["edition:whole.vi", "edition:most.en"]
    assert second.next is None


def test_where_another_language_and_the_questions_own_say_it_whole_nothing_is_loosened(questioned: Corpus):
    questioned.put(edition("all", "en", "Tea with ginger at Cua Lo", ""))
    settle()

    assert keys("tea ginger Cua Lo") == ["all.en", "whole.vi"]


@pytest.mark.usefixtures("somebody")
def test_a_last_word_whose_accents_nothing_has_goes_on(corpus: Corpus):
    """Mường Lố is the beginning of Mường Lống, and no Mường beside a quốc lộ."""
    corpus.put(edition("road", "vi", "Mường Xén bên quốc lộ", ""), edition("cold", "vi", "Băng giá ở Mường Lống", ""))
    settle()

    assert keys("Mường Lố")[0] == "cold.vi"
    assert keys("Mường lộ") == ["road.vi"]


def test_what_is_there_and_left_out_is_not_guessed(corpus: Corpus):
    corpus.put(edition("lantern", "vi", "Đèn lồng phố Vinh", ""), edition("pig", "vi", "Lợn đen Nậm Cắn", ""))
    settle()

    assert keys("đèn lồng -Vinh") == []


def test_what_enough_texts_have_is_asked_for_in_one_script_alone(somebody: Corpus):
    somebody.put(*(edition(f"hai-{number}", "zh-Hans", "邓文海", "") for number in range(20)))
    settle()

    assert {hit.lang for hit in search("邓文海", scope=STAFF, limit=50).hits} == {"zh-Hans"}
