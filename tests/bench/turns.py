"""`python -m tests.bench.turns`: how long photographs wait while a long clip is being prepared.

On a hub of its own in a temporary folder, with its web server and its workers: a clip of 1080p is filed, and while its ladder
goes on, ten photographs of 12 megapixels are uploaded, and ten are filed. What is told is counted from the beginning of the
uploads, which are a part of it, and from the moment at which the photographs are in the library.
"""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg

from tests.bench.media import PASSWORD, Hub, Sender, photographs

RENDITIONS = 24


class Rows:
    """The hub's database, from outside."""

    def __init__(self, hub: Hub) -> None:
        self.path = Path(hub.environment["HUB_VAR"]) / "hub.sqlite3"

    def count(self, what: str) -> int:
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30) as rows:
            return int(rows.execute(f"SELECT count(*) FROM media_library_{what}").fetchone()[0])  # noqa: S608 - our own words

    def chunks(self) -> int:
        return self.count("preparedfile WHERE role = 'picture' AND rung = '1080p'")

    def examined(self) -> int:
        return self.count("upload WHERE state = 'ready'")

    def drawn(self) -> int:
        return self.count("rendition") // RENDITIONS


def clip(path: Path, minutes: int) -> None:
    """A minute of moving noise with a tone, over and over: encoded once."""
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
    minute = path.with_name("minute.mp4")
    subprocess.run(
        [
            *ffmpeg, "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25:duration=60,noise=alls=20:allf=t",
            "-f", "lavfi", "-i", "sine=frequency=440:duration=60", "-pix_fmt", "yuv420p", "-preset", "ultrafast",
            "-b:v", "8M", "-shortest", str(minute),
        ],
        check=True,
    )  # fmt: skip
    subprocess.run([*ffmpeg, "-stream_loop", str(minutes - 1), "-i", str(minute), "-c", "copy", str(path)], check=True)
    minute.unlink()


def until(count: Callable[[], int], most: int, began: float = 0.0) -> tuple[float, float]:
    """Seconds until the first is seen, and until all."""
    began, first = began or time.monotonic(), 0.0
    while (now := count()) < most:
        if now and not first:
            first = time.monotonic() - began
        time.sleep(0.1)
    every = time.monotonic() - began
    return first or every, every


def upload(sender: Sender, folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        url, offset, part = sender.begin(path)
        with path.open("rb") as file:
            while content := file.read(part):
                offset = sender.patch(url, offset, content)


def measure(hub: Hub, folder: Path, count: int) -> None:
    rows, sender = Rows(hub), Sender(hub)
    until(rows.chunks, 1)
    drawn, chunks, began = rows.drawn(), rows.chunks(), time.monotonic()
    upload(sender, folder / "uploaded")
    sent = time.monotonic() - began
    _first, every = until(rows.examined, count, began)
    print(f"{count} photographs uploaded in {sent:.1f} s, all examined after {every:.1f} s")
    until(lambda: rows.chunks() - chunks, 1)  # a chunk is begun
    hub.command("import_media", str(folder / "filed"), "--language", "en")
    first, every = until(lambda: rows.drawn() - drawn, count)
    print(f"{count} photographs filed: the first has its renditions after {first:.1f} s, all after {every:.1f} s")
    until(lambda: rows.chunks() - chunks, 3)
    seconds = time.monotonic() - began
    print(f"meanwhile {rows.chunks() - chunks} chunks of the ladder in {seconds:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30, help="of the clip")
    parser.add_argument("--photographs", type=int, default=10)
    parser.add_argument("--worker", action="append", help="how each worker is started")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        hub = Hub(Path(folder))
        hub.command("migrate", "-v0")
        hub.command("set_up", "-v0")
        hub.command("collectstatic", "--noinput", "-v0")
        hub.environment |= {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
        hub.command("createsuperuser", "--noinput", "--username", "bench", "--email", "bench@example.vn")
        for name in ("film", "uploaded", "filed"):
            (Path(folder) / name).mkdir()
        clip(Path(folder) / "film" / "phim.mp4", asked.minutes)
        (Path(folder) / "both").mkdir()
        photographs(Path(folder) / "both", 2 * asked.photographs)
        for number, path in enumerate(sorted((Path(folder) / "both").iterdir())):
            path.rename(Path(folder) / ("uploaded", "filed")[number % 2] / path.name)
        hub.command("import_media", str(Path(folder) / "film"), "--language", "en")
        hub.start()
        workers = [
            subprocess.Popen([sys.executable, "-m", "cms", *words.split()], env=hub.environment, start_new_session=True)
            for words in asked.worker or ["worker"]
        ]
        try:
            measure(hub, Path(folder), asked.photographs)
        finally:
            hub.kill()
            for worker in workers:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()


if __name__ == "__main__":
    main()
