"""The relay: takes what happened from the editing floor to the ledger. The only writer of editions and entries.

One event is one transaction: compile, store the edition, append the entry with the next number, mark the event as
handled. A kill between any two steps undoes the whole transaction, so nothing is lost and nothing is told twice.
The ledger's row is locked first: a second relay waits, so numbers have no gaps and never change their order.

An event that cannot be compiled is kept with its fault and tried again later (`RETRY`); later events of the same
edition wait behind it, other editions pass.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from hub.content.models.editions import EditionPage
from hub.publishing.compiling import Alternate, Compiled, Standing, compile_edition, url_path
from hub.publishing.models import Act, Change, Edition, Ledger, LedgerEntry, PublishingEvent, Reference, State
from hub.publishing.recording import refresh
from locales.languages import SOURCE
from locales.staleness import passages_behind
from media_library.licences import is_open

logger = logging.getLogger(__name__)

RETRY = (1, 5, 30, 120, 600)  # seconds after the first, second … failure; the last one for ever after
BATCH = 200


def relay_waiting(stopping: Callable[[], bool] = lambda: False) -> int:
    """Handle every event that is waiting, oldest first. Returns how many were handled."""
    handled = 0
    for event_id in _waiting():
        if stopping():
            break
        handled += relay_one(event_id)
    return handled


def _waiting() -> Iterator[int]:
    """Ids of events that may be handled now, in order; an edition whose earlier event failed waits behind it."""
    held: set[str] = set()
    waiting = PublishingEvent.objects.filter(handled_at__isnull=True)
    # left out by the query: what waits behind a fault could otherwise fill the batch and hold up every other edition
    resting = waiting.filter(retry_at__gt=timezone.now()).values("edition_id")
    rows = waiting.exclude(edition_id__in=resting).order_by("id")
    for event_id, edition_id in rows.values_list("id", "edition_id")[:BATCH]:
        if edition_id not in held:
            yield event_id
            if PublishingEvent.objects.filter(pk=event_id, handled_at__isnull=True).exists():
                held.add(edition_id)


def relay_one(event_id: int) -> bool:
    """Handle one event; a fault is written on its row. Returns whether it was handled."""
    try:
        with transaction.atomic(durable=True):
            ledger, _created = Ledger.objects.select_for_update().get_or_create(pk=1)
            event = PublishingEvent.objects.select_for_update().get(pk=event_id)
            if event.handled_at is not None:
                return False
            handle(event, ledger)
            event.handled_at = timezone.now()
            event.fault = ""
            event.save(update_fields=["handled_at", "fault"])
    except (OperationalError, InterfaceError):
        raise  # the database, not the event, is at fault
    except Exception as fault:
        logger.exception("event %s cannot be compiled", event_id)
        _note_fault(event_id, fault)
        return False
    return True


def _note_fault(event_id: int, fault: Exception) -> None:
    event = PublishingEvent.objects.get(pk=event_id)
    wait = RETRY[min(event.attempts, len(RETRY) - 1)]
    event.attempts += 1
    event.retry_at = timezone.now() + timedelta(seconds=wait)
    event.fault = f"{type(fault).__name__}: {fault}"[:1000]
    event.save(update_fields=["attempts", "retry_at", "fault"])


def handle(event: PublishingEvent, ledger: Ledger) -> None:
    """Bring one event into the ledger, inside the caller's transaction."""
    edition = Edition.objects.select_for_update().filter(pk=event.edition_id).first()
    if event.act in (Act.WITHDRAWN, Act.DELETED):
        if edition is not None and edition.state != State.DELETED:
            _close(edition, event, ledger)
        return
    if event.act in (Act.MOVED, Act.REFRESHED):
        if edition is not None and edition.state == State.LIVE and not _comes_again(event):
            _renew(edition, event, ledger)
        return
    _release(edition, event, ledger)


def _comes_again(event: PublishingEvent) -> bool:
    """Is a later event waiting that compiles the same edition anyway? A refresh that says nothing to readers may then be
    left to it: eight new languages are one change for each sibling, not seven."""
    later = PublishingEvent.objects.filter(edition_id=event.edition_id, pk__gt=event.pk, handled_at__isnull=True)
    return not event.note and later.exists()


