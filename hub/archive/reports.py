"""What could not be taken, written so that it can be mended and imported by itself.

A refused line is written as it stood, with `_line` and `_reason` beside its own keys; the import passes over keys that
begin with `_`. The file appears when the run ends; a run without refusals leaves none.
"""

import json
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from hub.archive.lines import Line


class Report:
    """A file of JSON lines that comes into being with its first entry."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._part = path.with_name(path.name + ".part")
        self._file: IO[str] | None = None

    def refuse(self, line: Line, reason: str) -> None:
        entry: dict[str, Any] = {"_line": line.number, "_reason": reason}
        if line.fields is not None:
            entry |= {key: value for key, value in line.fields.items() if key not in entry}
        elif line.raw:
            entry["_raw"] = line.raw
        self.write(entry)

    def write(self, entry: dict[str, Any]) -> None:
        if self._file is None:
            self._file = self._part.open("w", encoding="utf-8")
        text = json.dumps(entry, ensure_ascii=False)
        try:
            self._file.write(text + "\n")
        except UnicodeEncodeError:  # half a surrogate pair, which is why it was refused
            self._file.write(json.dumps(entry) + "\n")
        self.count += 1

    def __enter__(self) -> "Report":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._part.replace(self.path)
        elif kind is None:
            self.path.unlink(missing_ok=True)

    @staticmethod
    def first(path: Path, most: int) -> list[tuple[int, str]]:
        """Line and reason of the first refusals in a report."""
        with path.open(encoding="utf-8") as file:
            entries = [json.loads(text) for text, _number in zip(file, range(most), strict=False)]
        return [(entry["_line"], entry["_reason"]) for entry in entries]
