"""`cms worker`: runs jobs until it is stopped, and outlives a database that goes away. First, and then every minute, it takes up
those that a killed worker left, or that the database left in the middle.

With `--alone` (the embedded product has one worker) every running job has lost its worker when this one starts. Our jobs and
Wagtail's may run twice without harm.
"""

import logging
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.left_behind import LONGEST_JOB, keep_watch, take_up, worker_name
from hub.until_stopped import Outliving

logger = logging.getLogger("hub.processes")


class Command(BaseCommand):
    help = "Run jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--alone", action="store_true", help="there is no other worker")

    def handle(self, *args: Any, alone: bool, **options: Any) -> None:
        outliving, name, done = Outliving(logger), worker_name(), False
        keep_watch()
        while not done:
            with outliving:
                take_up(idle=name, older_than=timedelta() if alone else LONGEST_JOB)
                call_command("db_worker", queue_name="*", interval=0.5, worker_id=name)
                done = True
