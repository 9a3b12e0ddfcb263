"""The reference lists: the names and codes that items speak of. Few queries for a page, however many rows it has.

With `lang` a row has its `name` in that language; without, `names` in every language it has one in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hub.content.models import Column
from hub.partners.api import parameters as take
from hub.partners.api import terms
from hub.partners.api.addresses import link, next_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.cursors import fingerprint, refused, seal, unseal
from hub.partners.api.filters import LANG, live
from hub.partners.api.parameters import Parameter, Parameters
from hub.partners.entitlement import Entitlement
from hub.publishing.compiling import url_path
from hub.registry.figures import fact_in
from hub.registry.models import Agency, Fact, OfficeHolding, Person, Place, PlanTask, Subject
from locales.languages import bcp47

LANGUAGE = take.Parameter("lang", take.a_language, {"type": "string"}, LANG.description, "en")
DEFAULT_LIMIT = 50
CACHED = 60

Row = dict[str, Any]
Describe = Callable[[Any, str | None], Row]
Wanted = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """`order`: the unique column the list is paged by, `read` reads its value from a cursor. `rows` have no order yet.

    `filters`: what the list can be narrowed by, beyond its language.
    """

    name: str
    summary: str
    order: str
    rows: Callable[[Entitlement, Wanted], QuerySet[Any]]
    describe: Callable[[Sequence[Any], str | None, Entitlement], list[Row]]
    read: Callable[[str], Any] = str
    filters: Sequence[Parameter] = ()

    @property
    def query(self) -> Parameters:
        return Parameters((LANGUAGE, *self.filters, take.LIMIT, take.CURSOR))


def reference_list(request: HttpRequest, asker: Asker, which: ReferenceList) -> HttpResponse:
    wanted = which.query.read(request)
    lang, limit = wanted.get("lang"), wanted.get("limit", DEFAULT_LIMIT)
    query = fingerprint((which.name, lang, *(str(wanted.get(one.name)) for one in which.filters)))
    rows = which.rows(asker.entitlement, wanted).order_by(which.order)
    if "cursor" in wanted:
        rows = rows.filter(**{f"{which.order}__gt": _last_told(wanted["cursor"], query, which.read)})
    page = list(rows[: limit + 1])
    following = None
    if len(page) > limit:
        following = next_url(request, seal("list", query, str(_key(page[limit - 1], which.order))))
    body = {"items": which.describe(page[:limit], lang, asker.entitlement), "next": following}
    return reply(request, as_bytes(body), links=[link(following, "next")] if following else None, max_age=CACHED)


def _key(row: Any, order: str) -> Any:
    return row[order] if isinstance(row, dict) else getattr(row, order)


def _last_told(cursor: str, query: str, read: Callable[[str], Any]) -> Any:
    try:
        of_query, key = unseal("list", cursor)
        if of_query != query:
            raise refused(_("This cursor belongs to another list or language. Start the list again."))
        return read(str(key))
    except ValueError as wrong:
        raise refused() from wrong


def _one_by_one(describe: Describe) -> Callable[[Sequence[Any], str | None, Entitlement], list[Row]]:
    return lambda rows, lang, _entitlement: [describe(row, lang) for row in rows]


# --- names -----------------------------------------------------------------------------------------------------------


def names(row: Any, lang: str | None) -> Row:
    """`name` in one language, or `names` in all that have one; the house's fallback for a language without a name."""
    if lang is not None:
        return {"name": row.name_in(lang)}
    return {"names": {tag: row.name_in(tag) for tag in sorted({name.language for name in row.names.all()})}}


def history(row: Any) -> list[Row]:
    """Every name it had, with the days on which it was the name."""
    return [
        {
            "lang": name.language,
            "name": name.name,
            "valid_from": _day(name.valid_from),
            "valid_to": _day(name.valid_to),
            "status": name.status,
        }
        for name in sorted(row.names.all(), key=lambda name: (name.language, str(name.valid_from or "")))
    ]


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _code(row: Any) -> str | None:
    return row.code if row is not None else None


