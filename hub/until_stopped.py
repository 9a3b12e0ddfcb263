"""The house's lasting commands: the relay, the indexer, the follower, the alerts. Each works until it is stopped (SIGTERM,
Ctrl-C), one step after the other, and outlives a database that goes away, as the worker does.
"""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType, TracebackType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

AWAY_SECONDS = 1.0


class Outliving:
    """Around what asks the database. When that goes away, what was begun is undone, and the caller goes on when it is back; it is
    told of once, not every second."""

    def __init__(self, logger: logging.Logger) -> None:
        self.logger = logger
        self.away = False

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(fault, OperationalError | InterfaceError):
            if not self.away:
                self.logger.error("the database does not answer", exc_info=fault)
            self.away = True
            close_old_connections()
            time.sleep(AWAY_SECONDS)
            return True
        if fault is None and self.away:
            self.away = False
            self.logger.warning("the database answers again")
        return False


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
        outliving = Outliving(self.logger)
        while not self.stopping:
            with outliving:
                if not self.step():
                    time.sleep(self.idle_seconds)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
