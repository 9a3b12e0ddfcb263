"""The registry in the admin: its menu, lists and forms. Declares only; rules live in models and forms."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Case, IntegerField, ProtectedError, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from hub.registry.figures import figure
from hub.registry.filters import AgencyFilterSet, FactFilterSet, PersonFilterSet, PlaceFilterSet
from hub.registry.finding import FindingChooserViewSet, FindingIndexView
from hub.registry.forms import DatedRowsForm, OfficeForm, PlaceForm, RegistryForm
from hub.registry.models import Agency, Fact, Office, Person, Place, Plan, PlanTask, Subject
from hub.registry.naming import SOURCE_LANGUAGE
from hub.registry.plan_tree import Standing, standings
from hub.registry.validity import Dated, span_in_words

SPAN = FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Valid"))
NAMES = InlinePanel(
    "names",
    heading=_("Names"),
    label=_("Name"),
    panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("name")]), FieldPanel("status"), SPAN],
)


class RegistryDeleteView(DeleteView):
    """Says why a row that others refer to stays: history is made of such rows."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError as refused:
            count = len(refused.protected_objects)
            message = ngettext(
                "“%(row)s” cannot be deleted: %(count)d other entry refers to it. Give it a last day instead.",
                "“%(row)s” cannot be deleted: %(count)d other entries refer to it. Give it a last day instead.",
                count,
            )
            messages.error(self.request, message % {"row": self.object, "count": count})
            return redirect(self.get_success_url())


class RegistryViewSet(SnippetViewSet):
    """What all lists of the registry have in common."""

    index_view_class = FindingIndexView
    delete_view_class = RegistryDeleteView
    chooser_viewset_class = FindingChooserViewSet
    chooser_per_page = 25
    list_per_page = 50


def column(name: str, label: Any, accessor: Callable[[Any], Any] | str, sort_key: str | None = None) -> Column:
    return Column(name, label=label, accessor=accessor, sort_key=sort_key)


def span(row: Dated) -> str:
    return span_in_words(row) if row.valid_from or row.valid_to else ""


class AgencyViewSet(RegistryViewSet):
    model = Agency
    icon = "group"
    menu_label = _("Agencies")
    filterset_class = AgencyFilterSet
    list_display = (
        "__str__",
        column("code", _("Code"), "code", "code"),
        column("kind", _("Kind"), "get_kind_display", "kind"),
        column("parent", _("Belongs to"), lambda agency: agency.parent or ""),
        column("span", _("Valid"), span, "valid_to"),
        column("successor", _("Successor"), lambda agency: agency.successor or ""),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
            InlinePanel(
                "names",
                heading=_("Names"),
                label=_("Name"),
                panels=[
                    FieldRowPanel([FieldPanel("language"), FieldPanel("name")]),
                    FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("status")]),
                    SPAN,
                ],
            ),
            FieldPanel("parent"),
            MultiFieldPanel([SPAN, FieldPanel("successor")], heading=_("Its life")),
            FieldPanel("website"),
        ],
        base_form_class=DatedRowsForm,
    )


def holder(office: Office) -> str:
    today = timezone.localdate()
    return next((str(holding.person) for holding in office.holdings.all() if holding.covers(today)), "")


class OfficeViewSet(RegistryViewSet):
    model = Office
    icon = "user"
    menu_label = _("Offices")
    list_display = (
        "__str__",
        column("agency", _("Agency"), "agency", "agency__code"),
        column("holder", _("Holder today"), holder),
        column("code", _("Code"), "code", "code"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("agency"),
            InlinePanel(
                "titles",
                heading=_("Titles"),
                label=_("Title"),
                panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("title")])],
            ),
            InlinePanel("holdings", heading=_("Holders"), label=_("Holder"), panels=[FieldPanel("person"), SPAN]),
        ],
        base_form_class=OfficeForm,
    )


class PersonViewSet(RegistryViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    filterset_class = PersonFilterSet
    list_display = (
        "__str__",
        column("code", _("Code"), "code", "code"),
        column("born", _("Born"), lambda person: short_day(person.born), "born"),
        column("died", _("Died"), lambda person: short_day(person.died), "died"),
        column("fictional", _("Fictional"), lambda person: _("yes") if person.fictional else ""),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("name_ascii")]),
            NAMES,
            FieldRowPanel([FieldPanel("born"), FieldPanel("died")]),
            FieldPanel("fictional"),
        ],
        base_form_class=DatedRowsForm,
    )


class PlaceViewSet(RegistryViewSet):
    model = Place
    icon = "globe"
    menu_label = _("Places")
    filterset_class = PlaceFilterSet
    list_display = (
        "__str__",
        column("code", _("Code"), "code", "code"),
        column("kind", _("Kind"), "get_kind_display", "kind"),
        column("parent", _("Lies in"), lambda place: place.parent or ""),
        column("span", _("Valid"), span, "valid_to"),
        column("now", _("Is now"), lambda place: ", ".join(str(row) for row in place.successions.all())),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
            NAMES,
            FieldPanel("parent"),
            MultiFieldPanel(
                [
                    SPAN,
                    InlinePanel(
                        "successions", heading=_("Is now"), label=_("Successor"), panels=[FieldPanel("successor")]
                    ),
                ],
                heading=_("Its life"),
            ),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Coordinates")),
        ],
        base_form_class=PlaceForm,
    )


def shown_value(fact: Fact) -> str:
    language = get_language() or SOURCE_LANGUAGE
    return figure(fact.value, unit=fact.unit, decimals=fact.decimals, language=language)


