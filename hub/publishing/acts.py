"""The acts of the desk: publish, correct, withdraw, delete. Each checks its own permission, runs in one transaction and
leaves its own entry in the audit log; the ledger's event is written by the recorder in the same transaction. Whether
the text is ready is asked by the release gate, as on every path by which a page goes live.
"""

import unicodedata
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Revision

from hub.content.changes import changed_fields
from hub.content.models.editions import EditionPage
from hub.publishing.identity import parse_edition_id
from hub.publishing.intents import Intent, intending
from hub.staff.models import User

LONGEST = 1000  # characters of a note or a reason: what the ledger's columns hold
NOTE_NEEDED = gettext_lazy("Say what was wrong and what is right now: readers and partners see this note.")
WITHDRAWAL_REASON_NEEDED = gettext_lazy("Give the reason: partners see it with the withdrawal.")
DELETION_REASON_NEEDED = gettext_lazy("Give the reason: it stays in the audit log.")
NOTHING_CHANGED = gettext_lazy("Nothing has been changed since the last release: change the text first, then correct.")


def publish(page: EditionPage, *, by: User, cosmetic: bool = False) -> None:
    """Release the latest draft. `cosmetic`: the meaning is the same, so translations stay current.

    Raises:
        PermissionDenied: `by` may not publish this page.
        ValidationError: something that must not leave the house is missing or untranslated.
    """
    _demand(may_publish(page, by))
    revision = _draft(page, at_once=cosmetic)
    with transaction.atomic(), intending(Intent(by=by, cosmetic=cosmetic)):
        revision.publish(user=by)


def correct(page: EditionPage, *, by: User, note: str) -> None:
    """Release the latest draft as a correction: version + 1, and the note tells readers what was wrong.

    Raises:
        PermissionDenied: `by` may not correct.
        ValidationError: no note, the page is not live, or nothing was changed.
    """
    _demand(may_correct(page, by))
    note = _words(note, missing=NOTE_NEEDED)
    if not page.live:
        raise ValidationError(_("Only a published edition can be corrected."))
    revision = _draft(page, at_once=True)
    live = type(page).objects.get(pk=page.pk)  # `page` itself may be the draft
    if not changed_fields(live, revision.as_object()):
        raise ValidationError(NOTHING_CHANGED)
    with transaction.atomic(), intending(Intent(by=by, corrects=True, note=note)):
        revision.publish(user=by, log_action=False)
        log(instance=page, action="hub.correct", user=by, data={"note": note}, content_changed=True)


def withdraw(page: EditionPage, *, by: User, reason: str, replacement: str = "") -> None:
    """Take a published edition back. The source's withdrawal takes its translations with it.

    `replacement` is the id of the edition to read instead, or empty.

    Raises:
        PermissionDenied: `by` may not withdraw.
        ValidationError: no reason, the page is not live, or the replacement is no edition's id.
    """
    _demand(may_withdraw(page, by))
    reason = _words(reason, missing=WITHDRAWAL_REASON_NEEDED)
    if replacement:
        try:
            parse_edition_id(replacement)
        except ValueError:
            raise ValidationError(_("The replacement is not the id of an edition.")) from None
    if not page.live:
        raise ValidationError(_("Only a published edition can be withdrawn."))
    with transaction.atomic(), intending(Intent(by=by, note=reason, replacement=replacement)):
        page.unpublish(user=by, log_action=False)
        log(instance=page, action="hub.withdraw", user=by, data={"reason": reason, "replacement": replacement})


def delete(page: EditionPage, *, by: User, reason: str) -> None:
    """Delete an edition for good. Its tombstone stays in the ledger.

    Raises:
        PermissionDenied: `by` may not delete.
        ValidationError: no reason.
    """
    _demand(may_delete(page, by))
    reason = _words(reason, missing=DELETION_REASON_NEEDED)
    with transaction.atomic(), intending(Intent(by=by, note=reason)):
        log(instance=page, action="hub.delete", user=by, data={"reason": reason}, deleted=True)
        page.delete(user=by)


def may_publish(page: EditionPage, by: User) -> bool:
    return bool(page.permissions_for_user(by).can_publish())


def may_correct(page: EditionPage, by: User) -> bool:
    return bool(by.has_perm("publishing.correct_edition") and page.permissions_for_user(by).can_publish())


def may_withdraw(page: EditionPage, by: User) -> bool:
    return bool(by.has_perm("publishing.withdraw_edition") and page.permissions_for_user(by).can_unpublish())


def may_delete(page: EditionPage, by: User) -> bool:
    return bool(by.has_perm("publishing.delete_edition_for_good") and page.permissions_for_user(by).can_delete())


def _demand(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not allowed:
        raise PermissionDenied


def _draft(page: EditionPage, *, at_once: bool) -> Revision:
    """The latest draft. `at_once`: it may not be waiting for a later hour, when nobody would know any more that it was a
    correction or a cosmetic change."""
    revision: Revision = page.get_latest_revision()
    draft = revision.as_object()
    if at_once and draft.go_live_at is not None and draft.go_live_at > timezone.now():
        raise ValidationError(_("The draft is to be published later: take that time out, or use “Publish”."))
    return revision


def _words(text: str, *, missing: Any) -> str:
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise ValidationError(missing)
    if len(text) > LONGEST:
        raise ValidationError(_("At most 1,000 characters."))
    return text
