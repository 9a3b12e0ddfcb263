"""Names, titles and terms that begin as somebody types, in every script, and nothing that the asker may not find."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from search.documents import Reach
from search.indexing import index_waiting
from search.models import Index, Opening, Position, StoredDocument
from search.openings import BATCH, SOURCE, follow
from search.scope import STAFF, Scope, shown_as
from search.sources import register, touched
from search.suggesting import suggest
from tests.search.conftest import change, settle
from tests.search.corpus import DAY_ONE, Corpus, edition, named

KINDS = ("article", "place", "term")
PUBLIC = Scope(frozenset({Reach.PUBLIC}))
PRESS = "press"

PLACES = {
    "place:nghe-an": ("Nghệ An", "Nghe An", "义安省", "ແຂວງເງ້ອານ", "ゲアン省", "응에안성", "Нгеан"),
    "place:lang-sen": ("Làng Sen", "Sen Village"),
    "place:lang": ("Lạng Sơn",),
}


@pytest.fixture
def shelf(only_ours: None, db: None) -> Corpus:
    texts, places = Corpus(), Corpus(prefix="place")
    press = {"licence": (PRESS,), "shown": shown_as("vi", PRESS)}
    texts.put(
        edition("three", "en", "Lang Biang in autumn", "", at=DAY_ONE),
        edition("one", "vi", "Làng nghề Nghệ An", "", at=DAY_ONE + timedelta(days=1)),
        edition("two", "vi", "Lăng Bác mùa thu", "", at=DAY_ONE + timedelta(days=2)),
        edition("sold", "vi", "Làng báo chí", "", at=DAY_ONE + timedelta(days=3), facets=press),
        edition("secret", "vi", "Làng mật", "", at=DAY_ONE + timedelta(days=4), reach=Reach.STAFF),
    )
    places.put(*(named(key, names) for key, names in PLACES.items()))
    for source in (texts, places):
        register(source)
    catch_up()
    return texts


def catch_up() -> None:
    settle()
    while follow():
        pass


def texts(typed: str, scope: Scope = STAFF, **wanted: object) -> list[str]:
    return [found.text for found in suggest(typed, scope=scope, kinds=wanted.pop("kinds", KINDS), **wanted)]  # type: ignore[arg-type]


def test_names_stand_above_titles_and_newer_titles_above_older(shelf: Corpus):
    assert texts("lang") == [
        "Làng Sen", "Lạng Sơn", "Làng mật", "Làng báo chí", "Lăng Bác mùa thu", "Làng nghề Nghệ An", "Lang Biang in autumn",
    ]  # fmt: skip


def test_accents_that_are_typed_are_meant(shelf: Corpus):
    assert texts("làng") == ["Làng Sen", "Làng mật", "Làng báo chí", "Làng nghề Nghệ An"]
    assert texts("lăng") == ["Lăng Bác mùa thu"]
    assert texts("là") == texts("làng")  # half typed
    assert texts("lẳng") == texts("lang")  # nothing has those


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ngh", "Nghệ An"), ("NGHỆ  A", "Nghệ An"), ("义", "义安省"), ("义安", "义安省"), ("ແຂ", "ແຂວງເງ້ອານ"), ("ゲア", "ゲアン省"),
        ("응에", "응에안성"), ("응ㅇ", "응에안성"), ("нге", "Нгеан"), ("“làng s", "Làng Sen"), ("an", "Nghệ An"), ("vil", "Sen Village"),
    ],
)  # fmt: skip
def test_every_script_and_the_words_within_a_name(shelf: Corpus, typed: str, text: str):
    assert text in texts(typed)


@pytest.mark.parametrize("typed", ["", " ", "l", "–", "*", "%", "\0", "zz", "sơn ca", "'", "\ud800", "a" * 500])
def test_what_says_too_little_or_nothing_has_no_suggestion(shelf: Corpus, typed: str):
    assert texts(typed) == []


def test_of_one_thing_only_the_best_is_shown(shelf: Corpus):
    assert texts("ngh", kinds=("place",)) == ["Nghệ An"]


def test_the_askers_language_comes_first(shelf: Corpus):
    assert texts("lang", lang="en", kinds=("article",))[0] == "Lang Biang in autumn"
    assert texts("lang", lang="vi", kinds=("article",))[-1] == "Lang Biang in autumn"


def test_only_kinds_that_are_asked_for_and_only_so_many(shelf: Corpus):
    assert texts("lang", kinds=("place",)) == ["Làng Sen", "Lạng Sơn"]
    assert texts("lang", limit=1) == ["Làng Sen"]


# --- what may not be known -------------------------------------------------------------------------------------------


def test_what_the_asker_may_not_find_is_not_suggested(shelf: Corpus):
    assert "Làng mật" not in texts("lang", PUBLIC)
    assert "Làng báo chí" not in texts("lang", Scope(frozenset({Reach.PUBLIC}), licences=frozenset({"CC-BY-4.0"})))
    both = Scope(frozenset({Reach.PUBLIC}), licences=frozenset({"CC-BY-4.0", PRESS}))
    assert "Làng báo chí" in texts("lang", both)
    assert "Làng báo chí" not in texts("lang", Scope(both.reaches, both.licences, frozenset({"en"})))


def test_what_is_withdrawn_or_renamed_is_gone_at_once_though_nothing_has_followed(shelf: Corpus):
    shelf.drop("edition:one.vi")
    shelf.alter("edition:two.vi", title="Lăng Người")
    touched("edition:one.vi", "edition:two.vi")
    while index_waiting():
        pass
    assert Opening.objects.filter(key__in=["edition:one.vi", "edition:two.vi"]).count() == 2
    assert texts("làng nghề") == []
    assert texts("lăng bác") == []
    catch_up()
    assert texts("lăng n") == ["Lăng Người"]
    assert not Opening.objects.filter(key="edition:one.vi").exists()


# --- following -------------------------------------------------------------------------------------------------------


def test_it_follows_batch_by_batch(shelf: Corpus):
    shelf.put(*(edition(f"n{number}", "vi", f"Mưa {number}", "") for number in range(BATCH + 1)))
    touched(*(f"edition:n{number}.vi" for number in range(BATCH + 1)))
    while index_waiting():
        pass
    assert [follow(), follow(), follow()] == [BATCH, 1, 0]
    assert Opening.objects.filter(folded__gte=b"mua", folded__lt=b"mub").count() == BATCH + 1
    assert Position.objects.get(pk=SOURCE).number == Index.objects.get().last_change


def test_an_index_made_anew_from_nothing_is_followed_from_its_beginning(shelf: Corpus):
    before = sorted(Opening.objects.values_list("key", "text", "exact"))
    Position.objects.filter(pk=SOURCE).update(number=10**9)
    catch_up()
    assert sorted(Opening.objects.values_list("key", "text", "exact")) == before


def test_a_change_replaces_what_was_said(shelf: Corpus):
    change(shelf, "edition:one.vi", title="Nước mắm")
    catch_up()
    assert list(Opening.objects.filter(key="edition:one.vi").values_list("text", flat=True)) == ["Nước mắm"]
    assert StoredDocument.objects.get(pk="edition:one.vi").change_no == Opening.objects.get(text="Nước mắm").change_no


@pytest.mark.parametrize("limit", [1, 3])
@pytest.mark.parametrize(("typed", "queries"), [("lang", 3), ("làng", 3), ("lẳng", 5)])
def test_the_queries_do_not_grow(
    shelf: Corpus, django_assert_num_queries: DjangoAssertNumQueries, limit: int, typed: str, queries: int
):
    with django_assert_num_queries(queries):
        assert len(texts(typed, limit=limit)) == limit


def test_free_names_are_everybodys(shelf: Corpus):
    nobody = Scope(frozenset({Reach.PUBLIC}), licences=frozenset())
    assert texts("lang", nobody) == ["Làng Sen", "Lạng Sơn"]
