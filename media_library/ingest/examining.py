"""Has files examined, each in a process that may die of it: the worker that asked goes on and says why.

One examiner looks at many files, for a new process costs more than most looks; one that died or has seen its share is
replaced. Clips are measured by ffmpeg, a process of its own with a time limit.
"""

import json
import os
import selectors
import subprocess
import sys
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation

from media_library.clips.footage import NotAClipError, listen_to, look_into
from media_library.ingest.limits import CLIP, EXAMINER
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sniffing import AUDIO, FORMATS, VIDEO, Format


class ExaminerBroken(RuntimeError):  # noqa: N818 - named for the caller's decision
    """The examiner itself does not start: a fault of ours, and no file's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that may be taken."""

    format: Format
    width: int | None = None
    height: int | None = None
    frames: int = 1
    seconds: float | None = None
    likeness: str = ""
    preview: bytes = b""
    notes: tuple[str, ...] = ()
    proposals: tuple[dict[str, str], ...] = field(default=())


class Examiner:
    """A context: its process ends with it."""

    def __init__(self, *, seconds: float = EXAMINER.seconds, memory: int = EXAMINER.memory) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._looked = 0

    def __enter__(self) -> "Examiner":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._end()

    def examine(self, path: Path, name: str = "") -> Seen:
        """
        Raises:
            FileRefused: with the reason.
        """
        told = self._ask({"path": str(path), "name": name})
        if "refused" in told:
            raise FileRefused(told["refused"], **told["about"])
        seen = told["look"]
        format = FORMATS[seen["format"]]  # noqa: A001 - the word of the trade
        if format.kind in (VIDEO, AUDIO):
            return _clip(path, format, tuple(seen["notes"]))
        return Seen(
            format,
            seen["width"],
            seen["height"],
            seen["frames"],
            likeness=seen["likeness"],
            preview=b64decode(seen["preview"]),
            notes=tuple(seen["notes"]),
            proposals=tuple(seen["proposals"]),
        )

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        line = b""
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            line = _line(process, self._seconds)
        except (BrokenPipeError, TimeoutError):
            pass
        if not line.endswith(b"\n"):
            self._end()  # it was ended for what the file did, or did not come to an end
            raise FileRefused("too_costly")
        self._looked += 1
        answer: dict[str, Any] = json.loads(line)
        if answer.get("refused") == "too_costly" or self._looked >= EXAMINER.files_each:
            self._end()
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "media_library.ingest.examiner", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                # a memory arena for each thread would spend what it may use on nothing
                env={"PATH": os.defpath, "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
            )
            self._looked = 0
            if not _line(self._process, EXAMINER.seconds):
                raise ExaminerBroken("python -m media_library.ingest.examiner does not start")
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                try:
                    if pipe is not None:
                        pipe.close()
                except BrokenPipeError:
                    pass
        self._process = None


def _line(process: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    """
    Raises:
        TimeoutError: it takes longer.
    """
    assert process.stdout is not None  # noqa: S101 - a pipe
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        if not waiting.select(seconds):
            raise TimeoutError
    return process.stdout.readline()


def _clip(path: Path, format: Format, notes: tuple[str, ...]) -> Seen:  # noqa: A002 - the word of the trade
    try:
        return _measured(path, format, notes)
    except NotAClipError as broken:
        raise FileRefused("broken_clip", why=str(broken)) from broken


def _measured(path: Path, format: Format, notes: tuple[str, ...]) -> Seen:  # noqa: A002 - as above
    # what ffmpeg's reader says is kept as it is worded in the code, and translated for whoever reads it
    with translation.override(None):
        if format.kind == AUDIO:
            seconds, width, height = listen_to(path, format.extension), None, None
        else:
            footage = look_into(path, format.extension)
            seconds, width, height = footage.duration, footage.width, footage.height
    if seconds > CLIP.seconds:
        raise FileRefused("too_long_clip", hours=f"{CLIP.seconds / 3600:.0f}")
    if width and height and width * height > CLIP.pixels:
        raise FileRefused("too_large_frame", width=width, height=height)
    return Seen(format, width, height, seconds=seconds, notes=notes)
