"""A killed worker's jobs are taken up by the next one, and none for ever."""

import os
import socket
import subprocess
from datetime import timedelta

import pytest
from cms.left_behind import MOST_WORKERS, is_there, take_up, worker_name
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db


def job(status: str, *, started_ago: timedelta, workers: list[str] | None = None) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, started_at=timezone.now() - started_ago, task_path="media_library.jobs.make_renditions",
        args_kwargs={"args": [], "kwargs": {}}, queue_name="default", backend_name="default", run_after=timezone.now(),
        worker_ids=workers or [],
    )  # fmt: skip


def standing() -> dict[object, str]:
    return dict(DBTaskResult.objects.values_list("pk", "status"))


def killed_worker() -> str:
    with subprocess.Popen(["sleep", "60"]) as process:
        name = worker_name(process.pid)
        assert is_there(name)
        process.kill()
    return name


def test_a_job_that_lost_its_worker_is_ready_again():
    lost = job(TaskResultStatus.RUNNING, started_ago=timedelta(hours=1))
    at_work = job(TaskResultStatus.RUNNING, started_ago=timedelta(minutes=1))
    done = job(TaskResultStatus.SUCCESSFUL, started_ago=timedelta(hours=1))

    assert take_up(older_than=timedelta(minutes=30)) == 1

    assert standing() == {lost.pk: "READY", at_work.pk: "RUNNING", done.pk: "SUCCESSFUL"}


def test_a_worker_that_is_alone_takes_up_every_running_job():
    job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1))

    assert take_up(older_than=timedelta()) == 1


def test_a_job_of_a_killed_worker_on_this_machine_is_taken_up_at_once():
    killed = killed_worker()
    number_taken_by_another = f"{socket.gethostname()[:32]}:{os.getpid()}:1"
    lost = job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1), workers=["elsewhere:1:5", killed])
    lost_too = job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1), workers=[number_taken_by_another])
    long_at_work = job(TaskResultStatus.RUNNING, started_ago=timedelta(hours=2), workers=[worker_name()])
    elsewhere = job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1), workers=["elsewhere:1:5"])

    assert take_up() == 2

    assert standing() == {
        lost.pk: "READY",
        lost_too.pk: "READY",
        long_at_work.pk: "RUNNING",
        elsewhere.pk: "RUNNING",
    }


def test_a_job_that_ends_every_worker_is_given_up_and_says_so():
    ended = [killed_worker()] * MOST_WORKERS
    given_up = job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1), workers=ended)

    assert take_up() == 0

    given_up.refresh_from_db()
    assert given_up.status == TaskResultStatus.FAILED
    assert given_up.traceback.startswith(f"{MOST_WORKERS} workers ended while they ran it: ")


def failed(path: str, *, ago: timedelta, workers: int = 1) -> DBTaskResult:
    made = job(TaskResultStatus.FAILED, started_ago=ago, workers=["elsewhere:1:5"] * workers)
    DBTaskResult.objects.filter(pk=made.pk).update(
        finished_at=timezone.now() - ago, exception_class_path=path, traceback="Traceback"
    )
    return made


def test_a_job_that_failed_for_want_of_the_database_is_run_again():
    lost = failed("django.db.utils.OperationalError", ago=timedelta(minutes=1))
    closed = failed("django.db.utils.InterfaceError", ago=timedelta(hours=23))
    wrong = failed("builtins.ValueError", ago=timedelta(minutes=1))
    old = failed("django.db.utils.OperationalError", ago=timedelta(hours=25))
    never = failed("django.db.utils.OperationalError", ago=timedelta(minutes=1), workers=MOST_WORKERS)

    assert take_up() == 2

    assert standing() == {
        lost.pk: "READY",
        closed.pk: "READY",
        wrong.pk: "FAILED",
        old.pk: "FAILED",
        never.pk: "FAILED",
    }
    lost.refresh_from_db()
    assert (lost.traceback, lost.exception_class_path, lost.finished_at) == ("", "", None)


def test_a_worker_that_has_nothing_in_hand_takes_up_its_own():
    own = job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1), workers=[worker_name()])

    assert (take_up(), take_up(idle=worker_name())) == (0, 1)

    assert standing() == {own.pk: "READY"}
