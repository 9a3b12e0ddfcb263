"""A killed worker's jobs are taken up by the next one."""

from datetime import timedelta

import pytest
from cms.management.commands.worker import take_up_left_behind
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db


def job(status: str, *, started_ago: timedelta) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, started_at=timezone.now() - started_ago, task_path="media_library.jobs.make_renditions",
        args_kwargs={"args": [], "kwargs": {}}, queue_name="default", backend_name="default", run_after=timezone.now(),
    )  # fmt: skip


def test_a_job_that_lost_its_worker_is_ready_again():
    lost = job(TaskResultStatus.RUNNING, started_ago=timedelta(hours=1))
    at_work = job(TaskResultStatus.RUNNING, started_ago=timedelta(minutes=1))
    done = job(TaskResultStatus.SUCCESSFUL, started_ago=timedelta(hours=1))

    assert take_up_left_behind(older_than=timedelta(minutes=30)) == 1

    found = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert found == {lost.pk: "READY", at_work.pk: "RUNNING", done.pk: "SUCCESSFUL"}


def test_a_worker_that_is_alone_takes_up_every_running_job():
    job(TaskResultStatus.RUNNING, started_ago=timedelta(seconds=1))

    assert take_up_left_behind(older_than=timedelta()) == 1
