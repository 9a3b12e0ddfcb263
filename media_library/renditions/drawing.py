"""Has a picture drawn: from Wagtail's filters to recipes, and from recipes to bytes, by a program on a leash.

Sizes and crops are computed by Wagtail's filter operations, so focal points work as its editor shows them. No original is
ever decoded in this process.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wagtail.images.models import Filter

from media_library.files.store import NoRoomError
from media_library.leash import GIGABYTE, Limits, OverLimitError, run
from media_library.renditions.rendering import Drawn, Recipe, UnreadableError, shrinkage

LIMITS = Limits(seconds=180, cpu_seconds=300, memory=3 * GIGABYTE, largest=GIGABYTE // 4)
EASEL = [sys.executable, "-I", "-m", "media_library.renditions.easel"]


def recipe_of(wanted: Filter, size: tuple[int, int], picture: Any) -> Recipe:
    """`size`: the upright original's. `wanted.words`, where it has any, are drawn over it."""
    transform = wanted.get_transform(picture, size)
    rect = transform.get_rect()
    asked: dict[str, Any] = {}
    ground = _Ground()
    for operation in wanted.filter_operations:
        operation.run(ground, picture, asked)
    kind = asked.get("output-format", "")
    return Recipe(
        box=(rect.left, rect.top, rect.right, rect.bottom),
        size=(max(1, round(transform.size[0])), max(1, round(transform.size[1]))),
        kind=kind,
        quality=asked.get(f"{kind or 'jpeg'}-quality"),
        lossless="lossless" in asked.get("output-format-options", ()),
        background=ground.colour,
        words=getattr(wanted, "words", ""),
    )


class _Ground:
    """Stands where Wagtail's operations expect an image, and notes the one thing they do to it."""

    colour: tuple[int, int, int] | None = None

    def set_background_color_rgb(self, colour: tuple[int, int, int]) -> None:
        self.colour = colour


def draw_apart(file: Any, width: int, recipes: list[Recipe]) -> list[Drawn]:
    """The drawings in the order of their recipes; the original, which is `width` wide, is decoded once.

    Raises:
        UnreadableError: no whole picture, or one that takes more than a picture may.
        FileNotFoundError: the original is gone.
        NoRoomError: there is none for the drawings.
    """
    with on_disk(file) as original, tempfile.TemporaryDirectory() as into:
        order = {
            "original": str(original),
            "into": into,
            "shrink": shrinkage(recipes, width),
            "recipes": [asdict(recipe) for recipe in recipes],
        }
        try:
            answer = fulfilled(EASEL, order, limits=LIMITS)
        except OverLimitError as slow:
            raise UnreadableError(str(slow)) from slow
        return [
            Drawn((Path(into) / str(number)).read_bytes(), one["kind"], (one["size"][0], one["size"][1]))
            for number, one in enumerate(answer["drawn"])
        ]


def fulfilled(program: Sequence[str], order: dict[str, Any], *, limits: Limits) -> dict[str, Any]:
    """The answer of a program that takes an order in JSON.

    Raises:
        UnreadableError: the program says so, or was ended by the file.
        NoRoomError: there is none for what it makes.
        OverLimitError: out of time.
    """
    done = run(program, limits=limits, given=json.dumps(order).encode())
    if done.returncode == os.EX_TEMPFAIL:
        raise NoRoomError(done.stderr.decode(errors="replace").strip())
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise UnreadableError(f"{program[-1]} ended with {done.returncode}: {told}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "unreadable" in answer:
        raise UnreadableError(answer["unreadable"])
    return answer


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """Where the file is; from a store elsewhere, a copy for the time being."""
    try:
        there = Path(file.path)
    except NotImplementedError:  # a store that is no disk
        with tempfile.NamedTemporaryFile() as copy:
            file.open("rb")
            try:
                shutil.copyfileobj(file, copy)
            finally:
                file.close()
            copy.flush()
            yield Path(copy.name)
    else:
        if not there.exists():
            raise FileNotFoundError(there)
        yield there
