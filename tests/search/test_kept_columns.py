"""What a process leaves of its columns for the next one: it answers the same, and what is doubtful is read anew."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from django.conf import LazySettings

from search import kept_columns
from search.answering import search
from search.engines import embedded
from search.facets import COUNTED, IN_COLUMNS, Followed
from search.indexing import index_waiting
from search.models import Index, StoredDocument
from search.scope import STAFF
from tests.search.corpus import Corpus, edition


@pytest.fixture(autouse=True)
def file(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of its own, and kept after every change."""
    settings.SEARCH_COLUMNS = tmp_path / "kept" / "columns.npz"
    monkeypatch.setattr(Followed, "MANY", 1)
    yield tmp_path / "kept" / "columns.npz"
    monkeypatch.setattr(embedded, "_followed", Followed())


def process(monkeypatch: pytest.MonkeyPatch) -> Followed:
    """One that begins now, and has been warmed up."""
    followed = Followed()
    monkeypatch.setattr(embedded, "_followed", followed)
    embedded.warm_up()
    return followed


def settle() -> None:
    while index_waiting():
        pass


def counted() -> object:
    answer = search("", scope=STAFF, facets=COUNTED, limit=200)
    return answer.total, answer.facets, [hit.key for hit in answer.hits]


def anew(monkeypatch: pytest.MonkeyPatch, file: Path) -> object:
    """What a process says that has nothing to begin with."""
    file.unlink(missing_ok=True)
    process(monkeypatch)
    return counted()


def taken_over(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a process that begins now begins with the file."""
    with monkeypatch.context() as watched:
        begun: list[bool] = []
        believed = Followed._begin

        def begin(self: Followed, kept: kept_columns.Kept | None = None) -> None:
            begun.append(kept is not None)
            believed(self, kept)

        watched.setattr(Followed, "_begin", begin)
        process(monkeypatch)
        return begun[-1]


def test_the_next_process_begins_with_them_and_says_the_same(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path
):
    first = process(monkeypatch)
    said = counted()

    assert taken_over(monkeypatch)
    assert counted() == said == anew(monkeypatch, file)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert first.places.size == StoredDocument.objects.filter(place__isnull=False).count()


def test_what_has_changed_since_is_taken_in(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path):
    process(monkeypatch)
    gone, altered = sorted(corpus.kept)[:2]
    corpus.drop(gone)
    corpus.alter(altered, facets={"column": ("muc-moi",)})
    corpus.put(edition("moi", "vi", "Mới", "Vừa đăng"))
    settle()

    assert taken_over(monkeypatch)
    assert counted() == anew(monkeypatch, file)


def test_the_dead_are_not_kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    process(monkeypatch)
    for key in sorted(corpus.kept)[:5]:
        corpus.alter(key, prose="Khác rồi")
        settle()
        counted()
    following = process(monkeypatch)

    assert following.places.size == StoredDocument.objects.filter(place__isnull=False).count()


def test_of_another_database_nothing_is_believed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path):
    process(monkeypatch)
    Index.objects.update(epoch=uuid4())

    assert not taken_over(monkeypatch)
    assert counted() == anew(monkeypatch, file)


def test_of_a_database_taken_back_to_before_nothing_is_believed(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path
):
    key = sorted(corpus.kept)[0]
    before = StoredDocument.objects.get(pk=key)
    corpus.alter(key, facets={"column": ("muc-moi",)})
    settle()
    process(monkeypatch)
    last = StoredDocument.objects.get(pk=key).change_no
    before.save()  # as it was
    Index.objects.update(last_change=last - 1)
    assert not taken_over(monkeypatch)
    process(monkeypatch)

    # and then other changes under the same numbers
    other = sorted(corpus.kept)[1]
    corpus.alter(other, facets={"column": ("muc-khac",)})
    settle()
    assert StoredDocument.objects.get(pk=other).change_no == last
    assert counted() == anew(monkeypatch, file)


def test_other_changes_under_the_same_numbers_are_seen(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path):
    process(monkeypatch)
    one, other = StoredDocument.objects.filter(place__isnull=False)[:2]
    numbers = one.change_no, other.change_no
    StoredDocument.objects.filter(pk=one.pk).update(change_no=10**6)
    StoredDocument.objects.filter(pk=other.pk).update(change_no=numbers[0])
    StoredDocument.objects.filter(pk=one.pk).update(change_no=numbers[1])

    assert not taken_over(monkeypatch)


def test_a_document_of_another_version_is_seen(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    process(monkeypatch)
    StoredDocument.objects.filter(pk=sorted(corpus.kept)[0]).update(version="another")

    assert not taken_over(monkeypatch)


def test_a_facet_more_than_the_file_knows_is_read_from_the_database(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path
):
    with monkeypatch.context() as before:
        before.setattr("search.facets.IN_COLUMNS", IN_COLUMNS - {"column"})
        process(monkeypatch)
    process(monkeypatch)

    assert counted() == anew(monkeypatch, file)


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 and no more", b"\x93NUMPY\x01\x00", b"nothing of ours"])
def test_a_broken_file_is_read_over(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path, broken: bytes):
    process(monkeypatch)
    said = counted()
    file.write_bytes(broken)

    assert not taken_over(monkeypatch)
    assert counted() == said


def test_half_a_file_is_read_over(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path):
    process(monkeypatch)
    said = counted()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    assert not taken_over(monkeypatch)
    assert counted() == said


def test_a_file_of_objects_is_not_unpacked(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, file: Path):
    process(monkeypatch)
    with file.open("wb") as written:
        np.savez(written, about=np.array([{"change": 1}], dtype=object))

    assert not taken_over(monkeypatch)


def test_where_nothing_can_be_written_it_answers_all_the_same(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path
):
    (tmp_path / "a-file").write_text("")
    settings.SEARCH_COLUMNS = tmp_path / "a-file" / "columns.npz"
    process(monkeypatch)

    assert counted()
    assert not taken_over(monkeypatch)
