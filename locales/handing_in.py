"""A translator's last step: the finished translation goes to whoever approves releases.

Localize's editor knows only "publish". Somebody who may not publish hands in: the draft is brought up to its
translations and the house's approval workflow starts on it.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from hub.staff.models import User
from locales.release_gate import UntranslatedRefused, gaps_in


def may_hand_in(page: Page, by: User) -> bool:
    permissions = page.permissions_for_user(by)
    return bool(
        permissions.can_edit() and permissions.can_submit_for_moderation()
    )  # the latter asks nothing of the user


def hand_in(translation: Translation, *, by: User) -> WorkflowState:
    """Start the approval of a translation.

    Raises:
        PermissionDenied: `by` may not submit this page, or it waits for approval already.
        UntranslatedRefused: passages are still missing; nothing was changed.
        ValidationError: a translation does not fit its field; the message stands on the segment.
    """
    page = translation.get_target_instance()
    if not may_hand_in(page, by):
        raise PermissionDenied
    if missing := gaps_in(translation):
        raise UntranslatedRefused(page, missing)
    with transaction.atomic():
        translation.save_target(user=by, publish=False)
        page = translation.get_target_instance()
        state: WorkflowState = page.get_workflow().start(page, by)
    return state
