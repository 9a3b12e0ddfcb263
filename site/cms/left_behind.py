"""What a worker that was killed leaves: jobs that are "running" and have nobody who runs them. And what a database that went
away leaves: jobs that failed for want of it, and would not have otherwise.

A worker's name says where it runs and as which process, so another one on the same machine sees at once that it is gone. A
worker elsewhere is taken for lost when a job of it is under way longer than any takes. A job that has ended so many workers
is given up, and says so: it is the job that ends them.
"""

import logging
import os
import socket
import threading
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.housekeeping import order_what_is_due

LONGEST_JOB = timedelta(minutes=30)
MOST_WORKERS = 6  # a file that ends its examiner's worker is refused after three: `media_library.ingest.judging`
EVERY = 60.0
WENT_AWAY = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
MENDED_WITHIN = timedelta(days=1)
logger = logging.getLogger("hub.processes")


def worker_name(pid: int | None = None) -> str:
    """`machine:process:when it began`, as long as a name may be."""
    pid = os.getpid() if pid is None else pid
    return f"{socket.gethostname()[:32]}:{pid}:{_began(pid)}"


def _began(pid: int) -> str:
    """In the kernel's own count: a process that has the number of one that is gone began at another time."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""


def is_there(name: str) -> bool | None:
    """None: that can be told of this machine's workers only."""
    machine, _colon, pid = name.rpartition(":")[0].rpartition(":")
    if machine != socket.gethostname()[:32] or not pid.isdecimal():
        return None
    return worker_name(int(pid)) == name


def take_up(*, older_than: timedelta = LONGEST_JOB, idle: str | None = None) -> int:
    """Put such jobs back in the queue; how many. `idle`: a worker that runs nothing at this moment."""
    return _that_lost_their_worker(older_than, idle) + _that_lost_the_database()


def _that_lost_their_worker(older_than: timedelta, idle: str | None) -> int:
    taken = 0
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        name = job.worker_ids[-1] if job.worker_ids else ""
        there = False if name == idle else is_there(name)
        is_recent = job.started_at is not None and job.started_at > timezone.now() - older_than
        if there or (there is None and is_recent):
            continue
        running = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
        if len(job.worker_ids) >= MOST_WORKERS:
            why = f"{len(job.worker_ids)} workers ended while they ran it: {', '.join(job.worker_ids)}"
            logger.error("job_given_up job=%s id=%s reason=%s", job.task_path, job.pk, why)
            running.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=why)
            continue
        taken += running.update(status=TaskResultStatus.READY, started_at=None)
    return taken


def _that_lost_the_database() -> int:
    taken = 0
    for job in DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED,
        exception_class_path__in=WENT_AWAY,
        finished_at__gt=timezone.now() - MENDED_WITHIN,
    ).defer("traceback"):
        if len(job.worker_ids) < MOST_WORKERS:
            taken += DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(
                status=TaskResultStatus.READY, started_at=None, finished_at=None, exception_class_path="", traceback=""
            )
    return taken


def keep_watch(*, has_clock: bool) -> threading.Thread:
    """Beside the work, as long as the process lives. `has_clock`: it orders what is due, too; one worker of a group does."""
    thread = threading.Thread(target=_watch, args=(threading.Event(), has_clock), name="left-behind", daemon=True)
    thread.start()
    return thread


def _watch(never: threading.Event, has_clock: bool) -> None:  # noqa: FBT001 - a thread's arguments
    while True:
        close_old_connections()
        try:
            take_up()
            if has_clock:
                order_what_is_due()
        except DatabaseError as away:  # the worker tells of it too
            logger.warning("nothing_taken_up reason=%s", away)
        finally:
            connection.close()
        never.wait(EVERY)
