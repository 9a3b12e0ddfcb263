"""What the ledger tells those who come to work: faults, what is scheduled, what is behind its source, what went out.

Each panel lists only pages that its user may see in the page explorer, or the whole ledger to its readers. Reads only.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import TranslationSource

from hub.publishing.models import Change, Edition, LedgerEntry, PublishingEvent, State
from hub.publishing.retrying import stuck_events
from hub.staff.waiting import Waiting, WaitingPanel, edit_url, said_of
from locales.languages import SOURCE, display_name, django_code
from locales.waiting import translates

DAYS_AHEAD = 14


class FaultsPanel(WaitingPanel):
    """No news when there is none."""

    name = "faults"
    heading = gettext_lazy("Not told to partners yet")
    icon = "warning"
    order = 15

    def is_for(self) -> bool:
        return self.user.has_perm("publishing.view_ledgerentry")

    def all_url(self) -> str:
        return reverse("hub_ledger:ledger")

    def found(self) -> QuerySet[PublishingEvent]:
        return stuck_events()

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        titles = dict(Page.objects.filter(pk__in=[event.page_id for event in rows]).values_list("pk", "draft_title"))
        return [
            Waiting(
                title=titles.get(event.page_id, event.edition_id),
                url=reverse("hub_ledger:ledger"),
                about=" · ".join((display_name(event.lang), event.get_act_display(), event.fault)),
                at=event.at,
                flag=ngettext("tried %(number)d time", "tried %(number)d times", event.attempts)
                % {"number": event.attempts},
                urgent=True,
            )
            for event in rows
        ]


class StalePanel(WaitingPanel):
    """Released translations whose source says something else by now."""

    name = "stale"
    heading = gettext_lazy("Published translations behind their source")
    nothing = gettext_lazy("Every published translation says what its source says.")
    icon = "history"
    order = 60

    def is_for(self) -> bool:
        return translates(self.user)

    def found(self) -> QuerySet[Edition]:
        mine = PagePermissionPolicy().instances_user_has_permission_for(self.user, "change")
        source = TranslationSource.objects.filter(
            object_id=OuterRef("work"), locale__language_code=django_code(SOURCE), translations__enabled=True
        )
        return (
            Edition.objects.filter(state=State.LIVE, freshness__gt=0, page_id__in=mine.values("pk"))
            .exclude(lang=SOURCE)
            .annotate(source_id=Subquery(source.values("pk")[:1]))
            .only("id", "title", "lang", "page_id", "freshness", "updated_at")
            .order_by("-freshness", "updated_at")
        )

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(
                title=edition.title,
                url=edit_url(edition.page_id),
                about=display_name(edition.lang),
                flag=ngettext("%(number)d passage behind", "%(number)d passages behind", edition.freshness)
                % {"number": edition.freshness},
                urgent=True,
                next_step=_("take over the source’s changes"),
                next_url=_sync_url(edition.source_id),
            )
            for edition in rows
        ]


def _sync_url(source_id: int | None) -> str:
    return reverse("wagtail_localize:update_translations", args=(source_id,)) if source_id else ""


class ScheduledPanel(WaitingPanel):
    name = "scheduled"
    heading = gettext_lazy("Scheduled in the next days")
    nothing = gettext_lazy(
        "Nothing is scheduled. To fix an hour, open a page’s status panel and choose “Set schedule”."
    )
    icon = "calendar-alt"
    order = 70

    def is_for(self) -> bool:
        return PagePermissionPolicy().user_has_permission(self.user, "publish")

    def found(self) -> QuerySet[Page]:
        """Pages that go live or end soon, by the earlier of the two hours: what is approved for later is live first."""
        until = timezone.now() + timedelta(days=DAYS_AHEAD)
        approved = Revision.page_revisions.filter(
            object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
        )
        mine: QuerySet[Page] = PagePermissionPolicy().explorable_instances(self.user)
        return (
            mine.annotate(goes_live_at=Subquery(approved.values("approved_go_live_at")[:1]))
            .filter(Q(goes_live_at__lte=until) | Q(live=True, expire_at__lte=until))
            .annotate(due_at=Coalesce("goes_live_at", "expire_at"))
            .select_related("locale")
            .order_by("due_at", "pk")
        )

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(
                title=page.get_admin_display_title(),
                url=edit_url(page.pk),
                about=said_of(page),
                at=page.due_at,
                flag=_("goes out") if page.goes_live_at else _("ends"),
                urgent=page.due_at < timezone.now(),
            )
            for page in rows
        ]


class LatestPanel(WaitingPanel):
    name = "latest"
    heading = gettext_lazy("Latest releases")
    nothing = gettext_lazy(
        "Nothing has been released yet. An article goes out when its pre-flight is clear and it is published."
    )
    icon = "list-ol"
    is_counted = False
    order = 80

    def is_for(self) -> bool:
        return self._reads_the_ledger() or PagePermissionPolicy().user_has_any_permission(
            self.user, {"add", "change", "publish"}
        )

    def _reads_the_ledger(self) -> bool:
        return self.user.has_perm("publishing.view_ledgerentry")

    def all_url(self) -> str:
        return reverse("hub_ledger:ledger") if self._reads_the_ledger() else ""

    def found(self) -> QuerySet[LedgerEntry]:
        entries = LedgerEntry.objects.select_related("edition").only(
            *("seq", "change", "at", "edition__title", "edition__lang", "edition__page_id", "edition__state"),
            "edition__url_path",
        )
        if not self._reads_the_ledger():
            mine = PagePermissionPolicy().explorable_instances(self.user)
            entries = entries.filter(edition__page_id__in=mine.values("pk"))
        return entries.order_by("-seq")

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(
                title=entry.edition.title or entry.edition_id,
                url=public_path(entry.edition),
                about=display_name(entry.edition.lang),
                at=entry.at,
                flag=entry.get_change_display(),
                urgent=entry.change in (Change.WITHDRAWN, Change.CORRECTED),
            )
            for entry in rows
        ]


def public_path(edition: Edition) -> str:
    """Where readers find it: a page everybody may see, whatever he may edit. Empty for what was taken back."""
    return edition.url_path if edition.state == State.LIVE else ""
