"""`make bench-findable`: how soon what is published can be found. The house runs as it does in production (web,
worker, relay, indexer); an editor's act publishes a story, and GET /api/v1/search is asked until it has it. Fifty times
while nothing else happens, and fifty times while five publishers write; p50 and p95.

SQLite in a folder of its own; with DATABASE_URL (an EMPTY database) that one. `--times 20` for fewer.
Figures are of the machine as it is: look at `load` before you compare. Target: p95 under 2 s.
"""

# ruff: noqa: E402 - the environment has to be set, then the apps to be ready, before our own modules

import argparse
import http.client
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--times", type=int, default=50)
OPTIONS = parser.parse_args()
FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "cms.settings", "HUB_MODE": "development", "HUB_VAR": FOLDER.name,
    "PARTNER_API_ANONYMOUS_RATE": "100000",
}  # fmt: skip

import django

(Path(FOLDER.name) / "static").mkdir()  # nothing of it is served here, but whitenoise looks for it
django.setup()

from cms.processes import house, listen
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from hub.content.models import Article, Column
from hub.publishing.models import Edition, Ledger
from hub.registry.models import Agency
from search.models import Position
from tests.newsroom import column, newspaper, publish

PUBLISHERS = 5
PAUSE = 0.5  # between two acts of one publisher
LOOK = 0.02
PATIENCE = 300.0  # the processes start on a machine that may have other work


def act(shelf: Column, agency: Agency, name: str) -> None:
    """One story, filed and published as the web does it: in one transaction."""
    with transaction.atomic():
        page = shelf.add_child(
            instance=Article(
                title=f"Tin {name}", slug=f"tin-{name}", summary=f"Tin {name}", locale=shelf.locale, agency=agency,
                licence="CC-BY-4.0", body=[{"type": "paragraph", "value": f"<p>Nội dung của {name}.</p>"}],
            )
        )  # fmt: skip
        publish(page)


def found_after(port: int, name: str) -> tuple[float, float, float]:
    """Seconds from the commit until it is in the ledger, in the index, and in an answer."""
    begun = time.perf_counter()
    told = indexed = 0.0
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while time.perf_counter() - begun < PATIENCE:
        if not told and (edition := Edition.objects.filter(title=f"Tin {name}").first()) is not None:
            told, seq = time.perf_counter() - begun, edition.last_seq
        if told and not indexed and Position.objects.filter(pk="edition", number__gte=seq).exists():
            indexed = time.perf_counter() - begun
        line.request("GET", f"/api/v1/search?q={quote(name)}&type=article")
        hits = json.loads(line.getresponse().read())["hits"]
        if any(hit["title"] == f"Tin {name}" for hit in hits):
            line.close()
            found = time.perf_counter() - begun
            return told or found, indexed or found, found
        time.sleep(LOOK)
    raise SystemExit(f"{name} was not found within {PATIENCE} s")


def measure(port: int, shelf: Column, agency: Agency, what: str) -> None:
    took = []
    for number in range(OPTIONS.times):
        name = f"{what[0]}{number}x{timezone.now():%H%M%S%f}"
        act(shelf, agency, name)
        took.append(found_after(port, name))
    for part, seconds in zip(("in the ledger", "in the index", "in an answer"), zip(*took, strict=True), strict=True):
        ordered = sorted(seconds)
        p95 = ordered[int(len(ordered) * 0.95)]
        print(
            f"  {what:24} {part:14} p50 {statistics.median(ordered):5.2f} s   p95 {p95:5.2f} s   longest {ordered[-1]:5.2f} s"
            f"   load {os.getloadavg()[0]:.1f}",
            flush=True,
        )


@contextmanager
def publishers(shelf: Column, agency: Agency) -> Iterator[None]:
    stopping = threading.Event()

    def publisher(number: int) -> None:
        done = 0
        while not stopping.wait(PAUSE):
            act(shelf, agency, f"p{number}x{done}")
            done += 1
        connection.close()

    threads = [threading.Thread(target=publisher, args=(number,)) for number in range(PUBLISHERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        for thread in threads:
            thread.join()


@contextmanager
def running() -> Iterator[int]:
    """The processes of the house."""
    with listen(0) as listener:
        group = house(listener, follow=False)
        group._keep_running()
        try:
            yield int(listener.getsockname()[1])
        finally:
            group._end_all()


def main() -> None:
    call_command("migrate", verbosity=0)
    if Edition.objects.exists():
        raise SystemExit("this database has content: give an empty one")
    shelf, agency = column(), newspaper()
    print(f"{connection.vendor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with running() as port:
        act(shelf, agency, "first")
        found_after(port, "first")
        measure(port, shelf, agency, "quiet")
        with publishers(shelf, agency):
            measure(port, shelf, agency, "five publishers write")
    print(f"  {Ledger.objects.get().last_seq} entries in the ledger")
    FOLDER.cleanup()


if __name__ == "__main__":
    main()
