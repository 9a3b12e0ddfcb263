"""From new matches to notices: at once, or together once a day. Each match gets into one notice, with it in one
transaction."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hub.alerts.models import Alert, Match, Notice, SavedSearch

DIGEST_AT = time(7)  # in the house's own time
BETWEEN_LETTERS = timedelta(minutes=1)  # an import brings thousands: nobody wants a letter for each
MOST_IN_A_NOTICE = 100


def tell(now: datetime) -> int:
    """Returns how many notices were made."""
    untold = SavedSearch.objects.filter(
        pk__in=Match.objects.filter(known=False, notice=None).values("saved"), stopped_at=None
    ).exclude(alert=Alert.NONE)
    return sum(_make_notice(pk, now) for pk in untold.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _make_notice(saved_id: int, now: datetime) -> bool:
    saved = SavedSearch.objects.select_for_update().filter(pk=saved_id, stopped_at=None).first()
    if saved is None or not _is_time(saved, now):
        return False
    untold = saved.matches.filter(_due(saved, now), known=False, notice=None).order_by("found_at", "pk")
    taken = list(untold.values_list("pk", flat=True)[:MOST_IN_A_NOTICE])
    if not taken:
        return False
    notice = Notice.objects.create(saved=saved, made_at=now, retry_at=now)
    Match.objects.filter(pk__in=taken).update(notice=notice)
    return True


def _is_time(saved: SavedSearch, now: datetime) -> bool:
    if saved.alert != Alert.EMAIL:
        return True
    return not saved.notices.filter(test=False, made_at__gt=now - BETWEEN_LETTERS).exists()


def _due(saved: SavedSearch, now: datetime) -> Q:
    """Once a day: what was found before the hour."""
    if saved.alert != Alert.DAILY:
        return Q()
    here = timezone.localtime(now)
    hour = here.replace(hour=DIGEST_AT.hour, minute=0, second=0, microsecond=0)
    return Q(found_at__lt=hour if here >= hour else hour - timedelta(days=1))
