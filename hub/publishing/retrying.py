"""Events that could not be compiled wait longer and longer; somebody who has mended the cause need not wait."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log

from hub.publishing.models import PublishingEvent
from hub.staff.models import User


def stuck_events() -> QuerySet[PublishingEvent]:
    """What was tried and failed, oldest first."""
    return PublishingEvent.objects.filter(handled_at__isnull=True).exclude(fault="").order_by("pk")


def may_retry(user: Any) -> bool:
    return bool(user.has_perm("publishing.change_publishingevent"))


def retry_now(event: PublishingEvent, *, by: User) -> bool:
    """Let the relay take it up at once. Returns whether it was still waiting; doing it twice does no harm.

    Raises:
        PermissionDenied: `by` may not.
    """
    if not may_retry(by):
        raise PermissionDenied
    with transaction.atomic():
        waiting = PublishingEvent.objects.filter(pk=event.pk, handled_at__isnull=True).update(retry_at=None)
        if waiting:
            log(instance=event, action="wagtail.edit", user=by, title=str(event))
    return bool(waiting)
