"""Rights by four eyes: what one person drafts, another approves. Ending a right needs one person only, and works at once."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from media_library.models import RightsRecord

if TYPE_CHECKING:
    from hub.staff.models import User

APPROVE = "media_library.approve_rightsrecord"
CHANGE = "media_library.change_rightsrecord"
# what a second person looks at, in the order of the contract
SHOWN = (
    *("title", "holder", "holder_name", "contract_number", "licence", "terms", "uses", "territories", "languages"),
    *(
        "translation_allowed",
        "modification_allowed",
        "exclusive",
        "usable_from",
        "usable_until",
        "third_party",
        "fee_note",
    ),
)


def why_not_approve(record: RightsRecord, by: "User") -> str:
    """Why this person cannot approve the latest draft; empty where nothing speaks against it."""
    draft = record.latest_revision
    if draft is None or (record.live and not record.has_unpublished_changes):
        return _("There is nothing to approve: the latest draft is in force.")
    if draft.user_id == by.pk:
        return _("You drafted it yourself: a second person has to approve it.")
    return ""


@transaction.atomic
def approve(record: RightsRecord, *, by: "User") -> RightsRecord:
    """The latest draft comes into force.

    Raises:
        PermissionDenied: `by` may not approve.
        ValidationError: nothing to approve, or `by` drafted it.
    """
    if not by.has_perm(APPROVE):
        raise PermissionDenied
    record = RightsRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if refusal := why_not_approve(record, by):
        raise ValidationError(refusal)
    record.latest_revision.publish(user=by, skip_permission_checks=True)
    log(instance=record, action="media_library.approve", user=by)
    return RightsRecord.objects.get(pk=record.pk)


def may_end(record: RightsRecord, by: "User") -> bool:
    return record.live and by.has_perm(CHANGE)


@transaction.atomic
def end(record: RightsRecord, *, by: "User", reason: str) -> RightsRecord:
    """Nothing that stands on the record may be used any more, from this moment. In force again it comes by a second
    person's approval.

    Raises:
        PermissionDenied: `by` may not change rights.
        ValidationError: no reason is told, or the record is not in force.
    """
    if not by.has_perm(CHANGE):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why the right ends."))
    record = RightsRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if not record.live:
        raise ValidationError(_("The record is not in force: there is nothing to end."))
    record.live = False
    record.has_unpublished_changes = True
    record.save()
    log(instance=record, action="media_library.end", user=by, data={"reason": reason.strip()})
    return record


def changes(record: RightsRecord) -> list[tuple[str, Any, Any]]:
    """Label, value in force and drafted value of each field that the latest draft changes."""
    draft = record.get_latest_revision_as_object()
    rows = [
        (str(RightsRecord._meta.get_field(name).verbose_name), _worded(record, name), _worded(draft, name))
        for name in SHOWN
    ]
    if not record.live and record.live_revision_id is None:
        return [(label, "", now) for label, _before, now in rows if now]
    return [(label, before, now) for label, before, now in rows if before != now]


def _worded(record: RightsRecord, name: str) -> str:
    shown = getattr(record, f"get_{name}_display", None)
    value = shown() if shown is not None else getattr(record, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value)
    return str(value) if value is not None else ""
