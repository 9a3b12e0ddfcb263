"""Runs another program on a leash: limits of time and memory, and it never outlives whoever waits for it.

What strangers uploaded is opened by such programs only (the drawing of pictures, ffmpeg): a file that makes one crash,
hang or swell costs its own job, never the worker. The program is this file, run without the rest of the product: it
sets the limits on itself, asks the kernel to be killed with its parent, and becomes the program.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds`: on the clock. `cpu_seconds`: of all its threads together. `memory`: of addresses, which is more than what is
    touched. `largest`: of any file it writes."""

    seconds: float = 120
    cpu_seconds: int = 240
    memory: int = 4 * GIGABYTE
    largest: int = 2 * GIGABYTE


class OverLimitError(Exception):
    """It took longer than it may."""


def run(command: list[str], *, limits: Limits, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The program's answer. Beyond CPU time or memory it ends by itself, with a return code that is not 0.

    Raises:
        OverLimitError: out of time; the program is gone.
    """
    numbers = (os.getpid(), limits.cpu_seconds, limits.memory, limits.largest)
    leashed = [sys.executable, "-I", "-S", str(Path(__file__).resolve()), *map(str, numbers), *command]
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}  # no secrets for what strangers' files run
    try:
        return subprocess.run(  # noqa: S603 - our own commands, no shell
            leashed, input=given, capture_output=True, timeout=limits.seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired as expired:
        raise OverLimitError(f"{command[0]}: more than {limits.seconds:.0f} s") from expired


def become(arguments: list[str]) -> Any:
    parent, cpu_seconds, memory, largest = (int(number) for number in arguments[:4])
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)  # it died before we could ask
    for kind, limit in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, largest),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.nice(5)  # people who wait for a page come first
    os.execvp(arguments[4], arguments[4:])  # noqa: S606 - the program that `run` was given


if __name__ == "__main__":
    become(sys.argv[1:])