def short_day(day: date | None) -> str:
    """A day in figures, as the press of the reader's language writes it: in Vietnamese 1/7/2025."""
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def true_of(fact: Fact) -> SafeString | str:
    """The day a figure is true of, and whether it may still be used."""
    day = short_day(fact.as_of)
    if fact.expired:
        return flagged(day, gettext("expired"))
    if fact.superseded_by.all():
        return flagged(day, gettext("superseded"))
    return day


def flagged(text: str, flag: str) -> SafeString:
    return format_html('{} <strong class="w-text-critical-200 w-whitespace-nowrap">({})</strong>', text, flag)


class FactIndexView(FindingIndexView):
    @cached_property
    def columns(self) -> list[Any]:
        used = TitleColumn(
            "usage", label=_("Usage"), accessor=lambda _fact: _("Where used"), get_url=self.get_usage_url, sort_key=None
        )
        return [*super().columns, used]

    def get_usage_url(self, fact: Fact) -> str:
        return reverse("wagtailsnippets_registry_fact:usage", args=[fact.pk])


class FactViewSet(RegistryViewSet):
    model = Fact
    icon = "tick"
    menu_label = _("Facts")
    index_view_class = FactIndexView
    filterset_class = FactFilterSet
    list_display = (
        "__str__",
        column("code", _("Code"), "code", "code"),
        column("value", _("Value"), shown_value, "value"),
        column("as_of", _("As of"), true_of, "as_of"),
        column("source", pgettext_lazy("of a fact", "Source"), "source"),
        column("expires", _("Expires"), lambda fact: short_day(fact.expires), "expires"),
        column("status", _("Status"), "get_status_display", "status"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("value"), FieldPanel("decimals"), FieldPanel("unit")]),
                    FieldRowPanel([FieldPanel("as_of"), FieldPanel("expires")]),
                    FieldPanel("status"),
                ],
                heading=_("Figure"),
            ),
            MultiFieldPanel(
                [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("owner"), FieldPanel("supersedes")],
                heading=_("Evidence"),
            ),
            InlinePanel(
                "wordings",
                heading=_("Wordings"),
                label=_("Wording"),
                panels=[
                    FieldRowPanel([FieldPanel("language"), FieldPanel("status")]),
                    FieldPanel("label"),
                    FieldPanel("text"),
                ],
            ),
        ],
        base_form_class=RegistryForm,
    )


class PlanViewSet(RegistryViewSet):
    model = Plan
    icon = "form"
    menu_label = _("Plans")
    list_display = (
        "__str__",
        column("issued", _("Issued"), lambda plan: short_day(plan.issued), "issued"),
        column("title", _("Title"), "title_vi"),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("number"), FieldPanel("issued")]),
            FieldPanel("title_vi"),
            FieldPanel("title_en"),
            FieldPanel("status"),
            FieldPanel("source"),
        ]
    )


class BranchColumn(TitleColumn):
    """A title that is indented by how deep it stands below its section."""

    cell_template_name = "registry/branch_cell.html"
    standings: dict[int, Standing]

    def get_cell_context_data(self, instance: PlanTask, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"depth": self.standings[instance.pk].depth}


class PlanTaskIndexView(FindingIndexView):
    """The plan as a tree. Another order, chosen by the reader, keeps the indentation."""

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering in self.get_valid_orderings():
            return super().order_queryset(queryset)
        steps = [When(pk=pk, then=Value(standing.number)) for pk, standing in self.standings.items()]
        return queryset.order_by(Case(*steps, default=Value(0), output_field=IntegerField()), "pk")

    @cached_property
    def standings(self) -> dict[int, Standing]:
        return standings()

    def _get_title_column(self, field_name: str, column_class: type = BranchColumn, **kwargs: Any) -> Any:
        language = get_language() or SOURCE_LANGUAGE
        title = super()._get_title_column(field_name, column_class, width="45%", **kwargs)
        title.accessor = lambda task: f"{task.code} {task.title_in(language)}"
        title.standings = self.standings
        return title


class PlanTaskViewSet(RegistryViewSet):
    model = PlanTask
    icon = "list-ul"
    menu_label = _("Plan tasks")
    index_view_class = PlanTaskIndexView
    list_filter = ("plan", "carried_by_product", "status")
    list_per_page = 200  # a plan is read as a whole
    list_display = (
        "__str__",
        column("plan", _("Plan"), "plan"),
        column("lead", _("Lead agency in the plan"), "lead"),
        column("years", _("Years"), "years"),
        column("carried", _("Carried by the hub"), lambda task: _("yes") if task.carried_by_product else ""),
        column("status", _("Status"), "get_status_display", "status"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("plan"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("position")]),
            FieldPanel("parent"),
            FieldPanel("title_vi"),
            FieldPanel("title_en"),
            FieldPanel("lead"),
            FieldRowPanel([FieldPanel("years"), FieldPanel("carried_by_product")]),
            FieldPanel("status"),
        ]
    )


class SubjectViewSet(RegistryViewSet):
    model = Subject
    icon = "tag"
    menu_label = _("Media topics")
    list_display = (
        "__str__",
        column("code", _("Code"), "code", "code"),
        column("broader", _("Broader term"), lambda subject: subject.broader or ""),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("broader")]),
            InlinePanel(
                "names",
                heading=_("Labels"),
                label=_("Label"),
                panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("name"), FieldPanel("status")])],
            ),
        ]
    )


class RegistryGroup(SnippetViewSetGroup):
    menu_label = _("Registry")
    menu_name = "registry"
    menu_icon = "folder-open-inverse"
    menu_order = 250
    items = (
        AgencyViewSet,
        OfficeViewSet,
        PersonViewSet,
        PlaceViewSet,
        FactViewSet,
        PlanViewSet,
        PlanTaskViewSet,
        SubjectViewSet,
    )
