"""What waits for those who look after the library, on the first page of the admin: rights that end, records to be approved,
files to be looked through. Reads only.

A letter needs a mail server; this panel warns without one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.staff.waiting import SHOWN, Waiting, WaitingPanel
from media_library.finding.seen_shelves import seen_among
from media_library.ingest.review import reviewable
from media_library.models import Notice, RightsRecord, Upload
from media_library.rights.approving import APPROVE, waiting_for
from media_library.rights.clearance import right_in_words
from media_library.rights.clearing import facts_of
from media_library.rights.expiry import Due, ending_soon

URGENT = 7  # days


class EndingRights(WaitingPanel):
    name = "ending-rights"
    heading = gettext_lazy("Rights that end")
    icon = "warning"
    order = 30

    def is_for(self) -> bool:
        return self.user.has_perm("media_library.change_rights")

    def all_url(self) -> str:
        return reverse("media_library:ending")

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Days are reckoned from rows, so they are counted as they are told; a month's ends are few."""
        dues = ending_soon(timezone.localdate())
        seen = seen_among(self.user, (due.asset.pk for due in dues))
        theirs = [due for due in dues if due.asset.pk in seen]
        return self.context(self.told(theirs[:SHOWN]), len(theirs), self.all_url())

    def told(self, rows: Sequence[Due]) -> list[Waiting]:
        today = timezone.localdate()
        return [
            Waiting(
                title=due.asset.title,
                url=reverse("wagtailsnippets_media_library_asset:edit", args=[due.asset.pk]),
                about=capfirst("; ".join(right_in_words(whose) for day, whose in facts_of(due.asset).ends if day == due.day)),
                flag=time_left(due, today),
                urgent=(due.day - today).days <= URGENT,
            )
            for due in rows
        ]  # fmt: skip


class RecordsToApprove(WaitingPanel):
    name = "records-to-approve"
    heading = gettext_lazy("Rights records to approve")
    icon = "key"
    order = 31

    def is_for(self) -> bool:
        return self.user.has_perm(APPROVE)

    def all_url(self) -> str:
        return reverse("wagtailsnippets_media_library_rightsrecord:list")

    def found(self) -> QuerySet[RightsRecord]:
        return waiting_for(self.user)

    def told(self, rows: Sequence[RightsRecord]) -> list[Waiting]:
        return [
            Waiting(
                title=record.title,
                url=reverse("media_library:approve", args=[record.pk]),
                about=str(record.latest_revision.user or "–"),
                at=record.latest_revision.created_at,
            )
            for record in rows
        ]


class FilesToLookThrough(WaitingPanel):
    name = "files-to-look-through"
    heading = gettext_lazy("Received files to look through")
    icon = "upload"
    order = 32

    def is_for(self) -> bool:
        return self.user.has_perm("wagtailadmin.access_admin")  # their own, and what was sent to their shelves

    def all_url(self) -> str:
        return reverse("media_library:review")

    def found(self) -> QuerySet[Upload]:
        rows: QuerySet[Upload] = reviewable(self.user).defer("preview", "proposals")
        return rows

    def told(self, rows: Sequence[Upload]) -> list[Waiting]:
        return [
            Waiting(
                title=upload.name,
                url=reverse("media_library:review"),
                about=_("Sent by %(sender)s (“%(link)s”)") % {"sender": upload.sender, "link": upload.link.title}
                if upload.link is not None
                else str(upload.collection),
                at=upload.created_at,
            )
            for upload in rows
        ]


def time_left(due: Due, today: date) -> str:
    """How long it may still be used: the warning's own name says only which one was given last."""
    left = (due.day - today).days
    if left < 0 or due.notice == Notice.WITHDRAWN:
        return _("May not be used any more")
    if left == 0:
        return _("Its last day is today")
    return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
