"""The sets of labelled queries, and how well they are answered, per language of who asks.

`labelled` is what the rules were tuned on; `held_out` and the third to eighth set were written by people who had not read them.

Recall: of the editions that have to be found, how many are on the first page. Precision@5: of the first five hits (of as many
as there are right ones, where those are fewer), how many tell one of the stories meant, in whatever language. First: how often
the best hit is the right one. Wrong: editions on the first page that must not be there.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from django.core.management import call_command

from search.answering import search
from search.documents import Reach, SearchDocument
from search.pasted import ADDRESS, EXTERNAL_ID, address
from search.registry_sources import SOURCES
from search.scope import STAFF, Filters, shown_as
from search.sources import Source, register
from search.term_source import TermSource
from tests.search.corpus import OPEN, Corpus, named
from tests.search.labelled.queries import ACROSS, QUERIES
from tests.search.labelled.texts import NAMES, TEXTS

FIRST = 5
KINDS = ("article", "video", "event")  # what is asked for: the names themselves are documents as well
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """Editions by their id. `works`: whose editions may stand among the first; None: any may. `answers`: how many right ones
    there are, where that is more than have to be found."""

    lang: str
    kind: str
    typed: str
    must: frozenset[str]
    works: frozenset[str] | None
    must_not: frozenset[str] = frozenset()
    first: str = ""
    answers: int = 0


@dataclass(frozen=True)
class QuerySet:
    name: str
    editions: Callable[[], Iterable[SearchDocument]]
    names: Callable[[], Iterable[Source]]
    asked: Callable[[], Iterable[Asked]]
    page: int

    def register(self) -> None:
        """Its texts and names as sources; only what is registered is measured."""
        texts = Corpus(prefix="edition")
        texts.put(*self.editions())
        for source in (*self.names(), texts):
            register(source)


@dataclass
class Measured:
    queries: int = 0
    expected: int = 0
    found: int = 0
    precisions: list[float] = field(default_factory=list)
    firsts: int = 0
    right_firsts: int = 0
    wrong: int = 0
    imperfect: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.expected)

    @property
    def precision(self) -> float:
        return sum(self.precisions) / max(1, len(self.precisions))

    @property
    def first(self) -> float:
        return self.right_firsts / max(1, self.firsts)


def measured(queries: QuerySet, *, every: int = 1) -> dict[str, Measured]:
    """Per language; `every`: only each second one, say."""
    figures: dict[str, Measured] = {}
    for asked in list(queries.asked())[::every]:
        _measure(figures.setdefault(asked.lang, Measured()), asked, queries.page)
    return figures


def _measure(figures: Measured, asked: Asked, page: int) -> None:
    answer = search(asked.typed, scope=STAFF, filters=Filters({"kind": KINDS}), limit=page)
    hits = [(hit.key.removeprefix("edition:"), hit.work) for hit in answer.hits]
    found = {key for key, _work in hits}
    missing, wrong = asked.must - found, asked.must_not & found
    precision = _precision(asked, hits)
    is_first = not asked.first or (bool(hits) and hits[0][0] == asked.first)
    figures.queries += 1
    figures.expected += len(asked.must)
    figures.found += len(asked.must) - len(missing)
    figures.wrong += len(wrong)
    figures.firsts += bool(asked.first)
    figures.right_firsts += bool(asked.first) and is_first
    if precision is not None:
        figures.precisions.append(precision)
    if missing or wrong or not is_first or (precision is not None and precision < 1):
        said = " ".join(key for key, _work in hits[:FIRST])
        figures.imperfect.append(f"{asked.lang} {asked.kind}: {asked.typed} [{answer.stage}, {answer.total}] → {said}")


def _precision(asked: Asked, hits: Sequence[tuple[str, str]]) -> float | None:
    if not asked.must:
        return 0.0 if hits and asked.works == frozenset() and not asked.must_not else None
    wanted = min(FIRST, asked.answers or len(asked.must))
    first = hits[:wanted]
    right = sum(asked.works is None or work in asked.works for _key, work in first)
    return right / max(1, len(first))


def report(queries: QuerySet, figures: dict[str, Measured]) -> str:
    lines = [f"{queries.name:10}{'queries':>8}{'recall':>8}{'p@5':>7}{'first':>7}{'wrong':>7}"]
    lines += [
        f"{lang:10}{one.queries:>8}{one.recall:>8.3f}{one.precision:>7.3f}{one.first:>7.3f}{one.wrong:>7}"
        for lang, one in sorted(figures.items())
    ]
    return "\n".join([*lines, *(f"imperfect  {query}" for one in figures.values() for query in one.imperfect)])


def _edition(key: str, lang: str, work: str, title: str, **said: object) -> SearchDocument:
    facets = {"licence": (OPEN,), "shown": shown_as(lang, OPEN)}
    values = {"kind": "article", "reach": Reach.PUBLIC, "facets": facets}
    return SearchDocument(key=f"edition:{key}", lang=lang, work=work, title=title, **(values | said))  # type: ignore[arg-type]


def names_of_the_hub() -> Iterable[Source]:
    """Those that every hub begins with."""
    for command in ("load_registry", "load_terms"):
        call_command(command, verbosity=0, stdout=StringIO())
    return (*SOURCES, TermSource())


# --- labelled --------------------------------------------------------------------------------------------------------


def _labelled_editions() -> Iterator[SearchDocument]:
    for day, (work, editions) in enumerate(TEXTS.items()):
        at = datetime(2025, 6, 1, 8, 0, tzinfo=UTC) + timedelta(days=day)
        for lang, (title, prose) in editions.items():
            yield _edition(f"{work}.{lang}", lang, work, title, prose=prose, at=at)


def _labelled_names() -> Iterator[Source]:
    for prefix in sorted({key.partition(":")[0] for key in NAMES}):
        names = Corpus(prefix=prefix)
        names.put(*(named(key, said) for key, said in NAMES.items() if key.startswith(f"{prefix}:")))
        yield names


def _labelled_queries() -> Iterator[Asked]:
    typed = [(lang, lang, lang, *query) for lang, queries in QUERIES.items() for query in queries]
    for told, asked_in, lang, text, works in (*typed, *(("across", lang, "vi", *query) for lang, *query in ACROSS)):
        must = frozenset(f"{work}.{lang}" for work in works if lang in TEXTS[work])
        answers = sum(len(TEXTS[work]) for work in works)
        yield Asked(told, asked_in, text, must, frozenset(works), answers=answers)


# --- held out --------------------------------------------------------------------------------------------------------


def _held_out_editions() -> Iterator[SearchDocument]:
    for line in (HERE / "held_out" / "archive.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        known = {EXTERNAL_ID: (row["id"],), ADDRESS: (address(row["url"]),)}
        yield _edition(
            row["id"],
            row["lang"],
            row["work"],
            row["title"],
            kind=row["type"],
            prose=row["text"],
            at=datetime.fromisoformat(row["date"]),
            facets={"licence": (OPEN,), "shown": shown_as(row["lang"], OPEN), **known},
            shown={"url": row["url"]},
        )


def _held_out_queries() -> Iterator[Asked]:
    with (HERE / "held_out" / "queries.tsv").open(encoding="utf-8", newline="") as lines:
        for lang, kind, typed, must, must_not, first in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            works = frozenset(f"bna-{key.split('-')[1]}" for key in must.split())
            yield Asked(lang, kind, typed, frozenset(must.split()), works, frozenset(must_not.split()), first)


# --- sets of folders: from the third -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Folder:
    """`third_set/__init__.py` tells the form."""

    at: Path

    def stories(self) -> dict[str, str]:
        """An edition's id → the story that it tells with others, which goes by the first of them."""
        lines = (self.at / "stories.txt").read_text(encoding="utf-8").splitlines()
        return {key: line.split()[0] for line in lines for key in line.split()}

    def editions(self) -> Iterator[SearchDocument]:
        stories = self.stories()
        for path in sorted((self.at / "texts").iterdir()):
            for line in path.read_text(encoding="utf-8").splitlines():
                key, kind, day, title, names, prose = (part.strip() for part in line.split("|"))
                yield _edition(
                    key,
                    path.stem,
                    stories.get(key, key),
                    title,
                    kind=kind if kind in KINDS else "article",
                    names=tuple(name for part in names.split(";") if (name := part.strip())),
                    prose=prose,
                    at=datetime.fromisoformat(day).replace(tzinfo=UTC),
                )

    def queries(self) -> Iterator[Asked]:
        stories = self.stories()
        for path in sorted((self.at / "queries").iterdir()):
            for line in path.read_text(encoding="utf-8").splitlines():
                kind, typed, labels = (part.strip(" ") for part in line.split(" | "))
                yield _labelled(path.stem, kind, normalize("NFD", typed) if kind == "nfd" else typed, labels, stories)


