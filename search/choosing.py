"""Which engine answers: the one outside where there is one and it works, the embedded one otherwise.

An engine that fails is left alone for some seconds, then one request tries it, while the others still pass it by; so
nobody waits for a dead engine twice, and it comes back by itself.
"""

import logging
import time
from dataclasses import dataclass, field
from threading import Lock

from search.engine import Declined, EngineFailed, Found, OutsideEngine, Wanted
from search.engines.embedded import Embedded

logger = logging.getLogger("search.choosing")

REST = 5.0  # seconds


@dataclass(slots=True)
class _Outside:
    """The engine outside the database, if the hub is set up with one. `rests_until` 0: it works."""

    engine: OutsideEngine | None = None
    rests_until: float = 0.0
    fault: str = ""
    lock: Lock = field(default_factory=Lock)

    def may_be_asked(self) -> bool:
        """Of all that ask when its rest is over, the first one tries."""
        with self.lock:
            now = time.monotonic()
            if now < self.rests_until:
                return False
            if self.rests_until:
                self.rests_until = now + REST
            return True

    def worked(self) -> None:
        self.rests_until, self.fault = 0.0, ""

    def failed(self, reason: str) -> None:
        self.rests_until, self.fault = time.monotonic() + REST, reason


_outside = _Outside()
EMBEDDED = Embedded()


def use(engine: OutsideEngine | None) -> None:
    """Ask this one first from now on; None: only the embedded one."""
    _outside.engine = engine
    _outside.worked()


def outside() -> OutsideEngine | None:
    return _outside.engine


def fault() -> str:
    """Why the engine outside did not answer the last question of this process; empty if it did, or where there is none."""
    return _outside.fault


def find(wanted: Wanted) -> tuple[Found, str]:
    """What was found, and the name of the engine that found it."""
    engine = _outside.engine
    if engine is None or not _outside.may_be_asked():
        return EMBEDDED.find(wanted), EMBEDDED.name
    try:
        found = engine.find(wanted)
    except Declined as declined:
        _outside.fault = str(declined)
        return EMBEDDED.find(wanted), EMBEDDED.name
    except EngineFailed as failed:
        logger.warning("engine=%s failed: %s", engine.name, failed)
        _outside.failed(str(failed))
        return EMBEDDED.find(wanted), EMBEDDED.name
    _outside.worked()
    return found, engine.name
