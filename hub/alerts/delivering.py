"""Sends what waits, again and again for a day; then the alert is stopped and says so, and nothing of it is lost.

An attempt is noted before it is made, with the time of the next one. So a process killed on the way leaves a notice that
comes again, with the same id; and a second process does not send what the first one is sending.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from hub.alerts import messages
from hub.alerts.models import Alert, Match, Notice, SavedSearch
from hub.outbound import letters
from hub.outbound.calling import OutboundError
from hub.outbound.pauses import is_last, pause_after
from hub.outbound.webhooks import deliver

BATCH = 20
AT_ONCE = 8  # senders side by side: one that answers slowly holds up no other
GONE = 410  # the receiver does not want it any more
STOPPED = "alerts.stop"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A notice ready to go; `way` talks to the network and to nothing of ours."""

    notice: Notice
    language: str
    way: Callable[[], "Outcome"]

    def send(self) -> "Outcome":
        """In a thread of its own; what went wrong is said in the owner's language."""
        with override(self.language):
            return self.way()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`gone`: the other side never wants it again."""

    fault: str = ""
    gone: bool = False


def deliver_due(now: datetime) -> int:
    """One round. Returns how many were sent or tried."""
    parcels = [parcel for notice in _due(now) if (parcel := _parcel(notice)) is not None]
    if not parcels:
        return 0
    with ThreadPoolExecutor(AT_ONCE) as senders:
        outcomes = list(senders.map(lambda parcel: parcel.send(), parcels))
    for parcel, outcome in zip(parcels, outcomes, strict=True):
        _settle(parcel.notice, outcome)
    return len(parcels)


def _due(now: datetime) -> Iterator[Notice]:
    """Taken by this process, one by one."""
    waiting = Notice.objects.filter(sent_at=None, retry_at__lte=now, saved__stopped_at=None)
    for notice in waiting.exclude(saved__alert=Alert.NONE).select_related("saved__owner").order_by("retry_at")[:BATCH]:
        if is_last(notice.attempts):  # killed at the last one
            _settle(notice, Outcome(notice.fault))
            continue
        attempts, retry_at = notice.attempts + 1, now + pause_after(notice.attempts + 1)
        mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at=None)
        if mine.update(attempts=attempts, retry_at=retry_at):
            notice.attempts = attempts
            yield notice


def _parcel(notice: Notice) -> Parcel | None:
    """None where nothing is left to tell: it was withdrawn meanwhile, or its owner may not see it any more."""
    matches = messages.matches_of(notice)
    saved = notice.saved
    if not (matches or (notice.test and messages.may_be_told(saved.owner))):
        _drop(notice)
        return None
    language = messages.language_of(saved)
    if saved.alert == Alert.WEBHOOK:
        message, salts = messages.message(notice, matches), saved.salts
        return Parcel(notice, language, lambda: _by_webhook(notice, message, salts))
    with override(language):
        subject, text = messages.subject(saved, matches, test=notice.test), messages.letter(notice, matches)
    return Parcel(notice, language, lambda: _by_letter(notice, subject, text))


@transaction.atomic
def _drop(notice: Notice) -> None:
    """Should one of them match again, it was not told yet."""
    Match.objects.filter(notice=notice).delete()
    notice.delete()


def _by_letter(notice: Notice, subject: str, text: str) -> Outcome:
    try:
        letters.send(notice.saved.owner.email, subject, text, id=str(notice.id))
    except OutboundError as fault:
        return Outcome(str(fault))
    return Outcome()


def _by_webhook(notice: Notice, message: dict[str, object], salts: list[str]) -> Outcome:
    timestamp = int(timezone.now().timestamp())
    try:
        reply = deliver(notice.saved.webhook_url, id=str(notice.id), timestamp=timestamp, message=message, salts=salts)
    except OutboundError as fault:
        return Outcome(str(fault))
    if reply.accepted:
        return Outcome()
    return Outcome(_("It answered with %(status)d.") % {"status": reply.status}, gone=reply.status == GONE)


@transaction.atomic
def _settle(notice: Notice, outcome: Outcome) -> None:
    if not outcome.fault:
        Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now(), fault="")
        return
    Notice.objects.filter(pk=notice.pk).update(fault=outcome.fault[:500])
    if outcome.gone or is_last(notice.attempts):
        _stop(notice.saved, outcome.fault)


def _stop(saved: SavedSearch, why: str) -> None:
    if SavedSearch.objects.filter(pk=saved.pk, stopped_at=None).update(
        stopped_at=timezone.now(), stopped_why=why[:500]
    ):
        log(instance=saved, action=STOPPED, data={"why": why[:500]})
