"""What `make bench-search` searches: editions and assets put together from the demo's own words in eight languages.

Clauses of the demo's texts are drawn as often as words occur in real text (the n-th most frequent one about 1/n as often
as the first), so some words stand in every document and some in a handful; names and numbers of decisions, which no two
archives share, make the long tail. A document is made of its key alone: the same one each time, and none is kept.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any
from uuid import UUID

import yaml
from cms.demo.files import HERE, read, works

from hub.registry.sheets import DATA
from search.documents import Reach, SearchDocument
from search.scope import shown_as
from search.sources import Changes

LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")
UNSPACED = ("lo", "zh-Hans", "ja")
FIRST, DAYS = datetime(2006, 1, 1, tzinfo=UTC), 7500
CLAUSE = re.compile(r"(?<=[.!?;:…])\s+|(?<=[。！？、，；])|,\s+|\s[–—-]\s|\n+")
STOPS = ' .。!?;:,…"“”'
WORD = re.compile(r"\w[\w\u0300-\u036f]*")
SYLLABLE = re.compile(r"([bcdđghklmnpqrstvx]{1,3})([^bcdđghklmnpqrstvxzwfj]{1,3}(?:c|ch|m|n|nh|ng|p|t)?)$")
# what in the demo's files is no text for readers
NO_TEXT = frozenset(
    [
        "image",
        "document",
        "fact",
        "video",
        "file",
        "slug",
        "type",
        "parent",
        "dossiers",
        "agency",
        "tasks",
        "subjects",
        "places",
        "audience",
        "picture",
        "published",
    ]
)
LICENCES = (("CC-BY-4.0", Reach.PUBLIC), ("press", Reach.PARTNERS), ("internal", Reach.STAFF))


# --- words -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vocabulary:
    """One language's clauses and words; the first ones are the most frequent."""

    lang: str
    clauses: list[str]
    words: list[str]
    weights: list[float] = field(default_factory=list)

    @property
    def glue(self) -> str:
        return "" if self.lang in UNSPACED else " "

    def said(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.clauses, cum_weights=self.weights, k=count)

    def name(self, number: int) -> str:
        """The name of a village or a person: two or three words, each the beginning of one and the end of another."""
        chance = random.Random(number)  # noqa: S311 - the same names each time
        parts = [_crossed(*chance.choices(self.words, k=2)) for _ in range(2 + number % 2)]
        return self.glue.join(part.capitalize() for part in parts)


