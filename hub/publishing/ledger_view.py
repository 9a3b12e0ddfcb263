"""The ledger as its readers in the house see it, newest first; above it the events that cannot be compiled, and why."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.publishing.models import Change, Edition, LedgerEntry, PublishingEvent
from hub.publishing.retrying import may_retry, retry_now, stuck_events
from hub.publishing.waiting import public_path
from hub.registry.naming import language_choices
from hub.staff.signed_in import acting
from locales.languages import display_name


class LedgerFilter(WagtailFilterSet):
    change = django_filters.MultipleChoiceFilter(label=gettext_lazy("What happened"), choices=Change.choices)
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), field_name="edition__lang", choices=language_choices
    )
    title = django_filters.CharFilter(label=gettext_lazy("Title"), field_name="edition__title", lookup_expr="icontains")

    class Meta:
        model = LedgerEntry
        fields: list[str] = []


class EditionColumn(TitleColumn):
    """Leads editors to the page's history, and those who may not see that (auditors) to what readers see."""

    def get_link_url(self, instance: LedgerEntry, parent_context: Any) -> str:
        if PagePermissionPolicy().user_has_any_permission(parent_context["request"].user, {"change", "publish"}):
            return reverse("wagtailadmin_pages:history", args=(instance.edition.page_id,))
        return public_path(instance.edition)


def moment(entry: LedgerEntry) -> str:
    return date_format(timezone.localtime(entry.at), "SHORT_DATETIME_FORMAT")


class LedgerView(ReportView):
    """Five queries for its page, however many entries it shows."""

    model = LedgerEntry
    permission_policy = ModelPermissionPolicy(LedgerEntry)
    permission_required = "view"
    page_title = gettext_lazy("Ledger")
    header_icon = "list-ol"
    index_url_name = "hub_ledger:ledger"
    index_results_url_name = "hub_ledger:ledger_results"
    template_name = "publishing/ledger.html"
    results_template_name = "publishing/ledger_results.html"
    filterset_class = LedgerFilter
    default_ordering = "-seq"
    is_searchable = False
    verbose_name_plural = gettext_lazy("entries")
    list_export = ["seq", "at", "edition.title", "edition.lang", "get_change_display", "version", "note", "event.by"]
    export_headings = {
        "seq": gettext_lazy("No."),
        "at": gettext_lazy("Time"),
        "edition.title": gettext_lazy("Edition"),
        "edition.lang": gettext_lazy("Language"),
        "get_change_display": gettext_lazy("What happened"),
        "version": gettext_lazy("Version"),
        "note": gettext_lazy("Note"),
        "event.by": gettext_lazy("Who"),
    }
    columns = [
        Column("seq", label=gettext_lazy("No."), sort_key="seq", width="5%"),
        Column("at", label=gettext_lazy("Time"), accessor=moment, sort_key="at", width="11%"),
        EditionColumn(
            "edition",
            label=gettext_lazy("Edition"),
            accessor=lambda entry: entry.edition.title or entry.edition.pk,
        ),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda entry: display_name(entry.edition.lang),
            width="12%",
        ),
        Column(
            "change",
            label=gettext_lazy("What happened"),
            accessor=lambda entry: entry.get_change_display(),
            width="10%",
        ),
        Column("version", label=gettext_lazy("Version"), width="6%"),
        Column("by", label=gettext_lazy("Who"), accessor=lambda entry: _who(entry), width="12%"),
        Column("note", label=gettext_lazy("Note"), width="20%"),
    ]

    def get_base_queryset(self) -> QuerySet[LedgerEntry]:
        editions = Edition.objects.only("id", "title", "lang", "page_id", "state", "url_path")
        return LedgerEntry.objects.select_related("event__by").prefetch_related(Prefetch("edition", queryset=editions))

    def get_filename(self) -> str:
        return "ledger"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {
            "stuck": list(stuck_events()[:20]),
            "may_retry": may_retry(self.request.user),
        }


def _who(entry: LedgerEntry) -> str:
    by = entry.event.by if entry.event else None
    return by.called if by else "–"


@require_POST
def retry(request: HttpRequest, event_id: int) -> HttpResponse:
    if not may_retry(request.user):
        raise PermissionDenied
    event = get_object_or_404(PublishingEvent, pk=event_id)
    if retry_now(event, by=acting(request)):
        messages.success(request, _("Event %(number)d is being tried again.") % {"number": event.pk})
    else:
        messages.info(request, _("Event %(number)d has already been told.") % {"number": event.pk})
    return redirect("hub_ledger:ledger")
