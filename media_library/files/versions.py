"""Versions of files: a replaced file is kept, and an older one can be taken up again. The id of the asset stays."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from media_library.files.store import putting_ahead
from media_library.finding.seen_shelves import may_change_carrier
from media_library.models import FileVersion
from media_library.models.versions import Change


def may_restore(version: FileVersion, user: Any) -> bool:
    return may_change_carrier(user, version.asset.carrier)


def restore(version: FileVersion, *, by: Any, reason: str = "") -> FileVersion:
    """Take up an older file again, as a new version: everything that follows from a new file follows from this one.

    Raises:
        PermissionDenied: `by` may not change the asset.
        StoreAwayError, NoRoomError: nothing is changed.
    """
    if not may_restore(version, by):
        raise PermissionDenied
    carrier: Any = version.asset.carrier
    words = reason or _("Version %(number)s is taken up again.") % {"number": version.number}
    storage = carrier.file.storage
    with storage.open(version.storage_name) as older:
        carrier.file = File(older, name=version.original_name or version.storage_name.rpartition("/")[2])
        carrier.change = Change(by=by, reason=words, restores=version.number)
        with putting_ahead(carrier), transaction.atomic():
            carrier.save()
            log(instance=carrier, action="media_library.restore", user=by, data={"version": version.number})
    return version.asset.versions.latest("number")
