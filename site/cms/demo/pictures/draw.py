"""Draw every demo picture: `python -m cms.demo.pictures.draw [slug …]`, run in `site/`."""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable
from pathlib import Path

from .brush import Canvas
from .scenes_economy import SCENES as ECONOMY
from .scenes_heritage import SCENES as HERITAGE
from .scenes_nature import SCENES as NATURE
from .scenes_table import SCENES as TABLE
from .scenes_world import SCENES as WORLD

SCENES: dict[str, Callable[[Canvas], None]] = {**HERITAGE, **NATURE, **TABLE, **ECONOMY, **WORLD}
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
        print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