def _labelled(lang: str, kind: str, typed: str, labels: str, stories: dict[str, str]) -> Asked:
    told: dict[str, set[str]] = {"": set(), "!": set(), "-": set(), "?": set()}
    sign = ""
    for label in labels.split():
        sign = label[0] if label[0] in "!-?" else ("?" if sign == "?" else "")  # after ? all that follow may
        told[sign].add(label.lstrip("!-?"))
    must = frozenset(told[""] | told["!"])
    meant = must | told["?"]
    works = None if "*" in meant else frozenset(stories.get(key, key) for key in meant)
    return Asked(lang, kind, typed, must, works, frozenset(told["-"] - {""}), next(iter(told["!"]), ""))


LABELLED = QuerySet("labelled", _labelled_editions, _labelled_names, _labelled_queries, page=50)
HELD_OUT = QuerySet("held out", _held_out_editions, names_of_the_hub, _held_out_queries, page=20)
THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH = (
    Folder(HERE / f"{name}_set") for name in ("third", "fourth", "fifth", "sixth", "seventh", "eighth")
)
THIRD_SET = QuerySet("third set", THIRD.editions, names_of_the_hub, THIRD.queries, page=20)
FOURTH_SET = QuerySet("fourth set", FOURTH.editions, names_of_the_hub, FOURTH.queries, page=20)
FIFTH_SET = QuerySet("fifth set", FIFTH.editions, names_of_the_hub, FIFTH.queries, page=20)
SIXTH_SET = QuerySet("sixth set", SIXTH.editions, names_of_the_hub, SIXTH.queries, page=20)
SEVENTH_SET = QuerySet("seventh set", SEVENTH.editions, names_of_the_hub, SEVENTH.queries, page=20)
EIGHTH_SET = QuerySet("eighth set", EIGHTH.editions, names_of_the_hub, EIGHTH.queries, page=20)
SETS = (LABELLED, HELD_OUT, THIRD_SET, FOURTH_SET, FIFTH_SET, SIXTH_SET, SEVENTH_SET, EIGHTH_SET)
