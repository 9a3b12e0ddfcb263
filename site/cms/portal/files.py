"""Pictures, clips, subtitles and documents at `/media/…`: given out only while something released shows them.

A file is public from the moment an edition that shows it is in the ledger until the last such edition goes, and only
while its rights allow the web (`media_library.rights.clearance`), asked anew at every request. Under a press licence too: the
page is the province's own publication (docs/partner-api.md). What is internal is never public, whatever shows it. An
approved brand asset is public by itself. Staff with access to the admin see every file.
"""

import logging

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cms.portal.refusals import file_gone, file_not_found, store_away
from hub.publishing.models import Reference, State
from hub.registry.naming import Certainty
from media_library.brand import find_brand
from media_library.description import file_path
from media_library.files.delivery import find_file, respond
from media_library.files.store import StoreAwayError
from media_library.models import Asset, BrandAsset, Kind
from media_library.rights.clearance import Verdict
from media_library.rights.clearing import verdict_of
from media_library.rights.licences import Licence

logger = logging.getLogger("hub.portal")

# short: a withdrawn picture is out of every cache a few minutes after its page
PUBLIC_CACHE = "public, max-age=300, must-revalidate"
OUR_OWN = frozenset({str(Licence.CC_BY), str(Licence.PRESS)})  # what the province may show on its own pages
PASSED = frozenset({"expired", "ended", "consent_withdrawn"})


@require_safe
def file(request: HttpRequest, uid: str, sha_prefix: str, name: str) -> HttpResponseBase:
    """200 or 206; 404 where nothing public is; 410 after the last day of use, or when a right was ended or a consent withdrawn; 503 while
    the store is away."""
    try:
        return _given(request, uid, sha_prefix, name)
    except StoreAwayError as away:
        logger.warning("store_away reason=%s", away)
        return store_away(request)


def _given(request: HttpRequest, uid: str, sha_prefix: str, name: str) -> HttpResponseBase:
    stored = find_file(uid, sha_prefix, name)
    if stored is None:
        return file_not_found(request)
    if is_staff(request):
        return respond(request, stored)
    if stored.internal or not is_shown(stored.asset):
        return file_not_found(request)
    verdict = for_the_public(stored.asset)
    if not verdict.ok:
        return file_gone(request) if is_over(verdict) else file_not_found(request)
    response = respond(request, stored)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


@require_safe
def latest(request: HttpRequest, key: str) -> HttpResponseBase:
    """To the newest file of a brand asset, by its short name or its id."""
    # its address looks like a page's: without this, a 404 would be sent on to the language of the reader
    request.urlconf = "cms.portal.urls"
    brand = find_brand(key)
    if brand is None or not brand.file:
        return file_not_found(request)
    if not is_staff(request):
        verdict = for_the_public(brand.asset)
        if not is_shown(brand.asset) or not verdict.ok:
            return file_gone(request) if is_over(verdict) else file_not_found(request)
    response = HttpResponseRedirect(file_path(brand))
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")


def for_the_public(asset: Asset) -> Verdict:
    """On the web, which is seen everywhere."""
    return verdict_of(asset, licences=OUR_OWN)


def is_over(verdict: Verdict) -> bool:
    """Was it usable once? Then it is gone, not unknown."""
    return any(verdict.has(code) for code in PASSED)


def is_shown(asset: Asset) -> bool:
    """Does a live edition show it, or is it an approved part of the province's own appearance?"""
    if asset.kind == Kind.BRAND:
        return BrandAsset.objects.filter(asset=asset, status=Certainty.APPROVED).exists()
    shown = Reference.objects.filter(kind=asset.told_as, key=str(asset.uid), edition__state=State.LIVE)
    return shown.exists()
