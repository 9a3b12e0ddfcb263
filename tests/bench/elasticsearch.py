"""`make bench-elasticsearch`: how long Elasticsearch takes to catch up after 10,000 changes, and how long answers take from
each engine, facets and total included. Documents are made of the words of the tests' corpus, in nine languages.

Needs ELASTICSEARCH_URL; the index is its own and goes afterwards. SQLite in a folder of its own; with DATABASE_URL (an
EMPTY database) that one. Figures are of the machine as it is: look at `load` before you compare.
"""

# ruff: noqa: E402 - the environment has to be set, then the apps to be ready, before our own modules

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings", "HUB_MODE": "development", "HUB_VAR": FOLDER.name}
os.environ |= {"ELASTICSEARCH_INDEX": "hub-bench", "ELASTICSEARCH_REPLICAS": "0"}
if not os.environ.get("ELASTICSEARCH_URL"):
    sys.exit("Set ELASTICSEARCH_URL; `.ci/elasticsearch start DIR PORT` starts a node.")

import django

(Path(FOLDER.name) / "static").mkdir()  # nothing of it is served here, but whitenoise looks for it
django.setup()

from django.core.management import call_command
from django.db import connection

from search import choosing, sources
from search.answering import Order, search
from search.engines.elasticsearch.connection import FILLING, configured
from search.engines.elasticsearch.following import Following
from search.indexing import index_waiting
from search.models import StoredDocument
from search.scope import STAFF, Filters
from tests.search.corpus import DAY_ONE, NAMES, WORKS, Corpus, edition, named

FACETS = ("kind", "lang", "column", "year", "licence")
CLASSES: dict[str, tuple[str, dict[str, Any]]] = {
    "one common word": ("nghệ", {}),
    "one rare word": ("ulyanovsk", {}),
    "several words with accents": ("lễ hội làng sen", {}),
    "several words without": ("le hoi lang sen", {}),
    "a quoted phrase": ('"khu kinh tế"', {}),
    "Chinese": ("人民委员会", {}),
    "Lao within a run": ("ນະຄອນຫລວງ", {}),
    "a name in another language": ("义安省", {}),
    "as you type": ("lễ hội là", {"as_you_type": True}),
    "filtered, newest first": ("vinh", {"filters": Filters({"lang": ("vi",)}), "order": Order.NEWEST}),
    "a mistyped word": ("lotsu vilage", {}),
    "everything": ("", {}),
}
ROUNDS = 30


def made(count: int) -> Corpus:
    """Texts of three sentences each, drawn from those of one language."""
    chance = random.Random(7)  # noqa: S311 - the same texts each time
    said: dict[str, list[str]] = {}
    for editions in WORKS.values():
        for lang, texts in editions.items():
            said.setdefault(lang, []).extend(texts)
    langs = sorted(said)
    corpus = Corpus()
    for number in range(count):
        lang = langs[number % len(langs)]
        title, *prose = chance.choices(said[lang], k=4)
        at = DAY_ONE + timedelta(minutes=number)
        corpus.put(edition(f"w{number}", lang, f"{title} {number}", "\n".join(prose), at=at))
    return corpus


def timed(what: str, act: Callable[[], object]) -> None:
    begun = time.perf_counter()
    act()
    print(f"  {what:44} {time.perf_counter() - begun:6.1f} s")


def index() -> None:
    while index_waiting():
        pass


def answers(engine: str) -> None:
    for name, (typed, how) in CLASSES.items():
        took = []
        for _round in range(ROUNDS):
            begun = time.perf_counter()
            answer = search(typed, scope=STAFF, facets=FACETS, **how)
            took.append(time.perf_counter() - begun)
            if answer.engine != engine:
                sys.exit(f"{answer.engine} answered: {choosing.fault()}")
        p95 = sorted(took)[int(len(took) * 0.95)]
        print(
            f"  {engine:14} {name:28} p50 {statistics.median(took) * 1000:7.1f} ms   p95 {p95 * 1000:7.1f} ms   {answer.total} found"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    cluster, outside = configured(), choosing.outside()
    assert cluster is not None
    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}, {count} documents, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    sources._sources.clear()
    corpus = made(count)
    sources.register(corpus)
    places = Corpus(prefix="place")
    places.put(*(named(key, names) for key, names in NAMES.items() if key.startswith("place")))
    sources.register(places)
    following = Following(cluster)
    try:
        timed("into the embedded index", index)
        timed("all of it into a new Elasticsearch index", following.step)
        for key in list(corpus.kept):
            corpus.alter(key, title=corpus.kept[key].title + " 2")
        timed(f"{count} changes into the embedded index", index)

        def catch_up() -> None:
            while following.step():
                pass

        timed(f"Elasticsearch catches up with {count} changes", catch_up)
        answers("elasticsearch")
        choosing.use(None)
        answers("embedded")
        choosing.use(outside)
        assert outside is not None
        timed(f"reconcile: {StoredDocument.objects.count()} documents", lambda: print(f"  {outside.reconcile()}"))
    finally:
        client = cluster.client(FILLING)
        for name in client.indices.get(index=f"{cluster.index}-v*"):
            client.indices.delete(index=name)


main()
