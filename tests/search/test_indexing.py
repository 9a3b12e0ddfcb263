"""What changes is found; what goes is not; what fails holds up nobody; whatever runs twice or at once does no harm."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from search import indexing
from search.answering import Stage, search
from search.documents import facets_of
from search.engines.embedded import tables
from search.indexing import drop_retired, index_waiting
from search.models import Index, KnownWord, Opening, Position, StoredDocument, Touched
from search.openings import follow
from search.rebuilding import Superseded, is_outdated, rebuild
from search.reconciling import Reconciled, reconcile
from search.scope import STAFF
from search.sources import register, touched
from search.status import SourceStatus, status
from search.suggesting import suggest
from search.words import VERSION
from tests.search.conftest import change, settle
from tests.search.corpus import Corpus, edition, named


def found(typed: str) -> list[str]:
    """What has everything that was typed."""
    answer = search(typed, scope=STAFF, limit=100)
    return [hit.key for hit in answer.hits] if answer.stage == Stage.ALL else []


# --- changes ---------------------------------------------------------------------------------------------------------


def test_a_new_document_is_found_by_its_number_alone(corpus: Corpus):
    corpus.put(edition("moi", "vi", "Bài mới", "Xyzzy."))
    settle()

    assert found("xyzzy") == ["edition:moi.vi"]


def test_a_changed_document_is_found_by_its_new_words_only(corpus: Corpus):
    change(corpus, "edition:cua-lo.vi", title="Xyzzy")

    assert found("xyzzy") == ["edition:cua-lo.vi"]
    assert "edition:cua-lo.vi" not in found("đón bình minh")


def test_a_document_that_goes_leaves_a_tombstone_and_no_words(corpus: Corpus):
    before = StoredDocument.objects.get(pk="edition:cua-lo.vi")
    corpus.drop("edition:cua-lo.vi")
    settle()

    row = StoredDocument.objects.get(pk="edition:cua-lo.vi")
    assert found("bình minh") == []
    assert (row.place, row.version, row.title, row.names, row.prose, row.shown) == (None, "", "", [], "", {})
    assert row.change_no == before.change_no + Index.objects.get().last_change - before.change_no
    assert before.place not in tables().places_in(1, after=-1, limit=1000)


def test_a_document_that_comes_back_is_found_again(corpus: Corpus):
    document = corpus.kept["edition:cua-lo.vi"]
    corpus.drop(document.key)
    settle()
    corpus.put(document)
    settle()

    assert found("bình minh") == ["edition:cua-lo.vi"]


def test_a_changed_date_changes_the_place(corpus: Corpus):
    change(corpus, "edition:lang-sen.vi", at=timezone.now())

    assert found("")[0] == "edition:lang-sen.vi"
    assert tables().count(1) == StoredDocument.objects.filter(place__isnull=False).count()


def test_the_same_version_is_not_written_again(corpus: Corpus):
    before = Index.objects.get().last_change
    touched("edition:cua-lo.vi")
    settle()

    assert (Index.objects.get().last_change, Touched.objects.count()) == (before, 0)


def test_change_numbers_have_no_gaps(corpus: Corpus):
    change(corpus, "edition:cua-lo.vi", title="Khác")
    numbers = sorted(StoredDocument.objects.values_list("change_no", flat=True))

    assert numbers[-1] == Index.objects.get().last_change == 30
    assert len(numbers) == 29


def test_what_was_undone_is_not_indexed(corpus: Corpus):
    with transaction.atomic():
        touched("edition:cua-lo.vi")
        transaction.set_rollback(True)

    assert Touched.objects.count() == 0


def test_two_documents_of_one_place_stand_side_by_side(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("search.indexing.place_of", lambda key, at: 77)
    corpus.put(edition("a", "vi", "Xyzzy a", ""), edition("b", "vi", "Xyzzy b", ""))
    settle()
    corpus.put(edition("c", "vi", "Xyzzy c", ""))
    settle()

    assert sorted(found("xyzzy")) == ["edition:a.vi", "edition:b.vi", "edition:c.vi"]


def test_the_word_list_counts_documents(corpus: Corpus):
    def counted(word: str) -> int | None:
        return KnownWord.objects.filter(pk=word).values_list("documents", flat=True).first()

    assert (counted("squid"), counted("festival"), counted("169"), counted("莲")) == (1, 2, None, None)
    change(corpus, "edition:cua-lo.en", prose="Squid, squid and squid festival.")
    assert (counted("squid"), counted("festival"), counted("jumping")) == (1, 3, 0)
    corpus.drop("edition:cua-lo.en")
    settle()
    assert (counted("squid"), counted("festival")) == (0, 2)


def test_names_that_change_change_what_queries_mean(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    people = Corpus(prefix="person")
    register(people)
    assert found("ミンハイ") == []
    people.put(named("person:hai", ("Minh Hải", "ミンハイ")))
    corpus.put(edition("hai", "vi", "Ông Minh Hải nói", ""))
    settle()

    assert set(found("ミンハイ")) == {"person:hai", "edition:hai.vi"}


# --- faults ----------------------------------------------------------------------------------------------------------


def test_a_broken_document_holds_up_no_other_and_is_tried_again(corpus: Corpus):
    corpus.broken = {"edition:hong.vi"}
    corpus.put(edition("hong", "vi", "Xyzzy hỏng", ""), edition("lanh", "vi", "Xyzzy lành", ""))
    settle()

    row = Touched.objects.get()
    assert found("xyzzy") == ["edition:lanh.vi"]
    assert (row.key, row.attempts, row.fault) == ("edition:hong.vi", 1, "ValueError: broken: ['edition:hong.vi']")
    assert status().faulty == 1

    Touched.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    settle()
    assert Touched.objects.get().attempts == 2

    corpus.broken = set()
    Touched.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    settle()
    assert (sorted(found("xyzzy")), Touched.objects.count()) == (["edition:hong.vi", "edition:lanh.vi"], 0)


def test_a_key_that_no_source_answers_for_is_dropped_from_the_queue(corpus: Corpus):
    touched("nobody:x", "nocolon")
    settle()

    assert Touched.objects.count() == 0


def test_an_older_compilation_never_overwrites_a_newer_one(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    """Between compiling and locking, another indexer takes the same document in."""
    compiled = indexing._prepare

    def overtaken(keys, *, again):
        work = compiled(keys, again=again)
        monkeypatch.setattr(indexing, "_prepare", compiled)
        corpus.alter("edition:cua-lo.vi", title="Xyzzy mới nhất")
        indexing.write(["edition:cua-lo.vi"])
        return work

    corpus.alter("edition:cua-lo.vi", title="Xyzzy cũ")
    monkeypatch.setattr(indexing, "_prepare", overtaken)
    indexing.write(["edition:cua-lo.vi"])

    assert StoredDocument.objects.get(pk="edition:cua-lo.vi").title == "Xyzzy mới nhất"
    settle()
    assert (found("xyzzy mới"), found('"xyzzy cũ"')) == (["edition:cua-lo.vi"], [])


# --- rebuild ---------------------------------------------------------------------------------------------------------


def test_a_rebuilt_index_answers_the_same(corpus: Corpus):
    queries = ("", "nghệ an", "莲", "cua lo")
    before = [found(typed) for typed in queries]
    words = dict(KnownWord.objects.filter(documents__gt=0).values_list("word", "documents"))

    assert rebuild() == 29
    index = Index.objects.get()
    assert (index.live, index.building, index.retired) == (2, None, 1)
    assert [found(typed) for typed in queries] == before
    assert dict(KnownWord.objects.values_list("word", "documents")) == words
    assert reconcile() == Reconciled(compared=29)


def test_queries_and_changes_go_on_during_a_rebuild(corpus: Corpus):
    answers: list[list[str]] = []

    def meanwhile(done: int) -> None:
        answers.append(found("bình minh"))
        if done == 26:
            corpus.put(edition("moi", "vi", "Xyzzy", ""))
            corpus.drop("edition:ha-long.vi")
            settle()
            answers.append(found("xyzzy"))

    rebuild(told=meanwhile)

    assert answers == [["edition:cua-lo.vi"], ["edition:moi.vi"], ["edition:cua-lo.vi"], ["edition:cua-lo.vi"]]
    assert (found("xyzzy"), found("miền Trung")) == (["edition:moi.vi"], [])
    assert reconcile().differences == 0


def test_an_index_of_other_words_is_outdated_until_it_is_rebuilt(corpus: Corpus):
    assert not is_outdated()
    Index.objects.update(words_version=VERSION - 1)
    assert is_outdated()

    rebuild()
    assert (is_outdated(), Index.objects.get().words_version) == (False, VERSION)


def test_what_no_source_names_any_more_goes_with_a_rebuild(corpus: Corpus):
    del corpus.kept["edition:ha-long.vi"]
    rebuild()

    assert found("miền Trung") == []


def break_off_a_rebuild() -> None:
    class KilledError(Exception):
        pass

    def killed(done: int) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        rebuild(told=killed)


def test_a_rebuild_that_was_broken_off_is_begun_anew(corpus: Corpus):
    break_off_a_rebuild()
    assert (Index.objects.get().building, found("bình minh")) == (2, ["edition:cua-lo.vi"])
    change(corpus, "edition:cua-lo.vi", title="Xyzzy")

    rebuild()
    assert (Index.objects.get().live, found("xyzzy")) == (3, ["edition:cua-lo.vi"])
    assert reconcile().differences == 0


def test_a_second_rebuild_supersedes_the_first(corpus: Corpus):
    def second(done: int) -> None:
        if Index.objects.get().building == 2:
            rebuild()

    with pytest.raises(Superseded):
        rebuild(told=second)

    assert (Index.objects.get().live, found("bình minh")) == (3, ["edition:cua-lo.vi"])


def test_a_retired_generation_is_dropped_when_nobody_can_be_reading_it(corpus: Corpus):
    rebuild()
    drop_retired()
    assert (Index.objects.get().retired, tables().count(1)) == (1, 29)

    Index.objects.update(retired_at=timezone.now() - indexing.GRACE - timedelta(seconds=1))
    index_waiting()
    assert Index.objects.get().retired is None


# --- reconcile -------------------------------------------------------------------------------------------------------


def test_an_index_in_order_has_no_differences(corpus: Corpus):
    assert reconcile() == Reconciled(compared=29)


def test_reconciling_finds_and_repairs_every_kind_of_difference(corpus: Corpus):
    del corpus.changes[:]
    Position.objects.update(number=0)
    corpus.put(edition("moi", "vi", "Xyzzy", ""))
    corpus.alter("edition:lang-sen.en", title="Xyzzy")
    del corpus.kept["edition:ha-long.vi"]
    del corpus.changes[:]
    place = StoredDocument.objects.get(pk="edition:cua-lo.vi").place
    tables().remove(1, [place])
    tables().write(1, [(12345, indexing.words_in("Xyzzy ma", (), ""), [])])

    assert reconcile() == Reconciled(
        compared=29, missing=1, outdated=1, left_over=1, without_words=1, words_left_over=1
    )
    assert sorted(found("xyzzy")) == ["edition:lang-sen.en", "edition:moi.vi"]
    assert (found("bình minh"), found("miền Trung")) == (["edition:cua-lo.vi"], [])
    assert reconcile() == Reconciled(compared=29)


def test_what_merely_waits_is_no_difference(corpus: Corpus):
    corpus.put(edition("moi", "vi", "Xyzzy", ""))

    assert reconcile() == Reconciled(compared=30)


def test_what_changes_while_it_compares_is_no_difference(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    named = corpus.versions

    def changed_meanwhile() -> Iterator[tuple[str, str]]:
        corpus.alter("edition:lang-sen.en", title="Xyzzy")
        corpus.put(edition("moi", "vi", "Xyzzy mới", ""))
        yield from named()

    monkeypatch.setattr(corpus, "versions", changed_meanwhile)

    assert reconcile() == Reconciled(compared=30)
    settle()
    assert sorted(found("xyzzy")) == ["edition:lang-sen.en", "edition:moi.vi"]


def test_an_empty_hub_has_an_empty_index(only_ours: None, db: None):
    assert (found("x"), status().generation) == ([], None)
    assert reconcile() == Reconciled()


def test_status_says_how_far_it_is(corpus: Corpus):
    corpus.put(edition("moi", "vi", "Xyzzy", ""))
    touched("edition:cua-lo.vi")
    now = status()

    assert (now.engine, now.engine_fault, now.generation, now.building, now.documents, now.words, now.change) == (
        "embedded", "", 1, None, 29, 29, 29,
    )  # fmt: skip
    assert (now.waiting, now.faulty) == (1, 0)
    assert now.sources[0] == SourceStatus("edition", 26, 1)


def test_the_year_is_the_one_where_the_house_stands():
    new_year = edition("tet", "vi", "Giao thừa", "", at=datetime(2025, 12, 31, 18, tzinfo=UTC))

    assert facets_of(new_year)["year"] == ("2026",)


# --- what somebody or something broke behind the indexer's back ------------------------------------------------------


def altered(**fields: object) -> None:
    StoredDocument.objects.filter(pk="edition:cua-lo.vi").update(**fields)


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def swap_words() -> None:
    place = StoredDocument.objects.get(pk="edition:cua-lo.vi").place
    tables().remove(1, [place])
    tables().write(1, [(place, indexing.words_in("Xyzzy", (), ""), [])])


def lose_row() -> None:
    StoredDocument.objects.filter(pk="edition:cua-lo.vi").delete()


def lose_index_row() -> None:
    Index.objects.all().delete()


BROKEN = {
    "a title": (lambda: altered(title="Xyzzy"), {"outdated": 1, "known_words": 4}),  # taken off are the words it had
    "facets": (lambda: altered(facets={}), {"outdated": 1}),
    "what a hit shows": (lambda: altered(shown={"url": "/x/"}), {"outdated": 1}),
    "a date": (lambda: altered(at=None), {"outdated": 1}),
    "words": (swap_words, {"other_words": 1}),
    "a stored document": (lose_row, {"missing": 1, "known_words": 22}),  # its words were counted twice
    "the table of words": (lambda: sql("DROP TABLE search_words_g1"), {"tables": 1, "without_words": 29}),
    "the words of all": (lambda: sql("DELETE FROM search_words_g1"), {"without_words": 29}),
    "the row of the index": (lose_index_row, {"without_words": 29}),
    "the last number": (lambda: Index.objects.update(last_change=3), {"numbers": 1}),
    "a position": (lambda: Position.objects.filter(pk="edition").update(number=999), {"numbers": 1}),
    "known words": (lambda: KnownWord.objects.filter(word__in=["minh", "binh"]).delete(), {"known_words": 2}),
    "a count": (lambda: KnownWord.objects.filter(word="nghe").update(documents=-5), {"known_words": 1}),
    "beginnings": (lambda: Opening.objects.filter(key="edition:cua-lo.vi").delete(), {"openings": 1}),
    "old beginnings": (lambda: Opening.objects.filter(key="edition:cua-lo.vi").update(change_no=1), {"openings": 1}),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_thorough_look_sees_whatever_is_broken_and_mends_it(corpus: Corpus, broken: str):
    while follow():
        pass
    reconcile(thorough=True)
    words = dict(KnownWord.objects.filter(documents__gt=0).values_list("word", "documents"))
    breaking, differences = BROKEN[broken]
    breaking()

    assert reconcile(thorough=True) == Reconciled(compared=29, **differences)
    assert found("bình minh") == ["edition:cua-lo.vi"]
    assert search("", scope=STAFF, facets=("lang",)).total == 29
    assert search("", scope=STAFF, facets=("lang",)).facets["lang"]["vi"] == 6
    assert dict(KnownWord.objects.filter(documents__gt=0).values_list("word", "documents")) == words
    assert [each.text for each in suggest("cửa lò đ", scope=STAFF, kinds=["article"])] == ["Cửa Lò đón bình minh"]
    corpus.put(edition("moi", "vi", "Tin xyzzy", ""))
    settle()
    assert found("tin xyzzy") == ["edition:moi.vi"]
    assert reconcile(thorough=True) == Reconciled(compared=30)


def test_what_nobody_was_told_of_is_not_counted_any_more(corpus: Corpus):
    """A row that is deleted by hand leaves no tombstone: processes know of it by the new epoch alone."""
    assert search("", scope=STAFF, facets=("lang",)).total == 29
    del corpus.kept["edition:cua-lo.vi"]
    lose_row()

    assert reconcile() == Reconciled(compared=28, words_left_over=1)
    assert search("", scope=STAFF, facets=("lang",)).total == 28


def test_a_rebuild_changes_nothing_for_those_who_follow(corpus: Corpus):
    before = dict(StoredDocument.objects.values_list("pk", "change_no"))
    StoredDocument.objects.filter(pk="edition:cua-lo.vi").update(title="Xyzzy")

    assert rebuild() == 29
    after = dict(StoredDocument.objects.values_list("pk", "change_no"))
    assert dict(after.items() - before.items()) == {"edition:cua-lo.vi": 30}
    assert found("bình minh") == ["edition:cua-lo.vi"]
    assert reconcile(thorough=True) == Reconciled(compared=29)


def test_what_cannot_be_compiled_keeps_its_words_in_a_rebuilt_index(corpus: Corpus):
    corpus.broken.add("edition:cua-lo.vi")
    rebuild()
    assert found("bình minh") == ["edition:cua-lo.vi"]

    corpus.broken.clear()
    Touched.objects.update(retry_at=None)
    settle()
    assert reconcile(thorough=True) == Reconciled(compared=29)


def test_a_rebuild_that_gives_no_sign_of_life_costs_nobody_twice_the_work(corpus: Corpus):
    break_off_a_rebuild()
    drop_retired()
    assert (Index.objects.get().building, tables().exists(2)) == (2, True)

    Index.objects.update(building_at=timezone.now() - indexing.ABANDONED - timedelta(seconds=1))
    drop_retired()
    index = Index.objects.get()
    assert (index.building, index.building_at, tables().exists(2)) == (None, None, False)
