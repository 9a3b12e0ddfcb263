"""`/media`: the library as far as the asker may take it, searched by words and narrowed.

Finding is `search`'s, over assets alone: what the web may have, and what may be had for the use and the territory that are
asked for. What is found may still be of no use for that: then `rights.usable` is false and `rights.why_not` says why.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from hub.partners.api import filters, media, searching
from hub.partners.api import parameters as take
from hub.partners.api.addresses import absolute, link
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.findable import ASSET_KINDS, assets_now
from hub.partners.api.media_addresses import Described, Loan, with_addresses
from hub.partners.api.parameters import Parameter, Parameters
from hub.partners.entitlement import Scope
from media_library.rights.clearing import facts_of

DEFAULT_LIMIT = 50
SORTS = {"-added": "-published_at", "added": "published_at", "relevance": "relevance"}
NARROWING = ("agency", "task", "place", "subject")
QUERY = Parameters(
    (
        replace(
            searching.TYPED,
            description="Media that have these words, as `/search` understands them: all of them, in any language.",
        ),
        Parameter(
            "type",
            take.one_of(*ASSET_KINDS),
            {"type": "string", "enum": list(ASSET_KINDS)},
            "Kinds of media, as an item's `kind` says; may be repeated.",
            "picture",
            repeatable=True,
        ),
        *(replace(filters.REFERENCES[name], repeatable=True) for name in NARROWING),
        *(one for one in searching.FILTERS if one.name in ("year", "licence")),
        media.LANG,
        *media.WHAT_FOR,
        Parameter(
            "sort",
            take.one_of(*SORTS),
            {"type": "string", "enum": list(SORTS), "default": "-added"},
            "The order: by the day it came into the library; with `q` also by `relevance`, which then is the default.",
        ),
        take.LIMIT,
        take.CURSOR,
    )
)


def media_list(request: HttpRequest, asker: Asker) -> HttpResponse:
    asker.demand(Scope.MEDIA)
    wanted = QUERY.read(request)
    asked = {name: wanted[name] for name in ("q", *NARROWING, "year", "licence") if name in wanted}
    answer = searching.answered(
        asked | {"type": tuple(ASSET_KINDS[kind] for kind in wanted.get("type", ASSET_KINDS))},
        asker,
        order=searching.SORTS[SORTS[wanted.get("sort", "relevance" if "q" in wanted else "-added")]],
        limit=wanted.get("limit", DEFAULT_LIMIT),
        cursor=searching.cursor_in(wanted, of="media"),
        as_typed=True,
        wanted_for=wanted,
    )
    following = searching.next_page(request, wanted, answer, of="media")
    told = _told({hit.key.partition(":")[2]: hit.kind for hit in answer.hits}, asker, wanted)
    return reply(
        request,
        as_bytes(absolute({"items": told, "next": following})),
        links=[link(following, "next")] if following else None,
    )


def _told(found: Mapping[str, str], asker: Asker, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same description as `/media/{id}`, in the order of `found`; a fixed number of queries a kind."""
    loan = Loan.of(asker.entitlement, wanted)
    now = assets_now(found, asker.entitlement, wanted)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for uid in now:
        by_kind[found[uid]].append(uid)
    told: dict[str, Described] = {}
    for kind in media.KINDS:
        uids = by_kind.get(ASSET_KINDS[kind], [])
        rows = media.with_all(kind).filter(asset__in=uids)
        if loan.lends_originals:
            rows = rows.prefetch_related("asset__versions")
        for carrier in rows if uids else ():
            verdict = media.verdict_for(facts_of(carrier.asset, naming=False), asker.entitlement, wanted)
            shape = media.with_verdict(media.tell(kind, carrier, wanted.get("lang")), verdict)
            told[str(carrier.uid)] = Described(carrier, shape, usable=verdict.ok)
    in_order = [told[uid] for uid in found if uid in told]
    return with_addresses(in_order, loan)