def _all(
    model: type[Model], *, related: Iterable[str] = (), prefetch: Iterable[Any] = ()
) -> Callable[[Entitlement, Wanted], QuerySet[Any]]:
    return lambda _entitlement, _wanted: model._default_manager.select_related(*related).prefetch_related(*prefetch)


# --- the registry ----------------------------------------------------------------------------------------------------


def agency(row: Agency, lang: str | None) -> Row:
    return {
        "id": row.code,
        "kind": row.kind,
        **names(row, lang),
        "name_history": history(row),
        "parent": _code(row.parent),
        "successor": _code(row.successor),
        "website": row.website or None,
        "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_to),
    }


def place(row: Place, lang: str | None) -> Row:
    return {
        "id": row.code,
        "kind": row.kind,
        **names(row, lang),
        "name_history": history(row),
        "parent": _code(row.parent),
        "successors": sorted(step.successor.code for step in row.successions.all()),
        "latitude": float(row.latitude) if row.latitude is not None else None,
        "longitude": float(row.longitude) if row.longitude is not None else None,
        "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_to),
    }


def person(row: Person, lang: str | None) -> Row:
    return {
        "id": row.code,
        **names(row, lang),
        "name_ascii": row.name_ascii or None,
        "born": _day(row.born),
        "died": _day(row.died),
        "fictional": row.fictional,
        "offices": [_held(holding, lang) for holding in row.holdings.all()],
    }


def _held(holding: OfficeHolding, lang: str | None) -> Row:
    office = holding.office
    titles = {row.language: row.title for row in office.titles.all()}
    return {
        "id": office.code,
        "agency": office.agency.code,
        **({"title": office.title_in(lang)} if lang is not None else {"titles": dict(sorted(titles.items()))}),
        "valid_from": _day(holding.valid_from),
        "valid_to": _day(holding.valid_to),
    }


def fact(row: Fact, lang: str | None) -> Row:
    return {
        "id": row.code,
        "value": f"{row.value:.{row.decimals}f}",
        "unit": row.unit or None,
        "as_of": row.as_of.isoformat(),
        "source": row.source,
        "source_url": row.source_url or None,
        "owner": _code(row.owner),
        "expires": _day(row.expires),
        "status": row.status,
        "supersedes": _code(row.supersedes),
        **_wordings(row, lang),
    }


def _wordings(row: Fact, lang: str | None) -> Row:
    if lang is not None:
        return _wording(row, lang)
    return {"wordings": {tag: _wording(row, tag) for tag in sorted(words.language for words in row.wordings.all())}}


def _wording(row: Fact, lang: str) -> Row:
    text = fact_in(row, lang)
    return {"label": text.label, "text": text.value, "sentence": text.sentence or None}


def task(row: PlanTask, lang: str | None) -> Row:
    return {
        "id": row.code,
        "plan": row.plan.number,
        **({"name": row.title_in(lang)} if lang is not None else {"names": row.titles()}),
        "parent": _code(row.parent),
        "lead": row.lead or None,
        "years": row.years or None,
        "carried_by_product": row.carried_by_product,
    }


def subject(row: Subject, lang: str | None) -> Row:
    return {
        "id": row.qcode,
        "uri": row.uri,
        **names(row, lang),
        "broader": row.broader.qcode if row.broader is not None else None,
    }


# --- content ---------------------------------------------------------------------------------------------------------


def _column_works(entitlement: Entitlement, wanted: Wanted) -> QuerySet[Any]:
    rows = _columns(entitlement)
    if "lang" in wanted:
        rows = rows.filter(locale__language_code=wanted["lang"].lower())
    return rows.values("translation_key").distinct()


def _columns(entitlement: Entitlement) -> QuerySet[Column]:
    rows = Column.objects.filter(live=True)
    if entitlement.languages:
        rows = rows.filter(locale__language_code__in=[tag.lower() for tag in entitlement.languages])
    return rows


