"""Recall and precision@5 of the labelled queries, per language of who asks.

Recall: of the editions that answer a query (in the asker's language), how many are among the first 50 hits. Precision@5:
of the first five hits, how many tell one of the stories meant, in whatever language; where fewer than five editions do,
of as many as there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from search.answering import search
from search.documents import Reach, SearchDocument
from search.scope import FREE, STAFF, Filters, shown_as
from search.sources import register
from tests.search.corpus import OPEN, Corpus
from tests.search.labelled.queries import ACROSS, QUERIES
from tests.search.labelled.texts import NAMES, TEXTS

DEPTH = 50
FIRST = 5
DAY_ONE = datetime(2025, 6, 1, 8, 0, tzinfo=UTC)
EDITIONS = {"kind": ("article",)}


@dataclass
class Measured:
    queries: int = 0
    expected: int = 0
    found: int = 0
    precisions: list[float] = field(default_factory=list)
    imperfect: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.expected

    @property
    def precision(self) -> float:
        return sum(self.precisions) / len(self.precisions)


def register_labelled() -> None:
    """The texts and names as sources; only what is registered is measured."""
    texts = Corpus(prefix="edition")
    texts.put(*_editions())
    register(texts)
    for prefix in sorted({key.partition(":")[0] for key in NAMES}):
        names = Corpus(prefix=prefix)
        names.put(*(_named(key, said) for key, said in NAMES.items() if key.startswith(f"{prefix}:")))
        register(names)


def _editions() -> Iterator[SearchDocument]:
    for day, (work, editions) in enumerate(TEXTS.items()):
        for lang, (title, prose) in editions.items():
            yield SearchDocument(
                key=f"edition:{work}.{lang}",
                kind="article",
                lang=lang,
                work=work,
                title=title,
                prose=prose,
                at=DAY_ONE + timedelta(days=day),
                reach=Reach.PUBLIC,
                facets={"licence": (OPEN,), "shown": shown_as(lang, OPEN)},
            )


def _named(key: str, names: tuple[str, ...]) -> SearchDocument:
    kind = key.partition(":")[0]
    return SearchDocument(
        key=key,
        kind=kind,
        title=names[0],
        names=names,
        equivalent_names=True,
        reach=Reach.PUBLIC,
        facets={"shown": (FREE,)},
    )


def measured() -> dict[str, Measured]:
    """language → figures; `across`: asked in one language, answered in Vietnamese."""
    figures: dict[str, Measured] = {}
    for lang, queries in QUERIES.items():
        figures[lang] = Measured()
        for typed, works in queries:
            _measure(figures[lang], typed, works, lang)
    figures["across"] = Measured()
    for lang, typed, works in ACROSS:
        _measure(figures["across"], typed, works, "vi", asked_in=lang)
    return figures


def _measure(figures: Measured, typed: str, works: set[str], lang: str, *, asked_in: str = "") -> None:
    answer = search(typed, scope=STAFF, filters=Filters(EDITIONS), limit=DEPTH)
    hits = [(hit.work, hit.lang) for hit in answer.hits]
    expected = {(work, lang) for work in works if lang in TEXTS[work]}
    missing = expected - set(hits)
    figures.queries += 1
    figures.expected += len(expected)
    figures.found += len(expected) - len(missing)
    wanted = sum(len(TEXTS[work]) for work in works)
    if wanted:
        first = hits[: min(FIRST, wanted)]
        precision = sum(work in works for work, _lang in first) / min(FIRST, wanted, max(1, len(first)))
        figures.precisions.append(precision)
        if missing or precision < 1:
            said = " ".join(f"{work}.{tag}" for work, tag in hits[:FIRST])
            figures.imperfect.append(f"{asked_in or lang}: {typed} [{answer.stage}, {answer.total}] → {said}")
    elif hits:
        figures.precisions.append(0)
        figures.imperfect.append(f"{lang}: {typed} [{answer.stage}, {answer.total}]")


def report(figures: dict[str, Measured]) -> str:
    lines = [f"{'':10}{'queries':>8}{'recall':>8}{'p@5':>7}"]
    lines += [
        f"{lang:10}{one.queries:>8}{one.recall:>8.3f}{one.precision:>7.3f}" for lang, one in sorted(figures.items())
    ]
    return "\n".join([*lines, *(f"imperfect  {query}" for one in figures.values() for query in one.imperfect)])
