"""`/items` and `/items/{id}`: released editions, served as the ledger stored them.

A list is its stored summaries put one after the other; nothing is compiled, and JSON is read only where `fields` asks
for a part of it.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hub.partners.api import filters, searching
from hub.partners.api import parameters as take
from hub.partners.api.addresses import item_url, link, next_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.cursors import fingerprint, refused, seal, unseal
from hub.partners.api.errors import Problem
from hub.partners.api.parameters import Parameter, Parameters, malformed
from hub.partners.entitlement import Scope
from hub.publishing.identity import parse_edition_id
from hub.publishing.models import Edition, State

FIELDS = (
    "id", "work", "lang", "type", "version", "url", "title", "summary", "byline", "agency", "column", "dossiers", "tasks",
    "subjects", "places", "audience", "published_at", "updated_at", "source_lang", "translated_from_version", "freshness",
    "origin", "rights", "credit", "note", "corrections", "alternates", "search", "picture", "video", "event", "issue",
    "publication", "external_id", "external_url", "body",
)  # fmt: skip
SORTS = ("-published_at", "published_at", "-updated_at", "updated_at")
DEFAULT_LIMIT = 50

FIELD_SELECTION = Parameter(
    "fields",
    take.some_of(*FIELDS),
    {"type": "string", "enum": list(FIELDS)},
    "Only these top-level keys, parted by commas; `id` is always there.",
    "title,lang,url",
    by_commas=True,
)
LIST = Parameters(
    (
        *filters.FILTERS,
        replace(
            searching.TYPED, description="Editions that have these words, as `/search` understands them: all of them."
        ),
        FIELD_SELECTION,
        Parameter(
            "include",
            take.some_of("body"),
            {"type": "string", "enum": ["body"]},
            "`body`: whole documents instead of summaries.",
        ),
        Parameter(
            "sort",
            take.one_of(*SORTS),
            {"type": "string", "enum": list(SORTS), "default": SORTS[0]},
            "The order; `-`: newest first.",
        ),
        take.LIMIT,
        take.CURSOR,
    )
)
ONE = Parameters((FIELD_SELECTION,))


# --- a list ----------------------------------------------------------------------------------------------------------


def items(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Released editions, newest first."""
    asker.demand(Scope.ITEMS)
    wanted = LIST.read(request)
    filters.refuse_nonsense(wanted)
    page = read_found(wanted, asker) if "q" in wanted else read_page(wanted, asker)
    texts = [_selected(text, wanted) for text in page.texts]
    following = next_url(request, page.cursor) if page.cursor else None
    body = b'{"items":[%s],"next":%s}' % (",".join(texts).encode(), as_bytes(following))
    return reply(request, body, links=[link(following, "next")] if following else None)


@dataclass(frozen=True, slots=True)
class Page:
    """Stored texts, and the cursor of the next page or an empty string."""

    texts: list[str]
    cursor: str


def read_page(wanted: dict[str, Any], asker: Asker) -> Page:
    """One query, whatever the page holds."""
    sort, limit = wanted.get("sort", SORTS[0]), wanted.get("limit", DEFAULT_LIMIT)
    column = sort.removeprefix("-")
    query = _fingerprint(wanted, sort)
    editions = filters.live(asker.entitlement).filter(filters.fixed(wanted), filters.moving(wanted))
    if "cursor" in wanted:
        editions = editions.filter(_after(wanted["cursor"], sort, query))
    sign = "-" if sort.startswith("-") else ""
    stored = "document" if _needs_body(wanted) else "summary"
    rows = list(editions.order_by(sort, f"{sign}id").values_list("id", column, stored)[: limit + 1])
    cursor = ""
    if len(rows) > limit:
        last_id, last_time, _text = rows[limit - 1]
        cursor = seal("items", query, last_time.isoformat(), last_id)
    return Page([row[2] for row in rows[:limit]], cursor)


def read_found(wanted: dict[str, Any], asker: Asker) -> Page:
    """The same for those that have the words of `q`: the search's engine puts them in order, the ledger has the last word.

    `updated_since` is the ledger's alone, so with it a page may hold less than `limit`.
    """
    sort, limit = wanted.get("sort", SORTS[0]), wanted.get("limit", DEFAULT_LIMIT)
    if sort not in searching.SORTS:
        raise malformed("sort", sort, _("-published_at or published_at, where words are searched for"))
    query = _fingerprint(wanted, sort)
    answer = searching.answered(
        {"type": filters.KINDS, **wanted},
        asker,
        order=searching.SORTS[sort],
        limit=limit,
        cursor=_cursor_of_found(wanted["cursor"], query) if "cursor" in wanted else None,
        as_typed=True,  # a filter never guesses
    )
    ids = [hit.key.partition(":")[2] for hit in answer.hits]
    live = filters.live(asker.entitlement).filter(filters.fixed(wanted), filters.moving(wanted), pk__in=ids)
    texts = dict(live.values_list("pk", "document" if _needs_body(wanted) else "summary"))
    return Page([texts[pk] for pk in ids if pk in texts], seal("items", query, answer.next) if answer.next else "")


