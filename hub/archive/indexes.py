"""The admin's indexes (its search, "used in") during an import: one job for many pages instead of six for each.

Wagtail writes a job for each index at every save. Nothing partners or readers see depends on them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from django_tasks import task
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from hub.archive.filing import MODELS
from hub.lanes import Lane


@contextmanager
def indexes_later() -> Iterator[None]:
    """Saves inside write no jobs: `index_pages` is the caller's to order."""
    senders = [model for model in MODELS.values() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in senders:
            post_save.connect(post_save_signal_handler, sender=model)


@task(queue_name=Lane.LONG.value)
def index_pages(page_ids: list[int]) -> None:
    for page in Page.objects.filter(pk__in=page_ids).specific():
        index.insert_or_update_object(page)
        ReferenceIndex.create_or_update_for_object(page)
