"""The indexer: takes what has changed into the index. The only writer of stored documents and words.

Documents are compiled and cut into words before the index's row is locked, so an editor's save never waits for a PDF;
what is written then is written in one transaction: documents, words, the word list, and the note that it is done
(the row of the queue, the position in the ledger). A kill at any step undoes the step; it comes again.

Somebody else may have indexed a document between its compilation and the lock: its change number tells, and it is left
to another round. So a second indexer, a rebuild and a reconciliation can all run at once, and the newest always wins.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Max, Q
from django.utils import timezone

from search.documents import ORDERS, SearchDocument, facets_of, is_same_second, place_of, storable, storable_json
from search.engines.embedded import tables
from search.expressions import facet_words
from search.models import Index, Position, StoredDocument, Touched
from search.sources import NumberedSource, Source, source_of, sources, touched
from search.words import VERSION, DocumentWords, words_in, words_of

logger = logging.getLogger("search.indexing")

BATCH = 50
RETRY = (5, 30, 120, 600)  # seconds after the first, second … failure; the last one for ever after
GRACE = timedelta(seconds=30)  # longer than any query takes
ABANDONED = timedelta(hours=2)  # longer than the indexes of a full table take
THE_INDEX = 1


class Overtaken(Exception):  # noqa: N818 - somebody else has done it
    """Another indexer has taken these changes."""


def index_waiting(stopping: Callable[[], bool] = lambda: False) -> int:
    """One round: what the numbered sources tell, then the queue. Returns how many documents were looked at."""
    looked_at = 0
    for source in sources():
        if isinstance(source, NumberedSource) and not stopping():
            looked_at += _follow(source)
    if not stopping():
        looked_at += _take_from_queue()
    drop_retired()
    return looked_at


def _follow(source: NumberedSource) -> int:
    position = Position.objects.filter(pk=source.prefix).values_list("number", flat=True).first() or 0
    changes = source.changed_since(position, BATCH)
    if changes.position == position:
        return 0

    def advance() -> None:
        row, _created = Position.objects.get_or_create(pk=source.prefix)
        if row.number != position:
            raise Overtaken
        row.number = changes.position
        row.save(update_fields=["number"])

    _write_unless_overtaken(changes.keys, advance)
    return len(changes.keys)


def _take_from_queue() -> int:
    due = Q(retry_at__isnull=True) | Q(retry_at__lte=timezone.now())
    rows = dict(Touched.objects.filter(due).order_by("id").values_list("id", "key")[: BATCH * 4])
    keys = list(dict.fromkeys(rows.values()))[:BATCH]
    taken = [number for number, key in rows.items() if key in set(keys)]
    if not keys:
        return 0

    def check_off() -> None:
        deleted, _by_model = Touched.objects.filter(pk__in=taken).delete()
        if deleted != len(taken):
            raise Overtaken

    _write_unless_overtaken(keys, check_off)
    return len(keys)


def _write_unless_overtaken(keys: Sequence[str], done: Callable[[], None]) -> None:
    try:
        write(keys, done=done)
    except Overtaken:
        logger.info("another indexer runs as well")


# --- compiling: before the lock --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document that is to be written, with the words it has and those it had."""

    document: SearchDocument
    words: DocumentWords


@dataclass(frozen=True, slots=True)
class _Work:
    """`before`: the stored rows as they were when the documents were compiled."""

    before: dict[str, StoredDocument]
    prepared: list[_Prepared]
    gone: list[str]
    faults: dict[str, Exception]


def _prepare(keys: Sequence[str], *, again: bool) -> _Work:
    before = StoredDocument.objects.in_bulk(list(keys))
    documents, faults = _compile(keys)
    prepared, gone = [], []
    for key in keys:
        stored, document = before.get(key), documents.get(key)
        if key in faults:
            continue
        if document is None:
            if stored is not None and stored.place is not None:
                gone.append(key)
        elif again or stored is None or stored.version != document.version:
            prepared.append(_Prepared(document, words_of(document)))
    return _Work(before, prepared, gone, faults)


def _compile(keys: Sequence[str]) -> tuple[dict[str, SearchDocument], dict[str, Exception]]:
    """Documents by key, and what went wrong. A thing that cannot be compiled holds up no other."""
    documents: dict[str, SearchDocument] = {}
    faults: dict[str, Exception] = {}
    by_source: dict[str, list[str]] = {}
    for key in keys:
        by_source.setdefault(key.partition(":")[0], []).append(key)
    for theirs in by_source.values():
        source = source_of(theirs[0])
        if source is None:
            continue  # nobody answers for it any more
        try:
            documents |= _of(source, theirs)
        except (OperationalError, InterfaceError):
            raise  # the database, not the document, is at fault
        except Exception:
            logger.exception("compiling one by one source=%s", source.prefix)
            for key in theirs:
                try:
                    documents |= _of(source, [key])
                except Exception as fault:
                    logger.exception("cannot be compiled key=%s", key)
                    faults[key] = fault
    return documents, faults


