"""What is done by the clock, and which rows go."""

from datetime import UTC, datetime, timedelta

import pytest
from cms.housekeeping import DONE_KEPT, FAILED_KEPT, forget_jobs, keep_house, last_night, order_what_is_due
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from media_library.jobs import tidy_store
from tests.media_library.making import ordered

pytestmark = pytest.mark.django_db
HOURLY = ["media_library.jobs.tidy"]
DAILY = ["cms.housekeeping.keep_house", "media_library.jobs.tidy_store"]


def waiting() -> list[str]:
    return sorted(DBTaskResult.objects.filter(status=TaskResultStatus.READY).values_list("task_path", flat=True))


def all_done(*, ago: timedelta) -> None:
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now() - ago)


def test_each_job_is_ordered_when_its_time_has_come(settings: LazySettings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    order_what_is_due()
    order_what_is_due()
    assert waiting() == sorted(HOURLY + DAILY)

    all_done(ago=timedelta())
    order_what_is_due()
    assert waiting() == []

    all_done(ago=timezone.now() - last_night(timezone.now()) + timedelta(minutes=1))
    DBTaskResult.objects.filter(task_path__in=HOURLY).update(finished_at=timezone.now() - timedelta(minutes=61))
    order_what_is_due()
    assert waiting() == sorted(HOURLY + DAILY)
    assert DBTaskResult.objects.count() == 3


def test_the_night_is_that_of_the_province() -> None:
    three = datetime(2026, 5, 18, 20, 0, tzinfo=UTC)
    assert last_night(three) == three
    assert last_night(three - timedelta(seconds=1)) == three - timedelta(days=1)


def test_rows_that_nobody_asks_for_go(settings: LazySettings) -> None:
    now = timezone.now()
    kept = [
        ended(TaskResultStatus.SUCCESSFUL, now - DONE_KEPT + timedelta(minutes=1)),
        ended(TaskResultStatus.FAILED, now - FAILED_KEPT + timedelta(minutes=1)),
        ended(TaskResultStatus.READY, None),
        ended(TaskResultStatus.RUNNING, None),
    ]
    ended(TaskResultStatus.SUCCESSFUL, now - DONE_KEPT - timedelta(minutes=1))
    ended(TaskResultStatus.FAILED, now - FAILED_KEPT - timedelta(minutes=1))
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))

    assert forget_jobs(now) == 2
    keep_house.func()

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {job.pk for job in kept}
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def ended(status: str, at: datetime | None) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, finished_at=at, task_path="media_library.jobs.make_renditions", queue_name="default",
        args_kwargs={"args": [], "kwargs": {}}, backend_name="default", run_after=timezone.now(),
    )  # fmt: skip


def test_the_store_is_tidied_and_needless_renditions_follow(settings: LazySettings) -> None:
    tidy_store.func()
    assert ordered("prune_renditions") == [[0]]
