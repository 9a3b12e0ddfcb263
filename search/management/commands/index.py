"""`cms index`: takes changes into the search index, until it is stopped. Run one; a second one does no harm.

An index whose words were cut by other code is rebuilt first, beside the live one. Once a day it compares everything,
which also brings in what changes by the calendar alone."""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from search.indexing import index_waiting
from search.models import Index
from search.openings import follow as follow_openings
from search.rebuilding import is_outdated, rebuild
from search.reconciling import reconcile

logger = logging.getLogger("search.index")

IDLE_SECONDS = 0.2
DAY_SECONDS = 60.0  # how often it looks whether a day has begun


class Command(BaseCommand):
    help = "Take changes into the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="take in what is waiting, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while index_waiting() or follow_openings():
                pass
            return
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        if is_outdated():
            logger.info("words are cut otherwise now: rebuilding beside the live index")
            rebuild()
            call_command("update_index", verbosity=0)  # Wagtail's own index holds the same words
        looked = 0.0
        while not self.stopping:
            try:
                if not (index_waiting(stopping=lambda: self.stopping) or follow_openings()):
                    if time.monotonic() - looked > DAY_SECONDS:
                        reconcile_daily()
                        looked = time.monotonic()
                    time.sleep(IDLE_SECONDS)
            except (OperationalError, InterfaceError):
                # the database went away: what was begun is undone; go on when it is back
                logger.exception("the database does not answer")
                close_old_connections()
                time.sleep(1)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def reconcile_daily() -> bool:
    """Unless it was done today."""
    done = Index.objects.values_list("reconciled_at", flat=True).first()
    if done is not None and timezone.localdate(done) == timezone.localdate():
        return False
    found = reconcile()
    logger.info("reconciled compared=%s differences=%s", found.compared, found.differences)
    return True
