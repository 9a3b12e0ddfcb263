"""Pictures, clips, subtitles and documents at `/media/…`: given out only while something released shows them.

A file is public from the moment an edition that shows it is in the ledger until the last such edition goes, and only
while its rights allow the web (`media_library.rights.clearance`), asked anew at every request. Under a press licence too: the
page is the province's own publication (docs/partner-api.md). What is internal is never public, whatever shows it, nor is an original.
An approved brand asset is public by itself. Staff have the files of what they see in the library, shelf by shelf; of all else
the pictures that are drawn for pages, which stand in previews, and what everybody has.
"""

import logging

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cms.portal.refusals import file_gone, file_not_found, file_not_yet, store_away
from hub.publishing.public_files import for_the_public, is_shown
from media_library.brand import find_brand
from media_library.files.delivery import StoredFile, find_file, respond
from media_library.files.given_out import file_path, public_file
from media_library.files.store import StoreAwayError
from media_library.finding.seen_shelves import sees
from media_library.models import Audio, BrandAsset, Video
from media_library.renditions.public_copies import fault_of
from media_library.rights.clearance import Verdict

logger = logging.getLogger("hub.portal")

# short: a withdrawn picture is out of every cache a few minutes after its page
PUBLIC_CACHE = "public, max-age=300, must-revalidate"
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
    if is_staff(request) and (_is_drawn(stored) or sees(request.user, stored.asset)):
        return respond(request, stored)
    instead = _instead_of(stored) if stored.internal else None
    if (stored.internal and instead is None) or not is_shown(stored.asset):
        return file_not_found(request)
    verdict = for_the_public(stored.asset)
    if not verdict.ok:
        return file_gone(request) if is_over(verdict) else file_not_found(request)
    response = HttpResponseRedirect(instead) if instead is not None else respond(request, stored)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def _is_drawn(stored: StoredFile) -> bool:
    """A picture as pages and lists show it."""
    return stored.content_type.startswith("image/") and not stored.internal


def _instead_of(stored: StoredFile) -> str | None:
    """Of what came with a camera's or a recorder's words inside, was public once and stands in addresses out there: what everybody
    takes of it now."""
    carrier = stored.asset.carrier
    if not isinstance(carrier, Video | Audio | BrandAsset) or carrier.sha256 != stored.sha256:
        return None
    told = public_file(carrier)
    return told["href"] if told is not None else None


@require_safe
def latest(request: HttpRequest, key: str) -> HttpResponseBase:
    """To the newest file of a brand asset, by its short name or its id; 503 while its copy is being made."""
    # its address looks like a page's: without this, a 404 would be sent on to the language of the reader
    request.urlconf = "cms.portal.urls"
    brand = find_brand(key)
    if brand is None or not brand.file:
        return file_not_found(request)
    told = public_file(brand)
    address = told["href"] if told is not None else ""
    if is_staff(request) and sees(request.user, brand.asset):
        address = address or file_path(brand)
    else:
        verdict = for_the_public(brand.asset)
        if not is_shown(brand.asset) or not verdict.ok:
            return file_gone(request) if is_over(verdict) else file_not_found(request)
        if not address:
            comes = brand.wants_copy and not fault_of(brand)
            return file_not_yet(request) if comes else file_not_found(request)
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")


def is_over(verdict: Verdict) -> bool:
    """Was it usable once? Then it is gone, not unknown."""
    return any(verdict.has(code) for code in PASSED)
