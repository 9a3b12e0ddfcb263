"""A file at an address that was lent: rights are asked again, as they are at this moment, for what was sealed into the address.

It passes through us, also where a store of its own could lend addresses: what was withdrawn, or whose rights have ended, is then
refused from the next piece on, with the reasons (docs/decisions/0019-files-pass-through-the-door.md).
"""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.partners.api import lent_addresses as lent
from hub.partners.api import parameters as take
from hub.partners.api.asker import Asker
from hub.partners.api.errors import Problem
from hub.partners.api.media import asked_for
from hub.partners.api.media_addresses import SALT
from hub.partners.entitlement import Scope
from media_library.files.delivery import StoredFile, find_file, respond
from media_library.files.store import StoreAwayError
from media_library.packages.taking import begins

TAKEN = "media_library.original_taken"


def file(request: HttpRequest, asker: Asker, uid: str, signature: str, sha_prefix: str, name: str) -> HttpResponseBase:
    """Whole or in part."""
    take.NONE.read(request)
    again = _("This address is not good any more: ask for the media again.")
    borrower = lent.opened(request, SALT, signature, too_old=again, media=uid.lower())
    told = borrower.told
    if asker.entitlement.partner not in (None, told["partner"]):
        raise Problem("not-entitled", again)
    asks = Asker(borrower.entitlement)
    asks.demand(Scope.MEDIA)
    _kind, carrier = asked_for(uid, asks, {name: told[name] for name in ("use", "territory") if told[name]})
    stored = find_file(uid, sha_prefix, name)
    if stored is None or not _is_lent(stored, carrier, original=told["original"]):
        raise Problem("not-found", _("There is no such file, or another has taken its place: ask for the media again."))
    try:
        response = respond(request, stored)
    except (Http404, StoreAwayError) as away:
        raise lent.store_away() from away
    response["X-Robots-Tag"] = "noindex"
    given = told["original"] and response.status_code in (200, 206)
    if given and begins(request, carrier.asset, borrower.who(request)):
        # who has it must be known when it is taken back
        data = {"recipient": borrower.name, "use": told["use"], "territory": told["territory"]}
        log(instance=carrier, action=TAKEN, data=data)
    return response


def _is_lent(stored: StoredFile, carrier: Any, *, original: bool) -> bool:
    """The original's address opens the original as it now is, every other address what is no original."""
    return stored.sha256 == carrier.sha256 if original else not stored.internal
