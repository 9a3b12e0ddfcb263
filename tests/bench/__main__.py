"""`make bench-api`: how fast the partner API answers with 1,000 and with 10,000 works in two languages, and how many
queries an answer takes. The web server is the product's own, on this machine, asked by four connections that stay open.

SQLite in a folder of its own; with DATABASE_URL (an EMPTY database) that one. `--works 1000` for one size only.
Figures are of the machine as it is: look at `load` before you compare.
"""

# ruff: noqa: E402 - the environment has to be set, then the apps to be ready, before our own modules

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "cms.settings", "HUB_MODE": "development", "HUB_VAR": FOLDER.name,
    "PARTNER_API_ANONYMOUS_RATE": "100000",
}  # fmt: skip

import django

(Path(FOLDER.name) / "static").mkdir()  # nothing of it is served here, but whitenoise looks for it
django.setup()

from cms.processes import Child, house, listen
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub.publishing.models import Edition, Ledger, LedgerEntry, Reference
from tests.bench.made import make

CONNECTIONS = 4
SECONDS = 5.0
Headers = dict[str, str]


class Caller(threading.Thread):
    """One connection that stays open and asks again and again."""

    def __init__(self, port: int, path: str, headers: Headers, status: int, until: float) -> None:
        super().__init__()
        self.port, self.path, self.headers, self.status, self.until = port, path, headers, status, until
        self.took: list[float] = []
        self.wrong = 0

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < self.until:
            begun = time.perf_counter()
            line.request("GET", self.path, headers=self.headers)
            answer = line.getresponse()
            answer.read()
            self.took.append(time.perf_counter() - begun)
            self.wrong += answer.status != self.status
        line.close()


def measure(port: int, name: str, path: str, headers: Headers, status: int) -> None:
    queries = queries_of(path, headers)
    until = time.monotonic() + SECONDS
    callers = [Caller(port, path, headers, status, until) for _number in range(CONNECTIONS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    took = sorted(one for caller in callers for one in caller.took)
    if wrong := sum(caller.wrong for caller in callers):
        sys.exit(f"{path}: {wrong} answers were not {status}")
    p95 = took[int(len(took) * 0.95)]
    print(
        f"  {name:34} {len(took) / SECONDS:7.0f} /s   p50 {statistics.median(took) * 1000:6.1f} ms   p95 {p95 * 1000:6.1f} ms   {queries} queries"
    )


def queries_of(path: str, headers: Headers) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(path, headers=headers)
        b"".join(answer) if answer.streaming else answer.content
    return len(captured)


def measure_snapshot(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    begun = time.perf_counter()
    line.request("GET", "/api/v1/snapshot")
    body = line.getresponse().read()
    took = time.perf_counter() - begun
    items = body.count(b"\n") - 2
    queries = queries_of("/api/v1/snapshot", {})
    print(
        f"  {'snapshot':34} {items / took:7.0f} items/s   {len(body) / took / 1e6:.1f} MB/s   {items} items   {queries} queries"
    )


def warm_up(port: int) -> None:
    """Every process has answered: what is measured is no start."""
    callers = [Caller(port, "/api/v1/items", {}, 200, time.monotonic() + 1) for _number in range(4 * CONNECTIONS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()


@contextmanager
def web() -> Iterator[int]:
    with listen(0) as listener:
        child: Child = house(listener, follow=False).children[0]
        server = subprocess.Popen(child.command, pass_fds=child.lent)
        try:
            warm_up(port := int(listener.getsockname()[1]))
            yield port
        finally:
            server.terminate()
            server.wait(30)


def bench(works: int) -> None:
    for model in (LedgerEntry, Reference, Edition, Ledger):
        model._default_manager.all().delete()
    make(works)
    item = Edition.objects.order_by("id")[works]
    first = Client().get("/api/v1/snapshot")
    cursor = next(iter(first)).split(b'"')[3].decode()  # type: ignore[call-overload] # streams bytes
    load = os.getloadavg()[0]
    print(f"{connection.vendor}, {works} works × 2 languages, {os.cpu_count()} cores, load {load:.1f}")
    with web() as port:
        for name, path, headers, status in (
            ("items, 20", "items?limit=20", {}, 200),
            ("items, 20, with body", "items?limit=20&include=body", {}, 200),
            ("items, 20, one language and place", "items?limit=20&lang=en&place=cua-lo", {}, 200),
            ("one item", f"items/{item.pk}", {}, 200),
            ("one item, not modified (304)", f"items/{item.pk}", {"If-None-Match": f'"{item.etag}"'}, 304),
            ("changes, nothing new", f"changes?since={cursor}", {}, 200),
        ):
            measure(port, name, f"/api/v1/{path}", headers, status)
        measure_snapshot(port)


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the partner API answers.")
    parser.add_argument("--works", type=int, nargs="+", default=[1_000, 10_000])
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Edition.objects.exists():
        sys.exit("this database has content: give an empty one")
    for works in options.works:
        bench(works)
    FOLDER.cleanup()


if __name__ == "__main__":
    main()