# --- release ---------------------------------------------------------------------------------------------------------


def _release(edition: Edition | None, event: PublishingEvent, ledger: Ledger) -> None:
    """A publish or a correction: version + 1."""
    was_live = edition is not None and edition.state == State.LIVE
    page = _page(event.revision_id)
    version = (edition.version if edition is not None else 0) + 1
    if edition is None:
        edition = Edition(id=event.edition_id, work=event.work, lang=event.lang, last_seq=0, updated_at=event.at)
    change = Change.PUBLISHED
    if was_live:
        change = Change.CORRECTED if event.act == Act.CORRECTED else Change.UPDATED
    if page is None:
        # the page went before its release was told; what follows in the ledger is its withdrawal
        _tell_of_a_lost_page(edition, event, ledger, change=change, version=version)
        return

    if change == Change.CORRECTED:
        edition.corrections = [
            *edition.corrections,
            {"version": version, "at": event.at.isoformat(), "note": event.note},
        ]
    _note_segments(edition, event)
    edition.page_id, edition.revision_id, edition.version = event.page_id, event.revision_id, version
    edition.published_at = edition.published_at or page.first_published_at or event.at
    edition.updated_at = event.at
    edition.state, edition.reason, edition.replacement = State.LIVE, "", ""
    compiled = compile_edition(page, _standing(edition, note=event.note))
    if change == Change.UPDATED and compiled.licence != edition.licence:
        change = Change.RIGHTS_CHANGED
    _store(edition, page, compiled)
    _append(edition, event, ledger, change)
    _tell_siblings(edition, languages_changed=not was_live)


def _page(revision_id: int | None) -> EditionPage | None:
    revision = Revision.objects.filter(pk=revision_id).first()
    if revision is None or revision.content_object is None:
        return None
    page: EditionPage = revision.as_object()
    return page


def _tell_of_a_lost_page(
    edition: Edition, event: PublishingEvent, ledger: Ledger, *, change: str, version: int
) -> None:
    edition.page_id, edition.version, edition.updated_at = event.page_id, version, event.at
    edition.published_at = edition.published_at or event.at
    edition.state, edition.document, edition.summary, edition.etag = State.LIVE, "", "", ""
    edition.save()
    _append(edition, event, ledger, change)


def _note_segments(edition: Edition, event: PublishingEvent) -> None:
    """Remember the source's passages that this text stands on. A cosmetic edit of the source leaves its translations
    current: its new passages take the place of the old ones in what they were translated from."""
    if event.cosmetic and edition.lang == SOURCE:
        added = Counter(event.segment_digests) - Counter(edition.segment_digests)
        gone = Counter(edition.segment_digests) - Counter(event.segment_digests)
        for sibling in Edition.objects.filter(work=edition.work).exclude(lang=SOURCE):
            stands_on = Counter(sibling.segment_digests)
            if gone <= stands_on:
                sibling.segment_digests = list((stands_on - gone + added).elements())
                sibling.save(update_fields=["segment_digests"])
    edition.segment_digests = event.segment_digests
    edition.source_revision_id = event.source_revision_id


# --- standing --------------------------------------------------------------------------------------------------------


def _standing(edition: Edition, *, note: str) -> Standing:
    source = Edition.objects.filter(work=edition.work, lang=SOURCE).first() if edition.lang != SOURCE else None
    edition.freshness = _stale_paragraphs(edition, source)
    siblings = Edition.objects.filter(work=edition.work, state=State.LIVE).exclude(pk=edition.pk).order_by("lang")
    return Standing(
        version=edition.version,
        published_at=edition.published_at or edition.updated_at,
        updated_at=edition.updated_at,
        translated_from_version=_translated_from(edition, source),
        freshness=edition.freshness,
        note=note,
        corrections=tuple(edition.corrections),
        alternates=tuple(Alternate(lang=row.lang, url_path=row.url_path) for row in siblings),
    )


