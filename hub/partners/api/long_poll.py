"""Waiting for the ledger to move. A waiter holds a thread, no database connection; and the whole process asks the
database for its head four times a second, however many wait.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from hub.partners.api.positions import Head, head

INTERVAL = 0.25


class Watch:
    """The ledger's head as this process last saw it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Head | None = None
        self._asked_at = 0.0

    def head(self) -> Head:
        """At most `INTERVAL` old. Only the waiter that finds it older asks the database."""
        with self._lock:
            if self._seen is None or time.monotonic() - self._asked_at >= INTERVAL:
                self._seen = head()
                self._asked_at = time.monotonic()
                let_connection_go()
            return self._seen

    def wait_beyond(self, seq: int, deadline: float) -> bool:
        """Sleep until the ledger has a number after `seq`. False when the time is over."""
        let_connection_go()
        while (left := deadline - time.monotonic()) > 0:
            time.sleep(min(INTERVAL, left))
            if self.head().last > seq:
                return True
        return False


class Seats:
    """How many may wait at once: each takes a thread of the web server from everybody else."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = 0

    @contextmanager
    def take(self) -> Iterator[bool]:
        """True if there was a seat."""
        with self._lock:
            seated = self._taken < int(settings.PARTNER_API_WAITERS)
            self._taken += seated
        try:
            yield seated
        finally:
            with self._lock:
                self._taken -= seated


def let_connection_go() -> None:
    """Close this thread's connection, unless the caller has a transaction open on it (a test)."""
    if not connection.in_atomic_block:
        connection.close()


watch = Watch()
seats = Seats()
