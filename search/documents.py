"""What may be found: one document a thing, the same for every engine. Pure values.

A document is compiled by its source (`search.sources`) from the database as it is now; the indexer stores it whole, so
a hit needs no other table than ours.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from unicodedata import normalize
from zlib import crc32

from django.utils.timezone import get_default_timezone

LONGEST_PROSE = 150_000  # characters; what lies behind the words that are indexed (`search.words`) need not be stored
# what no database stores as text: NUL, and halves of characters that are none without their other half
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# kinds that show or sound; in an answer they stand below what tells of the same (`search.ranking`)
MEDIA = ("picture", "clip", "recording", "document", "brand")

ORDERS = ("title", "size", "taken")
PLACE_BITS = 20
DAWN = datetime(1, 1, 1, tzinfo=UTC)


class Reach(StrEnum):
    """Who may find a document at all. What a partner may take of the second is decided by `search.scope.Scope`."""

    PUBLIC = "public"
    PARTNERS = "partners"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """
    key: unique and telling: `edition:<work>.<lang>`, `picture:<uid>`, `agency:<code>`.
    kind: article, video, publication, issue, event, dossier; `MEDIA`; agency, place, person, fact, term.
    lang: BCP 47 of its words; empty where it speaks several languages.
    work: what belongs together across languages; the key itself where nothing does.
    names: in any language; they rank with the title.
    equivalent_names: the names say one thing in several languages, so a query for one of them finds the others.
    facets: name → values; exact, case-sensitive. `kind`, `lang`, `reach` and `year` (where the house stands) are added by themselves (`facets_of`).
    shown: what a hit shows beside its title, as JSON; stored, so that it costs nothing.
    orders: `ORDERS` → a key that sorts by code points; what has none stands last (`search.engine.SORTED_BY`).
    version: differs when the document does; what reconciling compares. Not given: a digest of all the rest.
    """

    key: str
    kind: str
    title: str
    lang: str = ""
    work: str = ""
    names: tuple[str, ...] = ()
    prose: str = ""
    equivalent_names: bool = False
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at: datetime | None = None
    reach: Reach = Reach.STAFF
    shown: Mapping[str, Any] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    version: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", storable(self.title))
        object.__setattr__(self, "names", tuple(dict.fromkeys(storable(name) for name in self.names if name)))
        object.__setattr__(self, "prose", storable(self.prose)[:LONGEST_PROSE])
        object.__setattr__(self, "work", self.work or self.key)
        if not self.version:
            said = repr([getattr(self, each.name) for each in fields(self) if each.name != "orders" or self.orders])
            object.__setattr__(self, "version", sha256(said.encode()).hexdigest()[:32])


def facets_of(document: SearchDocument) -> dict[str, tuple[str, ...]]:
    """All that a document can be filtered and counted by."""
    own = {
        "kind": (document.kind,),
        "lang": (document.lang,) if document.lang else (),
        "reach": (str(document.reach),),
        "work": (document.work,),
        "year": (str(document.at.astimezone(get_default_timezone()).year),) if document.at else (),
    }
    facets = {name: tuple(dict.fromkeys(str(value) for value in values)) for name, values in document.facets.items()}
    return {name: values for name, values in {**facets, **own}.items() if values}


def place_of(key: str, at: datetime | None) -> int:
    """Where a document stands in time: one number by which every engine sorts, so that all of them sort alike.

    Seconds, then a part of the key's checksum for those of one second; what has no date stands before all that has one.
    Two documents that still meet are set apart by the indexer.
    """
    return (_seconds(at) << PLACE_BITS) + crc32(key.encode()) % (1 << PLACE_BITS)


def place_at(moment: datetime) -> int:
    """The first place of a moment: what is at or after it stands here or behind."""
    return _seconds(moment) << PLACE_BITS


def is_same_second(place: int, other: int) -> bool:
    return place >> PLACE_BITS == other >> PLACE_BITS


def _seconds(moment: datetime | None) -> int:
    return (moment - DAWN) // timedelta(seconds=1) if moment is not None else 0


def storable(text: str) -> str:
    """Text as every database takes it, in NFC. What cannot be stored becomes a space: it parted words, if anything."""
    return normalize("NFC", UNSTORABLE.sub(" ", text))


def storable_json(shape: Any) -> Any:
    """The same for all texts of a JSON value."""
    if isinstance(shape, str):
        return storable(shape)
    if isinstance(shape, Mapping):
        return {str(key): storable_json(part) for key, part in shape.items()}
    if isinstance(shape, Iterable):
        return [storable_json(part) for part in shape]
    return shape