def _of(source: Source, keys: Sequence[str]) -> dict[str, SearchDocument]:
    return {document.key: document for document in source.documents(keys)}


# --- writing: behind the lock ----------------------------------------------------------------------------------------


def write(keys: Sequence[str], *, again: bool = False, done: Callable[[], None] = lambda: None) -> int:
    """Bring these documents into the index as they are now, or out of it. Returns how many were written or removed.

    `again`: also those whose version has not changed. `done` runs in the same transaction.
    """
    work = _prepare(keys, again=again)
    with transaction.atomic():
        index = lock()
        return _write(index, work, _newer(work, keys), done)


def write_beside(keys: Sequence[str], generation: int) -> bool:
    """For a rebuild: what is stored as it is compiled gets words in the new table alone; anything else is written as ever.
    Returns whether that table is still the one that is built."""
    work = _prepare(keys, again=True)
    compiled = {one.document.key: one for one in work.prepared}
    beside = {
        key: (row.place, compiled[key].words if key in compiled else words_stored(row), facet_words(row.facets))
        for key, row in work.before.items()
        if row.place is not None
        and (key in work.faults or (key in compiled and is_stored(compiled[key].document, row)))
    }
    with transaction.atomic():
        index = lock()
        if index.building != generation:
            return False
        newer = _newer(work, keys)
        words = [entry for key, entry in beside.items() if key not in newer]
        tables().remove(generation, [place for place, _words, _facets in words])
        tables().write(generation, words)
        done = {key for key in beside if key not in newer and key not in work.faults}
        prepared = [one for one in work.prepared if one.document.key not in done]
        _write(index, replace(work, prepared=prepared), newer)
        index.building_at = timezone.now()
        index.save(update_fields=["building_at"])
    return True


SAID = frozenset(
    "kind lang work title names prose equivalent_names facets at reach shown version".split()  # noqa: SIM905 - a list to read
).union(f"by_{name}" for name in ORDERS)


def is_stored(document: SearchDocument, stored: StoredDocument) -> bool:
    """To the letter, and where it belongs."""
    if stored.place is None or not is_same_second(stored.place, place_of(document.key, document.at)):
        return False
    ours = _row(document, stored.place)
    return all(getattr(ours, name) == getattr(stored, name) for name in SAID)


def words_stored(row: StoredDocument) -> DocumentWords:
    return words_in(row.title, row.names, row.prose)


def _newer(work: _Work, keys: Sequence[str]) -> set[str]:
    """Those that somebody else has written since they were compiled."""
    now = dict(StoredDocument.objects.filter(pk__in=keys).values_list("key", "change_no"))
    return {key for key in keys if now.get(key) != (work.before[key].change_no if key in work.before else None)}


def _write(index: Index, work: _Work, newer: set[str], done: Callable[[], None] = lambda: None) -> int:
    failed = dict(Touched.objects.filter(key__in=work.faults).order_by("attempts").values_list("key", "attempts"))
    done()
    touched(*newer)
    prepared = [one for one in work.prepared if one.document.key not in newer]
    gone = [key for key in work.gone if key not in newer]
    _store(index, work.before, prepared, gone)
    for key, fault in work.faults.items():
        _note_fault(key, fault, attempts=failed.get(key, 0))
    return len(prepared) + len(gone)


def lock() -> Index:
    """The index's row, locked until the transaction ends; the first time, the index is made."""
    index, created = Index.objects.select_for_update().get_or_create(pk=THE_INDEX, defaults={"words_version": VERSION})
    if created:
        index.last_change = last_number()  # of documents that outlived a row that somebody deleted
        index.save(update_fields=["last_change"])
        tables().create(index.live)
        tables().finish(index.live)
    return index


def last_number() -> int:
    """The last change that any stored document has."""
    return StoredDocument.objects.aggregate(last=Max("change_no"))["last"] or 0


