"""How well the held-out queries are answered, per language of who asks.

Recall: of the editions that have to be on the first page, how many are. Precision@5: of the first five hits (of as many as
there are right ones, where those are fewer), how many tell one of the stories meant, in whatever language. First: how often
the best hit is the right one. Wrong: editions on the first page that must not be there.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from search.answering import search
from search.documents import Reach, SearchDocument
from search.pasted import ADDRESS, EXTERNAL_ID, address
from search.registry_sources import SOURCES
from search.scope import STAFF, Filters, shown_as
from search.sources import register
from search.term_source import TermSource
from tests.search.corpus import OPEN, Corpus
from tests.search.labelled import measuring as labelled
from tests.search.labelled.measuring import FIRST

FOLDER = Path(__file__).parent
PAGE = 20
KINDS = ("article", "video", "event")


@dataclass(frozen=True)
class Asked:
    lang: str
    kind: str
    typed: str
    must: frozenset[str]
    must_not: frozenset[str]
    first: str


@dataclass
class Measured(labelled.Measured):
    firsts: int = 0
    right_firsts: int = 0
    wrong: int = 0

    @property
    def first(self) -> float:
        return self.right_firsts / self.firsts


def register_held_out() -> None:
    """The archive as a source of editions, and the names and terms that the hub brings with it."""
    for command in ("load_registry", "load_terms"):
        call_command(command, verbosity=0, stdout=StringIO())
    for source in (*SOURCES, TermSource()):
        register(source)
    texts = Corpus(prefix="edition")
    texts.put(*_editions())
    register(texts)


def _editions() -> Iterator[SearchDocument]:
    for line in (FOLDER / "archive.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield SearchDocument(
            key=f"edition:{row['id']}",
            kind=row["type"],
            lang=row["lang"],
            work=row["work"],
            title=row["title"],
            prose=row["text"],
            at=datetime.fromisoformat(row["date"]),
            reach=Reach.PUBLIC,
            facets={
                "licence": (OPEN,),
                "shown": shown_as(row["lang"], OPEN),
                EXTERNAL_ID: (row["id"],),
                ADDRESS: (address(row["url"]),),
            },
            shown={"url": row["url"]},
        )


def queries() -> list[Asked]:
    with (FOLDER / "queries.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Asked(lang, kind, typed, frozenset(must.split()), frozenset(must_not.split()), first)
            for lang, kind, typed, must, must_not, first in rows
        ]


def measured() -> dict[str, Measured]:
    """Per language."""
    figures: dict[str, Measured] = {}
    for asked in queries():
        _measure(figures.setdefault(asked.lang, Measured()), asked)
    return figures


def _measure(figures: Measured, asked: Asked) -> None:
    answer = search(asked.typed, scope=STAFF, filters=Filters({"kind": KINDS}), limit=PAGE)
    hits = [(hit.key.removeprefix("edition:"), hit.work) for hit in answer.hits]
    found = {key for key, _work in hits}
    missing, wrong = asked.must - found, asked.must_not & found
    figures.queries += 1
    figures.expected += len(asked.must)
    figures.found += len(asked.must) - len(missing)
    figures.wrong += len(wrong)
    is_first = not asked.first or (bool(hits) and hits[0][0] == asked.first)
    figures.firsts += bool(asked.first)
    figures.right_firsts += bool(asked.first) and is_first
    if asked.must:
        works = {f"bna-{key.split('-')[1]}" for key in asked.must}
        first = hits[: min(FIRST, len(asked.must))]
        figures.precisions.append(sum(work in works for _key, work in first) / min(FIRST, len(asked.must)))
    if missing or wrong or not is_first:
        said = " ".join(key for key, _work in hits[:FIRST])
        figures.imperfect.append(f"{asked.lang} {asked.kind}: {asked.typed} [{answer.stage}, {answer.total}] → {said}")


def report(figures: dict[str, Measured]) -> str:
    lines = [f"{'held out':10}{'queries':>8}{'recall':>8}{'p@5':>7}{'first':>7}{'wrong':>7}"]
    lines += [
        f"{lang:10}{one.queries:>8}{one.recall:>8.3f}{one.precision:>7.3f}{one.first:>7.3f}{one.wrong:>7}"
        for lang, one in sorted(figures.items())
    ]
    return "\n".join([*lines, *(f"imperfect  {query}" for one in figures.values() for query in one.imperfect)])
