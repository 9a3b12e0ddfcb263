"""Waiting for what other processes do: for a condition, never for a time."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def wait_until(true: Callable[[], Any], *, within: float = 30.0) -> None:
    """`within`: seconds after which it is a fault."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Does it run? One that has ended and is not taken note of yet does not."""
    try:
        # the name may hold anything; after its last bracket comes the state
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False
