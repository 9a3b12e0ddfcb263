"""The days on which rights end and begin: warnings 30, 7 and 1 days before, and the word that one has come.

Nothing is switched here: an asset stops being served because every request asks (`media_library.rights.clearance`). What is
told, is told once (`RightsNotice`), whenever this runs next; so a night without the job loses nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal

from media_library.models import Asset, Notice, RightsNotice
from media_library.models.consents import rights_prefetch
from media_library.rights.clearance import Shown
from media_library.rights.clearing import facts_of

# sent with `assets` (a query) when their rights have begun or ended; whoever shows them listens
rights_turned = Signal()

OF_LATE = timedelta(days=30)
KEPT = timedelta(days=90)
WARNED_WITHIN = 30
WARN = ((1, Notice.TOMORROW), (7, Notice.IN_7_DAYS), (WARNED_WITHIN, Notice.IN_30_DAYS))


@dataclass(frozen=True, slots=True)
class Due:
    """One notice that is to be told: `day` is the last day of use, for `begun` the first, for `withdrawn` that of the
    withdrawal by `who`."""

    asset: Asset
    notice: Notice
    day: date
    who: Shown | None = None


def ending(today: date, *, within: int = WARNED_WITHIN) -> list[Due]:
    """Every asset whose rights have ended or end within so many days, the next end first."""
    return _due(_with_an_end(today + timedelta(days=within)), today)


def ending_soon(today: date) -> list[Due]:
    """Those that may still be used: what ended long ago is not read."""
    dues = _due(_with_an_end(today + timedelta(days=WARNED_WITHIN), since=today), today)
    return [due for due in dues if due.notice != Notice.ENDED]


def _due(rows: QuerySet[Asset], today: date) -> list[Due]:
    found = [
        Due(asset, notice, last)
        for asset in rows
        if (last := facts_of(asset).last_day) is not None and (notice := _notice_of(last, today)) is not None
    ]
    return sorted(found, key=lambda due: (due.day, due.asset.title))


def withdrawn(today: date, *, since: date = date.min) -> list[Due]:
    """Every asset that stands on a consent which was withdrawn after a day, the last first; one line a person. Letters ask
    for those of late: who reads them for the first time is not told of years."""
    by_then = Q(people__consent__withdrawn_on__lte=today, people__consent__withdrawn_on__gt=since)
    found = [
        Due(asset, Notice.WITHDRAWN, each.agreement.withdrawn, each)
        for asset in _with_rights(Asset.objects.filter(by_then).distinct())
        for each in facts_of(asset).people
        if each.has_a_say and each.agreement and each.agreement.withdrawn and since < each.agreement.withdrawn <= today
    ]
    return sorted(found, key=lambda due: (-due.day.toordinal(), due.asset.title))


def tell_turned(today: date) -> list[Due]:
    """Tell those who listen of rights that ended or began and were not told of yet. Safe to run twice."""
    with transaction.atomic():
        ended = [due for due in ending(today, within=0) if due.notice == Notice.ENDED]
        new = [due for due in [*ended, *_begun(today)] if _note(due)]
        if new:
            rights_turned.send(sender=Asset, assets=Asset.objects.filter(pk__in=[due.asset.pk for due in new]))
    return new


def warn(today: date) -> list[Due]:
    """The warnings that nobody was given yet, withdrawn consents among them. Safe to run twice."""
    with transaction.atomic():
        return [
            due
            for due in [*ending(today), *withdrawn(today, since=today - OF_LATE)]
            if due.notice != Notice.ENDED and _note(due)
        ]


def still_true(notice: RightsNotice) -> bool:
    """Does the day still stand, or has somebody prolonged the right, or renewed the consent, meanwhile?"""
    facts = facts_of(notice.asset)
    if notice.notice == Notice.WITHDRAWN:
        return any(each.agreement and each.agreement.withdrawn == notice.day for each in facts.people if each.has_a_say)
    return notice.day == (facts.first_day if notice.notice == Notice.BEGUN else facts.last_day)


def prune(today: date) -> int:
    """Forget warnings whose day is long past; what says that a right has ended or begun is kept, or it would be told again."""
    long_past = RightsNotice.objects.filter(day__lt=today - KEPT).exclude(notice__in=(Notice.ENDED, Notice.BEGUN))
    return long_past.delete()[0]


def _note(due: Due) -> bool:
    _row, created = RightsNotice.objects.get_or_create(asset=due.asset, notice=due.notice, day=due.day)
    return created


def _notice_of(last: date, today: date) -> Notice | None:
    left = (last - today).days
    if left < 0:
        return Notice.ENDED
    return next((notice for days, notice in WARN if left <= days), None)


def _with_an_end(until: date, *, since: date = date.min) -> QuerySet[Asset]:
    """A consent that is withdrawn has no last day of its own: it ends at once, and its change is told at once."""
    between = (since, until)
    near = Q(usable_until__range=between) | Q(rights__usable_until__range=between)
    near |= Q(people__consent__ends_on__range=between)
    return _with_rights(Asset.objects.filter(near).distinct())


def _begun(today: date) -> list[Due]:
    told = RightsNotice.objects.filter(notice=Notice.BEGUN).values("asset")
    rows = Asset.objects.filter(Q(usable_from__lte=today) | Q(rights__usable_from__lte=today)).exclude(pk__in=told)
    firsts = ((asset, facts_of(asset).first_day) for asset in _with_rights(rows))
    return [Due(asset, Notice.BEGUN, first) for asset, first in firsts if first is not None and first <= today]


def _with_rights(rows: QuerySet[Asset]) -> QuerySet[Asset]:
    return rows.select_related("rights").prefetch_related(*rights_prefetch())
