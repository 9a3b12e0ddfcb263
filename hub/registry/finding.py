"""Finding a row of the registry by what people type: a word of any of its names, or of its code without accents.

Read from the tables themselves: what was saved a moment ago is found at once, on every database.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import IndexView

from hub.registry.choosers import SpokenChooserViewSet
from hub.registry.models import Agency, Fact, Office, Person, Place, Plan, PlanTask, Subject
from hub.registry.naming import code_like


@dataclass(frozen=True, slots=True)
class Findable:
    """`words`: the lookups searched; `joined`, `shown`: what a list fetches with its rows."""

    words: tuple[str, ...]
    joined: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    code: str = "code"


FINDABLE: dict[type[Model], Findable] = {
    Agency: Findable(
        ("names__name", "names__abbreviation"),
        joined=("parent", "successor"),
        shown=("names", "parent__names", "successor__names"),
    ),
    Office: Findable(
        ("titles__title", "agency__names__name"),
        joined=("agency",),
        shown=("titles", "agency__names", "holdings__person__names"),
    ),
    Person: Findable(("names__name", "name_ascii"), shown=("names",)),
    Place: Findable(
        ("names__name",), joined=("parent",), shown=("names", "parent__names", "successions__successor__names")
    ),
    Fact: Findable(("wordings__label",), joined=("owner",), shown=("wordings", "owner__names", "superseded_by")),
    Plan: Findable(("title_vi", "title_en"), code="number"),
    PlanTask: Findable(("title_vi", "title_en"), joined=("plan", "parent")),
    Subject: Findable(("names__name",), joined=("broader",), shown=("names", "broader__names")),
}


def listed(model: type[Model]) -> QuerySet[Any]:
    """All rows of a kind, with what a list says of each."""
    how = FINDABLE[model]
    return model._default_manager.select_related(*how.joined).prefetch_related(*how.shown)


def find(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """The rows in which every typed word occurs."""
    how = FINDABLE[rows.model]
    for word in typed.split():
        said = Q(**{f"{how.code}__icontains": code_like(word)})
        for lookup in how.words:
            said |= Q(**{f"{lookup}__icontains": word})
        rows = rows.filter(pk__in=rows.model._default_manager.filter(said).values("pk"))
    return rows


class FindingForm(SearchFilterMixin, BaseFilterForm):
    """The search box of a chooser."""

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        typed = self.cleaned_data.get("q")
        if not typed:
            return objects
        self.is_searching, self.search_query = True, typed
        return find(objects, typed)


class _Listed:
    """What the two views of a chooser share."""

    filter_form_class = FindingForm
    model_class: type[Model]

    def get_object_list(self) -> QuerySet[Any]:
        return listed(self.model_class)


class FindingChooseView(_Listed, ChooseView):
    pass


class FindingChooseResultsView(_Listed, ChooseResultsView):
    pass


class FindingChooserViewSet(SpokenChooserViewSet):
    choose_view_class = FindingChooseView
    choose_results_view_class = FindingChooseResultsView
    page_title = _("Choose from the registry")


class FindingIndexView(IndexView):
    """A list with a search box that uses the same rule as the choosers."""

    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Any]:
        return listed(self.model)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return find(queryset, self.search_query) if self.is_searching else queryset
