"""Where a process keeps its temporary files: in a room of its own, which goes with it.

Uploads that Django takes, parts of films, copies of what lies in S3: all that `tempfile` makes lies there. A process that ends
clears its room away; one that is killed leaves it, and its lock goes with it: whoever comes next knows by that whose rooms
nobody uses. The rooms are in `HUB_VAR/tmp`, beside the library, so a file that has arrived is moved and not copied; or in
`TMPDIR`, where the environment names one.
"""

import atexit
import fcntl
import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

PREFIX = "process-"
LOCK = ".used"
logger = logging.getLogger("hub.processes")
_kept: list[Any] = []  # the lock is ours as long as this is open


def enter(var: Path) -> Path | None:
    """The room of this process; None, and the system's own folder, where there is no room for one."""
    rooms = _rooms(var)
    try:
        rooms.mkdir(mode=0o700, parents=True, exist_ok=True)
        if rooms.stat().st_uid != os.getuid():
            raise PermissionError(f"{rooms} is somebody else's")
        sweep(rooms)
        room = Path(tempfile.mkdtemp(prefix=PREFIX, dir=rooms))
        lock = tempfile.NamedTemporaryFile(dir=room, delete=False)  # noqa: SIM115 - open as long as the process lives
        fcntl.flock(lock, fcntl.LOCK_EX)
        Path(lock.name).rename(room / LOCK)
    except OSError as fault:  # a full disk stops no process
        logger.warning("no_workroom reason=%s", fault)
        return None
    _kept.append(lock)
    tempfile.tempdir = str(room)
    atexit.register(_leave, room, os.getpid())
    return room


def sweep(rooms: Path) -> int:
    """Clears away the rooms whose process is gone; how many. One whose lock is not made yet is being moved into."""
    swept = 0
    for room in rooms.glob(f"{PREFIX}*"):
        try:
            with (room / LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(room, ignore_errors=True)
                swept += 1
        except OSError:
            continue
    return swept


def _rooms(var: Path) -> Path:
    named = os.environ.get("TMPDIR")
    return Path(named) / f"hub-{os.getuid()}" if named else var / "tmp"


def _leave(room: Path, pid: int) -> None:
    if os.getpid() == pid:  # a child that was forked is a guest
        shutil.rmtree(room, ignore_errors=True)