def _cursor_of_found(cursor: str, query: str) -> str:
    parts = unseal("items", cursor)
    if len(parts) != 2 or not all(isinstance(part, str) and part for part in parts):
        raise refused()
    if parts[0] != query:
        raise refused(_other_list())
    return str(parts[1])


def _other_list() -> str:
    return _("This cursor belongs to a list with other filters or another order. Start that list again.")


def _needs_body(wanted: dict[str, Any]) -> bool:
    return "include" in wanted or "body" in wanted.get("fields", ())


def _fingerprint(wanted: dict[str, Any], sort: str) -> str:
    around = ("cursor", "limit", "fields", "include")
    return fingerprint((sort, sorted((name, str(value)) for name, value in wanted.items() if name not in around)))


def _after(cursor: str, sort: str, query: str) -> Q:
    """What comes after the edition the cursor names, even if that one has gone since."""
    parts = unseal("items", cursor)
    if [type(part) for part in parts] != [str, str, str]:
        raise refused()
    of_query, told, edition_id = parts
    if of_query != query:
        raise refused(_other_list())
    try:
        moment = datetime.fromisoformat(told).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise refused() from wrong
    column, beyond = sort.removeprefix("-"), "lt" if sort.startswith("-") else "gt"
    return Q(**{f"{column}__{beyond}": moment}) | Q(**{column: moment, f"id__{beyond}": edition_id})


def _selected(text: str, wanted: dict[str, Any]) -> str:
    if "fields" not in wanted:
        return text
    return as_bytes(only(json.loads(text), wanted["fields"])).decode()


def only(document: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {key: part for key, part in document.items() if key == "id" or key in fields}


# --- one edition -----------------------------------------------------------------------------------------------------


def item(request: HttpRequest, asker: Asker, edition_id: str) -> HttpResponse:
    """One edition, whole: one indexed query, and the bytes as they are stored."""
    asker.demand(Scope.ITEMS)
    wanted = ONE.read(request)
    edition = asked_for(edition_id, asker)
    links = _alternates(edition.document, asker)
    if "fields" in wanted:
        body = as_bytes(only(json.loads(edition.document), wanted["fields"]))
        return reply(request, body, changed_at=edition.updated_at, links=links)
    return reply(request, edition.document.encode(), etag=edition.etag, changed_at=edition.updated_at, links=links)


def asked_for(edition_id: str, asker: Asker) -> Edition:
    """The released edition with that id, if the asker may take it.

    Raises:
        Problem: 404, 403, or 410 with what a withdrawn one has to be told with.
    """
    edition = find(edition_id)
    if edition is None:
        raise Problem("not-found", _("No released edition has the id “%(id)s”.") % {"id": take.shown(edition_id)})
    if not asker.entitlement.sees(edition.lang, edition.licence):
        raise Problem("not-entitled", asker.entitlement.why_not(edition.lang, edition.licence))
    if edition.state != State.LIVE:
        raise withdrawn(edition)
    return edition


def find(edition_id: str) -> Edition | None:
    """The edition with that id, whatever its state; None if there is none, or its text was never told."""
    try:
        work, lang = parse_edition_id(edition_id)
    except ValueError:
        return None
    columns = ("state", "lang", "licence", "document", "etag", "updated_at", "reason", "replacement", "published_at")
    edition = Edition.objects.filter(pk=f"{work}.{lang}").only(*columns).first()
    if edition is None or edition.state == State.LOST:
        return None
    return edition


def withdrawn(edition: Edition) -> Problem:
    """410: what a reader of the edition has to be told."""
    replacement = item_url(edition.replacement) if edition.replacement else None
    return Problem(
        "withdrawn",
        edition.reason or _("This edition was withdrawn. Remove it."),
        headers={"Link": link(replacement, "successor-version")} if replacement else {},
        id=edition.pk,
        reason=edition.reason or None,
        withdrawn_at=edition.updated_at.isoformat(),
        replacement=replacement,
    )


def _alternates(document: str, asker: Asker) -> list[str]:
    """The other languages, read from their own corner of the stored text: the rest of it is not parsed."""
    key = ',"alternates":'
    at = document.find(key)
    if at < 0:
        return []
    told, _end = json.JSONDecoder().raw_decode(document, at + len(key))
    return [
        link(item_url(other["id"]), "alternate", hreflang=other["lang"])
        for other in told
        if asker.entitlement.reads(other["lang"])
    ]
