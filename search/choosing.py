"""Which engine answers: the one outside where there is one and it works, the embedded one otherwise.

An engine that fails is left alone for some seconds, then tried again by itself; meanwhile nobody waits for it.
"""

import logging
import time
from dataclasses import dataclass

from search.engine import Engine, EngineFailed, Found, Wanted
from search.engines.embedded import Embedded

logger = logging.getLogger("search.choosing")

REST = 5.0  # seconds


@dataclass(slots=True)
class _Outside:
    """The engine outside the database, if the hub is set up with one."""

    engine: Engine | None = None
    rests_until: float = 0.0
    fault: str = ""


_outside = _Outside()
EMBEDDED = Embedded()


def use(engine: Engine | None) -> None:
    """Ask this one first from now on; None: only the embedded one."""
    _outside.engine, _outside.rests_until, _outside.fault = engine, 0.0, ""


def fault() -> str:
    """Why the engine outside does not answer in this process; empty while it does, or where there is none."""
    return _outside.fault


def answering() -> Engine:
    """The engine that is asked now."""
    if _outside.engine is not None and time.monotonic() >= _outside.rests_until:
        return _outside.engine
    return EMBEDDED


def find(wanted: Wanted) -> tuple[Found, str]:
    """What was found, and the name of the engine that found it."""
    engine = answering()
    if engine is EMBEDDED:
        return EMBEDDED.find(wanted), EMBEDDED.name
    try:
        found = engine.find(wanted)
    except EngineFailed as failed:
        logger.warning("engine=%s failed: %s", engine.name, failed)
        _outside.rests_until, _outside.fault = time.monotonic() + REST, str(failed)
        return EMBEDDED.find(wanted), EMBEDDED.name
    _outside.fault = ""
    return found, engine.name
