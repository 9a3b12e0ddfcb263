"""`/packages/{id}`: what is in a package that the desk offers to partners, and where its ZIP is taken.

The address of the ZIP is good for an hour, opens nothing else, and needs no key, so that any download program can use it.
What the asker may take is asked again when it is used.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.callers import caller
from hub.partners.api import parameters as take
from hub.partners.api.addresses import api_url
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.errors import Problem
from hub.partners.entitlement import ANYBODY, Entitlement, Scope
from hub.partners.models import Partner
from hub.partners.networks import lies_within
from media_library.files.store import StoreAwayError
from media_library.models import Package, PackageItem, PackageState
from media_library.packages import taking
from media_library.packages.composing import manifest_of
from media_library.rights.uses import territory_name

GOOD_FOR = timedelta(hours=1)
TURNS = timedelta(minutes=10)  # the address stays the same for so long, and with it the answer's entity tag
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
    partner = _signed_for(uid, DOWNLOAD.read(request).get("signature", ""))
    if partner is not None and not lies_within(caller(request), partner.networks.split()):
        raise Problem("address-not-allowed", _("This address is not accepted from where you call."))
    found = _offered(uid)
    entitlement = partner.entitlement if partner is not None else ANYBODY
    Asker(entitlement).demand(Scope.MEDIA)
    _refuse(found, list(found.items.all()), entitlement)
    try:
        response = taking.respond(request, found)
    except StoreAwayError as away:
        raise Problem("unavailable", _("The files cannot be had just now."), headers={"Retry-After": "30"}) from away
    if response.status_code in (200, 206) and taking.begins(request, found, _whoever(request, partner)):
        taking.note_taken(
            found, recipient=partner.name if partner is not None else _("somebody without a key"), api=True
        )
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
    href, until = _address(found, entitlement)
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
            "href": href,
            "expires_at": until.isoformat(),
            "type": taking.ZIP,
            "size": found.size,
            "etag": found.sha256,
            "name": taking.zip_name(found),
        },
    }


# --- the address of the ZIP ------------------------------------------------------------------------------------------


def _address(found: Package, entitlement: Entitlement) -> tuple[str, datetime]:
    turn = TURNS.total_seconds()
    begun = datetime.fromtimestamp(timezone.now().timestamp() // turn * turn, tz=UTC)
    until = begun + GOOD_FOR
    told = {"package": str(found.pk), "partner": entitlement.partner, "until": int(until.timestamp())}
    return api_url(f"packages/{found.pk}/download?signature={signing.Signer(salt=SALT).sign_object(told)}"), until


def _signed_for(uid: str, signature: str) -> Partner | None:
    """Whose address it is; None: anybody's.

    Raises:
        Problem: it is none of ours, of another package, too old, or its partner's agreement was suspended.
    """
    old = Problem("not-entitled", _("This address is not good any more: ask for the package again."))
    try:
        told = signing.Signer(salt=SALT).unsign_object(signature)
    except signing.BadSignature as forged:
        raise old from forged
    if told["package"] != uid.lower() or told["until"] < timezone.now().timestamp():
        raise old
    if told["partner"] is None:
        return None
    partner = Partner.objects.filter(pk=told["partner"], is_active=True).first()
    if partner is None:
        raise old
    return partner


def _whoever(request: HttpRequest, partner: Partner | None) -> str:
    return f"partner-{partner.pk}" if partner is not None else f"at-{caller(request)}"


def _unknown(uid: str) -> Problem:
    return Problem("not-found", _("No package with the id “%(id)s” is offered.") % {"id": take.shown(uid)})
