"""What was scheduled: each page in a transaction of its own, so that one refusal stops no other."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import pgettext
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from hub.publishing.intents import Intent, intending

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish every revision whose hour has come and withdraw every page whose last hour has passed.

    A refused one (untranslated text, a parent that is not live) loses its schedule, and the page's history says why.
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
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in list(due):
        try:
            with transaction.atomic(durable=True):
                revision.publish(log_action="wagtail.publish.scheduled")
            published += 1
        except ValidationError as refused:
            logger.warning("revision %s is not published: %s", revision.pk, refused)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(
                instance=revision.content_object,
                action="hub.schedule_refused",
                data={"reason": " ".join(refused.messages)},
            )
    return published
