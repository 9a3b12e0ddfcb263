"""`/works/{id}`: a work and where each of its languages stands."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hub.partners.api import parameters as take
from hub.partners.api.addresses import item_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.errors import Problem
from hub.partners.entitlement import Scope
from hub.publishing.models import Edition, State

COLUMNS = (
    "id", "work", "lang", "kind", "state", "version", "title", "url_path", "licence", "published_at", "updated_at",
    "freshness", "etag", "reason", "replacement",
)  # fmt: skip


def work(request: HttpRequest, asker: Asker, work_id: str) -> HttpResponse:
    """Every edition the asker may take; one query."""
    asker.demand(Scope.ITEMS)
    take.NONE.read(request)
    told = [edition for edition in _editions(work_id) if edition.licence]
    if not told:
        raise Problem("not-found", _("No released work has the id “%(id)s”.") % {"id": take.shown(work_id)})
    seen = [edition for edition in told if asker.entitlement.sees(edition.lang, edition.licence)]
    if not seen:
        raise Problem("not-entitled", asker.entitlement.why_not(told[0].lang, told[0].licence))
    body = {
        "id": str(seen[0].work),
        "type": seen[0].kind,
        "editions": [_described(edition) for edition in seen],
        "missing": [tag for tag in settings.HUB_LANGUAGES if tag not in {edition.lang for edition in told}],
    }
    return reply(request, as_bytes(body), changed_at=max(edition.updated_at for edition in seen))


def _editions(work_id: str) -> list[Edition]:
    """In the order of the house's languages."""
    try:
        work = take.a_uuid(work_id)
    except take.Unusable:
        return []
    place = {tag: number for number, tag in enumerate(settings.HUB_LANGUAGES)}
    rows = Edition.objects.filter(work=work).only(*COLUMNS)
    return sorted(rows, key=lambda row: (place.get(row.lang, len(place)), row.lang))


def _described(edition: Edition) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": edition.pk,
        "lang": edition.lang,
        "state": "live" if edition.state == State.LIVE else "withdrawn",
        "version": edition.version,
        "title": edition.title,
        "href": item_url(edition.pk),
    }
    if edition.state == State.LIVE:
        return told | {
            "url": settings.BASE_URL + edition.url_path,
            "etag": edition.etag,
            "freshness": edition.freshness or "current",
            "published_at": edition.published_at.isoformat() if edition.published_at else None,
            "updated_at": edition.updated_at.isoformat(),
        }
    return told | {
        "reason": edition.reason or None,
        "withdrawn_at": edition.updated_at.isoformat(),
        "replacement": item_url(edition.replacement) if edition.replacement else None,
    }
