"""How the index stands: what answers, how much is in it, how far it is behind."""

from dataclasses import dataclass
from datetime import datetime

from search import choosing
from search.documents import Reach
from search.engine import Standing, Wanted
from search.engines.embedded import tables
from search.expressions import carries
from search.models import Index, Position, StoredDocument, Touched
from search.rebuilding import is_outdated
from search.sources import NumberedSource, sources

ANYTHING = Wanted(tiers=(), scope=carries("reach", Reach), limit=0)  # a question that costs an engine little


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """`behind`: numbered changes that are not indexed yet."""

    prefix: str
    position: int
    behind: int


@dataclass(frozen=True, slots=True)
class Status:
    """`engine`: which answers a question now, and `engine_fault`, why the one outside the database does not; how that one
    stands is in `outside`, None where the hub is set up without. `outdated`: the live index was made by code that cuts words
    otherwise, and is made anew; until then it answers as well as it can. `waiting`: rows of the queue; `faulty`: those of them
    that failed. `words`: documents in the live table of words."""

    engine: str
    engine_fault: str
    outside: Standing | None
    generation: int | None
    building: int | None
    outdated: bool
    documents: int
    words: int
    change: int
    waiting: int
    faulty: int
    sources: tuple[SourceStatus, ...]
    indexed_at: datetime | None
    reconciled_at: datetime | None


def status() -> Status:
    index = Index.objects.first()
    positions = dict(Position.objects.values_list("source", "number"))
    outside = choosing.outside()
    return Status(
        engine=choosing.find(ANYTHING)[1] if outside else choosing.EMBEDDED.name,
        engine_fault=choosing.fault(),
        outside=outside.standing() if outside else None,
        generation=index.live if index else None,
        building=index.building if index else None,
        outdated=is_outdated(),
        documents=StoredDocument.objects.filter(place__isnull=False).count(),
        words=tables().count(index.live) if index else 0,
        change=index.last_change if index else 0,
        waiting=Touched.objects.count(),
        faulty=Touched.objects.exclude(fault="").count(),
        sources=tuple(
            SourceStatus(source.prefix, at := positions.get(source.prefix, 0), source.head() - at)
            for source in sources()
            if isinstance(source, NumberedSource)
        ),
        indexed_at=index.indexed_at if index else None,
        reconciled_at=index.reconciled_at if index else None,
    )
