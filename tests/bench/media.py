"""Ingest of photographs, and a large upload over a connection that is cut three times: `make bench-media`.

Both on a hub of their own in a temporary folder. `--photographs 20 --megabytes 100` shows quickly that it works.
"""

import argparse
import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from hashlib import sha256
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

DISTINCT = 3
PASSWORD = "mot-mat-khau-dai"
UPLOADS = "/admin/media-library/uploads/files/"
PIECE = 256 * 1024


class RefusedError(Exception):
    """Try again, from where the server is."""


class Hub:
    """A web server on loopback, over a database and files of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = os.environ | {"HUB_VAR": str(folder / "hub"), "PORT": str(self.port)}
        self.web: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "cms", *words], env=self.environment, check=True, stdout=subprocess.DEVNULL
        )

    def start(self) -> None:
        bind = f"127.0.0.1:{self.port}"
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "cms.wsgi:application",
            "--bind",
            bind,
            "--worker-class",
            "gthread",
        ]
        command += ["--threads", "4", "--log-level", "critical"]
        self.web = subprocess.Popen(command, env=self.environment, start_new_session=True)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        if self.web is not None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()


class Sender:
    """A browser's part: signed in, with a checksum for each piece."""

    def __init__(self, hub: Hub) -> None:
        self.hub, self.cookies = hub, SimpleCookie()
        self.ask("GET", "/admin/login/")
        form = {"username": "bench", "password": PASSWORD, "csrfmiddlewaretoken": self.cookies["csrftoken"].value}
        self.ask(
            "POST", "/admin/login/", urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def headers(self, more: dict[str, str]) -> dict[str, str]:
        token = self.cookies["csrftoken"].value if "csrftoken" in self.cookies else ""
        kept = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        base = {"Cookie": kept, "X-CSRFToken": token, "Tus-Resumable": "1.0.0", "X-Requested-With": "XMLHttpRequest"}
        return {**base, "Referer": f"http://127.0.0.1:{self.hub.port}/", **more}

    def ask(
        self, method: str, path: str, body: bytes = b"", more: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=120)
        connection.request(method, path, body, self.headers(more or {}))
        answer = connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def begin(self, path: Path) -> tuple[str, int, int]:
        """As when the file is chosen, for the first time or again."""
        with path.open("rb") as file:
            digest = sha256()
            while piece := file.read(1024 * 1024):
                digest.update(piece)
        told = {"filename": path.name, "sha256": digest.hexdigest()}
        metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())
        status, headers, content = self.ask(
            "POST", UPLOADS, b"", {"Upload-Length": str(path.stat().st_size), "Upload-Metadata": metadata}
        )
        assert status == 201, content
        state = json.loads(content)
        return headers["location"], state["offset"], state["part"]

    def patch(self, url: str, offset: int, content: bytes, *, cut_after: int | None = None) -> int:
        """`cut_after`: the connection ends after so many bytes, without a word. Returns the offset that was answered."""
        checksum = b64encode(sha256(content).digest()).decode()
        headers = self.headers(
            {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset), "Upload-Checksum": f"sha256 {checksum}"}
        )  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=120)
        if cut_after is None:
            connection.request("PATCH", url, content, headers)
            answer = connection.getresponse()
            if answer.status != 204:
                raise RefusedError(answer.read())
            reached = int(answer.getheader("Upload-Offset") or 0)
            connection.close()
            return reached
        connection.putrequest("PATCH", url)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(content)))
        connection.endheaders()
        connection.send(content[:cut_after])
        connection.close()
        return offset

    def offset(self, url: str) -> int:
        """Asked until there is an answer: a server that starts again resets its first callers."""
        while True:
            try:
                status, headers, _content = self.ask("HEAD", url)
            except (OSError, http.client.HTTPException):
                status, headers = 0, {}
            if status == 200:
                return int(headers["upload-offset"])
            time.sleep(0.2)


def photographs(folder: Path, count: int) -> int:
    """JPEGs of 12 megapixels, each of other bytes; how many bytes they have together."""
    drawn = [
        Image.effect_noise((1000, 750), 40 + number).resize((4000, 3000)).convert("RGB") for number in range(DISTINCT)
    ]
    size = 0
    for number in range(count):
        exif = Image.Exif()
        exif[0x010E] = f"Ảnh số {number}"
        path = folder / f"anh-{number:04d}.jpg"
        drawn[number % DISTINCT].save(path, "JPEG", quality=80, exif=exif)
        size += path.stat().st_size
    return size


def ingest(hub: Hub, folder: Path, count: int) -> None:
    folder.mkdir()
    size = photographs(folder, count)
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    hub.command("import_media", str(folder), "--language", "en")
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{count} photographs of 12 megapixels, {size / 1e6:.0f} MB: {seconds:.1f} s, {count / seconds:.1f} files/s, "
        f"{cpu:.1f} s of CPU, peak memory of one process {after.ru_maxrss / 1024:.0f} MB"
    )


def upload(hub: Hub, folder: Path, megabytes: int) -> None:
    path = folder / "phim.mp4"
    with path.open("wb") as file:
        for _number in range(megabytes):
            file.write(os.urandom(1024 * 1024))
    hub.start()
    try:
        sender = Sender(hub)
        began = time.monotonic()
        url, offset, part = sender.begin(path)
        parts = -(-path.stat().st_size // part)
        cuts = {parts // 4: "connection", parts // 2: "server killed", parts * 3 // 4: "browser closed"}
        lost = 0
        with path.open("rb") as file:
            while offset < path.stat().st_size:
                file.seek(offset)
                content = file.read(part)
                how = cuts.pop(offset // part, "")
                if how == "connection":
                    sender.patch(url, offset, content, cut_after=len(content) // 2)
                    lost += len(content) // 2
                    offset = sender.offset(url)
                elif how == "server killed":
                    hub.kill()
                    hub.start()
                    offset = sender.offset(url)
                else:
                    if how:
                        sender = Sender(hub)
                        url, offset, part = sender.begin(path)  # the same file is chosen again
                    try:
                        offset = sender.patch(url, offset, content)
                    except (OSError, http.client.HTTPException, RefusedError):
                        time.sleep(0.2)  # the request that was cut may still have the file
                        offset = sender.offset(url)
        seconds = time.monotonic() - began
        kept = Path(hub.environment["HUB_VAR"]) / "incoming" / url.rstrip("/").rpartition("/")[2]
        whole = subprocess.run(["cmp", str(path), str(kept)], check=False).returncode == 0
        print(
            f"{megabytes} MB with three cuts: {seconds:.1f} s (checksums on the sender's side included), "
            f"{lost / 1e6:.0f} MB sent twice, what arrived {'is' if whole else 'IS NOT'} what was sent"
        )
    finally:
        hub.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=int, default=1000)
    parser.add_argument("--megabytes", type=int, default=2048)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        hub = Hub(Path(folder))
        hub.command("migrate", "-v0")
        hub.command("set_up", "-v0")
        hub.command("collectstatic", "--noinput", "-v0")
        hub.environment |= {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
        hub.command("createsuperuser", "--noinput", "--username", "bench", "--email", "bench@example.vn")
        if asked.photographs:
            ingest(hub, Path(folder) / "photographs", asked.photographs)
        if asked.megabytes:
            upload(hub, Path(folder), asked.megabytes)


if __name__ == "__main__":
    main()
