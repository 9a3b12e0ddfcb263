"""The process in which strangers' files are opened: one line with a path in, one line with what was seen out.

It may use so much memory and time and no more; the kernel ends it where it would. It never writes a file, starts no
program and knows neither database nor settings. Started by `media_library.ingest.examining`, as a program of its own.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from media_library.ingest.limits import EXAMINER
from media_library.ingest.looking import look
from media_library.ingest.refusals import FileRefused


def confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def grant_time() -> None:
    """So much more processor time for the next file: a loop without end is ended by the kernel."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + 1 + EXAMINER.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"look": look(Path(asked["path"]), asked.get("name", "")).as_json()}
    except FileRefused as refused:
        return {"refused": refused.refusal.code, "about": dict(refused.refusal.about)}
    except (MemoryError, RecursionError):
        return {"refused": "too_costly", "about": {}}


def main() -> None:
    confine(int(sys.argv[1]))
    _say({"ready": True})
    for line in sys.stdin:
        grant_time()
        _say(answer(json.loads(line)))


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
