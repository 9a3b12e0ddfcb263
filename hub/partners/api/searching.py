"""`/search`: words in everything the asker may take. Finding is `search`'s; here a request becomes its question, and its
answer the API's. What the asker may not take is no part of the question, so totals and facets tell nothing of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hub.partners.api import filters, hits
from hub.partners.api import parameters as take
from hub.partners.api.addresses import link, next_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.cursors import fingerprint, refused, seal, unseal
from hub.partners.api.findable import ALL, kinds_for, scope_of
from hub.partners.api.parameters import Parameter, Parameters, malformed
from media_library.rights.licences import Licence
from search.answering import Answer, Order, Refused, search
from search.query import LONGEST, parse
from search.scope import Filters

DEFAULT_LIMIT = 20
SORTS = {"relevance": Order.RELEVANCE, "-published_at": Order.NEWEST, "published_at": Order.OLDEST}
LICENCES = (Licence.CC_BY, Licence.PRESS)
# as the API calls a facet → as the index does
FACETS = {"type": "kind"} | {
    name: name
    for name in (
        "lang", "column", "dossier", "agency", "place", "person", "subject", "task", "year", "licence", "freshness",
    )
}  # fmt: skip


def _any_of(parameter: Parameter) -> Parameter:
    return replace(parameter, repeatable=True)


# parameters of the same name as a facet; each may be repeated: any of its values
FILTERS = (
    _any_of(replace(filters.LANG, description="Hits in one language. Media, names, facts and terms are in none.")),
    Parameter(
        "type",
        take.one_of(*ALL),
        {"type": "string", "enum": list(ALL)},
        "Kinds of content, of media, and of reference data.",
        "article",
        repeatable=True,
    ),
    *(_any_of(parameter) for parameter in filters.REFERENCES.values()),
    Parameter("person", take.a_code, filters.CODE, "What is about a person: the `id` from `/people`.", repeatable=True),
    _any_of(filters.EXTERNAL_ID),
    Parameter(
        "year",
        take.a_whole_number(1900, 2999),
        {"type": "integer", "minimum": 1900, "maximum": 2999},
        "Published in that year.",
        "2026",
        repeatable=True,
    ),
    Parameter(
        "licence",
        take.one_of(*LICENCES),
        {"type": "string", "enum": [str(licence) for licence in LICENCES]},
        "Under that licence.",
        "CC-BY-4.0",
        repeatable=True,
    ),
    Parameter(
        "freshness",
        take.one_of("current", "stale"),
        {"type": "string", "enum": ["current", "stale"]},
        "`current`: says what the Vietnamese source says now; `stale`: the source has moved on.",
    ),
)
TYPED = Parameter(
    "q",
    take.some_text,
    {"type": "string", "maxLength": LONGEST},
    "Words in any language and spelling, with or without accents. “Quoted” words stand together; -word leaves out; "
    "everything else is text. Without it: everything, newest first.",
    "làng sen",
    longest=LONGEST,
)
QUERY = Parameters(
    (
        TYPED,
        *FILTERS,
        *(one for one in filters.FILTERS if one.name in ("published_since", "published_until")),
        Parameter(
            "sort",
            take.one_of(*SORTS),
            {"type": "string", "enum": list(SORTS), "default": "relevance"},
            "The order; `-`: newest first.",
        ),
        Parameter(
            "facets",
            take.some_of(*FACETS),
            {"type": "string", "enum": list(FACETS)},
            "Facets to count, parted by commas.",
            "type,lang,year",
            by_commas=True,
        ),
        replace(take.LIMIT, schema={**take.LIMIT.schema, "default": DEFAULT_LIMIT}),
        take.CURSOR,
    )
)


def find(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Hits for what was typed, best first."""
    wanted = QUERY.read(request)
    filters.refuse_nonsense(wanted)
    answer = answered(
        wanted,
        asker,
        order=SORTS[wanted.get("sort", "relevance")],
        limit=wanted.get("limit", DEFAULT_LIMIT),
        cursor=cursor_in(wanted, of="search"),
        facets=[FACETS[name] for name in wanted.get("facets", ())],
    )
    following = next_page(request, wanted, answer, of="search")
    body = {
        "hits": hits.told(answer.hits, asker.entitlement),
        "facets": {name: _counts(name, answer.facets[FACETS[name]]) for name in wanted.get("facets", ())},
        "total": answer.total,
        "next": following,
        "did_you_mean": answer.did_you_mean,
        "stage": answer.stage,
    }
    return reply(request, as_bytes(body), links=[link(following, "next")] if following else None)


def answered(
    wanted: Mapping[str, Any],
    asker: Asker,
    *,
    order: Order,
    limit: int,
    cursor: str | None,
    facets: Sequence[str] = (),
    as_typed: bool = False,
    wanted_for: Mapping[str, Any] | None = None,
) -> Answer:
    """What the values of a request's parameters ask for. `as_typed`: nothing is guessed. `wanted_for`: as of `assets_now`.

    Raises:
        Problem: a query longer than anybody types, or a cursor that no answer gave.
    """
    typed = wanted.get("q", "")
    try:
        parse(typed)
    except Refused as why:
        raise malformed("q", typed, why.expected) from why
    try:
        return search(
            typed,
            scope=scope_of(asker.entitlement, wanted_for),
            filters=Filters(_facets(wanted, asker), wanted.get("published_since"), wanted.get("published_until")),
            order=order,
            limit=limit,
            cursor=cursor,
            facets=facets,
            as_typed=as_typed,
        )
    except Refused as why:  # the check of a cursor is no secret: what is inside may be made up
        raise refused() from why


def _facets(wanted: Mapping[str, Any], asker: Asker) -> dict[str, tuple[str, ...]]:
    asked = {
        FACETS.get(parameter.name, parameter.name): tuple(map(str, values if isinstance(values, tuple) else (values,)))
        for parameter in FILTERS
        if (values := wanted.get(parameter.name)) is not None
    }
    return asked | {"kind": kinds_for(asker, asked.get("kind", ()))}


def _counts(name: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Most first; each value as the parameter of that name takes it."""
    before = "medtop:" if name == "subject" else ""
    return {before + value: count for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))}


# --- paging ----------------------------------------------------------------------------------------------------------


def _fingerprint(wanted: Mapping[str, Any]) -> str:
    around = ("cursor", "limit", "facets")
    return fingerprint(sorted((name, str(value)) for name, value in wanted.items() if name not in around))


def next_page(request: HttpRequest, wanted: Mapping[str, Any], answer: Answer, *, of: str) -> str | None:
    """The address of the page that follows, in the list called `of`."""
    return next_url(request, seal(of, _fingerprint(wanted), answer.next)) if answer.next else None


def cursor_in(wanted: Mapping[str, Any], *, of: str) -> str | None:
    """
    Raises:
        Problem: no answer of this list gave it, or one to another question.
    """
    if "cursor" not in wanted:
        return None
    parts = unseal(of, wanted["cursor"])
    if [type(part) for part in parts] != [str, str]:
        raise refused()
    of_query, cursor = parts
    if of_query != _fingerprint(wanted):
        raise refused(_("This cursor belongs to another search. Start that search again."))
    if not cursor:
        raise refused()
    return str(cursor)