def _store(index: Index, before: dict[str, StoredDocument], prepared: list[_Prepared], gone: list[str]) -> None:
    if not prepared and not gone:
        return
    places = _places([one.document for one in prepared], before)
    leaving = {
        row.place for key in (*(one.document.key for one in prepared), *gone) if (row := before.get(key)) and row.place
    }
    leaving.update(places.values())  # where no document stands there are no words, unless somebody deleted its row
    words = [(places[one.document.key], one.words, facet_words(facets_of(one.document))) for one in prepared]
    for generation in (index.live, index.building):
        if generation is not None:
            tables().remove(generation, sorted(leaving))
            tables().write(generation, words)
    rows = [_row(one.document, places[one.document.key]) for one in prepared] + [
        _tombstone(key, before[key]) for key in gone
    ]
    for row in rows:
        index.last_change += 1
        row.change_no = index.last_change
        had = before.get(row.key)
        if row.equivalent_names or (had is not None and had.equivalent_names):
            index.names_change = index.last_change
    # a place that changes hands within one batch is given up before it is taken
    StoredDocument.objects.filter(pk__in=[row.key for row in rows]).update(place=None, version="")
    fields = [field.name for field in StoredDocument._meta.concrete_fields if not field.primary_key]
    StoredDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=fields)
    count_words(_changed_words(before, prepared, gone))
    index.indexed_at = timezone.now()
    index.save(update_fields=["last_change", "names_change", "indexed_at"])


def _places(documents: list[SearchDocument], before: dict[str, StoredDocument]) -> dict[str, int]:
    """Each document's own place: where two would meet, the later one moves on by one. Who has a place in its second keeps
    it: pages that somebody turns go by it."""
    kept: dict[str, int] = {}
    wanted: dict[str, int] = {}
    for document in documents:
        place = place_of(document.key, document.at)
        had = before[document.key].place if document.key in before else None
        if had is not None and is_same_second(had, place):
            kept[document.key] = had
        else:
            wanted[document.key] = place
    holders = StoredDocument.objects.filter(place__in=wanted.values()).exclude(pk__in=wanted)
    taken = {*kept.values(), *holders.values_list("place", flat=True)}
    places = dict(kept)
    for key, place in wanted.items():
        free = place
        while free in taken:
            free += 1
            if StoredDocument.objects.filter(place=free).exclude(pk__in=wanted).exists():
                taken.add(free)
        taken.add(free)
        places[key] = free
    return places


def _row(document: SearchDocument, place: int) -> StoredDocument:
    return StoredDocument(
        key=document.key,
        place=place,
        kind=document.kind,
        lang=document.lang,
        work=document.work,
        title=document.title,
        names=list(document.names),
        prose=document.prose,
        equivalent_names=document.equivalent_names,
        facets=storable_json(facets_of(document)),
        at=document.at,
        reach=str(document.reach),
        shown=storable_json(document.shown),
        **{f"by_{name}": storable(key).encode() for name, key in document.orders.items()},
        version=document.version,
    )


def _tombstone(key: str, had: StoredDocument) -> StoredDocument:
    return StoredDocument(key=key, kind=had.kind, lang=had.lang, work=had.work)


def _changed_words(before: dict[str, StoredDocument], prepared: list[_Prepared], gone: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in prepared:
        counts.update(one.words.folded())
    for key in (*(one.document.key for one in prepared), *gone):
        had = before.get(key)
        if had is not None and had.place is not None:
            counts.subtract(words_stored(had).folded())
    return counts


def is_listed(word: str) -> bool:
    """Words of letters, which people mistype; a number has no neighbours, a single sign is no spelling."""
    return len(word) > 1 and word.isalpha()


def count_words(counts: Counter[str]) -> None:
    """Add to the word list; a word may lose what it gains."""
    rows = [
        (word, count, word[0], word[-1], len(word))
        for word, count in sorted(counts.items())
        if count and is_listed(word)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_knownword (word, documents, first, last, length) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (word) DO UPDATE SET documents = search_knownword.documents + excluded.documents",
            rows,
        )


def _note_fault(key: str, fault: Exception, *, attempts: int) -> None:
    Touched.objects.filter(key=key).exclude(fault="").delete()
    Touched.objects.create(
        key=key,
        attempts=attempts + 1,
        retry_at=timezone.now() + timedelta(seconds=RETRY[min(attempts, len(RETRY) - 1)]),
        fault=f"{type(fault).__name__}: {fault}"[:1000],
    )


def drop_retired() -> None:
    """A generation that has stopped answering goes when no query can still be reading it; one that was begun and given no
    sign of life for long, at once: everything was written twice for it."""
    now = timezone.now()
    if not Index.objects.filter(Q(retired_at__lt=now - GRACE) | Q(building_at__lt=now - ABANDONED)).exists():
        return
    with transaction.atomic():
        index = lock()
        if index.retired is not None and index.retired_at is not None and index.retired_at < now - GRACE:
            tables().drop(index.retired)
            index.retired = index.retired_at = None
        if index.building is not None and index.building_at is not None and index.building_at < now - ABANDONED:
            tables().drop(index.building)
            index.building = index.building_at = None
        index.save(update_fields=["retired", "retired_at", "building", "building_at"])
