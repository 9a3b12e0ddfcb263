"""Whom a question of the library names, and how many assets show them: told beside the answer. Reads only.

Who is seen is no word of the index (`findable`), so a picture whose caption is silent about it is not found by the name; those who work
in the library come to it by a link to the facet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from media_library.finding.library_search import Asked, find_all
from search.answering import Hit, search
from search.lexicon import lexicon
from search.scope import STAFF, Filters
from search.words import folded, spelled

FACET = "person_shown"
MOST = 3  # of one name


@dataclass(frozen=True, slots=True)
class Shown:
    """`query`: the library's address that shows them."""

    name: str
    count: int
    query: str


def people_shown(asked: Asked, user: Any) -> list[Shown]:
    """Whoever is called as typed, in any language, and is seen in something that the asker may look at. Nothing is asked of
    the database where no name is typed."""
    typed = folded(spelled(asked.q))
    if asked.cursor or FACET in asked.taken or typed not in lexicon().names:
        return []
    called = [
        hit
        for hit in search(asked.q, scope=STAFF, filters=Filters({"kind": ("person",)}), limit=MOST, as_typed=True).hits
        if typed in {folded(spelled(name)) for name in _names(hit)}
    ]
    found = [(hit, Asked(taken={FACET: (hit.shown["id"],)})) for hit in called]
    counted = [(hit, narrowed, find_all(narrowed, user, most=0)[0]) for hit, narrowed in found]
    return [Shown(_title(hit), count, narrowed.query()) for hit, narrowed, count in counted if count]


def _names(hit: Hit) -> Sequence[str]:
    return [_title(hit), *hit.shown["names"].values()]


def _title(hit: Hit) -> str:
    return "".join(piece.text for piece in hit.title)