def _stale_paragraphs(edition: Edition, source: Edition | None) -> int:
    if source is None or not edition.source_revision_id:
        return 0
    return passages_behind(source.segment_digests, edition.segment_digests)


def _translated_from(edition: Edition, source: Edition | None) -> int | None:
    if source is None or edition.source_revision_id is None:
        return None
    entry = LedgerEntry.objects.filter(edition=source, revision_id=edition.source_revision_id).order_by("seq").first()
    return entry.version if entry is not None else None


def _tell_siblings(edition: Edition, *, languages_changed: bool) -> None:
    """The other languages name this one as their alternate, and a new source may have made them stale."""
    if languages_changed:
        refresh(Q(work=edition.work) & ~Q(pk=edition.pk))
    elif edition.lang == SOURCE:
        refresh(Q(work=edition.work) & ~Q(lang=SOURCE))
    if edition.kind == "dossier":
        refresh(Q(references__kind="dossier", references__key=str(edition.work), lang=edition.lang))


# --- renewal and end -------------------------------------------------------------------------------------------------


def _renew(edition: Edition, event: PublishingEvent, ledger: Ledger) -> None:
    """Something around or inside a live edition changed. Told only if its document comes out different; a change of the
    text itself (a corrected fact, a new credit) is a new version."""
    page = _page(edition.revision_id)
    if page is None:
        return
    told = _note_of(edition)
    compiled = compile_edition(page, _standing(edition, note=told))
    if compiled.etag == edition.etag:
        return
    edition.updated_at = event.at
    if not compiled.says_the_same_as(edition.document):
        edition.version += 1
        told = event.note or told
    _store(edition, page, compile_edition(page, _standing(edition, note=told)))
    _append(edition, event, ledger, Change.UPDATED)


def _note_of(edition: Edition) -> str:
    """What readers were told with the version that stands."""
    entry = LedgerEntry.objects.filter(edition=edition, version=edition.version).order_by("seq").first()
    return entry.note if entry is not None else ""


def _close(edition: Edition, event: PublishingEvent, ledger: Ledger) -> None:
    """Withdrawn or deleted: a tombstone with a reason stays; the text itself goes."""
    already_told = edition.state == State.WITHDRAWN
    edition.state = State.DELETED if event.act == Act.DELETED else State.WITHDRAWN
    edition.updated_at = event.at
    edition.reason, edition.replacement = event.note, event.replacement
    edition.document = edition.summary = edition.etag = ""
    edition.references.all().delete()
    edition.save()
    if not already_told:
        _append(edition, event, ledger, Change.WITHDRAWN)
        _tell_siblings(edition, languages_changed=True)


# --- storing ---------------------------------------------------------------------------------------------------------


def _store(edition: Edition, page: EditionPage, compiled: Compiled) -> None:
    edition.kind, edition.title, edition.url_path = page.kind, page.title, url_path(page)
    edition.licence = compiled.licence
    edition.is_open = is_open(edition.licence)
    edition.starts_at = getattr(page, "starts", None)
    edition.document, edition.summary, edition.etag = compiled.document, compiled.summary, compiled.etag
    edition.save()
    wanted = set(compiled.references)
    for reference in edition.references.all():
        if (reference.kind, reference.key) in wanted:
            wanted.discard((reference.kind, reference.key))
        else:
            reference.delete()
    Reference.objects.bulk_create([Reference(edition=edition, kind=kind, key=key) for kind, key in sorted(wanted)])


def _append(edition: Edition, event: PublishingEvent, ledger: Ledger, change: str) -> None:
    """The next number. The ledger's row is locked, so no other relay can take it."""
    ledger.last_seq += 1
    ledger.save(update_fields=["last_seq"])
    LedgerEntry.objects.create(
        seq=ledger.last_seq,
        edition=edition,
        event=event,
        version=edition.version,
        change=change,
        at=event.at,
        etag=edition.etag,
        note=event.note,
        revision_id=edition.revision_id,
    )
    edition.last_seq = ledger.last_seq
    edition.save(update_fields=["last_seq"])
