"""Pictures, clips, subtitles and documents at `/media/…`: given out only while something released shows them.

A file is public from the moment an edition that shows it is in the ledger until the last such edition goes, and only on
the days its rights allow. Under a press licence too: the page is the province's own publication (docs/partner-api.md).
What is internal is never public, whatever shows it. Staff with access to the admin see every file.
"""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.portal.refusals import file_gone, file_not_found
from hub.publishing.models import Reference, State
from media_library.delivery import StoredFile, find_file, respond
from media_library.licences import Licence
from media_library.models import LibraryDocument, Picture, SubtitleTrack, Video

# short: a withdrawn picture is out of every cache a few minutes after its page
PUBLIC_CACHE = "public, max-age=300, must-revalidate"
KINDS = {Picture: "picture", Video: "video", LibraryDocument: "document"}


@require_safe
def file(request: HttpRequest, uid: str, sha_prefix: str, name: str) -> HttpResponseBase:
    """200 or 206; 404 where nothing public is, 410 after the last day of use."""
    stored = find_file(uid, sha_prefix, name)
    if stored is None:
        return file_not_found(request)
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return respond(request, stored)
    asset = asset_of(stored)
    if stored.internal or asset.licence == Licence.INTERNAL or not is_shown(asset):
        return file_not_found(request)
    if not asset.usable_now:
        return file_gone(request) if is_expired(asset) else file_not_found(request)
    response = respond(request, stored)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def asset_of(stored: StoredFile) -> Any:
    """Subtitles have no rights of their own: they belong to their clip."""
    return stored.asset.video if isinstance(stored.asset, SubtitleTrack) else stored.asset


def is_shown(asset: Any) -> bool:
    """Does a live edition show it?"""
    shown = Reference.objects.filter(kind=KINDS[type(asset)], key=str(asset.uid), edition__state=State.LIVE)
    return shown.exists()


def is_expired(asset: Any) -> bool:
    return asset.usable_until is not None and asset.usable_until < timezone.localdate()
