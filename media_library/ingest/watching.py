"""A folder that cameras and agencies write into: each file is taken once it no longer grows, then moved aside.

Kill-safe by its order: first into the library, then out of the folder. What was taken and not yet moved is found to be
known at the next look, and moved then.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from media_library.ingest.bringing import REFUSED, Result, Wishes, bring_files
from media_library.ingest.bundles import is_left_out
from media_library.ingest.sidecars import beside

DONE, REFUSED_FOLDER = "done", "refused"
STEADY = 3.0  # seconds without a change


@dataclass(frozen=True, slots=True)
class Sight:
    """How a file was when it was last looked at, and since when it is so."""

    size: int
    changed: float
    since: float


@dataclass(frozen=True, slots=True)
class _Here:
    name: str
    path: Path


class Watch:
    def __init__(self, folder: Path, wishes: Wishes, *, steady: float = STEADY) -> None:
        self.folder, self.wishes, self.steady = folder, wishes, steady
        self._seen: dict[Path, Sight] = {}
        for name in (DONE, REFUSED_FOLDER):
            (folder / name).mkdir(exist_ok=True)

    def look(self, now: Callable[[], float] = time.monotonic) -> list[Result]:
        """Take what is steady. Raises ScannerAway: files stay where they are."""
        steady = self._together(list(self._steady(now())))
        if not steady:
            return []
        results = []
        for path, result in bring_files(steady, self.folder, self.wishes):
            self._put_aside(path, result)
            self._seen.pop(path, None)
            results.append(result)
        return results

    def _steady(self, now: float) -> Iterator[Path]:
        here = set()
        for path in sorted(self.folder.rglob("*")):
            relative = path.relative_to(self.folder)
            if relative.parts[0] in (DONE, REFUSED_FOLDER) or is_left_out(relative.as_posix()) or path.is_symlink():
                continue
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            if not path.is_file():
                continue
            here.add(path)
            before = self._seen.get(path)
            if before is None or (before.size, before.changed) != (state.st_size, state.st_mtime):
                self._seen[path] = Sight(state.st_size, state.st_mtime, now)
            elif now - before.since >= self.steady:
                yield path
        self._seen = {path: sight for path, sight in self._seen.items() if path in here}

    def _together(self, steady: list[Path]) -> list[Path]:
        """Without those whose other half still grows: a picture and its sidecar are taken at once."""
        here = [_Here(path.relative_to(self.folder).as_posix(), path) for path in self._seen]
        _files, sidecars = beside(here)
        paths = {each.name: each.path for each in here}
        halves = [(paths[name], sidecar.path) for name, sidecar in sidecars.items()]
        apart = {path for pair in halves for path in pair if not all(half in steady for half in pair)}
        return [path for path in steady if path not in apart]

    def _put_aside(self, path: Path, result: Result) -> None:
        aside = self.folder / (REFUSED_FOLDER if result.outcome == REFUSED else DONE) / path.relative_to(self.folder)
        aside.parent.mkdir(parents=True, exist_ok=True)
        target, number = aside, 1
        while target.exists():
            number += 1
            target = aside.with_name(f"{aside.stem}-{number}{aside.suffix}")
        if result.reason:
            target.with_name(f"{target.name}.reason.txt").write_text(result.reason + "\n", encoding="utf-8")
        path.rename(target)
