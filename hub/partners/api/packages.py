"""`/packages/{id}`: what is in a package that the desk offers to partners, and where its ZIP is taken.

The address of the ZIP is lent (`lent_addresses`).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from hub.partners.api import lent_addresses as lent
from hub.partners.api import parameters as take
from hub.partners.api.addresses import api_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.errors import Problem
from hub.partners.entitlement import Entitlement, Scope
from media_library.files.store import StoreAwayError
from media_library.models import Package, PackageItem, PackageState
from media_library.packages import taking
from media_library.packages.composing import manifest_of
from media_library.rights.uses import territory_name

SALT = "hub.partners.package"
ADDRESS = take.Parameter("signature", lambda text: text, {"type": "string"}, "As the manifest gives it.")
DOWNLOAD = take.Parameters((ADDRESS,))


def package(request: HttpRequest, asker: Asker, uid: str) -> HttpResponse:
    asker.demand(Scope.MEDIA)
    take.NONE.read(request)
    found = _offered(uid)
    items = list(found.items.all())
    _refuse(found, items, asker.entitlement)
    return reply(request, as_bytes(_told(found, items, asker.entitlement)))


def download(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The ZIP, whole or in part."""
    again = _("This address is not good any more: ask for the package again.")
    signature = DOWNLOAD.read(request).get("signature", "")
    borrower = lent.opened(request, SALT, signature, too_old=again, package=uid.lower())
    found = _offered(uid)
    Asker(borrower.entitlement).demand(Scope.MEDIA)
    _refuse(found, list(found.items.all()), borrower.entitlement)
    try:
        response = taking.respond(request, found)
    except StoreAwayError as away:
        raise lent.store_away() from away
    if response.status_code in (200, 206) and taking.begins(request, found, borrower.who(request)):
        taking.note_taken(found, recipient=borrower.name, api=True)
    return response


def _offered(uid: str) -> Package:
    """
    Raises:
        Problem: there is none, it is not made yet, or it was recalled or replaced.
    """
    try:
        key = take.a_uuid(uid)
    except take.Unusable as wrong:
        raise _unknown(uid) from wrong
    found = Package.objects.filter(pk=UUID(key), offered=True).first()
    if found is None:
        raise _unknown(uid)
    following = Package.objects.filter(replaces=found, offered=True).first()
    if found.revoked_at is not None:
        raise Problem(
            "withdrawn",
            _("This package was recalled. Stop using what you have of it."),
            withdrawn_at=found.revoked_at.isoformat(),
            replacement=api_url(f"packages/{following.pk}") if following else None,
        )
    if following is not None and following.state == PackageState.READY:
        raise Problem(
            "withdrawn",
            _("Another version has taken the place of this package."),
            replacement=api_url(f"packages/{following.pk}"),
        )
    if found.state != PackageState.READY:
        raise Problem("unavailable", _("This package is being made."), headers={"Retry-After": "60"})
    return found


def _refuse(found: Package, items: Sequence[PackageItem], entitlement: Entitlement) -> None:
    """By language, place and licence of the agreement first, then by the rights in each asset as they are today.

    Raises:
        Problem: with every reason.
    """
    licences = [item.told["licence"] for item in items if not item.is_left_out]
    for lang in found.languages:
        if not entitlement.reads(lang):
            raise Problem("not-entitled", entitlement.why_not(lang, licences[0]))
    for licence in licences:
        if licence not in entitlement.licences:
            lang = next(iter(entitlement.languages), "")
            raise Problem("not-entitled", entitlement.why_not(lang, licence))
    if found.territory and found.territory != entitlement.country:
        where = _("It is for use in %(territory)s; your agreement is not.") % {
            "territory": territory_name(found.territory)
        }
        raise Problem("not-entitled", where, reasons=["territory"])
    refused = taking.refusals(found, licences=entitlement.licences)
    if refused:
        raise Problem(
            "not-entitled",
            _("Not everything in it may be used any more: %(words)s")
            % {"words": " ".join(f"“{each.title}”: {each.words}" for each in refused)},
            reasons=sorted({reason.code for each in refused for reason in each.reasons}),
            refused=[each.uid for each in refused],
        )


def _told(found: Package, items: Sequence[PackageItem], entitlement: Entitlement) -> dict[str, Any]:
    manifest, layout = manifest_of(found, items), taking.layout_of(found)
    signature = lent.sealed(SALT, entitlement, package=str(found.pk))
    told = []
    for item in manifest["items"]:
        at = layout.offset_of(f"data/{item['file']}") if item["file"] else None
        # packages of before have no dope sheets
        beside = {
            name: [{**text, "offset": layout.offset_of(f"data/{text['file']}")} for text in item.get(name, ())]
            for name in ("subtitles", "dope_sheets")
        }
        told.append({**item, "offset": at, **beside})
    return {
        **manifest,
        "items": told,
        "download": {
            "href": api_url(f"packages/{found.pk}/download?signature={signature}"),
            "expires_at": lent.good_until().isoformat(),
            "type": taking.ZIP,
            "size": found.size,
            "etag": found.sha256,
            "name": taking.zip_name(found),
        },
    }


def _unknown(uid: str) -> Problem:
    return Problem("not-found", _("No package with the id “%(id)s” is offered.") % {"id": take.shown(uid)})
