"""Posters: a still for a clip that was given none."""

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from media_library.clips.footage import still
from media_library.files.delivery import stored_pieces
from media_library.files.naming import extension, plain_name
from media_library.files.store import putting_ahead
from media_library.models import Picture, Video

INHERITED = (
    *("owner", "creator", "credit", "source", "licence", "usable_from", "usable_until", "rights"),
    "digital_source_type",
)
AT = 0.10  # of the length: after the fade-in and the title


def give_poster(video: Video) -> Picture | None:
    """Take a still at a tenth of the clip and make it its poster; None when it has one. Safe to run twice.

    The still inherits the clip's owner, credit, rights and days of use: it is part of the clip.

    Raises:
        NotAClipError: no still can be taken.
    """
    if video.poster_id is not None:
        return None
    kind = extension(video.file.name)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        for piece in stored_pieces(video.file.storage, str(video.file.name)):
            copy.write(piece)
        copy.flush()
        content = still(Path(copy.name), kind, at=(video.duration or 0) * AT)
    poster = Picture(
        title=video.title,
        file=ContentFile(content, name=f"{plain_name(video.title, otherwise='video')}-poster.jpg"),
        collection_id=video.collection_id,
        still_of=video,
        **{name: getattr(video.spine, name) for name in INHERITED},
    )
    try:
        with putting_ahead(poster), transaction.atomic():
            _demand_none(video)
            poster.save()
            Video.objects.filter(pk=video.pk).update(poster=poster)
    except _HasOneError:
        return None
    video.poster = poster
    return poster


class _HasOneError(Exception):
    """Somebody was quicker."""


def _demand_none(video: Video) -> None:
    """Held until the transaction ends.

    Raises:
        _HasOneError: it has a poster by now, or is gone.
    """
    rows = Video.objects.select_related(None).select_for_update().filter(pk=video.pk, poster=None)
    if rows.first() is None:
        raise _HasOneError
