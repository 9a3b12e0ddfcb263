"""Posters: a still for a clip that was given none, and another one when the clip's file is another one."""

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from media_library.clips.footage import still
from media_library.files.delivery import stored_pieces
from media_library.files.naming import extension, plain_name
from media_library.files.store import putting_ahead
from media_library.models import Asset, Picture, Video
from media_library.models.assets import Kind

INHERITED = (
    *("owner", "creator", "credit", "source", "licence", "usable_from", "usable_until", "rights"),
    "digital_source_type",
)
AT = 0.10  # of the length: after the fade-in and the title


def give_poster(video: Video) -> Picture | None:
    """Take a still at a tenth of the clip and make it its poster; None when it has one. Safe to run twice.

    The still inherits the clip's owner, credit, rights and days of use, and is never freer than the clip
    (`media_library.rights.clearing`). One that was taken from an older file of the clip gets a new version: whoever shows it
    shows the new still.

    Raises:
        NotAClipError: no still can be taken.
    """
    there = video.poster
    if there is not None and not is_outdated(there, video):
        return None
    version = video.spine.file_version
    file = ContentFile(_still(video), name=f"{plain_name(video.title, otherwise='video')}-poster.jpg")
    poster = there or Picture(
        title=video.title,
        collection_id=video.collection_id,
        **{name: getattr(video.spine, name) for name in INHERITED},
    )
    poster.file, poster.still_of, poster.spine.still_version = file, video, version  # type: ignore[assignment] # a field takes a file
    try:
        with putting_ahead(poster), transaction.atomic():
            _demand_the_same(video, there)
            poster.save()
            Video.objects.filter(pk=video.pk).update(poster=poster)
    except _HasOneError:
        return None
    video.poster = poster
    return poster


def stills_of(asset: Asset) -> QuerySet[Asset]:
    """Pictures taken from a clip: what may be done with it decides about them. Of other assets none, without a query."""
    return Asset.objects.filter(still_of__asset=asset) if asset.kind == Kind.VIDEO else Asset.objects.none()


def is_outdated(poster: Picture, video: Video) -> bool:
    """Was it taken from an older file of the clip? What somebody has put in the still's place is theirs."""
    spine = poster.spine
    if spine.still_of_id != video.pk or spine.still_version in (None, video.spine.file_version):
        return False
    return spine.versions.filter(number=spine.file_version, by=None).exists()


def _still(video: Video) -> bytes:
    kind = extension(video.file.name)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        for piece in stored_pieces(video.file.storage, str(video.file.name)):
            copy.write(piece)
        copy.flush()
        return still(Path(copy.name), kind, at=(video.duration or 0) * AT)


class _HasOneError(Exception):
    """Somebody was quicker."""


def _demand_the_same(video: Video, poster: Picture | None) -> None:
    """Held until the transaction ends.

    Raises:
        _HasOneError: it has another poster by now, or a new still, or is gone.
    """
    rows = Video.objects.select_related(None).select_for_update().filter(pk=video.pk, poster=poster)
    if rows.first() is None or (poster is not None and not is_outdated(Picture.objects.get(pk=poster.pk), video)):
        raise _HasOneError
