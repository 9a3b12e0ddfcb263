"""The processes of a running hub, found by the HUB_VAR they were started with."""

import os
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    pid: int
    parent: int
    command: str


def processes_of(var: Path) -> list[Running]:
    """Whoever runs on this folder: the group's leader, its children and theirs."""
    mark = f"HUB_VAR={var}".encode()
    found = (_read(int(entry.name), mark) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [process for process in found if process is not None and process.pid != os.getpid()]


def _read(pid: int, mark: bytes) -> Running | None:
    place = Path("/proc") / str(pid)
    try:
        if mark not in (place / "environ").read_bytes().split(b"\0"):
            return None
        command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        # the name may hold anything; after its last bracket come state and parent
        state, parent = (place / "stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None  # it has ended meanwhile, or is another user's
    return None if state == "Z" else Running(pid, int(parent), command)


def relay(running: list[Running]) -> Running:
    return _only(process for process in running if process.command.endswith("cms relay"))


def worker(running: list[Running]) -> Running:
    """Of what somebody waits for."""
    return _only(process for process in running if "cms worker --lane quick" in process.command)


def long_worker(running: list[Running]) -> Running:
    return _only(process for process in running if "cms worker --lane long" in process.command)


def web_master(running: list[Running]) -> Running:
    web = {process.pid for process in running if "gunicorn" in process.command}
    return _only(process for process in running if process.pid in web and process.parent not in web)


def web_workers(running: list[Running]) -> list[Running]:
    """The children of the web server's master."""
    web = {process.pid for process in running if "gunicorn" in process.command}
    return [process for process in running if process.pid in web and process.parent in web]


def kill_one(choose: Callable[[list[Running]], Running], var: Path) -> bool:
    """SIGKILL for the process that is chosen. False if it is not there at the moment: it may be starting again."""
    try:
        os.kill(choose(processes_of(var)).pid, signal.SIGKILL)
    except (ValueError, IndexError, ProcessLookupError):
        return False
    return True


def _only(found: Iterable[Running]) -> Running:
    (process,) = found
    return process
