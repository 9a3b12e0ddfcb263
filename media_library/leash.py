"""Runs another program on a leash: limits of time and memory, and it never outlives whoever waits for it.

What strangers uploaded is opened by such programs only (the examiner, the drawing of pictures, ffmpeg): a file that makes
one crash, hang or swell costs its own job, never the worker. `run` is for a program that does one thing; `Kept` for one
that is asked again and again, since starting it costs more than most of its answers.

The program is this file, run without the rest of the product: it sets the limits on itself, asks the kernel to be killed
with its parent, and becomes the program.
"""

import ctypes
import os
import resource
import selectors
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
BY_AND_BY = -1  # processor time is granted with each question
GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds`: on the clock. `cpu_seconds`: of all its threads together. `memory`: of addresses, which is more than what is
    touched. `largest`: of any file it writes. A kept program has its seconds, and its CPU seconds, for each answer."""

    seconds: float = 120
    cpu_seconds: int = 240
    memory: int = 4 * GIGABYTE
    largest: int = 2 * GIGABYTE


class OverLimitError(Exception):
    """It took longer than it may."""


class EndedError(Exception):
    """A kept program is gone: it ended by itself or by the kernel, or did not come to an end."""


def run(command: Sequence[str], *, limits: Limits, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The program's answer. Beyond CPU time or memory it ends by itself, with a return code that is not 0.

    Raises:
        OverLimitError: out of time; the program is gone.
    """
    try:
        return subprocess.run(  # noqa: S603 - our own commands, no shell
            _leashed(command, limits, limits.cpu_seconds),
            input=given,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as expired:
        raise OverLimitError(f"{command[0]}: more than {limits.seconds:.0f} s") from expired


class Kept:
    """A program that says a line when it is ready, and answers a line with a line. A context: it ends with it."""

    def __init__(self, command: Sequence[str], *, limits: Limits) -> None:
        self.limits = limits
        self.process = subprocess.Popen(  # noqa: S603 - as above
            _leashed(command, limits, BY_AND_BY),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    @property
    def is_there(self) -> bool:
        return self.process.poll() is None

    def hear(self, seconds: float | None = None) -> bytes:
        """
        Raises:
            EndedError: there is no more to hear.
        """
        assert self.process.stdout is not None  # noqa: S101 - a pipe
        with selectors.DefaultSelector() as waiting:
            waiting.register(self.process.stdout, selectors.EVENT_READ)
            heard = waiting.select(self.limits.seconds if seconds is None else seconds)
        line = self.process.stdout.readline() if heard else b""
        if not line.endswith(b"\n"):
            self.end()
            raise EndedError(str(self.process.args))
        return line

    def ask(self, line: bytes) -> bytes:
        """
        Raises:
            EndedError
        """
        assert self.process.stdin is not None  # noqa: S101 - a pipe
        try:
            self._grant_time()
            self.process.stdin.write(line + b"\n")
            self.process.stdin.flush()
        except (BrokenPipeError, ProcessLookupError, FileNotFoundError) as gone:
            self.end()
            raise EndedError(str(self.process.args)) from gone
        return self.hear()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except BrokenPipeError:
                pass

    def _grant_time(self) -> None:
        """So much more processor time: a loop without end is ended by the kernel."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        used = (int(fields[11]) + int(fields[12])) // os.sysconf("SC_CLK_TCK")
        granted = used + 1 + self.limits.cpu_seconds
        resource.prlimit(self.process.pid, resource.RLIMIT_CPU, (granted, resource.RLIM_INFINITY))


def _leashed(command: Sequence[str], limits: Limits, cpu_seconds: int) -> list[str]:
    numbers = (os.getpid(), cpu_seconds, limits.memory, limits.largest)
    return [sys.executable, "-I", "-S", str(Path(__file__).resolve()), *map(str, numbers), *command]


def _environment() -> dict[str, str]:
    """No secrets for what strangers' files run; and no memory set aside for each thread, of what they may use."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def become(arguments: list[str]) -> Any:
    parent, cpu_seconds, memory, largest = (int(number) for number in arguments[:4])
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)  # it died before we could ask
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, largest),
        (resource.RLIMIT_CORE, 0),
        *([(resource.RLIMIT_CPU, cpu_seconds)] if cpu_seconds != BY_AND_BY else []),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.nice(5)  # people who wait for a page come first
    os.execvp(arguments[4], arguments[4:])  # noqa: S606 - the program that `run` was given


if __name__ == "__main__":
    become(sys.argv[1:])