def _crossed(one: str, other: str) -> str:
    """`làng` and `sen` are `len`: a word that sounds like the language and is in no text of it."""
    onset, rime = SYLLABLE.match(one), SYLLABLE.match(other)
    return f"{onset[1]}{rime[2]}" if onset and rime else one[: (len(one) + 1) // 2] + other[len(other) // 2 :]


@cache
def vocabulary(lang: str) -> Vocabulary:
    chance = random.Random(lang)  # noqa: S311 - the same order each time
    texts = [text for told in _told(lang) for text in _texts(told)]
    clauses = sorted({clause.strip(STOPS) for text in texts for clause in CLAUSE.split(text)} - {""})
    chance.shuffle(clauses)
    words = sorted({word.lower() for clause in clauses for word in _words(lang, clause)})
    return Vocabulary(lang, clauses, words, list(accumulate(1 / (rank + 8) for rank in range(len(clauses)))))


def _told(lang: str) -> Iterator[Any]:
    for work in works():
        if lang in work.languages:
            yield work.words(lang)
    for picture in read(HERE / "pictures/pictures.yaml").values():
        yield picture.get(lang)
    for name in ("agencies", "places", "facts"):
        for row in yaml.load((DATA / f"{name}.yaml").read_text(), Loader=yaml.CSafeLoader):
            for said in row.get("names") or row.get("wordings"):
                if said["language"] == lang:
                    yield [said.get("name", ""), said.get("text", "").replace("{value}", "1.000")]


def _texts(shape: Any) -> Iterator[str]:
    if isinstance(shape, str):
        yield re.sub(r"<[^>]+>|\*", "", shape)
    elif isinstance(shape, dict):
        for name, part in shape.items():
            if name not in NO_TEXT:
                yield from _texts(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from _texts(part)


def _words(lang: str, clause: str) -> Sequence[str]:
    if lang not in UNSPACED:
        return WORD.findall(clause)
    return [clause[at : at + 3] for at in range(0, len(clause) - 2, 3) if clause[at : at + 3].isalpha()]


# --- documents -------------------------------------------------------------------------------------------------------


def zipf(chance: random.Random, count: int) -> int:
    """A number below count: low ones often, high ones seldom."""
    return min(int(count ** chance.random()) - 1, count - 1)


def languages_of(work: int) -> tuple[str, ...]:
    """Every second work is in English too, every eighth in all languages: nine editions in four works."""
    if work % 8 == 0:
        return LANGUAGES
    return ("vi", "en") if work % 2 == 0 else ("vi",)


def _about(chance: random.Random) -> dict[str, tuple[str, ...]]:
    """What a work is about: facets as an archive of twenty years has them."""
    return {
        "column": (f"muc-{zipf(chance, 14)}",),
        "dossier": tuple({f"ho-so-{zipf(chance, 200)}"} if chance.random() < 0.3 else ()),
        "agency": (f"co-quan-{zipf(chance, 60)}",),
        "place": tuple({f"noi-{zipf(chance, 450)}" for _ in range(chance.randint(0, 3))}),
        "person": tuple({f"nguoi-{zipf(chance, 900)}" for _ in range(chance.choice((0, 0, 1, 2)))}),
        "subject": tuple({f"2{zipf(chance, 62):07}" for _ in range(chance.randint(1, 4))}),
        "task": tuple({f"{1 + zipf(chance, 5)}.{1 + zipf(chance, 9)}" for _ in range(chance.randint(0, 2))}),
        "audience": (chance.choice(("press", "tourism", "investors", "diaspora", "youth")),),
        "freshness": ("stale" if chance.random() < 0.05 else "current",),
    }


def _day(chance: random.Random) -> datetime:
    """More is published every year."""
    return FIRST + timedelta(days=DAYS * chance.random() ** 0.6, minutes=chance.randrange(1440))


def _decision(chance: random.Random) -> str:
    return f"{1 + zipf(chance, 6000)}/{chance.choice(('QĐ-UBND', 'KH-UBND', 'NQ-HĐND', 'UBND-KT'))}"


def _prose(said: Vocabulary, chance: random.Random, clauses: int) -> str:
    """Passages of four clauses; now and then a name, a number, a day."""
    parts = said.said(chance, clauses)
    for _ in range(clauses // 6):
        parts.insert(chance.randrange(len(parts)), said.name(zipf(chance, 20_000)))
    parts.append(_decision(chance))
    parts.append(f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{2006 + zipf(chance, 21)}")
    stop = "，" if said.lang in UNSPACED else ", "
    return ".\n".join(stop.join(parts[at : at + 4]) for at in range(0, len(parts), 4))


@dataclass
class Editions:
    """Works in one to eight languages; a source that numbers its changes, as the ledger does."""

    count: int
    prefix: str = "edition"
    changed: list[str] = field(default_factory=list)
    altered: set[str] = field(default_factory=set)

    def versions(self) -> Iterator[tuple[str, str]]:
        for key in self.keys():
            yield key, self._version(key)

    def keys(self) -> Iterator[str]:
        left = self.count
        work = 0
        while left > 0:
            for lang in languages_of(work)[:left]:
                yield f"{self.prefix}:{UUID(int=work)}.{lang}"
            left -= len(languages_of(work))
            work += 1

    def change(self, keys: Sequence[str]) -> None:
        """Once, each of them."""
        self.changed += keys
        self.altered.update(keys)

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        return [self._document(key) for key in keys]

    def changed_since(self, position: int, limit: int) -> Changes:
        new = self.changed[position : position + limit]
        return Changes(tuple(dict.fromkeys(new)), position + len(new))

    def head(self) -> int:
        return len(self.changed)

    def _version(self, key: str) -> str:
        return "2" if key in self.altered else "1"

    def _document(self, key: str) -> SearchDocument:
        work, _dot, lang = key.partition(":")[2].partition(".")
        about, own = random.Random(work), random.Random(key)  # noqa: S311 - the same document each time
        said, version = vocabulary(lang), self._version(key)
        licence, reach = about.choices(LICENCES, cum_weights=(55, 95, 100))[0]
        facets = _about(about)
        kind = about.choices(("article", "video", "event", "publication"), cum_weights=(80, 90, 95, 100))[0]
        at = _day(about) + timedelta(hours=LANGUAGES.index(lang) * 7)
        title = said.glue.join([*said.said(own, 1), said.name(zipf(own, 20_000)), *(["2"] if version != "1" else [])])
        if about.random() < 0.5:
            facets["external_id"] = (f"bao-{UUID(work).int}",)
        return SearchDocument(
            key=key, kind=kind, lang=lang, work=work, title=title[:255],
            names=tuple(said.name(zipf(own, 20_000)) for _ in range(2)),
            prose=_prose(said, own, int(8 + 60 * own.random() ** 2)),
            facets={**facets, "licence": (licence,), "shown": shown_as(lang, licence)},
            at=at, reach=reach, shown={"id": f"{work}.{lang}", "url": f"/{lang}/{work}/"}, version=version,
        )  # fmt: skip


@dataclass
class Assets:
    """Pictures with captions in some languages, clips with subtitles, documents with their text."""

    count: int
    prefix: str = "asset"

    def versions(self) -> Iterator[tuple[str, str]]:
        for key in self.keys():
            yield key, "1"

    def keys(self) -> Iterator[str]:
        for number in range(self.count):
            yield f"{self.prefix}:{number}"

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        return [self._document(key) for key in keys]

    def _document(self, key: str) -> SearchDocument:
        chance = random.Random(key)  # noqa: S311 - the same document each time
        number = int(key.partition(":")[2])
        kind = "document" if number % 20 == 0 else "clip" if number % 10 == 1 else "picture"
        langs = languages_of(number)
        licence, reach = chance.choices(LICENCES, cum_weights=(60, 90, 100))[0]
        clauses = {"picture": 3, "clip": 12, "document": 120}[kind]
        passages = [_prose(vocabulary(lang), chance, clauses) for lang in langs[: 8 if kind != "document" else 1]]
        about = _about(chance)
        title, *others = (vocabulary(lang).said(chance, 1)[0] for lang in langs)
        return SearchDocument(
            key=key, kind=kind, title=title[:255], names=tuple(others), prose="\n".join(passages),
            facets={
                **{name: about[name] for name in ("agency", "place", "person", "subject")},
                "licence": (licence,), "shown": tuple(term for lang in langs for term in shown_as(lang, licence)),
            },
            at=_day(chance), reach=reach, shown={"id": key}, version="1",
        )  # fmt: skip
