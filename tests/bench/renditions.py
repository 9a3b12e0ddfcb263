"""`python -m tests.bench.renditions`: what pictures and clips cost to bring into their forms.

Draws the twenty-four standard renditions of a noisy picture of 24 megapixels, and prepares a minute of 1080p: the real programs
with the real limits, without database or store. CPU seconds are of the programs that do the work.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image

from media_library.clips import ladder, transcoding
from media_library.clips.ladder import Source
from media_library.leash import Limits, run
from media_library.renditions.rendering import Recipe, shrinkage

WIDTHS, FORMATS = (320, 640, 1280, 1920), ("jpeg", "webp", "avif")
CROPS = ((1200, 630), (1200, 675), (1200, 900), (1200, 1200))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pictures", type=int, default=5)
    asked.add_argument("--seconds", type=int, default=60, help="of the clip")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as room:
        _pictures(Path(room), chosen.pictures)
        _clip(Path(room), chosen.seconds)


def _pictures(room: Path, count: int) -> None:
    original = room / "24-megapixels.jpg"
    original.write_bytes(_photograph())
    recipes = [Recipe((0, 0, 6000, 4000), (width, width * 2 // 3), kind) for kind in FORMATS for width in WIDTHS]
    for width, height in CROPS:
        side = min(6000 / width, 4000 / height)
        recipes += [Recipe((0, 0, width * side, height * side), (width, height), kind) for kind in FORMATS]
    order = {
        "original": str(original),
        "into": str(room),
        "shrink": shrinkage(recipes, 6000),
        "recipes": [asdict(recipe) for recipe in recipes],
    }

    def draw() -> None:
        for _each in range(count):
            done = run(
                [sys.executable, "-I", "-m", "media_library.renditions.easel"],
                limits=Limits(),
                given=json.dumps(order).encode(),
            )
            assert "drawn" in json.loads(done.stdout), done.stderr

    seconds, cpu = _timed(draw)
    print(f"renditions of a 24-megapixel picture ({len(recipes)}): {cpu / count:.2f} CPU s, {seconds / count:.2f} s")


def _photograph() -> bytes:
    """Slopes and grain: neither flat, which is cheap, nor noise alone, which is dear."""
    rng = np.random.default_rng(24)
    across, down = np.meshgrid(np.linspace(0, 9, 6000), np.linspace(0, 6, 4000))
    waves = np.stack([np.sin(across + phase) * np.cos(down * 2 - phase) for phase in (0, 1, 2)], axis=-1)
    grain = rng.normal(0, 6, (4000, 6000, 3))
    out = BytesIO()
    Image.fromarray((128 + 90 * waves + grain).clip(0, 255).astype("uint8")).save(out, "JPEG", quality=92)
    return out.getvalue()


def _clip(room: Path, length: int) -> None:
    film = room / "film.mp4"
    made = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y",
        "-f", "lavfi", "-i", f"mandelbrot=size=1920x1080:rate=25:end_pts={length * 25}",
        "-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.3", "-t", str(length),
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(film),
    ]  # fmt: skip
    subprocess.run(made, check=True)
    source = Source(1920, 1080, float(length), 25.0, sound=True)
    rungs = ladder.rungs_for(source)

    def prepare() -> None:
        transcoding.make_sound(film, "mp4", room / "sound.ts")
        for start, seconds in ladder.chunks_of(source.duration):
            into = {rung: room / f"{rung.name}-{start:.0f}.ts" for rung in rungs}
            transcoding.make_chunk(film, "mp4", source, start=start, length=seconds, into=into)

    seconds, cpu = _timed(prepare)
    print(
        f"HLS ladder ({', '.join(rung.name for rung in rungs)} and sound) of a minute of 1080p: "
        f"{cpu / length * 60:.1f} CPU s, {seconds / length * 60:.1f} s"
    )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of the processors in the programs that were started."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu


if __name__ == "__main__":
    main()
