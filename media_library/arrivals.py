"""What follows when an asset is saved or deleted, through whichever door: jobs, and files of rows that are gone.

A job is a row in the same transaction as the asset, so it is there exactly when the asset is.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from media_library.jobs import make_poster, make_renditions
from media_library.models import Picture, SubtitleTrack, Video
from media_library.renditions import all_made


@receiver(post_save, sender=Picture)
def order_renditions(instance: Picture, *, raw: bool = False, **_kwargs: Any) -> None:
    """A new file, another focal point or other rights need other renditions."""
    if not raw and not all_made(instance):
        make_renditions.enqueue(instance.pk)


@receiver(post_save, sender=Video)
def order_poster(instance: Video, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and instance.poster_id is None:
        make_poster.enqueue(instance.pk)


@receiver(post_delete, sender=Video)
@receiver(post_delete, sender=SubtitleTrack)
def remove_file(instance: Model, **_kwargs: Any) -> None:
    """Pictures and documents are cleaned up after by Wagtail."""
    name = getattr(instance, "file").name  # noqa: B009 - either model has one
    transaction.on_commit(lambda: default_storage.delete(name))
