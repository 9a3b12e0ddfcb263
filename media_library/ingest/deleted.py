"""Files that were deleted, and come again. Whoever brings one is told; what might not be used when it was deleted is taken in
again by those who may approve rights records alone: otherwise the one who sent it would undo the deletion without a word.
"""

from typing import Any, Final

from wagtail.log_actions import get_active_log_context

from media_library.ingest.refusals import FileRefused
from media_library.models import Asset, DeletedFile
from media_library.rights.clearance import CHILD_IDENTIFIED
from media_library.rights.clearing import verdict_of
from media_library.rights.opening import may_open

BARS: Final = frozenset(
    {
        "no_consent",
        "no_guardian",
        "no_own_consent",
        "consent_withdrawn",
        "consent_scope",
        CHILD_IDENTIFIED,
        "ended",
        "expired",
    }
)  # somebody's right stood against it; the rest is the house's own choice


def remember(asset: Asset) -> None:
    """Before it goes, with those whom it shows."""
    barred = any(reason.code in BARS for reason in verdict_of(asset).reasons)
    by = get_active_log_context().user
    DeletedFile.objects.bulk_create(
        DeletedFile(sha256=sha256, title=asset.title, by=by, was_barred=barred)
        for sha256 in set(asset.versions.values_list("sha256", flat=True))
    )


def refuse_deleted(sha256: str, *, by: Any) -> None:
    """
    Raises:
        FileRefused: it was barred when it was deleted, and `by` may not approve.
    """
    gone = DeletedFile.objects.filter(sha256=sha256, was_barred=True).first()
    if gone is not None and not may_open(by):
        raise FileRefused("deleted_barred", **about(gone))


def about(gone: DeletedFile) -> dict[str, str]:
    return {"title": gone.title, "at": gone.at.isoformat()}
