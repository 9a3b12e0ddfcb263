"""On the first page of the admin: which of one's alerts were stopped. No news when there is none."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.alerts.models import SavedSearch
from hub.staff.waiting import Waiting, WaitingPanel


class StoppedPanel(WaitingPanel):
    name = "stopped-alerts"
    heading = _("Messages of saved searches that were stopped")
    icon = "warning"
    order = 16

    def is_for(self) -> bool:
        return True

    def found(self) -> QuerySet[SavedSearch]:
        return SavedSearch.objects.filter(owner=self.user, stopped_at__isnull=False).order_by("-stopped_at")

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(row.name, reverse("hub_alerts:edit", args=(row.pk,)), row.stopped_why, at=row.stopped_at)
            for row in rows
        ]

    def all_url(self) -> str:
        return reverse("hub_alerts:index")
