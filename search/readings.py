"""How a question is read: as it was typed, going on, in other scripts, as it was probably meant, in part; and which of these answers."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from search import choosing
from search.asking import in_all_forms, said_elsewhere, understood
from search.cursors import After, Way, no_cursor
from search.engine import Found, Spot, Wanted
from search.expressions import Expression, Says, all_of
from search.forms.inflection import inflected, is_vietnamese
from search.forms.transcribed import has_chinese
from search.indexing import is_listed
from search.loosening import has_most, in_its_own_words, loosened, taken_apart
from search.mistakes import misheard
from search.mistakes.keyboards import in_hangul
from search.mistakes.respelling import respelled
from search.mistakes.spelling import corrected, occurring
from search.models import StoredDocument
from search.query import Clause, Query
from search.ranking import Tiers, everything_in, one_below_another, tiers_of, tiers_of_any

MOST_LOOKED_THROUGH = 60  # texts that may have what was misspelled
ENOUGH = 20  # hits; where fewer have what was typed, its names are asked for in other scripts as well
BEFORE_ALL, AFTER_ALL = -1, (1 << 63) - 1  # places
LAST_OF_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was typed. `meant`: what was probably meant, empty where nothing is guessed; `parts`: of a query
    that nothing has whole, the clauses that are asked for together, as bits."""

    query: Query
    tiers: Tiers
    way: Way = Way.TYPED
    meant: str = ""
    parts: tuple[int, ...] = ()

    def asked(self, wanted: Wanted) -> Wanted:
        return replace(wanted, tiers=tuple(self.tiers))


def first(query: Query, wanted: Wanted, *, guessing: bool) -> tuple[Reading, Found, str]:
    """All that was typed, and where that is in few texts, its names in other scripts as well; else with its last word going on; else
    what was probably meant; else names in other scripts; else most of it."""
    reading = _read(query)
    found, engine = choosing.find(reading.asked(wanted))
    if (found.total or 0) >= ENOUGH or not query.clauses:
        return reading, found, engine
    going_on = _going_on(query, wanted) if found.total else None
    if going_on:
        found_so, engine = choosing.find(going_on.asked(wanted))
        if (found_so.total or 0) > (found.total or 0):
            return going_on, found_so, engine
    # of Chinese nothing tells what is misspelled
    elsewhere = _elsewhere(query) if guessing and (found.total or has_chinese(query)) else None
    if elsewhere:
        found_so, engine = choosing.find(elsewhere.asked(wanted))
        if (found_so.total or 0) > (found.total or 0):
            own = None if found.total else _own_words_beside(elsewhere, query, wanted)
            return (own, *choosing.find(own.asked(wanted))) if own else (elsewhere, found_so, engine)
    if found.total:
        return reading, found, engine
    for other in _other_readings(query, wanted, guessing=guessing):
        found_so, engine = choosing.find(other.asked(wanted))
        if found_so.total:
            own = _own_words_beside(other, query, wanted) if other.way == Way.ELSEWHERE else None
            return (own, *choosing.find(own.asked(wanted))) if own else (other, found_so, engine)
    return reading, found, engine


def _going_on(query: Query, wanted: Wanted) -> Reading | None:
    """With its last word going on, where it was typed with the accents of Vietnamese and nothing has it so: who typed Mường Lố means
    Mường Lống, and no Mường beside a quốc lộ."""
    last = query.clauses[-1].typed[-1]
    if last.together or len(last.words) > 1 or not is_vietnamese(last.words[-1]):
        return None
    if choosing.find(_counting(Says(last.exact, exact=True, strong=False), wanted))[0].total:
        return None
    return _beginning(query)


def _beginning(query: Query) -> Reading | None:
    """As the beginning of what somebody types, if that is another question, and one that something may have."""
    beginning = understood(query.typed, as_you_type=True)
    if beginning == query:
        return None
    reading = _read(beginning, Way.BEGINNING)
    alone = {word for clause in reading.query.clauses if (word := _only_word(clause))}
    return reading if not alone or len(occurring(alone)) == len(alone) else None


