"""Where a page ended, written so that the next one can go on: behind which hit, and how the question was read.

What is found for a question may change from page to page: a word that nothing had comes in, and what was corrected is found
as it was typed. So a cursor says which way the question was read, and the next page reads it so again; the pages are
pages of one list. Cursors hold nothing secret: whoever makes one up asks another question. Pure.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from search.documents import storable
from search.engine import Spot
from search.loosening import MOST_COUNTED, MOST_SETS
from search.query import LONGEST, Refused

# tier-place, ~ and how the key begins by which the list is sorted, then .way.meant.parts where it was not read as it was typed
CURSOR = re.compile(
    r"([0-9]{1,4})-([0-9]{1,19})(?:~([A-Za-z0-9_-]{1,86}))?"
    r"(?:\.([a-z])\.([A-Za-z0-9_-]*)\.((?:[0-9a-f]+(?:-[0-9a-f]+)*)?))?",
    re.ASCII,
)
MOST_PLACES = 1 << 63
BEGINS = 16  # characters of a key: addresses that go back through sixty pages hold as many cursors


class Way(StrEnum):
    """How a question was read."""

    TYPED = "t"
    BEGINNING = "b"  # its last word goes on
    MEANT = "m"  # what was probably meant
    ELSEWHERE = "l"  # its names in other scripts as well
    SOME = "s"  # parts of it, or of what was probably meant


@dataclass(frozen=True, slots=True)
class After:
    """Behind which hit, by the number of its tier; of its key, the beginning. `meant` and `parts` as in the reading (`search.readings`)."""

    spot: Spot
    way: Way = Way.TYPED
    meant: str = ""
    parts: tuple[int, ...] = ()


def cursor_at(spot: Spot, way: Way, meant: str, parts: Sequence[int]) -> str:
    where = f"{spot.tier}-{spot.place}"
    if spot.key:
        where += f"~{_coded(spot.key[:BEGINS])}"
    if way == Way.TYPED:
        return where
    return f"{where}.{way}.{_coded(meant)}.{'-'.join(f'{bits:x}' for bits in parts)}"


def read_cursor(cursor: str) -> After:
    """
    Raises:
        Refused: no answer gave it.
    """
    found = CURSOR.fullmatch(cursor)
    if found is None or int(found[2]) >= MOST_PLACES:
        raise no_cursor()
    try:
        spot = Spot(int(found[1]), int(found[2]), storable(_read(found[3] or "")))
        if found[4] is None:
            return After(spot)
        way, meant = Way(found[4]), _read(found[5])
    except ValueError as wrong:
        raise no_cursor() from wrong
    parts = tuple(int(bits, 16) for bits in found[6].split("-") if bits)
    if not _could_be_ours(way, meant, parts):
        raise no_cursor()
    return After(spot, way, meant, parts)


def is_cursor(text: str) -> bool:
    """Could an answer have given it?"""
    try:
        read_cursor(text)
    except Refused:
        return False
    return True


def _coded(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(coded: str) -> str:
    """
    Raises:
        ValueError: it says nothing.
    """
    return urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()


def _could_be_ours(way: Way, meant: str, parts: Sequence[int]) -> bool:
    if len(meant) > LONGEST or len(parts) > MOST_SETS or any(not 0 < bits < 1 << MOST_COUNTED for bits in parts):
        return False
    return bool(meant) if way == Way.MEANT else bool(parts) if way == Way.SOME else True


def no_cursor() -> Refused:
    return Refused(_("This cursor was not made by a search. Start the search again."))
