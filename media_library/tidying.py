"""Once an hour: what lost its job is ordered anew, what nobody will come back for is swept; by night the whole store.

Jobs are rows, so hardly any is lost; but a database that was full when a job ended, or a store that was away for a day, leaves
work that waits for nobody.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
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

Keys = Iterable[Any]
ON_ITS_WAY = timedelta(minutes=5)  # a row of which the job is being ordered
logger = logging.getLogger("hub.media_library")


def sweep() -> None:
    _sweep(sweep_parts, sweep_arrivals, drop_forgotten)


def tidy_store() -> None:
    """The whole store is gone through."""
    _sweep(sweep_store)


def _sweep(*sweeps: Callable[[], Any]) -> None:
    for sweep in sweeps:
        try:
            sweep()
        except STORE_FAILS as away:  # the next time
            logger.warning("not_swept what=%s reason=%s", sweep.__name__, away)


# --- what waits for a job ---------------------------------------------------------------------------------------------


def unjudged() -> Keys:
    return _uploads(UploadState.EXAMINING, UploadState.WAITING)


def packed() -> Keys:
    return _uploads(UploadState.UNPACKING)


def _uploads(*states: UploadState) -> Keys:
    settled = Upload.objects.filter(created_at__lt=timezone.now() - ON_ITS_WAY)
    return settled.filter(state__in=states).values_list("pk", flat=True)


def unmade() -> Keys:
    settled = Package.objects.filter(moved_at__lt=timezone.now() - ON_ITS_WAY)
    return settled.filter(state__in=BEING_MADE).values_list("pk", flat=True)


def unchanged() -> Keys:
    settled = JointChange.objects.filter(moved_at__lt=timezone.now() - ON_ITS_WAY)
    return settled.filter(state__in=BEING_CHANGED).values_list("pk", flat=True)


def unprepared() -> Keys:
    return Preparation.objects.filter(stage__in=BEING_PREPARED).exclude(video=None).values_list("video_id", flat=True)


def unprepared_recordings() -> Keys:
    return Preparation.objects.filter(stage__in=BEING_PREPARED).exclude(audio=None).values_list("audio_id", flat=True)


def without_job(path: str, keys: Keys) -> Iterator[Any]:
    """Those for which no such job waits or runs. A key of the database's own kind goes into a job as text."""
    rows = DBTaskResult.objects.filter(task_path=path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    ordered = {str(told["args"][0]) for told in rows.values_list("args_kwargs", flat=True)}
    for key in keys:
        if str(key) not in ordered:
            yield key if isinstance(key, int) else str(key)
