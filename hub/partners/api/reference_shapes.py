"""The shapes of the reference lists' rows."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from hub.partners.api.media_shapes import Names, Shape

Usage = Literal["preferred", "admitted", "abbreviation", "forbidden"]
Audience = Literal["general", "diplomatic", "press", "tourism"]


class DatedName(Shape):
    lang: str
    name: str
    valid_from: date | None
    valid_to: date | None
    status: str


class Named(Shape):
    """`name` where `lang` was given, `names` otherwise."""

    name: str | None = None
    names: Names | None = None


class ColumnRow(Named):
    id: UUID
    slug: str
    agency: str | None
    cadence: str
    summary: str | None = None
    summaries: Names | None = None
    url: str | None = None
    urls: Names | None = None


class DossierRow(Named):
    id: UUID
    item: str | None = None
    items: Names | None = None
    url: str | None = None
    urls: Names | None = None


class AgencyRow(Named):
    id: str
    kind: str
    name_history: list[DatedName]
    parent: str | None
    successor: str | None
    website: str | None
    valid_from: date | None
    valid_to: date | None


class PlaceRow(Named):
    id: str
    kind: str
    name_history: list[DatedName]
    parent: str | None
    successors: list[str]
    latitude: float | None
    longitude: float | None
    valid_from: date | None
    valid_to: date | None


class HeldOffice(Shape):
    id: str
    agency: str
    title: str | None = None
    titles: Names | None = None
    valid_from: date | None
    valid_to: date | None


class PersonRow(Named):
    id: str
    name_ascii: str | None
    born: date | None
    died: date | None
    fictional: bool
    offices: list[HeldOffice]


class FactWords(Shape):
    label: str
    text: str
    sentence: str | None


class FactRow(Shape):
    """`label`, `text` and `sentence` where `lang` was given, `wordings` otherwise."""

    id: str
    value: str = Field(description="A decimal number as text, so that no digit is lost.")
    unit: str | None
    as_of: date
    source: str
    source_url: str | None
    owner: str | None
    expires: date | None
    status: str
    supersedes: str | None
    label: str | None = None
    text: str | None = None
    sentence: str | None = None
    wordings: dict[str, FactWords] | None = None


class TaskRow(Named):
    id: str
    plan: str
    parent: str | None
    lead: str | None
    years: str | None
    carried_by_product: bool


class SubjectRow(Named):
    id: str
    uri: str
    broader: str | None


class TermRow(Shape):
    """One way to say it, or (`usage: forbidden`) not to: `reason` says why."""

    lang: str
    text: str
    usage: Usage
    audience: Audience
    reason: str | None
    source: str | None
    note: str | None
    valid_from: date | None
    valid_to: date | None


class ConceptRow(Named):
    """`name`, `names`: the word to use today."""

    id: str
    domain: str
    critical: bool = Field(description="A wrong word would be a political or legal mistake.")
    definitions: Names
    notes: Names
    terms: list[TermRow]
    updated_at: datetime


def _list_of(row: type[Shape], name: str) -> type[Shape]:
    return type(name, (Shape,), {"__annotations__": {"items": list[row], "next": str | None}, "__module__": __name__})  # type: ignore[valid-type]


ROWS: dict[str, type[Shape]] = {
    "columns": _list_of(ColumnRow, "ColumnList"),
    "dossiers": _list_of(DossierRow, "DossierList"),
    "agencies": _list_of(AgencyRow, "AgencyList"),
    "places": _list_of(PlaceRow, "PlaceList"),
    "people": _list_of(PersonRow, "PersonList"),
    "facts": _list_of(FactRow, "FactList"),
    "tasks": _list_of(TaskRow, "TaskList"),
    "subjects": _list_of(SubjectRow, "SubjectList"),
    "terms": _list_of(ConceptRow, "TermList"),
}
