"""Pictures that no examiner has looked at: those from before, and those that code brought. What is seen is written down late.

In portions, each after the last picture of the one before: one that cannot be read holds up nobody, and is tried again when
`cms set_up` asks anew.
"""

import logging

from media_library.files.store import StoreAwayError
from media_library.ingest.disclosed_children import ask_for_its_child
from media_library.ingest.examining import Examiner, Seen
from media_library.ingest.refusals import FileRefused
from media_library.models import Picture
from media_library.renditions.drawing import on_disk

A_PORTION = 50
logger = logging.getLogger("hub.ingest")


def look_again(after: int) -> int | None:
    """One portion. The key of its last picture, or None when there is none left."""
    pictures = list(Picture.objects.filter(likeness="", pk__gt=after).order_by("pk")[:A_PORTION])
    if not pictures:
        return None
    with Examiner() as examiner:
        for picture in pictures:
            try:
                with on_disk(picture.file) as path:
                    seen = examiner.examine(path, picture.file.name or "")
            except (FileRefused, FileNotFoundError, StoreAwayError) as unseen:
                logger.info("picture_unseen picture=%s reason=%s", picture.pk, unseen)
                continue
            _write_down(picture, seen)
    return pictures[-1].pk


def _write_down(picture: Picture, seen: Seen) -> None:
    picture.likeness, picture.colours = seen.likeness, ",".join(seen.colours)
    picture.save(update_fields=["likeness", "colours"])
    newest = picture.asset.versions.filter(number=picture.asset.file_version, proposals=[], notes=[])
    if newest.update(proposals=list(seen.proposals), notes=list(seen.notes)):
        ask_for_its_child(picture.asset.versions.get(number=picture.asset.file_version))
