"""`/items/{id}/related`: what else there is to read, of what the asker may take. How it is chosen is `search.related`'s."""

from django.http import HttpRequest, HttpResponse

from hub.partners.api import hits
from hub.partners.api import parameters as take
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.findable import scope_of
from hub.partners.api.items import asked_for
from hub.partners.api.parameters import Parameter, Parameters
from hub.partners.entitlement import Scope
from hub.publishing.search_source import EditionSource
from search.related import related

DEFAULT_LIMIT, MOST = 6, 20
QUERY = Parameters(
    (
        Parameter(
            "limit",
            take.a_whole_number(1, MOST),
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
            "How many at most.",
        ),
    )
)


def related_items(request: HttpRequest, asker: Asker, edition_id: str) -> HttpResponse:
    """Refuses as `/items/{id}` does."""
    asker.demand(Scope.ITEMS)
    wanted = QUERY.read(request)
    edition = asked_for(edition_id, asker)
    key = f"{EditionSource.prefix}:{edition.pk}"
    found = related(key, scope=scope_of(asker.entitlement), limit=wanted.get("limit", DEFAULT_LIMIT))
    return reply(request, as_bytes({"items": hits.told(found, asker.entitlement)}))
