"""Proves that the index is what the database says, and repairs what is not.

Each time: its numbers, its table of words, documents that are missing, old, or should be gone; words without a document,
documents without their words; beginnings for suggestions. `thorough`, which takes as long as a rebuild: also stored
documents that are not to the letter what their sources say, words that are not those of their document, and the list of
known words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from search import openings
from search.batches import batches
from search.engines.embedded import tables
from search.expressions import facet_words
from search.indexing import (
    BATCH,
    count_words,
    index_waiting,
    is_listed,
    is_stored,
    last_number,
    lock,
    words_stored,
    write,
)
from search.models import Index, KnownWord, Position, StoredDocument, Touched
from search.sources import NumberedSource, Source, sources
from search.words import DocumentWords

PIECE = 1000
A_LOOK = 100  # documents of a thorough look at once


@dataclass(slots=True)
class Reconciled:
    """How many documents were compared, and of which kind the differences were; all of them are repaired."""

    compared: int = 0
    missing: int = 0
    outdated: int = 0
    left_over: int = 0
    without_words: int = 0
    words_left_over: int = 0
    other_words: int = 0
    known_words: int = 0
    openings: int = 0
    tables: int = 0
    numbers: int = 0

    @property
    def differences(self) -> int:
        return sum(getattr(self, each.name) for each in fields(self)) - self.compared


def reconcile(*, thorough: bool = False) -> Reconciled:
    """What merely waits for the indexer is taken in first and is no difference."""
    found = Reconciled()
    with transaction.atomic():
        lock()
    found.numbers += mend_numbers()
    found.tables += mend_tables()
    while index_waiting():
        pass
    _compare_documents(found)
    _compare_words(found)
    if thorough:
        _look_closely(found)
    while openings.follow():
        pass
    found.openings += openings.mend()
    if found.words_left_over:  # a row went that nobody was told of: processes may still count its document
        Index.objects.update(epoch=uuid4())
    Index.objects.update(reconciled_at=timezone.now())
    return found


# --- what everything else stands on ----------------------------------------------------------------------------------


def mend_numbers() -> int:
    """A number that was taken back, or positions of a past that is no more, as after restoring a part of a backup: with
    them nothing could be written, or what changes would be passed over."""
    mended = 0
    with transaction.atomic():
        index = lock()
        last = last_number()
        if index.last_change < last:
            index.last_change = last
            index.save(update_fields=["last_change"])
            mended += 1
        for source in sources():
            if isinstance(source, NumberedSource):
                mended += Position.objects.filter(pk=source.prefix, number__gt=(head := source.head())).update(
                    number=head
                )
    return mended


def mend_tables() -> int:
    """The live table of words, if it is not there, or lacks its indexes. What should be in it is written when documents and
    words are compared."""
    with transaction.atomic():
        live = lock().live
        if not tables().exists(live):
            tables().create(live)
            tables().finish(live)
            return 1
    if not tables().is_finished(live):
        tables().finish(live)
        return 1
    return 0


def is_whole() -> bool:
    """Is the live table of words there?"""
    index = Index.objects.first()
    return index is None or (tables().exists(index.live) and tables().is_finished(index.live))


# --- documents -------------------------------------------------------------------------------------------------------


def _compare_documents(found: Reconciled) -> None:
    named: set[str] = set()
    for source in sources():
        for batch in batches(source.versions(), PIECE):
            _compare(dict(batch), found)
            named.update(key for key, _version in batch)
    stored = StoredDocument.objects.filter(place__isnull=False).values_list("pk", flat=True)
    left = [key for key in stored.iterator() if key not in named]
    for keys in batches(left, BATCH):
        found.left_over += write(keys)


def _compare(batch: Mapping[str, str], found: Reconciled) -> None:
    stored = dict(StoredDocument.objects.filter(pk__in=batch, place__isnull=False).values_list("key", "version"))
    found.compared += len(batch)
    differing = [key for key, version in batch.items() if stored.get(key) != version]
    waiting = _waiting(differing)  # while we compare, others write
    missing = [key for key in differing if key not in waiting and key not in stored]
    outdated = [key for key in differing if key not in waiting and key in stored]
    for keys in batches(missing, BATCH):
        found.missing += write(keys)
    for keys in batches(outdated, BATCH):
        found.outdated += write(keys)


def _waiting(keys: Sequence[str]) -> set[str]:
    """Those that the indexer is told of and has not taken in yet. What it has taken in meanwhile is written by nobody again."""
    waiting = set(Touched.objects.filter(key__in=keys).values_list("key", flat=True))
    for source in sources():
        if isinstance(source, NumberedSource) and any(key.startswith(f"{source.prefix}:") for key in keys):
            position = Position.objects.filter(pk=source.prefix).values_list("number", flat=True).first() or 0
            while (changes := source.changed_since(position, PIECE)).position != position:
                position = changes.position
                waiting.update(changes.keys)
    return waiting


# --- words -----------------------------------------------------------------------------------------------------------


def _compare_words(found: Reconciled) -> None:
    """Both sides in the order of their places, a piece at a time."""
    after = -1
    while True:
        with transaction.atomic():
            live = lock().live
            rows = list(
                StoredDocument.objects.filter(place__gt=after).order_by("place").values_list("place", "key")[:PIECE]
            )
            end = rows[-1][0] if len(rows) == PIECE else None
            indexed = _places_until(live, after, end)
            stray = indexed - {place for place, _key in rows}
            tables().remove(live, sorted(stray))
        found.words_left_over += len(stray)
        for keys in batches((key for place, key in rows if place not in indexed), BATCH):
            found.without_words += write(keys, again=True)
        if end is None:
            return
        after = end


def _places_until(generation: int, after: int, end: int | None) -> set[int]:
    places: set[int] = set()
    while piece := tables().places_in(generation, after=after, limit=PIECE):
        places.update(place for place in piece if end is None or place <= end)
        after = piece[-1]
        if end is not None and after >= end:
            break
    return places


# --- a thorough look -------------------------------------------------------------------------------------------------


def _look_closely(found: Reconciled) -> None:
    began = Index.objects.values_list("last_change", flat=True).get()
    repaired = found.differences
    counted: Counter[str] = Counter()
    for source in sources():
        for keys in batches(source.keys(), A_LOOK):
            for said in _look_at(source, keys, found):
                counted.update(said.folded())
    _mend_known_words(counted, began + found.differences - repaired, found)


def _look_at(source: Source, keys: Sequence[str], found: Reconciled) -> list[DocumentWords]:
    """Each stored document against what its source says, its words against those it must have; what is not so is written
    again. Returns the words that each has now."""
    documents = {document.key: document for document in source.documents(keys)}
    rows = StoredDocument.objects.filter(pk__in=documents, place__isnull=False).in_bulk()
    other = [key for key, row in rows.items() if not is_stored(documents[key], row)]
    for some in batches(other, BATCH):
        found.outdated += write(some, again=True)
    rows |= StoredDocument.objects.filter(pk__in=other, place__isnull=False).in_bulk()
    words = {key: words_stored(row) for key, row in rows.items()}
    with transaction.atomic():
        live = lock().live
        now = dict(StoredDocument.objects.filter(pk__in=rows).values_list("key", "change_no"))
        same = [key for key, row in rows.items() if now.get(key) == row.change_no]
        wrong = tables().differing(
            live, [(rows[key].place or 0, words[key], facet_words(rows[key].facets)) for key in same]
        )
    for some in batches((key for key in same if rows[key].place in wrong), BATCH):
        found.other_words += write(some, again=True)
    return list(words.values())


def _mend_known_words(counted: Mapping[str, int], expected: int, found: Reconciled) -> None:
    """`expected`: the number of the last change, if nobody else has written while it was counted. By as many as have, a
    number may be off without being wrong."""
    with transaction.atomic():
        unsure = lock().last_change - expected
        listed = dict(KnownWord.objects.values_list("word", "documents").iterator())
        wrong = Counter(
            {
                word: difference
                for word in listed.keys() | counted.keys()
                if is_listed(word) and abs(difference := counted.get(word, 0) - listed.get(word, 0)) > unsure
            }
        )
        count_words(wrong)
    found.known_words += len(wrong)
