"""`cms worker`: runs jobs until it is stopped. First it takes up those that a killed worker left behind.

A job that is "running" for longer than any job takes has lost its worker; with `--alone` (the embedded product has one
worker) every running one has. Our jobs and Wagtail's may run twice without harm.
"""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LONGEST_JOB = timedelta(minutes=30)


class Command(BaseCommand):
    help = "Run jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--alone", action="store_true", help="there is no other worker")

    def handle(self, *args: Any, alone: bool, **options: Any) -> None:
        take_up_left_behind(older_than=timedelta() if alone else LONGEST_JOB)
        call_command("db_worker", queue_name="*", interval=0.5)


def take_up_left_behind(*, older_than: timedelta) -> int:
    """Put jobs whose worker is gone back in the queue. Returns how many."""
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=timezone.now() - older_than)
    return int(lost.update(status=TaskResultStatus.READY, started_at=None))
