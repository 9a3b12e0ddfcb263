"""`cms relay`: takes published changes to the ledger, until it is stopped. Run one; a second one only waits its turn.

Also publishes and withdraws what is scheduled, each page in a transaction of its own.
"""

import logging
import signal
import time
from argparse import ArgumentParser
from datetime import date
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from hub.publishing.relay import relay_waiting
from hub.publishing.scheduling import publish_due
from media_library.expiry import tell_turned

logger = logging.getLogger("hub.publishing.relay")

IDLE_SECONDS = 0.2
SCHEDULE_SECONDS = 10.0


class Command(BaseCommand):
    help = "Take published changes to the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="handle what is waiting, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while relay_waiting():
                pass
            return
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        looked = 0.0
        told: date | None = None  # the day whose beginnings and ends of rights were told
        while not self.stopping:
            try:
                if time.monotonic() - looked > SCHEDULE_SECONDS:
                    publish_due()
                    if told != timezone.localdate():
                        told = timezone.localdate()
                        tell_turned(told)
                    looked = time.monotonic()
                if not relay_waiting(stopping=lambda: self.stopping):
                    time.sleep(IDLE_SECONDS)
            except (OperationalError, InterfaceError):
                # the database went away: what was begun is undone; go on when it is back
                logger.exception("the database does not answer")
                close_old_connections()
                time.sleep(1)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
