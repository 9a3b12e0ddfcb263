"""Search: from what somebody typed to an answer. What the API, the portal and the admin call."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from search import choosing
from search.documents import place_at
from search.engine import Found, Order, Spot, Wanted
from search.expansion import expanded, lexicon
from search.expressions import all_of
from search.highlights import Finder, Piece
from search.inflection import inflected
from search.loosening import loosened, taken_apart
from search.models import StoredDocument
from search.query import Query, Refused, parse
from search.ranking import tiers_of, tiers_of_any
from search.scope import Filters, Scope
from search.scripts import in_other_scripts
from search.spacing import spaced
from search.spelling import corrected, occurring

__all__ = ["Answer", "Hit", "Order", "Piece", "Refused", "Stage", "is_cursor", "search"]

MOST_HITS = 200
CURSOR = re.compile(r"([0-9]{1,4})-([0-9]{1,19})")
SECOND = 1 << 20


class Stage(StrEnum):
    """How the hits were found."""

    ALL = "all"  # everything that was typed
    CORRECTED = "corrected"  # everything in `did_you_mean`
    SOME = "some"  # as much as anything has of what was typed, or of what was probably meant


@dataclass(frozen=True, slots=True)
class Hit:
    """`shown` is what the source stored for showing; `languages`: those in which its work can be found by the asker;
    `tier`: 0 is the best (`search.ranking`)."""

    key: str
    kind: str
    lang: str
    work: str
    at: datetime | None
    shown: Mapping[str, Any]
    facets: Mapping[str, Sequence[str]]
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    languages: tuple[str, ...]
    tier: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`next`: a cursor for the page that follows, or None. `facets`: name → value → how many hits have it."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    next: str | None = None
    did_you_mean: str | None = None
    stage: Stage = Stage.ALL
    engine: str = choosing.EMBEDDED.name


def search(  # noqa: PLR0913 - each of them is a part of the question
    typed: str,
    *,
    scope: Scope,
    filters: Filters | None = None,
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    cursor: str | None = None,
    facets: Sequence[str] = (),
    as_you_type: bool = False,
    as_typed: bool = False,
) -> Answer:
    """Nothing typed: everything that the filters leave, newest first; signs alone: nothing. `as_typed`: nothing is guessed where nothing has all
    that was typed.

    Raises:
        Refused: a query longer than anybody types, or a cursor that no answer gave.
    """
    query = _understood(typed, as_you_type=as_you_type)
    if not query.clauses and typed.strip():
        return Answer(hits=(), total=0, facets={name: {} for name in facets})  # signs alone say nothing
    filters = filters or Filters()
    wanted = Wanted(
        tiers=(),
        scope=all_of([scope.expression(), *filters.expressions()]),
        limit=min(limit, MOST_HITS),
        order=order,
        first=place_at(filters.since) if filters.since else None,
        last=place_at(filters.until) + SECOND - 1 if filters.until else None,
        after=_spot(cursor) if cursor else None,
        facets=tuple(facets),
    )
    query, stage, found, engine = _found(query, wanted, guessing=not as_typed)
    hits = hits_at(found.spots, query, scope)
    return Answer(
        hits=hits,
        total=found.total or 0,
        facets=found.facets,
        next=_cursor(found.spots[-1]) if found.more and found.spots else None,
        did_you_mean=query.typed if stage == Stage.CORRECTED else None,
        stage=stage,
        engine=engine,
    )


def is_cursor(text: str) -> bool:
    """Could an answer have given it?"""
    parts = CURSOR.fullmatch(text)
    return parts is not None and int(parts[2]) < 1 << 63


def _spot(cursor: str) -> Spot:
    if not is_cursor(cursor):
        raise Refused(_("This cursor was not made by a search. Start the search again."))
    tier, place = cursor.split("-")
    return Spot(int(tier), int(place))


def _cursor(spot: Spot) -> str:
    return f"{spot.tier}-{spot.place}"


# --- stages ----------------------------------------------------------------------------------------------------------


def _understood(typed: str, *, as_you_type: bool = False) -> Query:
    return expanded(parse(typed, as_you_type=as_you_type), lexicon())


def _found(query: Query, wanted: Wanted, *, guessing: bool) -> tuple[Query, Stage, Found, str]:
    """All that was typed; else with its last word going on; else in the other script of its language; else what was
    probably meant; else most of it."""
    asked, found, engine = _ask(query, wanted)
    if found.total or not query.clauses:
        return asked, Stage.ALL, found, engine
    beginning = _understood(query.typed, as_you_type=True)
    if beginning != query:
        longer, other, engine = _ask(beginning, wanted)
        if other.total:
            return longer, Stage.ALL, other, engine
    elsewhere = in_other_scripts(query)
    if elsewhere != query:
        rewritten, other, engine = _ask(elsewhere, wanted)
        if other.total:
            return rewritten, Stage.ALL, other, engine
    if not guessing:
        return asked, Stage.ALL, found, engine
    meant = corrected(query)
    typed = {word for phrase in query.phrases() for word in phrase.folded}
    if meant is not None:
        query = _understood(meant)
        better, other, engine = _ask(query, wanted)
        if other.total:
            return better, Stage.CORRECTED, other, engine
    guessed = {word for phrase in query.phrases() for word in phrase.folded} - typed
    some = _some(query, wanted, guessed)
    if some:
        found, engine = choosing.find(replace(wanted, tiers=tiers_of_any(some)))
        clauses = tuple(dict.fromkeys(clause for part in some for clause in part.clauses))
        return replace(query, clauses=clauses), Stage.SOME, found, engine
    return asked, Stage.ALL, found, engine


def _some(query: Query, wanted: Wanted, guessed: set[str]) -> list[Query]:
    """As much of it as anything has, each word in every form."""
    apart = taken_apart(query)
    in_all_forms = dict(zip(apart.clauses, inflected(apart, occurring).clauses, strict=True))

    def formed(part: Query) -> Query:
        return replace(part, clauses=tuple(in_all_forms[clause] for clause in part.clauses))

    def count(part: Query) -> int:
        return choosing.find(_counting(formed(part), wanted))[0].total or 0

    found = loosened(query, lambda clause: count(Query("", (clause,))), lambda part: count(part) > 0, guessed)
    return [formed(part) for part in found]


def _counting(query: Query, wanted: Wanted) -> Wanted:
    return replace(wanted, limit=0, after=None, facets=(), tiers=tiers_of(query)[-1:])


def _ask(query: Query, wanted: Wanted) -> tuple[Query, Found, str]:
    """With every form of its words, joined and parted."""
    query = inflected(spaced(query, occurring), occurring)
    found, engine = choosing.find(replace(wanted, tiers=tiers_of(query)))
    return query, found, engine


# --- hits ------------------------------------------------------------------------------------------------------------


def hits_at(spots: Sequence[Spot], query: Query, scope: Scope) -> tuple[Hit, ...]:
    """The stored documents in their order. One that was removed this moment, or taken from the asker, is left out."""
    rows = {row.place: row for row in StoredDocument.objects.filter(place__in=[spot.place for spot in spots])}
    languages = _languages({row.work for row in rows.values()}, scope)
    finder = Finder(query)
    return tuple(
        Hit(
            key=row.key,
            kind=row.kind,
            lang=row.lang,
            work=row.work,
            at=row.at,
            shown=row.shown,
            facets=row.facets,
            title=finder.title(row.title),
            excerpt=finder.excerpt(row.prose),
            languages=languages.get(row.work, ()),
            tier=spot.tier,
        )
        for spot in spots
        if (row := rows.get(spot.place)) is not None and scope.allows(row.facets)
    )


def _languages(works: set[str], scope: Scope) -> dict[str, tuple[str, ...]]:
    """In which languages the asker finds each work."""
    languages: dict[str, set[str]] = defaultdict(set)
    rows = StoredDocument.objects.filter(work__in=works, place__isnull=False).exclude(lang="")
    for work, lang, facets in rows.values_list("work", "lang", "facets"):
        if scope.allows(facets):
            languages[work].add(lang)
    return {work: tuple(sorted(spoken)) for work, spoken in languages.items()}
