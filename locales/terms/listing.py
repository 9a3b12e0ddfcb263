"""The list of terms: found with and without accents, narrowed by language, status and domain. Reads only."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from hub.registry.naming import Certainty, language_choices
from locales.languages import SOURCE, display_name
from locales.terms.acts import may_approve
from locales.terms.lookup import concepts_saying
from locales.terms.models import Audience, Concept, Domain, Term, Usage


def term_languages() -> list[tuple[str, str]]:
    """The languages of the house, then others that have terms, in the reader's words."""
    house = [tag for tag, _name in language_choices()]
    others = Term.objects.exclude(language__in=house).order_by("language").values_list("language", flat=True).distinct()
    return [(tag, display_name(tag)) for tag in (*house, *others)]


class TermFilterSet(WagtailFilterSet):
    language = ChoiceFilter(label=_("Language"), choices=term_languages)
    status = ChoiceFilter(label=_("Status"), choices=Certainty.choices)
    usage = ChoiceFilter(label=_("How to use it"), choices=Usage.choices)
    audience = ChoiceFilter(label=_("For whom"), choices=Audience.choices)
    domain = ChoiceFilter(label=_("Domain"), field_name="concept__domain", choices=Domain.choices)
    critical = BooleanFilter(label=_("Critical"), field_name="concept__critical", widget=BooleanRadioSelect)

    class Meta:
        model = Term
        fields: list[str] = []


def listed() -> QuerySet[Term]:
    """All terms, a concept's together, the source language first."""
    source_first = Case(When(language=SOURCE, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Term.objects.select_related("concept")
        .prefetch_related("concept__terms")
        .order_by("concept__code", source_first, "language", "pk")
    )


def find(terms: QuerySet[Term], typed: str) -> QuerySet[Term]:
    """The terms of the concepts that say what was typed, in any language."""
    return terms.filter(concept__in=concepts_saying(typed, Term.objects.all())) if typed.strip() else terms


def narrowed(query: Any) -> QuerySet[Term]:
    """The list as its address (`q` and the filters) shows it: what an export of that list holds."""
    terms = find(listed(), str(query.get("q") or ""))
    filters = TermFilterSet(query, queryset=terms)
    return filters.qs if filters.is_valid() else terms.none()


class ApproveColumn(Column):
    """A button for whoever may approve this very term."""

    cell_template_name = "terms/approve_cell.html"

    def get_cell_context_data(self, instance: Term, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return context | {"term": instance, "may": may_approve(instance, request.user), "request": request}


class TermIndexView(IndexView):
    """Its rows are terms; they are kept, and may be changed, with their concept."""

    model = Term
    permission_policy = ModelPermissionPolicy(Concept)
    is_searchable = True
    paginate_by = 50
    filterset_class = TermFilterSet
    page_title = _("Terms")
    add_item_label = _("Add a concept")

    def get_base_queryset(self) -> QuerySet[Term]:
        return listed()

    def search_queryset(self, queryset: QuerySet[Term]) -> QuerySet[Term]:
        return find(queryset, self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset: QuerySet[Term]) -> QuerySet[Term]:
        return queryset  # a concept's terms stay together

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("text", label=_("Term"), accessor="text", get_url=self.get_edit_url),
            Column("language", label=_("Language"), accessor=lambda term: term.said_in()),
            Column("vietnamese", label=_("Vietnamese"), accessor=lambda term: term.concept.vietnamese),
            Column("usage", label=_("How to use it"), accessor=_usage),
            Column("audience", label=_("For whom"), accessor="get_audience_display"),
            Column("domain", label=_("Domain"), accessor="concept.get_domain_display"),
            Column("status", label=_("Status"), accessor="get_status_display"),
            ApproveColumn("approve", label="", accessor="pk"),
        ]

    def get_edit_url(self, instance: Term) -> str | None:
        if self.edit_url_name and self.user_has_permission("change"):
            return reverse(self.edit_url_name, args=(instance.concept_id,))
        return None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        buttons = [
            Button(_now("Export as CSV"), url=reverse("terms:export_csv") + query, icon_name="download", priority=90),
            Button(_now("Export as TBX"), url=reverse("terms:export_tbx") + query, icon_name="download", priority=91),
        ]
        if self.user_has_permission("change") and self.user_has_permission("add"):
            buttons.append(Button(_now("Import CSV"), url=reverse("terms:import_csv"), icon_name="upload", priority=92))
        return buttons


def _usage(term: Term) -> str:
    said = str(term.get_usage_display())
    return f"{said}: {term.reason}" if term.usage == Usage.FORBIDDEN else said
