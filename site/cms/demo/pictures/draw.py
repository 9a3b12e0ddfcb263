"""Draw every demo picture: `python -m cms.demo.pictures.draw [slug …]`, run in `site/`."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from . import (
    scenes_craft,
    scenes_economy,
    scenes_heritage,
    scenes_nature,
    scenes_people,
    scenes_province,
    scenes_singing,
    scenes_table,
    scenes_water,
    scenes_world,
)
from .brush import Canvas

THEMES = (
    scenes_craft,
    scenes_economy,
    scenes_heritage,
    scenes_nature,
    scenes_people,
    scenes_province,
    scenes_singing,
    scenes_table,
    scenes_water,
    scenes_world,
)
SCENES: dict[str, Callable[[Canvas], None]] = {slug: scene for theme in THEMES for slug, scene in theme.SCENES.items()}
QUALITIES = (86, 83, 80, 76)  # a step lower only where a picture would weigh more than TARGET bytes
TARGET = 380_000


def draw(slug: str, folder: Path) -> Path:
    """Draw one picture and save it as a progressive JPEG."""
    canvas = Canvas(zlib.crc32(slug.encode()))
    SCENES[slug](canvas)
    path = folder / f"{slug}.jpg"
    picture = canvas.finish()
    for quality in QUALITIES:
        picture.save(path, quality=quality, progressive=True, optimize=True, dpi=(144, 144))
        if path.stat().st_size <= TARGET:
            break
    return path


def main() -> None:
    """Draw the pictures named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="slug", help=", ".join(SCENES))
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    for slug in options.slugs or SCENES:
        path = draw(slug, options.folder)
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
