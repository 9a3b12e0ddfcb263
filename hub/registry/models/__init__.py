"""Dated authority data: who and what the province's news is about."""

from hub.registry.models.agencies import Agency, AgencyName, Office, OfficeHolding, OfficeTitle
from hub.registry.models.facts import Fact, FactWording
from hub.registry.models.people import Person, PersonName
from hub.registry.models.places import Place, PlaceName, PlaceSuccession
from hub.registry.models.plan import Plan, PlanTask
from hub.registry.models.subjects import Subject, SubjectName

__all__ = [
    "Agency",
    "AgencyName",
    "Fact",
    "FactWording",
    "Office",
    "OfficeHolding",
    "OfficeTitle",
    "Person",
    "PersonName",
    "Place",
    "PlaceName",
    "PlaceSuccession",
    "Plan",
    "PlanTask",
    "Subject",
    "SubjectName",
]
