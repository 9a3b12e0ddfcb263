"""Rights by four eyes: what one person drafts, or several do, another approves. Ending a right needs one person only, and works at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from media_library.models import RightsCredit, RightsEvidence, RightsRecord
from media_library.rights.clearance import in_words, uses_in_words
from media_library.rights.uses import language_name, territory_name

if TYPE_CHECKING:
    from hub.staff.models import User

APPROVE = "media_library.approve_rightsrecord"
CHANGE = "media_library.change_rightsrecord"
# what a second person looks at, in the order of the contract: all of it, for all of it comes into force
SHOWN = (
    *("title", "holder", "holder_name", "contract_number", "licence", "terms", "terms_url"),
    *("licensor_url", "licensor_email", "uses", "territories", "languages", "usable_from", "usable_until"),
    *("translation_allowed", "modification_allowed", "exclusive", "data_mining", "watermark"),
    *("third_party", "fee_note"),
)
NAMED_BY = {"territories": territory_name, "languages": language_name}


def why_not_approve(record: RightsRecord, by: "User") -> str:
    """Why this person cannot approve the latest draft; empty where nothing speaks against it."""
    draft = record.latest_revision
    if draft is None or (record.live and not record.has_unpublished_changes):
        return _("There is nothing to approve: the latest draft is in force.")
    if _drafts(record).filter(user=by).exists():
        return _("You drafted it, or had a hand in it: somebody who has not, has to approve it.")
    return ""


def authors_of(record: RightsRecord) -> list["User"]:
    """Everybody who had a hand in the latest draft, the last one first: each draft is written on top of the one before."""
    drafts = _drafts(record).exclude(user=None).select_related("user").order_by("-pk")
    return list(dict.fromkeys(draft.user for draft in drafts))


def _drafts(record: RightsRecord) -> QuerySet[Revision]:
    """What was saved since somebody last approved, and the latest one in any case: it is what comes back after an end."""
    drafts: QuerySet[Revision] = Revision.objects.for_instance(record)
    return drafts.filter(Q(pk=record.latest_revision_id) | Q(pk__gt=record.live_revision_id or 0))


def waiting_for(by: "User") -> QuerySet[RightsRecord]:
    """Drafts of others that would come into force, the oldest first; not what somebody has ended and nobody drafted anew."""
    drafts = RightsRecord.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__isnull=False)
    new = drafts.filter(Q(live_revision=None) | ~Q(latest_revision=F("live_revision")))
    own = Revision.objects.filter(
        Q(pk=OuterRef("latest_revision")) | Q(pk__gt=Coalesce(OuterRef("live_revision"), 0)),
        base_content_type=ContentType.objects.get_for_model(RightsRecord),
        object_id=Cast(OuterRef("pk"), CharField()),
        user=by,
    )
    others = new.exclude(Exists(own))
    return others.select_related("latest_revision__user").order_by("latest_revision__created_at", "pk")


@transaction.atomic
def approve(record: RightsRecord, *, by: "User", seen: int | None = None) -> RightsRecord:
    """The latest draft comes into force. `seen`: the draft that `by` was shown.

    Raises:
        PermissionDenied: `by` may not approve.
        ValidationError: nothing to approve, `by` had a hand in the draft, or it was changed since it was shown.
    """
    if not by.has_perm(APPROVE):
        raise PermissionDenied
    record = RightsRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if refusal := why_not_approve(record, by):
        raise ValidationError(refusal)
    if seen is not None and record.latest_revision_id != seen:
        raise ValidationError(_("Somebody has changed the draft meanwhile: look at it once more."))
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


def changes(record: RightsRecord) -> list[tuple[str, str, str]]:
    """Label, words in force and drafted words of everything that the latest draft changes."""
    draft = record.get_latest_revision_as_object()
    rows = [*_fields(record, draft), *_papers(record, draft)]
    if not record.live and record.live_revision_id is None:
        return [(label, "", now) for label, _before, now in rows if now]
    return [(label, before, now) for label, before, now in rows if before != now]


def _fields(record: RightsRecord, draft: RightsRecord) -> Iterator[tuple[str, str, str]]:
    for name in SHOWN:
        label = str(RightsRecord._meta.get_field(name).verbose_name)
        yield label, _worded(record, name), _worded(draft, name)


def _papers(record: RightsRecord, draft: RightsRecord) -> Iterator[tuple[str, str, str]]:
    """What has rows of its own: credit lines, and the evidence."""
    yield str(RightsCredit._meta.verbose_name_plural), _credits(record), _credits(draft)
    yield str(RightsEvidence._meta.verbose_name_plural), _evidence(record), _evidence(draft)


def _credits(record: RightsRecord) -> str:
    return "; ".join(f"{language_name(row.language)}: {row.line}" for row in record.credits.all())


def _evidence(record: RightsRecord) -> str:
    return "; ".join(f"{row.title} ({PurePosixPath(str(row.file.name)).name})" for row in record.evidence.all())


def _worded(record: RightsRecord, name: str) -> str:
    shown = getattr(record, f"get_{name}_display", None)
    value = shown() if shown is not None else getattr(record, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, list):
        return uses_in_words(value) if name == "uses" else ", ".join(sorted(map(NAMED_BY[name], value)))
    return str(value) if value is not None else ""
