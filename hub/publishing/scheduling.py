"""What was scheduled: each page in a transaction of its own, so that one refusal stops no other."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from hub.publishing.intents import Intent, intending

logger = logging.getLogger(__name__)

TRIED_FOR = timedelta(days=1)


def publish_due() -> int:
    """Publish every revision whose hour has come and withdraw every page whose last hour has passed.

    A refused one (something is missing, a parent that is not live) stops no other. It is tried again at each run for a
    day, because what was missing may be mended elsewhere: an alt text in the library, the column's own release.
    Returns how many pages changed.
    """
    return _withdraw_expired() + _publish_approved()


def _withdraw_expired() -> int:
    withdrawn = 0
    expired = Page.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
    for page_id in list(expired.values_list("pk", flat=True)):
        with transaction.atomic(durable=True):
            # a source that went before it may have taken this one along
            page = Page.objects.filter(pk=page_id, live=True).specific().first()
            if page is None:
                continue
            with translation.override(page.locale.language_code):
                note = pgettext("portal", "Its scheduled time ended.")
            with intending(Intent(note=note)):
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            withdrawn += 1
    return withdrawn


def _publish_approved() -> int:
    published = 0
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
    for revision in list(due):
        try:
            with transaction.atomic(durable=True):
                revision.publish(log_action="wagtail.publish.scheduled")
            published += 1
        except ValidationError as refused:
            _put_off(revision, " ".join(refused.messages))
        except Exception:  # the next page must not wait for this one's fault; it is tried again
            logger.exception("revision %s could not be published at its time", revision.pk)
            _put_off(revision, gettext("An unexpected error; the technicians find it in the log."))
    return published


def _put_off(revision: Revision, reason: str) -> None:
    """Keep its schedule for a day, then take it out. The page's history says why, once for each reason."""
    page = revision.content_object
    if revision.approved_go_live_at < timezone.now() - TRIED_FOR:
        action = "hub.schedule_dropped"
    elif reason in _told(page, since=revision.approved_go_live_at):
        return
    else:
        action = "hub.schedule_refused"
    with transaction.atomic():
        if action == "hub.schedule_dropped":
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=page, action=action, revision=revision, data={"reason": reason})
    logger.warning("revision %s is not published at its time: %s", revision.pk, reason)


def why_overdue(page: Page) -> str:
    """Why a page whose hour has passed is still waiting; empty if it is not."""
    waiting = page.scheduled_revision
    if waiting is None or waiting.approved_go_live_at > timezone.now():
        return ""
    return next(iter(_told(page, since=waiting.approved_go_live_at)), "")


def _told(page: Page, *, since: datetime) -> list[str]:
    """The reasons in the page's history, the newest first."""
    entries = PageLogEntry.objects.filter(page=page.pk, action="hub.schedule_refused", timestamp__gte=since)
    return [entry.data["reason"] for entry in entries.order_by("-timestamp")]
