"""A new index beside the live one, which goes on answering; then one row is changed and the new one answers.

While it is built, the indexer writes what changes to both, so nothing is missing in either. What has not changed is
written to the new one alone, and is no change to those who follow the stored documents.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from search.batches import batches
from search.engines.embedded import tables
from search.indexing import BATCH, count_words, lock, write_beside
from search.models import Index, KnownWord, StoredDocument
from search.sources import sources
from search.words import VERSION, words_in


class Superseded(Exception):  # noqa: N818 - another rebuild goes on
    """Another rebuild was begun after this one."""


def rebuild(told: Callable[[int], None] = lambda done: None) -> int:
    """Returns how many documents were indexed anew. Broken off, it leaves the live index as it is; start it again.

    Raises:
        Superseded: another one was begun meanwhile.
    """
    generation = _begin()
    seen: set[str] = set()
    for source in sources():
        for batch in batches(source.keys(), BATCH):
            _take(batch, generation)
            seen.update(batch)
            told(len(seen))
    left = StoredDocument.objects.filter(place__isnull=False).order_by("pk").values_list("pk", flat=True)
    for batch in batches((key for key in list(left) if key not in seen), BATCH):
        _take(batch, generation)
    if Index.objects.filter(building=generation).exists():
        tables().finish(generation)
    _switch(generation)
    return len(seen)


def _take(keys: Sequence[str], generation: int) -> None:
    if not write_beside(keys, generation):
        raise Superseded


def is_outdated() -> bool:
    """Was the live index made by code that cuts words otherwise? Then what is typed may not meet what is indexed."""
    return Index.objects.exclude(words_version=VERSION).exists()


def _begin() -> int:
    with transaction.atomic():
        index = lock()
        if index.building is not None:
            tables().drop(index.building)  # of one that was broken off
        generation = max(index.live, index.building or 0, index.retired or 0) + 1
        tables().create(generation)
        index.building, index.building_at = generation, timezone.now()
        index.save(update_fields=["building", "building_at"])
    return generation


def _switch(generation: int) -> None:
    with transaction.atomic():
        index = lock()
        if index.building != generation:
            raise Superseded
        if index.retired is not None:
            tables().drop(index.retired)
        index.retired, index.retired_at = index.live, timezone.now()
        index.live, index.building, index.building_at, index.words_version = generation, None, None, VERSION
        index.save(update_fields=["live", "building", "building_at", "words_version", "retired", "retired_at"])
    _recount_words()


def _recount_words() -> None:
    """The word list from nothing: it only ever counts up and down otherwise. What is indexed while it is counted may be
    off by one until the next time: it only ranks the words that a mistyped one may have meant."""
    counts: Counter[str] = Counter()
    rows = StoredDocument.objects.filter(place__isnull=False).values_list("title", "names", "prose")
    for title, names, prose in rows.iterator(chunk_size=500):
        counts.update(words_in(title, names, prose).folded())
    with transaction.atomic():
        lock()
        KnownWord.objects.all().delete()
        count_words(counts)
