"""Where documents come from. Packages above hand in their sources when the app is ready; nothing here knows them.

Two ways lead from a change to the index, and neither can lose one:

- `touched(*keys)`: a row in the transaction of the change, deleted in the transaction that indexed it;
- a source that numbers its changes without gaps (the ledger) is followed by position: it has `changed_since`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from search.documents import SearchDocument
from search.models import Touched


class Source(Protocol):
    """`prefix`: what its keys begin with, before the colon."""

    prefix: str

    def versions(self) -> Iterator[tuple[str, str]]:
        """(key, version) of everything that must be findable now, streaming."""
        ...

    def keys(self) -> Iterator[str]:
        """The keys of the same. Where versions cost more, told without them; one too many does no harm."""
        return (key for key, _version in self.versions())

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        """Those documents as they are now, in any order, with a fixed number of queries. A key without a document is one
        that must not be found any more."""
        ...


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed after a position, and the position that has then been reached."""

    keys: tuple[str, ...]
    position: int


@runtime_checkable
class NumberedSource(Source, Protocol):
    def changed_since(self, position: int, limit: int) -> Changes:
        """The keys of the next `limit` changes after `position`, oldest first."""
        ...

    def head(self) -> int:
        """The number of its last change."""
        ...


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.prefix] = source


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def source_of(key: str) -> Source | None:
    return _sources.get(key.partition(":")[0])


def touched(*keys: str) -> None:
    """These documents may have changed: the indexer compiles them again. Call it in the transaction of the change."""
    Touched.objects.bulk_create([Touched(key=key) for key in dict.fromkeys(keys)])
