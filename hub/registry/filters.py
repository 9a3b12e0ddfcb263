"""By what a list of the registry can be narrowed: kind, certainty, and whether a row is true today."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect

from hub.registry.models import Agency, Fact, Person, Place
from hub.registry.models.agencies import AgencyKind
from hub.registry.models.places import PlaceKind
from hub.registry.naming import Certainty
from hub.registry.validity import on


class CurrentFilterSet(WagtailFilterSet):
    """Rows that are true today, or no longer."""

    current = BooleanFilter(label=_("Current"), method="filter_current", widget=BooleanRadioSelect)

    def filter_current(self, rows: QuerySet[Any], _name: str, wanted: bool) -> QuerySet[Any]:  # noqa: FBT001 - django-filter's signature
        today = on(timezone.localdate())
        return rows.filter(today) if wanted else rows.exclude(today)


class AgencyFilterSet(CurrentFilterSet):
    kind = ChoiceFilter(label=_("Kind"), choices=AgencyKind.choices)

    class Meta:
        model = Agency
        fields: list[str] = []


class PersonFilterSet(WagtailFilterSet):
    fictional = BooleanFilter(label=_("Fictional"), widget=BooleanRadioSelect)

    class Meta:
        model = Person
        fields: list[str] = []


class PlaceFilterSet(CurrentFilterSet):
    kind = ChoiceFilter(label=_("Kind"), choices=PlaceKind.choices)

    class Meta:
        model = Place
        fields: list[str] = []


class FactFilterSet(WagtailFilterSet):
    status = ChoiceFilter(label=_("Status"), choices=Certainty.choices)
    expired = BooleanFilter(label=_("Expired"), method="filter_expired", widget=BooleanRadioSelect)

    def filter_expired(self, facts: QuerySet[Fact], _name: str, wanted: bool) -> QuerySet[Fact]:  # noqa: FBT001 - django-filter's signature
        gone = Q(expires__isnull=False, expires__lt=timezone.localdate())
        return facts.filter(gone) if wanted else facts.exclude(gone)

    class Meta:
        model = Fact
        fields: list[str] = []
