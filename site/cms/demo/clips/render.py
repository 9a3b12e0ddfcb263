"""Render the demo clips: `python -m cms.demo.clips.render [slug …]`, run in `site/`."""

# The only program started is the bundled ffmpeg, with fixed arguments:

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import yaml

from .films import FILMS
from .music import RATE, SCORES, compose
from .stage import FPS, OUT

HERE = Path(__file__).parent


def write_wave(path: Path, track: np.ndarray) -> None:
    """A track in 16 bits."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(track, -1, 1) * 32_767).astype("<i2").tobytes())


def render(slug: str, folder: Path) -> Path:
    """One clip with its sound, and its poster."""
    film = FILMS[slug]
    frame = film.setup()
    path = folder / f"{slug}.mp4"
    count = round(film.seconds * FPS)
    with tempfile.TemporaryDirectory() as scratch:
        sound = Path(scratch) / "sound.wav"
        write_wave(sound, compose(SCORES[slug], film.seconds))
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-y",
            "-loglevel",
            "error",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            "-s",
            f"{OUT[0]}x{OUT[1]}",
            "-r",
            str(FPS),
            "-i",
            "-",
            "-i",
            str(sound),
            "-c:v",
            "libx264",
            "-preset",
            "medium",
            "-crf",
            "23",
            "-maxrate",
            "1250k",
            "-bufsize",
            "1900k",
            "-pix_fmt",
            "yuv420p",
            "-profile:v",
            "high",
            "-threads",
            "1",
            "-g",
            "50",
            "-c:a",
            "aac",
            "-b:a",
            "96k",
            "-ac",
            "2",
            "-shortest",
            "-map_metadata",
            "-1",
            "-fflags",
            "+bitexact",
            "-flags:v",
            "+bitexact",
            "-flags:a",
            "+bitexact",
            "-movflags",
            "+faststart",
            str(path),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
            assert ffmpeg.stdin is not None  # noqa: S101
            for k in range(count):
                t = k / FPS
                image = frame(t)
                light = min(1.0, t / 0.6, (film.seconds - t) / 0.8)
                if light < 1:
                    image = image.point([round(v * max(0.0, light)) for v in range(256)] * 3)
                ffmpeg.stdin.write(image.tobytes())
            ffmpeg.stdin.close()
        if ffmpeg.returncode:
            raise SystemExit(f"ffmpeg stopped with {ffmpeg.returncode} on {slug}")
    frame(film.poster).save(folder / f"{slug}.jpg", quality=86, progressive=True, optimize=True)
    return path


def stamp(seconds: float) -> str:
    """A WebVTT time."""
    return f"00:{int(seconds) // 60:02d}:{seconds % 60:06.3f}"


def subtitles(slug: str, cues: list[dict[str, Any]], folder: Path) -> None:
    """A WebVTT file for each language of the cues."""
    for language in (key for key in cues[0] if key not in ("start", "end")):
        blocks = [f"{stamp(cue['start'])} --> {stamp(cue['end'])}\n{cue[language]}\n" for cue in cues]
        text = "\n".join(["WEBVTT\n", *blocks])
        (folder / f"{slug}.{language}.vtt").write_text(text, encoding="utf-8")


def main() -> None:
    """Render the clips named on the command line, or all; subtitles are always written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="slug", help=", ".join(FILMS))
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--subtitles", action="store_true", help="only write the subtitles")
    options = parser.parse_args()
    cues = yaml.safe_load((HERE / "narration.yaml").read_text(encoding="utf-8"))
    for slug in options.slugs or FILMS:
        subtitles(slug, cues[slug], options.folder)
        if not options.subtitles:
            path = render(slug, options.folder)
            sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
