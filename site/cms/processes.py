"""The embedded product as one process group: web, workers, relay, indexer and alerts, kept alive together.

A child that dies is started again (at once, then with growing pauses while it keeps dying); Ctrl-C or SIGTERM ends all
of them; should this process itself be killed, the kernel ends the children (PR_SET_PDEATHSIG). In production each
process is a service of its own, and of this module only the group of both workers is used.

The web's listening socket is ours and only lent to the web server: whatever becomes of its processes, the port stays
open, and who calls meanwhile waits in its queue.
"""

import ctypes
import logging
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from hub.lanes import Lane

logger = logging.getLogger("hub.processes")

PR_SET_PDEATHSIG = 1
PATIENCE = 10.0  # seconds between SIGTERM and SIGKILL
A_JOB = 60.0  # the same for workers by themselves: most jobs come to their end
STEADY = 30.0  # a child that lived this long starts again at once
LOOPBACK = "127.0.0.1"
BACKLOG = 512  # callers that wait while the web server starts again


@dataclass
class Child:
    """One process of the group. `lent`: file descriptors of ours that it gets."""

    name: str
    command: list[str]
    lent: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    start_at: float = field(default=0.0)


class ProcessGroup:
    """Starts the children, keeps them running, ends them."""

    def __init__(self, *children: Child, patience: float = PATIENCE) -> None:
        self.children = children
        self.patience = patience
        self.stopping = False

    def run(self, on_started: Callable[[], None] = lambda: None) -> None:
        """Run until a signal says stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._keep_running()
            on_started()
            while not self.stopping:
                self._keep_running()
                time.sleep(0.2)
        finally:
            self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _keep_running(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                lived = now - child.started
                child.failures = 0 if lived > STEADY else child.failures + 1
                child.start_at = now + min(2 ** (child.failures - 1), 30) * 0.5 if child.failures else now
                logger.warning("%s ended with %s; starting it again", child.name, child.process.returncode)
                child.process = None
            if child.process is None and now >= child.start_at and not self.stopping:
                child.process = subprocess.Popen(  # noqa: S603 - our own commands
                    child.command,
                    pass_fds=child.lent,
                    preexec_fn=_die_with_parent,  # no threads here
                )
                child.started = now

    def _end_all(self) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + self.patience
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # Ctrl-C goes to the parent alone, which ends the children in order
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def listen(port: int) -> socket.socket:
    """A socket that accepts callers on loopback from now on.

    Raises:
        OSError: something else listens there.
    """
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


CMS = (sys.executable, "-m", "cms")


def house(listener: socket.socket, *, follow: bool) -> ProcessGroup:
    """The processes of the house on one machine, the web answering on a socket of ours. `follow`: it has Elasticsearch."""
    web = [
        sys.executable, "-m", "gunicorn", "cms.wsgi:application",
        "--bind", f"fd://{listener.fileno()}", "--worker-class", "gthread", "--workers", "2", "--threads", "24",
        "--limit-request-line", "8190", "--timeout", "60", "--graceful-timeout", "5", "--keep-alive", "15", "--log-level", "warning",
    ]  # fmt: skip
    return ProcessGroup(
        Child("web", web, lent=(listener.fileno(),)),
        *_each_lane("--alone"),
        Child("relay", [*CMS, "relay"]),
        Child("index", [*CMS, "index"]),
        Child("alerts", [*CMS, "alerts"]),
        *([Child("follow", [*CMS, "follow"])] if follow else []),
    )


def workers(*, alone: bool) -> ProcessGroup:
    """One of each lane (`cms worker`)."""
    return ProcessGroup(*_each_lane(*(["--alone"] if alone else [])), patience=A_JOB)


def _each_lane(*options: str) -> list[Child]:
    names = [lane.name.lower() for lane in Lane]
    return [Child(f"{name} worker", [*CMS, "worker", "--lane", name, *options]) for name in names]
