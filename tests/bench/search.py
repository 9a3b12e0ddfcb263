"""`make bench-search`: how long 100,000 editions in eight languages and 50,000 assets take into the index, how large it is,
how soon it catches up with 10,000 changes, and how fast each engine answers: hits, exact total and twelve facets.
`first`: one client asks each query of a class for the first time of a process that has just begun; `again`: the same ones
over and over; `at once`: eight clients.

SQLite in a folder of its own; with DATABASE_URL (an EMPTY database) that one; with ELASTICSEARCH_URL that engine as well.
`--works 1000 --assets 500` for a run of a minute. `--keep DIR` leaves SQLite's file there and the index in Elasticsearch, and asks them
again next time.
Figures are of the machine as it is, so the processor's time stands beside the clock's: look at `load` before you compare.
"""

# ruff: noqa: E402 - the environment has to be set, then the apps to be ready, before our own modules

import argparse
import gc
import io
import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--works", type=int, default=100_000, help="editions")
parser.add_argument("--assets", type=int, default=50_000)
parser.add_argument("--changes", type=int, default=10_000)
parser.add_argument("--seconds", type=float, default=2.0, help="for which each class is asked")
parser.add_argument("--only", default="", help="classes whose name holds this")
parser.add_argument("--queries", type=int, default=40, help="of each class")
parser.add_argument("--keep", type=Path)
OPTIONS = parser.parse_args()
TEMPORARY = tempfile.TemporaryDirectory(prefix="bench-")
FOLDER = OPTIONS.keep or Path(TEMPORARY.name)
os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings", "HUB_MODE": "development", "HUB_VAR": str(FOLDER)}
os.environ |= {"ELASTICSEARCH_INDEX": "hub-bench", "ELASTICSEARCH_REPLICAS": "0"}

import django

(FOLDER / "static").mkdir(parents=True, exist_ok=True)  # nothing of it is served, but whitenoise looks for it
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from locales.canonical import fold, tokens
from search import choosing, sources, warming
from search.answering import Answer, Order, search
from search.documents import Reach
from search.engines import embedded
from search.engines.remembered import Remembered
from search.facets import Followed
from search.indexing import index_waiting
from search.models import KnownWord, Position, StoredDocument
from search.rebuilding import rebuild
from search.scope import Filters, Scope
from tests.bench.asking import mistyped, percentile
from tests.bench.search_corpus import LANGUAGES, Assets, Editions, vocabulary

FACETS = (
    "kind", "lang", "column", "dossier", "agency", "place", "person", "subject", "task", "year", "licence", "freshness",
)  # fmt: skip
PARTNER = Scope(
    frozenset({Reach.PUBLIC, Reach.PARTNERS}), frozenset({"CC-BY-4.0", "press"}), frozenset(LANGUAGES)
)  # fmt: skip
KINDS = Filters({"kind": ("article", "video", "publication", "event", "picture", "clip", "document", "place", "term")})
CLIENTS, PROCESSES = 8, 2
PAGES = 40


@dataclass
class Asked:
    """Queries of one class; every one is asked in turn."""

    name: str
    typed: list[str]
    how: dict[str, Any] = field(default_factory=dict)

    def ask(self, number: int) -> Answer:
        how = {"scope": PARTNER, "filters": KINDS, "facets": FACETS, **self.how}
        if "cursor" in how:
            return search(self.typed[0], **{**how, "cursor": how["cursor"][number % len(how["cursor"])]})
        return search(self.typed[number % len(self.typed)], **how)


