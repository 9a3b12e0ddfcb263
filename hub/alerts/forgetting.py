"""What saved searches keep has an age: messages and what was never sent are forgotten after `KEPT`. That something was
found is remembered as long as it is there, so nobody is told of it twice."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from hub.alerts.models import Match, Notice
from search.models import StoredDocument

KEPT = timedelta(days=90)
BATCH = 500


def forget(now: datetime) -> int:
    """Once a day. Returns how many rows went; a second run finds nothing."""
    before = now - KEPT
    gone = 0
    while notices := list(
        Notice.objects.filter(made_at__lt=before).order_by("made_at").values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            Match.objects.filter(notice__in=notices).update(known=True, notice=None)
            Notice.objects.filter(pk__in=notices).delete()
        gone += len(notices)
    # found while messages were stopped, and nobody has started them again
    Match.objects.filter(known=False, notice=None, found_at__lt=before).update(known=True)
    return gone + _of_what_is_gone()


def _of_what_is_gone() -> int:
    there = StoredDocument.objects.filter(pk=OuterRef("key"), place__isnull=False)
    without: QuerySet[Match] = Match.objects.filter(~Exists(there), known=True)
    gone = 0
    while keys := list(without.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        gone += Match.objects.filter(pk__in=keys).delete()[0]
    return gone
