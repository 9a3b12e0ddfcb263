"""What a table of words is asked: one thing at a time, so that each is remembered by itself, and a word that many queries
have in common is looked up once. How they belong together is worked out on what they match (`search.engines.embedded`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from search.expressions import All, AnyOf, Carries, Expression, Says, Without
from search.facets import IN_COLUMNS


@dataclass(frozen=True, slots=True)
class CarriesAny:
    """Has one of these facets: of a name that the columns do not keep, there may be hundreds."""

    parts: tuple[Carries, ...]


Condition = Says | Carries | CarriesAny


def condition_in(wanted: Expression) -> Condition | None:
    """The expression as one thing to ask a table for; None: its parts are asked for."""
    match wanted:
        case Says():
            return wanted
        case Carries():
            return None if wanted.name in IN_COLUMNS else wanted
        case AnyOf():
            parts = tuple(part for part in wanted.parts if isinstance(part, Carries) and part.name not in IN_COLUMNS)
            return CarriesAny(parts) if parts and len(parts) == len(wanted.parts) else None
    return None


def conditions_in(wanted: Expression) -> Iterator[Condition]:
    """All that tables have to be asked for."""
    condition = condition_in(wanted)
    if condition is not None:
        yield condition
        return
    match wanted:
        case All() | AnyOf():
            for part in wanted.parts:
                yield from conditions_in(part)
        case Without():
            yield from conditions_in(wanted.wanted)
            yield from conditions_in(wanted.unwanted)
