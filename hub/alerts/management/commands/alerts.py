"""`cms alerts`: finds what is new for saved searches and sends the word of it, until it is stopped. Run one; a second one
does no harm."""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from hub.alerts.delivering import deliver_due
from hub.alerts.telling import tell
from hub.alerts.watching import watch

logger = logging.getLogger("hub.alerts")

IDLE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Tell the owners of saved searches what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while step():
                pass
            return
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        while not self.stopping:
            try:
                if not step():
                    time.sleep(IDLE_SECONDS)
            except (OperationalError, InterfaceError):
                # the database went away: what was begun is undone; go on when it is back
                logger.exception("the database does not answer")
                close_old_connections()
                time.sleep(1)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def step() -> int:
    """Once through all three. Returns whether there was anything to do."""
    return watch() + tell(timezone.now()) + deliver_due(timezone.now())
