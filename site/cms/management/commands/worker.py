"""`cms worker`: runs jobs until it is stopped, and outlives a database that goes away. First, and then every minute, it takes up
those that a killed worker left, or that the database left in the middle.

A worker has one lane (`hub.lanes`); without `--lane` it is one of each, kept alive together. The kernel gives the long lane what
the quick one leaves of the processors.

With `--alone` (the embedded product has no other machine) every running job has lost its worker but those of workers that are
seen to be there. Our jobs and Wagtail's may run twice without harm.
"""

import logging
import os
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.left_behind import LONGEST_JOB, keep_watch, take_up, worker_name
from cms.processes import workers
from hub.lanes import Lane
from hub.until_stopped import Outliving

LESS_URGENT = 5  # as much again as programs on a leash give way to web and worker
logger = logging.getLogger("hub.processes")


class Command(BaseCommand):
    help = "Run jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lane", choices=[lane.name.lower() for lane in Lane], help="this one only")
        parser.add_argument("--alone", action="store_true", help="there is no worker on another machine")

    def handle(self, *args: Any, lane: str | None, alone: bool, **options: Any) -> None:
        if lane is None:
            workers(alone=alone).run()
        else:
            _work(Lane[lane.upper()], older_than=timedelta() if alone else LONGEST_JOB)


def _work(lane: Lane, *, older_than: timedelta) -> None:
    if lane is Lane.LONG:
        os.nice(LESS_URGENT)
    outliving, name, done = Outliving(logger), worker_name(), False
    keep_watch(has_clock=lane is Lane.QUICK)
    while not done:
        with outliving:
            take_up(idle=name, older_than=older_than)
            call_command("db_worker", queue_name=lane.value, interval=0.5, worker_id=name)
            done = True
