"""What is done by the clock, by whichever worker comes first: once an hour, or once a day, by night.

A job that is done leaves a row, and so does who has signed in; nobody asks for them after a while, and without end they would be
most of the database. What was published, by whom, and what partners were told, stays.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from media_library.jobs import tidy, tidy_store

DONE_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=90)  # somebody may ask why
A_BATCH = 5000  # rows that go in one transaction: nobody waits for it long
NIGHT = 3  # o'clock
logger = logging.getLogger("hub.processes")


def an_hour_ago(now: datetime) -> datetime:
    return now - timedelta(hours=1)


def last_night(now: datetime) -> datetime:
    today = timezone.localtime(now).replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


@task(priority=-20)
def keep_house() -> None:
    now = timezone.now()
    jobs = forget_jobs(now)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    logger.info("house_kept jobs=%d", jobs)


def forget_jobs(now: datetime) -> int:
    """Rows of jobs that ended long ago; how many."""
    done = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - DONE_KEPT)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - FAILED_KEPT)
    forgotten = 0
    for old in (done, failed):
        while pks := list(old.order_by().values_list("pk", flat=True)[:A_BATCH]):
            forgotten += DBTaskResult.objects.filter(pk__in=pks).delete()[0]
    return forgotten


# a job, and since when it must have been ordered
BY_THE_CLOCK: tuple[tuple[Any, Callable[[datetime], datetime]], ...] = (
    (tidy, an_hour_ago),
    (tidy_store, last_night),
    (keep_house, last_night),
)


def order_what_is_due() -> None:
    """A job's own row says when it was done last."""
    now = timezone.now()
    for job, since in BY_THE_CLOCK:
        rows = DBTaskResult.objects.filter(task_path=job.module_path)
        if not rows.exclude(finished_at__lt=since(now)).exists():
            rows.delete()
            job.enqueue()
