"""Has the first pages of a document drawn by a program on a leash. No document is ever opened in this process."""

import json
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media_library.files.store import NoRoomError
from media_library.leash import GIGABYTE, Limits, OverLimitError, run
from media_library.renditions.drawing import on_disk
from media_library.renditions.page_easel import LOCKED, NOTHING
from media_library.renditions.rendering import Drawn

PAGES = 10
LIMITS = Limits(seconds=90, cpu_seconds=60, memory=2 * GIGABYTE, largest=32 * 1024 * 1024)
AT_ONCE = Limits(seconds=20, cpu_seconds=15, memory=GIGABYTE, largest=32 * 1024 * 1024)
PAGE_EASEL = [sys.executable, "-I", "-m", "media_library.renditions.page_easel"]
NAMED = re.compile(r"\A(face|\d+)-(\d+)x(\d+)\.jpg\Z")
NO_PICTURE = "it holds no picture"
TOO_LONG, KILLED = "it takes too long", "broken (-"  # and the number of the signal
WHY_NOT = {LOCKED: "locked with a password", NOTHING: NO_PICTURE}


@dataclass(frozen=True, slots=True)
class DrawnPages:
    """`face`: None where there is none. `pages`: by number. Sizes in millimetres. `fault`: what ended it, in a word for the log."""

    face: Drawn | None
    pages: dict[int, Drawn]
    count: int | None = None
    width: float | None = None
    height: float | None = None
    fault: str = ""


def draw_pages(file: Any, words: str = "", *, limits: Limits = LIMITS) -> DrawnPages:
    """
    words: over each page, not over its face.

    Raises:
        FileNotFoundError: the document is gone.
        NoRoomError: there is none for the drawings.
    """
    with on_disk(file) as original:
        return _drawn(original, words, PAGES, limits)


def first_page(path: Path) -> bytes:
    """A JPEG of a document that is no asset yet; nothing where it has no picture, or takes longer than somebody waits.

    Raises:
        NoRoomError: there is none for the drawing.
    """
    face = _drawn(path, "", 1, AT_ONCE).face
    return face.content if face is not None else b""


def _drawn(original: Path, words: str, most: int, limits: Limits) -> DrawnPages:
    with tempfile.TemporaryDirectory() as into:
        order = {"original": str(original), "into": into, "words": words, "pages": most}
        try:
            done = run(PAGE_EASEL, limits=limits, given=json.dumps(order).encode())
        except OverLimitError:
            fault = TOO_LONG
        else:
            if done.returncode == os.EX_TEMPFAIL:
                raise NoRoomError(done.stderr.decode(errors="replace").strip())
            fault = WHY_NOT.get(done.returncode, f"broken ({done.returncode})") if done.returncode else ""
        return _found(Path(into), fault)


def _found(into: Path, fault: str) -> DrawnPages:
    """Whatever it had done by then."""
    told = into / "facts.json"
    facts = json.loads(told.read_bytes()) if told.exists() else {}
    drawn = {}
    for path in into.iterdir():
        named = NAMED.match(path.name)
        if named is not None:
            drawn[named[1]] = Drawn(path.read_bytes(), "jpeg", (int(named[2]), int(named[3])))
    face = drawn.pop("face", None)
    pages = {int(number): drawn[number] for number in sorted(drawn, key=int)}
    return DrawnPages(face, pages, facts.get("pages"), facts.get("width"), facts.get("height"), fault)
