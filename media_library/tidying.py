"""Once an hour: what lost its job is ordered anew, what nobody will come back for is swept; by night the whole store.

Jobs are rows, so hardly any is lost; but a database that was full when a job ended, or a store that was away for a day, leaves
work that waits for nobody.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from media_library.clips.preparing import OPEN as BEING_PREPARED
from media_library.files.store import STORE_FAILS
from media_library.files.sweeping import sweep_arrivals, sweep_parts, sweep_store
from media_library.ingest.judging import drop_forgotten
from media_library.models import JointChange, Package, Preparation, Upload, UploadState
from media_library.models.joint_changes import OPEN as BEING_CHANGED
from media_library.packages.making import OPEN as BEING_MADE

JOBS = "media_library.jobs"
ON_ITS_WAY = timedelta(minutes=5)  # a row of which the job is being ordered
logger = logging.getLogger("hub.media_library")


def tidy() -> list[tuple[str, Any]]:
    """The jobs that have to be ordered, by name and what they are for."""
    _sweep(sweep_parts, sweep_arrivals, drop_forgotten)
    return list(lost())


def tidy_store() -> None:
    """The whole store is gone through."""
    _sweep(sweep_store)


def _sweep(*sweeps: Callable[[], Any]) -> None:
    for sweep in sweeps:
        try:
            sweep()
        except STORE_FAILS as away:  # the next time
            logger.warning("not_swept what=%s reason=%s", sweep.__name__, away)


def lost() -> Iterator[tuple[str, Any]]:
    settled = timezone.now() - ON_ITS_WAY
    uploads = Upload.objects.filter(created_at__lt=settled)
    judged = uploads.filter(state__in=(UploadState.EXAMINING, UploadState.WAITING))
    yield from _without_job("examine_upload", judged.values_list("pk", flat=True))
    unpacked = uploads.filter(state=UploadState.UNPACKING)
    yield from _without_job("unpack_upload", unpacked.values_list("pk", flat=True))
    packages = Package.objects.filter(state__in=BEING_MADE, moved_at__lt=settled)
    yield from _without_job("make_package", packages.values_list("pk", flat=True))
    changes = JointChange.objects.filter(state__in=BEING_CHANGED, moved_at__lt=settled)
    yield from _without_job("change_together", changes.values_list("pk", flat=True))
    prepared = Preparation.objects.filter(stage__in=BEING_PREPARED)
    yield from _without_job("prepare_video", prepared.values_list("video_id", flat=True))


def _without_job(name: str, keys: Any) -> Iterator[tuple[str, Any]]:
    """A key of the database's own kind goes into a job as text."""
    rows = DBTaskResult.objects.filter(
        task_path=f"{JOBS}.{name}", status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    )
    ordered = {str(told["args"][0]) for told in rows.values_list("args_kwargs", flat=True)}
    for key in keys:
        if str(key) not in ordered:
            yield name, key if isinstance(key, int) else str(key)
