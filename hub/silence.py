"""Whoever does not answer is left alone for a while: one caller at a time finds out whether it answers again, all others are
told at once. Each caller has a thread that somebody waits for.
"""

import threading
import time


class Silence:
    """Whether somebody was found not to answer, in this process."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._until: float | None = None

    def __reduce__(self) -> tuple[type["Silence"], tuple[float]]:
        """A copy finds out for itself."""
        return Silence, (self._seconds,)

    def may_ask(self) -> bool:
        """Whoever may asks for all, and the others wait for what it hears."""
        if self._until is None:
            return True
        with self._lock:
            if self._until is None:
                return True
            now = time.monotonic()
            if now < self._until:
                return False
            self._until = now + self._seconds
            return True

    def begin(self) -> None:
        with self._lock:
            self._until = time.monotonic() + self._seconds

    def end(self) -> None:
        if self._until is not None:
            with self._lock:
                self._until = None
