"""The relay: takes what happened from the editing floor to the ledger. The only one that may write editions and entries.

One event is one transaction: compile, store the edition, append the entry with the next number (`telling`), mark the
event as handled. A kill between any two steps undoes the whole transaction, so nothing is lost and nothing is told
twice. The ledger's row is locked first: a second relay waits, so numbers have no gaps and never change their order.

An event that cannot be compiled is kept with its fault and tried again later (`RETRY`); later events of the same
edition wait behind it, other editions pass.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hub.publishing.models import Act, Ledger, PublishingEvent
from hub.publishing.telling import read_for, tell
from media_library.clips.rights_inside import stamp_proxy
from media_library.models import Audio, Carrier, Picture, Video
from media_library.renditions.standard import NotDrawnError, PictureUnreadableError, only_drawn, renditions

logger = logging.getLogger(__name__)

RETRY = (1, 5, 30, 120, 600)  # seconds after the first, second … failure; the last one for ever after
MOST_ATTEMPTS = 32_767  # what the column holds: half a year of ten-minute pauses
BATCH = 200

_later = PublishingEvent.objects.filter(
    edition_id=OuterRef("edition_id"), pk__gt=OuterRef("pk"), handled_at__isnull=True
)
COMPILED_AGAIN = PublishingEvent.objects.filter(
    Exists(_later), handled_at__isnull=True, act__in=(Act.REFRESHED, Act.MOVED), note=""
)


def relay_waiting(stopping: Callable[[], bool] = lambda: False) -> int:
    """Handle every event that is waiting, oldest first; what comes after a fault of its edition waits behind it.
    Returns how many were handled."""
    pass_over()
    handled = 0
    held: set[str] = set()
    for event_id, edition_id in _waiting():
        if stopping():
            break
        if edition_id in held:
            continue
        if relay_one(event_id):
            handled += 1
        else:
            held.add(edition_id)
    return handled


@transaction.atomic
def pass_over() -> int:
    """What only asks to compile an edition that a later event compiles anyway is handled, all at once: an archive in eight
    languages asks for each edition seven times."""
    if not COMPILED_AGAIN.exists():
        return 0
    Ledger.objects.select_for_update().get_or_create(pk=1)  # as for each event: two relays never wait for one another
    return COMPILED_AGAIN.update(handled_at=timezone.now(), retry_at=None, fault="")


def _waiting() -> list[tuple[int, str]]:
    """Event and edition of what may be handled now, in order."""
    waiting = PublishingEvent.objects.filter(handled_at__isnull=True)
    # left out by the query: what waits behind a fault could otherwise fill the batch and hold up every other edition
    resting = waiting.filter(retry_at__gt=timezone.now()).values("edition_id")
    rows = waiting.exclude(edition_id__in=resting).order_by("id")
    return list(rows.values_list("id", "edition_id")[:BATCH])


def relay_one(event_id: int) -> bool:
    """Handle one event; a fault is written on its row. Returns whether it is handled now, be it by another relay."""
    undrawable: set[Carrier] = set()
    try:
        while (carrier := _handle(event_id, undrawable)) is not None:
            if not _draw(carrier):
                undrawable.add(carrier)
    except (OperationalError, InterfaceError):
        raise  # the database, not the event, is at fault
    except Exception as fault:
        logger.exception("event %s cannot be compiled", event_id)
        _note_fault(event_id, fault)
        return False
    return True


def _handle(event_id: int, undrawable: set[Carrier]) -> Carrier | None:
    """Reads the page, then writes all in one transaction. A picture that is not drawn yet, or a clip whose proxy does not yet
    say what is said of it now, undoes it and is returned: that takes seconds, in which nobody else could write to the database."""
    read = read_for(PublishingEvent.objects.get(pk=event_id))
    try:
        with transaction.atomic(durable=True), only_drawn(undrawable):
            ledger, _created = Ledger.objects.select_for_update().get_or_create(pk=1)
            event = PublishingEvent.objects.select_for_update().get(pk=event_id)
            if event.handled_at is None:
                tell(event, ledger, read)
                event.handled_at, event.retry_at, event.fault = timezone.now(), None, ""
                event.save(update_fields=["handled_at", "retry_at", "fault"])
    except NotDrawnError as missing:
        return missing.carrier
    return None


def _draw(missing: Carrier) -> bool:
    if isinstance(missing, Video):
        clip = Video.objects.filter(pk=missing.pk).first()
        return clip is None or stamp_proxy(clip)
    if isinstance(missing, Audio):
        recording = Audio.objects.filter(pk=missing.pk).first()
        return recording is None or stamp_proxy(recording)
    picture = Picture.objects.filter(pk=missing.pk).first()
    if picture is not None:  # else it has gone meanwhile, and the document will say so
        try:
            renditions(picture)
        except PictureUnreadableError:
            return False
    return True


@transaction.atomic
def _note_fault(event_id: int, fault: Exception) -> None:
    """Nothing, if another relay has handled the event meanwhile."""
    event = PublishingEvent.objects.select_for_update().filter(pk=event_id, handled_at__isnull=True).first()
    if event is None:
        return
    wait = RETRY[min(event.attempts, len(RETRY) - 1)]
    event.attempts = min(event.attempts + 1, MOST_ATTEMPTS)
    event.retry_at = timezone.now() + timedelta(seconds=wait)
    # PostgreSQL keeps no NUL, and this row must be written whatever the fault says
    event.fault = f"{type(fault).__name__}: {fault}".replace("\x00", "�")[:1000]
    event.save(update_fields=["attempts", "retry_at", "fault"])
