"""Has files examined, each in a process that may die of it: whoever asked goes on and says why.

One examiner looks at many files; one that died or has seen its share is replaced. Clips are measured by ffmpeg, a program
of its own on the same leash.
"""

import json
import sys
from base64 import b64decode
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils import translation

from media_library.clips.footage import NoPictureError, NotAClipError, listen_to, look_into, told_in
from media_library.ingest.embedded.envelopes import read_envelope
from media_library.ingest.limits import CLIP, EXAMINER, FILES_EACH
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sidecars import UNSAFE
from media_library.ingest.sniffing import AUDIO, FORMATS, VIDEO, WITHOUT_PICTURE, Format, name_notes
from media_library.leash import EndedError, Kept, Limits

PROGRAM = (sys.executable, "-I", "-m", "media_library.ingest.examiner")


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
    colours: tuple[str, ...] = ()
    proposals: tuple[dict[str, str], ...] = field(default=())

    def told_beside(self, proposals: tuple[dict[str, str], ...], notes: tuple[str, ...]) -> "Seen":
        """With what its sidecar says, which is newer than what stands inside and goes before it."""
        said = {(each["field"], each["value"]) for each in proposals}
        inside = (each for each in self.proposals if (each["field"], each["value"]) not in said)
        return replace(self, proposals=(*proposals, *inside), notes=(*self.notes, *notes))

    def noting(self, notes: tuple[str, ...]) -> "Seen":
        return replace(self, notes=(*notes, *self.notes))


class Examiner:
    """A context: its process ends with it."""

    def __init__(self, limits: Limits = EXAMINER) -> None:
        self._limits = limits
        self._kept: Kept | None = None
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
            return _clip(path, name, format, tuple(seen["notes"]))
        return Seen(
            format,
            seen["width"],
            seen["height"],
            seen["frames"],
            likeness=seen["likeness"],
            preview=b64decode(seen["preview"]),
            notes=tuple(seen["notes"]),
            colours=tuple(seen["colours"]),
            proposals=tuple(seen["proposals"]),
        )

    def read_sidecar(self, path: Path) -> tuple[tuple[dict[str, str], ...], tuple[str, ...]]:
        """What it proposes for the file that it lies beside, and notes; nothing of it is a reason to refuse that file."""
        try:
            told = self._ask({"sidecar": str(path)})
        except FileRefused:
            return (), (UNSAFE,)
        if "sidecar" not in told:
            return (), (UNSAFE,)
        return tuple(told["sidecar"]["proposals"]), tuple(told["sidecar"]["notes"])

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        kept = self._running()
        try:
            answer: dict[str, Any] = json.loads(kept.ask(json.dumps(asked).encode()))
        except EndedError as ended:  # for what the file did, or because it did not come to an end
            self._kept = None
            raise FileRefused("too_costly") from ended
        self._looked += 1
        if answer.get("refused") == "too_costly" or self._looked >= FILES_EACH:
            self._end()
        return answer

    def _running(self) -> Kept:
        if self._kept is None or not self._kept.is_there:
            self._end()
            self._kept, self._looked = Kept(PROGRAM, limits=self._limits), 0
            try:
                self._kept.hear(EXAMINER.seconds)
            except EndedError as broken:
                raise ExaminerBroken(f"{PROGRAM} does not start") from broken
        return self._kept

    def _end(self) -> None:
        if self._kept is not None:
            self._kept.end()
        self._kept = None


def _clip(path: Path, name: str, format: Format, notes: tuple[str, ...]) -> Seen:  # noqa: A002 - the word of the trade
    try:
        return _measured(path, format, notes)
    except NoPictureError as silent_film:
        if format.name not in WITHOUT_PICTURE:
            raise FileRefused("broken_clip", why=str(silent_film)) from silent_film
        sound = FORMATS[WITHOUT_PICTURE[format.name]]  # phones record voices into films without a picture
        return _clip(path, name, sound, name_notes(name, sound))
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
    proposals = tuple(said.as_json() for said in read_envelope(told_in(path, format.extension)))
    return Seen(format, width, height, seconds=seconds, notes=notes, proposals=proposals)
