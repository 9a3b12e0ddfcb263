"""The house's lasting commands: the relay, the indexer, the follower, the alerts. Each works until it is stopped (SIGTERM,
Ctrl-C), one step after the other, and outlives a database that goes away.
"""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

AWAY_SECONDS = 1.0


class UntilStopped(BaseCommand):
    """`idle_seconds`: how long it rests when there was nothing to do."""

    logger: logging.Logger
    idle_seconds: float
    once_help = "handle what is waiting, then end"
    stopping = False

    def step(self) -> object:
        """One round. True: there was something to do."""
        raise NotImplementedError

    def handle_waiting(self) -> object:
        """One round of `--once`: without what is done by the clock."""
        return self.step()

    def begin(self) -> None:
        """Before the first step, when signals are heard already."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help=self.once_help)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while self.handle_waiting():
                pass
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        self.begin()
        while not self.stopping:
            try:
                if not self.step():
                    time.sleep(self.idle_seconds)
            except (OperationalError, InterfaceError):
                # the database went away: what was begun is undone; go on when it is back
                self.logger.exception("the database does not answer")
                close_old_connections()
                time.sleep(AWAY_SECONDS)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
