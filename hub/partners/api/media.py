"""`/media/{id}`: one picture, clip or document with its renditions and words.

An asset is told of only while an edition that shows it is released to the asker: never before its page, never after.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.partners.api import filters
from hub.partners.api import parameters as take
from hub.partners.api.addresses import absolute
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.errors import Problem
from hub.partners.api.parameters import Parameters
from hub.partners.entitlement import Scope
from hub.publishing.models import Reference, State
from media_library import description
from media_library.models import LibraryDocument, Picture, Video

QUERY = Parameters(
    (
        take.Parameter(
            "lang", take.a_language, {"type": "string"}, "Words in one language; without it in all, as `texts`.", "en"
        ),
    )
)
CACHED = 60

# what a reference calls it → where it is, how it is described, what that reads
KINDS: dict[str, tuple[type[Model], Any, tuple[str, ...]]] = {
    "picture": (Picture, description.describe_picture, description.PICTURE_PREFETCH),
    "video": (Video, description.describe_video, description.VIDEO_PREFETCH),
    "document": (LibraryDocument, description.describe_document, description.DOCUMENT_PREFETCH),
}


def media(request: HttpRequest, asker: Asker, uid: str) -> HttpResponse:
    asker.demand(Scope.MEDIA)
    wanted = QUERY.read(request)
    kind = _shown_as(uid, asker)
    model, describe, prefetch = KINDS[kind]
    asset: Any = _with(model, prefetch).filter(uid=UUID(uid)).first()
    if asset is None:
        raise _unknown(uid)
    _refuse_by_rights(asset, asker, timezone.localdate())
    return reply(request, as_bytes(absolute(describe(asset, wanted.get("lang")))), max_age=CACHED)


def _with(model: type[Model], prefetch: tuple[str, ...]) -> QuerySet[Any]:
    return model._default_manager.select_related("owner").prefetch_related(*prefetch)


def _shown_as(uid: str, asker: Asker) -> str:
    """As what a released edition shows it.

    Raises:
        Problem: nothing released shows it, or only what this asker may not take.
    """
    try:
        key = take.a_uuid(uid)
    except take.Unusable as wrong:
        raise _unknown(uid) from wrong
    shown = Reference.objects.filter(kind__in=KINDS, key=key, edition__state=State.LIVE)
    for_asker = shown.filter(filters.visible(asker.entitlement, "edition__")).values_list("kind", flat=True).first()
    if for_asker is not None:
        return for_asker
    refused = shown.values_list("edition__lang", "edition__licence").first()
    if refused is None:
        raise _unknown(uid)
    raise Problem("not-entitled", asker.entitlement.why_not(*refused))


def _refuse_by_rights(asset: Any, asker: Asker, today: date) -> None:
    """Raises:
    Problem: the asset's own licence or days of use.
    """
    if asset.licence not in asker.entitlement.licences:
        lang = next(iter(asker.entitlement.languages), "")
        raise Problem("not-entitled", asker.entitlement.why_not(lang, asset.licence))
    if not asset.usable_on(today):
        raise Problem(
            "not-entitled",
            _("It may be used from %(first)s to %(last)s only.")
            % {"first": asset.usable_from or "…", "last": asset.usable_until or "…"},
        )


def _unknown(uid: str) -> Problem:
    return Problem(
        "not-found",
        _("Nothing released shows a picture, clip or document with the id “%(id)s”.") % {"id": take.shown(uid)},
    )