def _only_word(clause: Clause) -> str:
    """The folded word without which nothing matches the clause, if the list of words would know it; else nothing."""
    [phrase, *more] = clause.typed
    if more or len(phrase.words) > 1 or phrase.prefix or clause != Clause((phrase,)):
        return ""
    word = phrase.words[0].folded
    return word if is_listed(word) else ""


def _elsewhere(query: Query) -> Reading | None:
    """With its names in other scripts and what stands beside them in other languages, if it has any."""
    other = said_elsewhere(query)
    return _read(other, Way.ELSEWHERE) if other is not query else None


def _own_words_beside(elsewhere: Reading, query: Query, wanted: Wanted) -> Reading | None:
    """What other languages say answers for their texts alone; in the language of the question nothing has all of it. So what
    has most of its own words stands below them; None where they have that, or nothing has."""
    own = in_its_own_words(query)
    parts = _some(own, wanted, set())[:1]
    apart = taken_apart(own)
    if not all(has_most(replace(apart, clauses=_chosen(apart.clauses, bits)), own) for bits in parts) or not parts:
        return None
    beside = _read_in_parts(own, "", parts)
    both = all_of([everything_in(elsewhere.tiers), everything_in(beside.tiers)])
    if choosing.find(_counting(both, wanted))[0].total:
        return None
    return _with_own_words(elsewhere, query, parts)


def _with_own_words(elsewhere: Reading, query: Query, parts: Sequence[int]) -> Reading:
    own = _read_in_parts(in_its_own_words(query), "", parts)
    return replace(elsewhere, tiers=one_below_another([elsewhere.tiers, own.tiers]), parts=tuple(parts))


def _other_readings(query: Query, wanted: Wanted, *, guessing: bool) -> Iterator[Reading]:
    beginning = _beginning(query)
    if beginning:
        yield beginning
    if not guessing or (query.excluded and _count(in_all_forms(replace(query, excluded=())), wanted)):
        return  # there is what was typed, and it is not wanted
    meant = ""
    as_typed, typed = query, _words_in(query)
    for meant in _meant(query, wanted):
        query = understood(meant)
        yield _read(query, Way.MEANT, meant)
    elsewhere = _elsewhere(as_typed)
    if elsewhere:
        yield elsewhere
    parts = _some(query, wanted, _words_in(query) - typed)
    if parts:
        yield _read_in_parts(query, meant, parts)


def goes_on(query: Query, after: After, wanted: Wanted) -> tuple[Reading, Found, str]:
    """The page behind a hit, of the question as it was read then, whatever would be made of it now."""
    match after.way:
        case Way.TYPED:
            reading = _read(query)
        case Way.BEGINNING:
            reading = _read(understood(query.typed, as_you_type=True), after.way)
        case Way.MEANT:
            reading = _read(understood(after.meant), after.way, after.meant)
        case Way.ELSEWHERE:
            reading = _read(said_elsewhere(query), after.way)
            reading = _with_own_words(reading, query, after.parts) if after.parts else reading
        case Way.SOME:
            reading = _read_in_parts(understood(after.meant) if after.meant else query, after.meant, after.parts)
    if not reading.tiers and after.way != Way.TYPED:
        raise no_cursor()
    wanted = reading.asked(wanted)
    found, engine = choosing.find(replace(wanted, after=_spot(after, reading.tiers, wanted)))
    return reading, found, engine


def _read(query: Query, way: Way = Way.TYPED, meant: str = "") -> Reading:
    """With every form of its words, joined and parted."""
    query = in_all_forms(query)
    return Reading(query, tiers_of(query), way, meant)


def _meant(query: Query, wanted: Wanted) -> Iterator[str]:
    """What may have been meant; the likeliest first."""

    def occurs(part: Query) -> bool:
        return _count(in_all_forms(part), wanted) > 0

    def texts(part: Query) -> list[str]:
        found, _engine = choosing.find(replace(_counting(_whole(part), wanted), limit=MOST_LOOKED_THROUGH))
        rows = StoredDocument.objects.filter(place__in=[spot.place for spot in found.spots])
        return ["\n\n".join((row.title, *row.names, row.prose)) for row in rows]

    meant = corrected(query)
    if meant is not None:
        yield meant
    runs = respelled(query, occurs, texts)
    if runs is not None:
        yield runs
    if meant is None:
        keyed = filter(None, [in_hangul(query.typed)])
        tried = chain(keyed, islice(misheard.otherwise(query.typed), misheard.MOST_TRIED))
        heard = next((other for other in tried if occurs(understood(other))), None)
        if heard is not None:
            yield heard