def _describe_columns(works: Sequence[Any], lang: str | None, entitlement: Entitlement) -> list[Row]:
    pages = _columns(entitlement).filter(translation_key__in=[work["translation_key"] for work in works])
    by_work: dict[Any, dict[str, Column]] = {}
    for page in pages.select_related("locale", "agency"):
        by_work.setdefault(page.translation_key, {})[bcp47(page.locale.language_code)] = page
    return [_column(str(work["translation_key"]), by_work[work["translation_key"]], lang) for work in works]


def _column(work: str, editions: dict[str, Column], lang: str | None) -> Row:
    first = editions.get("vi") or next(iter(editions.values()))
    told: Row = {"id": work, "slug": first.slug, "agency": _code(first.agency), "cadence": first.cadence}
    urls = {tag: settings.BASE_URL + url_path(page) for tag, page in sorted(editions.items())}
    if lang is not None:
        return told | {"name": editions[lang].title, "summary": editions[lang].summary, "url": urls[lang]}
    return told | {
        "names": {tag: page.title for tag, page in sorted(editions.items())},
        "summaries": {tag: page.summary for tag, page in sorted(editions.items())},
        "urls": urls,
    }


def _dossier_works(entitlement: Entitlement, wanted: Wanted) -> QuerySet[Any]:
    rows = live(entitlement).filter(kind="dossier")
    if "lang" in wanted:
        rows = rows.filter(lang=wanted["lang"])
    return rows.values("work").distinct()


def _describe_dossiers(works: Sequence[Any], lang: str | None, entitlement: Entitlement) -> list[Row]:
    rows = live(entitlement).filter(work__in=[work["work"] for work in works]).only("work", "lang", "title", "url_path")
    by_work: dict[Any, dict[str, Any]] = {}
    for row in rows:
        by_work.setdefault(row.work, {})[row.lang] = row
    return [_dossier(work["work"], dict(sorted(by_work[work["work"]].items())), lang) for work in works]


def _dossier(work: Any, editions: dict[str, Any], lang: str | None) -> Row:
    told: Row = {"id": str(work)}
    urls = {tag: settings.BASE_URL + edition.url_path for tag, edition in editions.items()}
    if lang is not None:
        return told | {"name": editions[lang].title, "item": editions[lang].pk, "url": urls[lang]}
    return told | {
        "names": {tag: edition.title for tag, edition in editions.items()},
        "items": {tag: edition.pk for tag, edition in editions.items()},
        "urls": urls,
    }


HOLDINGS = Prefetch(
    "holdings", OfficeHolding.objects.select_related("office__agency").prefetch_related("office__titles")
)

LISTS = (
    ReferenceList("columns", "Standing columns", "translation_key", _column_works, _describe_columns, UUID),
    ReferenceList("dossiers", "Dossiers: special topics", "work", _dossier_works, _describe_dossiers, UUID),
    ReferenceList(
        "agencies",
        "Agencies, with the names they had and when",
        "code",
        _all(Agency, related=("parent", "successor"), prefetch=("names",)),
        _one_by_one(agency),
    ),
    ReferenceList(
        "places",
        "Places, as they are and as they were",
        "code",
        _all(Place, related=("parent",), prefetch=("names", "successions__successor")),
        _one_by_one(place),
    ),
    ReferenceList(
        "people",
        "People and the offices they held",
        "code",
        _all(Person, prefetch=("names", HOLDINGS)),
        _one_by_one(person),
    ),
    ReferenceList(
        "facts",
        "Figures, with their day and source",
        "code",
        _all(Fact, related=("owner", "supersedes"), prefetch=("wordings",)),
        _one_by_one(fact),
    ),
    ReferenceList(
        "tasks",
        "Tasks of the province's plan",
        "pk",
        _all(PlanTask, related=("plan", "parent")),
        _one_by_one(task),
        take.a_whole_number(1, 999_999_999),
    ),
    ReferenceList(
        "subjects",
        "IPTC Media Topics in use",
        "code",
        _all(Subject, related=("broader",), prefetch=("names",)),
        _one_by_one(subject),
    ),
    ReferenceList(
        "terms",
        "Approved terms: how each concept is said, and how it must not be",
        "code",
        lambda _entitlement, wanted: terms.rows(wanted),
        _one_by_one(terms.concept),
        filters=terms.FILTERS,
    ),
)
