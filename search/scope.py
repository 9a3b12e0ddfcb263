"""Which documents an asker may find, and which of them it wants: both become part of the query, so that totals, facets
and pages are right by themselves. Pure values.

A document says in its facet `shown` under which `lang/licence` it is out: an edition under its own, an asset under those
of the editions that show it, each joined with its own licence. What is out in some territories only, is shown as
`lang/licence@VN` for each of them. What is out for one use only, beside what the web may have, is shown as
`print:lang/licence` with that use before it. What needs no licence is shown as `FREE`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import combinations_with_replacement

from search.documents import Reach
from search.expressions import Expression, all_of, carries

ANY = "*"
FREE = f"{ANY}/{ANY}"


def shown_as(lang: str, *licences: str, territories: Iterable[str] = (), use: str = "") -> tuple[str, ...]:
    """The values of the facet `shown` for what is out in a language under a licence, or under two at once; everywhere,
    or in these territories; for whoever looks, or for those alone who want it for a use."""
    terms = "+".join(sorted(set(licences)))
    within = [f"@{territory}" for territory in sorted(territories)] or [""]
    for_it = f"{use}:" if use else ""
    return tuple(f"{for_it}{spoken}/{terms}{where}" for spoken in (lang, ANY) for where in within)


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks. `licences` None: all, else only what is out under those; empty `languages`: all of them; `territories`:
    for which it asks, beside what is out everywhere; `use`: for what it asks, beside what is out for whoever looks."""

    reaches: frozenset[Reach]
    licences: frozenset[str] | None = None
    languages: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    use: str = ""

    def expression(self) -> Expression:
        parts = [carries("reach", (str(reach) for reach in self.reaches))]
        if self.licences is not None:
            parts.append(carries("shown", _terms(self.licences, self.languages, self.territories, self.use)))
        return all_of(parts)

    def allows(self, facets: Mapping[str, Iterable[str]]) -> bool:
        """The same rule for a document at hand."""
        if self.reaches.isdisjoint(facets.get("reach", ())):
            return False
        if self.licences is None:
            return True
        return not _terms(self.licences, self.languages, self.territories, self.use).isdisjoint(facets.get("shown", ()))


@lru_cache(maxsize=256)
def _terms(
    licences: frozenset[str], languages: frozenset[str], territories: frozenset[str], use: str
) -> frozenset[str]:
    """All values of `shown` that somebody with these may take."""
    pairs = combinations_with_replacement(sorted(licences), 2)
    under = ["+".join(sorted(set(pair))) for pair in pairs]
    where = ("", *(f"@{territory}" for territory in territories))
    for_it = ("", f"{use}:") if use else ("",)
    out = (
        f"{want}{lang}/{terms}{at}" for want in for_it for lang in languages or {ANY} for terms in under for at in where
    )
    return frozenset({FREE, *out})


STAFF = Scope(frozenset(Reach))


@dataclass(frozen=True, slots=True)
class Filters:
    """`facets`: name → values: any of a name's, and each name's; `also`: conditions of any other form. `since` and `until` are
    inclusive."""

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    also: tuple[Expression, ...] = ()

    def expressions(self) -> list[Expression]:
        return [*(carries(name, values) for name, values in sorted(self.facets.items()) if values), *self.also]
