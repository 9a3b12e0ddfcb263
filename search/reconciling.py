"""Proves that the index is what the database says, and repairs what is not: documents that are missing, old, or should
be gone; words without a document, documents without their words."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils import timezone

from search.engines.embedded import tables
from search.indexing import batches, index_waiting, lock, write
from search.models import Index, StoredDocument
from search.sources import sources

PIECE = 1000


@dataclass(slots=True)
class Reconciled:
    """How many documents were compared, and of which kind the differences were; all of them are repaired."""

    compared: int = 0
    missing: int = 0
    outdated: int = 0
    left_over: int = 0
    without_words: int = 0
    words_left_over: int = 0

    @property
    def differences(self) -> int:
        return sum(getattr(self, each.name) for each in fields(self)) - self.compared


def reconcile() -> Reconciled:
    """What merely waits for the indexer is taken in first and is no difference."""
    while index_waiting():
        pass
    with transaction.atomic():
        lock()
    found = Reconciled()
    _compare_documents(found)
    _compare_words(found)
    Index.objects.update(reconciled_at=timezone.now())
    return found


def _compare_documents(found: Reconciled) -> None:
    named: set[str] = set()
    for source in sources():
        batch: dict[str, str] = {}
        for key, version in source.versions():
            batch[key] = version
            if len(batch) == PIECE:
                _compare(batch, found)
                named.update(batch)
                batch = {}
        _compare(batch, found)
        named.update(batch)
    stored = StoredDocument.objects.filter(place__isnull=False).values_list("pk", flat=True)
    left = [key for key in stored.iterator() if key not in named]
    for keys in batches(left):
        found.left_over += write(keys)


def _compare(batch: dict[str, str], found: Reconciled) -> None:
    stored = dict(StoredDocument.objects.filter(pk__in=batch, place__isnull=False).values_list("key", "version"))
    found.compared += len(batch)
    missing = [key for key in batch if key not in stored]
    outdated = [key for key, version in batch.items() if key in stored and stored[key] != version]
    for keys in batches(missing):
        found.missing += write(keys)
    for keys in batches(outdated):
        found.outdated += write(keys)


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
        for keys in batches(key for place, key in rows if place not in indexed):
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