def _read_in_parts(query: Query, meant: str, parts: Sequence[int]) -> Reading:
    """As much of it as anything has, each word in every form."""
    apart, formed = _apart(query)
    some = [replace(apart, clauses=_chosen(formed, bits)) for bits in parts]
    some = [part for part in some if part.clauses]
    clauses = tuple(dict.fromkeys(clause for part in some for clause in part.clauses))
    return Reading(replace(query, clauses=clauses), tiers_of_any(some), Way.SOME, meant, tuple(parts))


def _chosen(clauses: Sequence[Clause], bits: int) -> tuple[Clause, ...]:
    return tuple(clause for at, clause in enumerate(clauses) if bits >> at & 1)


def _some(query: Query, wanted: Wanted, guessed: set[str]) -> list[int]:
    """Which of its clauses something holds together, the best first; each as bits."""
    apart, formed = _apart(query)
    bit = {clause: 1 << at for at, clause in enumerate(apart.clauses)}
    with_forms = dict(zip(apart.clauses, formed, strict=True))

    def count(part: Query) -> int:
        return _count(replace(part, clauses=tuple(with_forms[clause] for clause in part.clauses)), wanted)

    found = loosened(query, lambda clause: count(Query("", (clause,))), lambda part: count(part) > 0, guessed)
    return [sum(bit[clause] for clause in part.clauses) for part in found]


def _apart(query: Query) -> tuple[Query, tuple[Clause, ...]]:
    """The query word by word; and its clauses with every form of each."""
    apart = taken_apart(query)
    return apart, inflected(apart, occurring).clauses


def _count(query: Query, wanted: Wanted) -> int:
    return choosing.find(_counting(_whole(query), wanted))[0].total or 0


def _whole(query: Query) -> Expression:
    return everything_in(tiers_of(query))


def _counting(expression: Expression, wanted: Wanted) -> Wanted:
    return replace(wanted, limit=0, facets=(), tiers=(expression,))


def _words_in(query: Query) -> set[str]:
    return {word for phrase in query.phrases() for word in phrase.folded}


# --- numbers of tiers and their places in the list -------------------------------------------------------------------


def numbered(spots: Sequence[Spot], tiers: Tiers, *, by_time: bool) -> tuple[Spot, ...]:
    """As engines know them, under the tiers' own numbers."""
    if by_time:
        return tuple(spots)
    numbers = list(tiers.values())
    return tuple(Spot(numbers[spot.tier], spot.place) for spot in spots)


def _spot(after: After, tiers: Tiers, wanted: Wanted) -> Spot:
    """The other way round. A tier that there is no more had nothing of its own: what follows begins with the next one."""
    if wanted.by_time:
        return _with_whole_key(after.spot, wanted.sorted_by) if wanted.sorted_by else after.spot
    numbers = list(tiers.values())
    at = bisect_left(numbers, after.spot.tier)
    if at < len(numbers) and numbers[at] == after.spot.tier:
        return Spot(at, after.spot.place)
    return Spot(at - 1, BEFORE_ALL)


def _with_whole_key(spot: Spot, sorted_by: tuple[str, bool]) -> Spot:
    """Where the hit is gone, or sorted elsewhere by now, the list goes on with all whose keys begin as its key did: what was
    on the page before may come once more, and nothing is passed over."""
    if not spot.key:
        return Spot(0, spot.place)
    name, from_end = sorted_by
    key = StoredDocument.objects.filter(place=spot.place).values_list(f"by_{name}", flat=True).first()
    whole = bytes(key).decode() if key is not None else ""
    if whole.startswith(spot.key):
        return replace(spot, key=whole)
    return Spot(0, AFTER_ALL, spot.key + LAST_OF_ALL) if from_end else Spot(0, BEFORE_ALL, spot.key)
