"""Pictures that are not drawn as they would be today: all of them, after an upgrade that draws otherwise; those that a job
could not draw in its time.

In portions, each after the last picture of the one before; a picture that cannot be read holds up nobody. Safe to run twice,
and beside those who draw what they need themselves.
"""

import logging
import time

from media_library.description import PICTURE_PREFETCH
from media_library.models import Picture
from media_library.renditions.standard import PictureUnreadableError, all_made, draw_all

A_STEP = 20.0  # seconds
READ_AT_ONCE = 100
logger = logging.getLogger("hub.media_library")


def draw_missing(after: int, *, seconds: float = A_STEP) -> int | None:
    """One portion. The key of its last picture, or None when there is none left.

    Raises:
        StoreAwayError: to be tried again later, from where it began.
    """
    until = time.monotonic() + seconds
    rows = Picture.objects.filter(pk__gt=after).order_by("pk").prefetch_related(*PICTURE_PREFETCH)
    pictures = list(rows[:READ_AT_ONCE])
    for picture in pictures:
        try:
            if not all_made(picture):
                draw_all(picture)
        except PictureUnreadableError as unread:
            logger.info("picture_not_drawn picture=%s reason=%s", picture.pk, unread)
        if time.monotonic() > until:
            return picture.pk
    return pictures[-1].pk if len(pictures) == READ_AT_ONCE else None
