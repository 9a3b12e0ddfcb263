"""`/search/suggestions`: names, titles and terms that begin as somebody types, of what the asker may take."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from hub.partners.api import parameters as take
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.filters import KINDS, LANG
from hub.partners.api.findable import ASSETS, assets_now, editions_now, kinds_for, scope_of
from hub.partners.api.parameters import Parameter, Parameters
from search.query import LONGEST
from search.suggesting import Suggestion, suggest

DEFAULT_LIMIT, MOST = 8, 20
TYPED = Parameter(
    "q",
    take.some_text,
    {"type": "string", "maxLength": LONGEST},
    "What was typed so far: at least two letters, or one sign of Chinese, Japanese, Korean or Lao.",
    "làng s",
    longest=LONGEST,
)
QUERY = Parameters(
    (
        TYPED,
        replace(LANG, description="What is in this language stands first."),
        Parameter(
            "limit",
            take.a_whole_number(1, MOST),
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
            "How many at most.",
        ),
    )
)


def suggestions(request: HttpRequest, asker: Asker) -> HttpResponse:
    wanted = QUERY.read(request)
    typed = wanted.get("q", "")
    limit = wanted.get("limit", DEFAULT_LIMIT)
    found = suggest(
        typed,
        scope=scope_of(asker.entitlement),
        kinds=kinds_for(asker, ()),
        lang=wanted.get("lang", ""),
        limit=2 * MOST,
    )
    told = [_told(each) for each in _taken(found, asker)[:limit]]
    return reply(request, as_bytes({"suggestions": told}))


def _taken(found: tuple[Suggestion, ...], asker: Asker) -> list[Suggestion]:
    """The index is a breath behind the ledger."""
    editions = editions_now({each.work for each in found if each.kind in KINDS}, asker.entitlement)
    assets = assets_now({_id(each) for each in found if each.kind in ASSETS}, asker.entitlement)
    return [
        each
        for each in found
        if not (each.kind in KINDS and editions.get(each.work, {}).get(each.lang) != _id(each))
        and not (each.kind in ASSETS and _id(each) not in assets)
    ]


def _id(each: Suggestion) -> str:
    return each.key.partition(":")[2]


def _told(each: Suggestion) -> dict[str, str | None]:
    return {"text": each.text, "lang": each.lang or None, "type": each.kind, "id": _id(each)}