def classes() -> list[Asked]:
    common = list(KnownWord.objects.order_by("-documents", "word").values_list("word", flat=True)[: OPTIONS.queries])
    rare = KnownWord.objects.filter(documents__range=(2, 20)).order_by("word").values_list("word", flat=True)
    narrow = Filters({**KINDS.facets, "lang": ("vi",), "column": ("muc-0", "muc-1"), "year": ("2024", "2025")})
    two = spans("vi", 2)
    decisions = [f"{number}/{chance}" for number in range(1, 200, 9) for chance in ("QĐ-UBND", "KH-UBND")]
    days = [f"{1 + number % 28}/{1 + number % 12}/{2006 + number}" for number in range(20)]
    return [
        Asked("one common word", common),
        Asked("one rare word", list(rare[:: max(1, len(rare) // OPTIONS.queries)])[: OPTIONS.queries]),
        Asked("two words without accents", [fold(text) for text in two]),
        Asked("several words with accents", spans("vi", 4)),
        Asked("a quoted phrase", [f'"{text}"' for text in (*spans("vi", 3)[::2], *spans("en", 2)[::2])]),
        Asked("as you type", [text[:-2] for text in spans("vi", 3, longest_last=4)], {"as_you_type": True}),
        Asked("Chinese, Japanese: two signs", [*spans("zh-Hans", 2)[::2], *spans("ja", 2)[::2]]),
        Asked("Korean: a name", spans("ko", 3)),
        Asked("Lao within a run", spans("lo", 4)),
        Asked("a number", [*decisions, *days][: OPTIONS.queries]),
        Asked("a name in another language", names()),
        Asked("a mistyped word", [mistyped(text) for text in (*spans("en", 2)[::2], *spans("fr", 3)[::2])]),
        Asked("filtered and newest first", spans("vi", 1), {"filters": narrow, "order": Order.NEWEST}),
        Asked("without a word", [f"{text} -{word}" for text, word in zip(two, common, strict=False)]),
        Asked("deep page", ["nghệ an"], {"cursor": list(cursors("nghệ an")) or [None]}),
        Asked("everything", [""]),
    ]


def spans(lang: str, size: int, *, longest_last: int = 0) -> list[str]:
    """Words that stand side by side, as often as the corpus says them. `longest_last`: letters the last one has at least."""
    chance = random.Random(f"{lang} {size}")  # noqa: S311 - the same ones each time
    found: dict[str, None] = {}
    while len(found) < OPTIONS.queries:
        [clause] = vocabulary(lang).said(chance, 1)
        words = tokens(clause)
        if len(words) >= size:
            at = chance.randrange(len(words) - size + 1)
            if len(words[at + size - 1].exact) >= longest_last:
                found[clause[words[at].start : words[at + size - 1].end]] = None
    return list(found)


def names() -> list[str]:
    """Of the registry and of the term base, each in another language than the one before."""
    rows = StoredDocument.objects.filter(equivalent_names=True).order_by("key").values_list("names", flat=True)
    groups = list(rows)[:: max(1, len(rows) // OPTIONS.queries)][: OPTIONS.queries]
    return [group[number % len(group)] for number, group in enumerate(groups)]


def cursors(typed: str) -> Iterator[str]:
    """Of far pages, by way of those before them; none where there are no such."""
    cursor = None
    for page in range(PAGES):
        answer = search(typed, scope=PARTNER, filters=KINDS, limit=200, cursor=cursor)
        if answer.next is None:
            return
        cursor = answer.next
        if page >= PAGES // 2 or page > 2:
            yield cursor


# --- timing ----------------------------------------------------------------------------------------------------------


def timed(what: str, act: Callable[[], object]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    act()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(
        f"  {what:52} {clock:7.1f} s   {processor:7.1f} s of this processor   load {os.getloadavg()[0]:.1f}", flush=True
    )


def alone(asked: Asked, engine: str, warmed: Remembered) -> None:
    """One client, in this process, which knows what one that has begun has `warmed` up."""
    embedded._remembered = replace(warmed, kept=warmed.kept.copy(), lock=threading.Lock())
    first, busy = asking(asked, len(asked.typed), engine, seconds=0.0)
    again, _busy = asking(asked, 2 * len(asked.typed), engine, seconds=OPTIONS.seconds)
    at_once = together(asked)
    print(
        f"  {engine:13} {asked.name:28} first p50 {percentile(first, 0.5):6.1f}  p95 {percentile(first, 0.95):6.1f}"
        f"  processor {busy:6.1f}   again p50 {percentile(again, 0.5):6.1f}  p95 {percentile(again, 0.95):6.1f}"
        f"   at once p50 {percentile(at_once, 0.5):6.1f}  p95 {percentile(at_once, 0.95):6.1f}"
        f"  {len(at_once) / OPTIONS.seconds:4.0f} /s   load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def asking(asked: Asked, times: int, engine: str, *, seconds: float) -> tuple[list[float], float]:
    """At least so often and so long; and the processor's milliseconds for each."""
    took: list[float] = []
    processor = time.process_time()
    until = time.monotonic() + seconds
    while time.monotonic() < until or len(took) < times:
        begun = time.perf_counter()
        answer = asked.ask(len(took))
        took.append(time.perf_counter() - begun)
        if answer.engine != engine:
            sys.exit(f"{answer.engine} answered: {choosing.fault()}")
    return took, (time.process_time() - processor) / len(took) * 1000


def together(asked: Asked) -> list[float]:
    """Eight clients, in as many processes as the house's web server has."""
    hang_up()
    told = multiprocessing.get_context("fork").Queue()
    children = [
        multiprocessing.get_context("fork").Process(target=_clients, args=(asked, number, told))
        for number in range(PROCESSES)
    ]
    for child in children:
        child.start()
    took = [one for _child in children for one in told.get(timeout=120)]
    for child in children:
        child.join()
    return took


def hang_up() -> None:
    """Two processes must not talk on one line."""
    connections.close_all()
    if settings.ELASTICSEARCH:
        from search.engines.elasticsearch.connection import _client  # noqa: PLC0415 - optional dependency

        _client.cache_clear()


def _clients(asked: Asked, number: int, told: Any) -> None:
    took: list[float] = []
    asked.ask(number)  # not to time how a process begins
    until = time.monotonic() + OPTIONS.seconds

    def client(first: int) -> None:
        at = first
        while time.monotonic() < until:
            begun = time.perf_counter()
            asked.ask(at)
            took.append(time.perf_counter() - begun)
            at += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number + first,)) for first in range(CLIENTS // PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put(took)


# --- the index -------------------------------------------------------------------------------------------------------


def catch_up() -> None:
    while index_waiting():
        pass


def size() -> dict[str, float]:
    """Megabytes of the words and of the stored documents."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'")
        else:
            cursor.execute("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE")
        tables = [(name, float(pages)) for name, pages in cursor.fetchall() if name.startswith("search_")]
    words = sum(pages for name, pages in tables if name.startswith("search_words"))
    return {"words": words / 1e6, "documents": (sum(pages for _name, pages in tables) - words) / 1e6}


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def fill(editions: Editions) -> None:
    call_command("migrate", verbosity=0)
    call_command("set_up", verbosity=0, stdout=io.StringIO())
    if StoredDocument.objects.filter(key__startswith="edition:").exists():
        if OPTIONS.keep is None:
            sys.exit("this database has content: give an empty one")
        editions.change(list(islice(editions.keys(), Position.objects.get(pk="edition").number)))
        return
    timed("names and terms", catch_up)
    timed("all into a new index, then switched", rebuild)
    editions.change(list(islice(editions.keys(), OPTIONS.changes)))
    timed(f"catching up with {OPTIONS.changes} changes", catch_up)
    print("  " + ", ".join(f"{what} {megabytes:.0f} MB" for what, megabytes in size().items()))


def main() -> None:
    editions = Editions(OPTIONS.works)
    print(
        f"{connection.vendor}, {OPTIONS.works} editions, {OPTIONS.assets} assets, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}"
    )
    outside = choosing.outside()
    choosing.use(None)
    sources.register(editions)
    sources.register(Assets(OPTIONS.assets))
    fill(editions)
    if outside is not None:
        follow()
    before = resident()
    timed("the first answer of a process", lambda: search("", scope=PARTNER, filters=KINDS, facets=FACETS))
    print(f"  {resident() - before:.0f} MB of memory more in a process that has answered")
    embedded._followed = Followed()
    timed("the first answer of the next process", lambda: search("", scope=PARTNER, filters=KINDS, facets=FACETS))
    embedded._remembered = Remembered()
    timed("what a process that begins reads beside", warming.warm_up)
    warmed = embedded._remembered
    gc.collect()
    gc.freeze()  # as cms.wsgi does
    print("  times below in ms")
    asked = [one for one in classes() if OPTIONS.only in one.name]
    for one in asked:
        alone(one, "embedded", warmed)
    if outside is not None:
        choosing.use(outside)
        for one in asked:
            alone(one, outside.name, warmed)
        if OPTIONS.keep is None:
            clear()


# --- Elasticsearch ---------------------------------------------------------------------------------------------------


def follow() -> None:
    from search.engines.elasticsearch.connection import FILLING, configured  # noqa: PLC0415 - optional dependency
    from search.engines.elasticsearch.following import Following  # noqa: PLC0415 - optional dependency

    cluster = configured()
    assert cluster is not None
    following = Following(cluster)

    def step() -> None:
        while following.step():
            pass

    timed("Elasticsearch: all into a new index", step)
    stats = cluster.client(FILLING).indices.stats(index=f"{cluster.index}-v*", metric="store")
    print(f"  Elasticsearch: {stats['_all']['primaries']['store']['size_in_bytes'] / 1e6:.0f} MB")


def clear() -> None:
    from search.engines.elasticsearch.connection import FILLING, configured  # noqa: PLC0415 - optional dependency

    cluster = configured()
    assert cluster is not None
    client = cluster.client(FILLING)
    for name in client.indices.get(index=f"{cluster.index}-v*"):
        client.indices.delete(index=name)


if __name__ == "__main__":
    main()
