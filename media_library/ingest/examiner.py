"""The process in which strangers' files are opened: one line with a path in, one line with what was seen out.

Runs on a leash (`media_library.leash`), started by `media_library.ingest.examining`. It never writes a file, starts no program
and knows neither database nor settings.
"""

import json
import sys
from pathlib import Path
from typing import Any

from media_library.ingest.looking import look
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sidecars import read_sidecar


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        if "sidecar" in asked:
            return {"sidecar": read_sidecar(Path(asked["sidecar"]))}
        return {"look": look(Path(asked["path"]), asked.get("name", "")).as_json()}
    except FileRefused as refused:
        return {"refused": refused.refusal.code, "about": dict(refused.refusal.about)}
    except (MemoryError, RecursionError):
        return {"refused": "too_costly", "about": {}}


def main() -> None:
    _say({"ready": True})
    for line in sys.stdin:
        _say(answer(json.loads(line)))


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
