"""The registry's rows as documents: agencies, places and people with all the names they have and had, facts with their
wordings. They speak every language at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.db.models.signals import post_delete, post_save

from hub.registry.figures import fact_in
from hub.registry.models import (
    Agency,
    AgencyName,
    Fact,
    FactWording,
    Office,
    OfficeHolding,
    OfficeTitle,
    Person,
    PersonName,
    Place,
    PlaceName,
)
from hub.registry.naming import SOURCE_LANGUAGE
from search.documents import Reach, SearchDocument
from search.scope import FREE
from search.sources import Source, register, touched

PIECE = 500


class RegistrySource(Source):
    """One kind of row, known by its code."""

    def __init__(
        self, prefix: str, rows: Callable[[], QuerySet[Any]], document: Callable[[Any], SearchDocument]
    ) -> None:
        self.prefix = prefix
        self._rows = rows
        self._document = document

    def versions(self) -> Iterator[tuple[str, str]]:
        for row in self._rows().iterator(chunk_size=PIECE):
            document = self._document(row)
            yield document.key, document.version

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        codes = [key.partition(":")[2] for key in keys]
        return [self._document(row) for row in self._rows().filter(code__in=codes)]


def _named(rows: Iterable[Any]) -> dict[str, str]:
    """language → its name today; the last one where several were true one after the other."""
    return {row.language: row.name for row in sorted(rows, key=lambda row: (row.language, str(row.valid_from or "")))}


def _free(**facets: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {"shown": (FREE,), **{name: tuple(values) for name, values in facets.items()}}


def agency_document(row: Agency) -> SearchDocument:
    names = list(row.names.all())
    return SearchDocument(
        key=f"agency:{row.code}",
        kind="agency",
        title=str(row),
        names=(*(name.name for name in names), *(name.abbreviation for name in names)),
        equivalent_names=True,
        facets=_free(agency=[row.code]),
        reach=Reach.PUBLIC,
        shown={"id": row.code, "agency_kind": row.kind, "names": _named(names), "website": row.website},
    )


def place_document(row: Place) -> SearchDocument:
    names = list(row.names.all())
    return SearchDocument(
        key=f"place:{row.code}",
        kind="place",
        title=str(row),
        names=tuple(name.name for name in names),
        equivalent_names=True,
        facets=_free(place=[row.code, *([row.parent.code] if row.parent else [])]),
        reach=Reach.PUBLIC,
        shown={"id": row.code, "place_kind": row.kind, "names": _named(names)},
    )


def person_document(row: Person) -> SearchDocument:
    names = list(row.names.all())
    offices = [holding.office for holding in row.holdings.all()]
    return SearchDocument(
        key=f"person:{row.code}",
        kind="person",
        title=str(row),
        names=(*(name.name for name in names), row.name_ascii),
        prose="\n".join(title.title for office in offices for title in office.titles.all()),
        equivalent_names=True,
        facets=_free(person=[row.code], agency={office.agency.code: None for office in offices}),
        reach=Reach.PUBLIC,
        shown={
            "id": row.code,
            "names": _named(names),
            "offices": [{title.language: title.title for title in office.titles.all()} for office in offices],
        },
    )


def fact_document(row: Fact) -> SearchDocument:
    said = {words.language: fact_in(row, words.language) for words in row.wordings.all()}
    source = said.get(SOURCE_LANGUAGE)
    return SearchDocument(
        key=f"fact:{row.code}",
        kind="fact",
        title=source.label if source else row.code,
        names=tuple(text.label for text in said.values()),
        prose="\n".join([*(f"{text.value} {text.sentence}" for text in said.values()), row.source]),
        facets=_free(agency=[row.owner.code] if row.owner else []),
        reach=Reach.PUBLIC,
        shown={
            "id": row.code,
            "texts": {
                tag: {"label": text.label, "value": text.value, "sentence": text.sentence} for tag, text in said.items()
            },
            "as_of": row.as_of.isoformat(),
            "source": row.source,
            "status": row.status,
        },
    )


HOLDINGS = Prefetch(
    "holdings", OfficeHolding.objects.select_related("office__agency").prefetch_related("office__titles")
)
SOURCES = (
    RegistrySource("agency", lambda: Agency.objects.order_by("code").prefetch_related("names"), agency_document),
    RegistrySource(
        "place",
        lambda: Place.objects.order_by("code").select_related("parent").prefetch_related("names"),
        place_document,
    ),
    RegistrySource(
        "person", lambda: Person.objects.order_by("code").prefetch_related("names", HOLDINGS), person_document
    ),
    RegistrySource(
        "fact",
        lambda: Fact.objects.order_by("code").select_related("owner").prefetch_related("wordings"),
        fact_document,
    ),
)

# model → the documents that say something of its row
SAID_IN: dict[type[Model], Callable[[Any], list[str]]] = {
    Agency: lambda row: [f"agency:{row.code}"],
    AgencyName: lambda row: [f"agency:{row.agency.code}"],
    Place: lambda row: [f"place:{row.code}"],
    PlaceName: lambda row: [f"place:{row.place.code}"],
    Person: lambda row: [f"person:{row.code}"],
    PersonName: lambda row: [f"person:{row.person.code}"],
    Fact: lambda row: [f"fact:{row.code}"],
    FactWording: lambda row: [f"fact:{row.fact.code}"],
    OfficeHolding: lambda row: [f"person:{row.person.code}"],
    Office: lambda row: _holders(row.pk),
    OfficeTitle: lambda row: _holders(row.office_id),
}


def _holders(office_id: int) -> list[str]:
    holdings = OfficeHolding.objects.filter(office_id=office_id)
    return [f"person:{code}" for code in holdings.values_list("person__code", flat=True)]


def on_changed(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - Django's signal decides the signature
    if not raw:
        touched(*SAID_IN[sender](instance))


def connect() -> None:
    """Run once, when the app is ready."""
    for source in SOURCES:
        register(source)
    for model in SAID_IN:
        for signal in (post_save, post_delete):
            signal.connect(on_changed, sender=model, dispatch_uid=f"search-{model.__name__}")
