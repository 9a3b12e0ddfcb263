"""What stands beside a name, in other languages: a kind of thing (chè Thanh Chương, 清漳茶, Thanh Chuong tea) and what is put together of a
kind and a name (Vinh University, มหาวิทยาลัยวิญ). Asked for where few texts have what was typed. Pure.

A kind of thing (`gazetteer.nouns`) is half of other words, or means too much, so alone it is not asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from search.expansion import alone, script
from search.forms.shorter_names import without_kind_of_place, without_what_is_built
from search.forms.transcribed import from_latin, is_latin
from search.function_words import WORDS
from search.lexicon import Lexicon, Name, as_text, kinds_of_thing, terms
from search.query import Clause, Phrase, Query
from search.words import folded, is_sign, spelled

LONGEST_NOUN = 6  # words or signs
SHORTEST_NAME = 2  # signs beside a noun
SHORTEST_NOUN = 2  # signs beside a name that nobody told: 邓文海 is a person and no sea
SHORTEST_FIGURE = 3  # digits that tell as much as a name does: 2300 học sinh
MOST_PUT_TOGETHER = 40
FEWEST_ALIKE = 2  # names that are put together of the same: Trà Vinh is no tea (trà) of Vinh
_JOINING = frozenset("的和与及至之のと、・")
_KIND_FIRST = frozenset(("thai", "lao", "cyrillic"))
_KIND_BEHIND = frozenset(("hangul", "kana"))


def cut(query: Query, lexicon: Lexicon, is_readable: Callable[[str], bool]) -> Query:
    """Its runs of signs, cut into the names and the kinds of thing in them. `is_readable`: may be a name that nobody told."""
    clauses = tuple(dict.fromkeys(part for one in query.clauses for part in _cut(one, lexicon, is_readable)))
    return replace(query, clauses=clauses) if clauses != query.clauses else query


def with_nouns(query: Query, lexicon: Lexicon) -> Query:
    """Kinds of thing beside a name, in other languages; and what is put together of both."""
    if not any(_is_named(clause) for clause in query.clauses):
        return query
    clauses: list[Clause] = []
    at = 0
    while at < len(query.clauses):
        taken, clause = _noun_from(query.clauses[at:])
        at += taken
        if clause is not None:
            clauses.append(_put_together(clause, lexicon) if clause.is_name else clause)
    found = tuple(clauses)
    return replace(query, clauses=found) if found != query.clauses else query


def _is_named(clause: Clause) -> bool:
    """It is a name or a figure, and no kind of thing that is known as well."""
    said = tuple(word for phrase in clause.typed for word in phrase.words)
    if len(said) == 1 and said[0].folded.isdigit():
        return len(said[0].folded) >= SHORTEST_FIGURE
    return bool(clause.others) and folded(said) not in terms() and not kinds_of_thing().others(said)


def _noun_from(clauses: Sequence[Clause]) -> tuple[int, Clause | None]:
    """How many clauses, from the first one on, are a kind of thing, and the clause that they become; none for what only builds the
    sentence, which in another language is said otherwise."""
    free = 0
    while free < len(clauses) and not (clauses[free].typed[0].together or _is_named(clauses[free])):
        free += 1
    for count in range(min(free, LONGEST_NOUN), 0, -1):
        phrases = tuple(phrase for clause in clauses[:count] for phrase in clause.typed)
        others = alone(kinds_of_thing().others([word for phrase in phrases for word in phrase.words]))
        if others and count == 1:
            return 1, replace(clauses[0], others=tuple(dict.fromkeys((*clauses[0].others, *others))))
        if others:
            return count, Clause(phrases, others)
    if free and all(word.exact in WORDS for phrase in clauses[0].typed for word in phrase.words):
        return 1, None
    return 1, clauses[0]


# --- runs of signs ---------------------------------------------------------------------------------------------------


def _cut(clause: Clause, lexicon: Lexicon, is_readable: Callable[[str], bool]) -> Sequence[Clause]:
    phrase = clause.typed[0]
    run = phrase.words
    if len(clause.typed) > 1 or clause.others or phrase.together or len(run) <= SHORTEST_NAME:
        return [clause]
    if not all(is_sign(word.exact) for word in run):
        return [clause]
    names = [part for part in clause.scattered if part.others and _is_named(part)]
    if names:
        parts = [
            one for part in clause.scattered for one in ([part] if part in names else _nouns_in(part.typed[0].words))
        ]
        parts = [part for part in parts if not _JOINING.issuperset(word.exact for word in part.typed[0].words)]
        return parts if any(kinds_of_thing().others(part.typed[0].words) for part in parts) else [clause]
    text = as_text(run)
    if without_what_is_built(text) or (script(run) in _KIND_BEHIND and is_readable(text)):
        return [clause]  # 暮夜山 and 쩐티섬 are names as they stand
    for size in range(min(LONGEST_NOUN, len(run) - SHORTEST_NAME), SHORTEST_NOUN - 1, -1):
        for noun, rest in ((run[-size:], run[:-size]), (run[:size], run[size:])):
            if kinds_of_thing().others(noun) and is_readable(as_text(rest)):
                return [Clause((Phrase(rest),)), Clause((Phrase(noun),))]
    return [clause]


def _nouns_in(run: Name) -> Iterator[Clause]:
    """What stands beside a name, cut into the kinds of thing in it."""
    at = rest = 0
    while at < len(run):
        longest = range(min(LONGEST_NOUN, len(run) - at), 0, -1)
        end = next((at + size for size in longest if kinds_of_thing().others(run[at : at + size])), None)
        if end is None:
            at += 1
            continue
        if rest < at:
            yield Clause((Phrase(run[rest:at]),))
        yield Clause((Phrase(run[at:end]),))
        rest = at = end
    if rest < len(run):
        yield Clause((Phrase(run[rest:]),))


# --- what is put together --------------------------------------------------------------------------------------------


def _put_together(clause: Clause, lexicon: Lexicon) -> Clause:
    """Vinh University: everything that Vinh is called, with everything that a university is."""
    said = tuple(word for phrase in clause.typed for word in phrase.words)
    names = [said, *(way[0].words for way in clause.others if len(way) == 1)]
    parted = [found for name in names if (found := _kind_and_name(name, lexicon))]
    if len(parted) < FEWEST_ALIKE:
        return clause
    kind, own = parted[0]
    kinds = [kind, *kinds_of_thing().others(kind)]
    elsewhere = [name for name in lexicon.others(own) if not is_latin(name)]
    spoken = next((name for name in (own, *lexicon.others(own)) if is_latin(name)), ())
    elsewhere += [spelled(text) for text in from_latin(spoken)]
    owned = list(dict.fromkeys(short for name in (spoken or own, *elsewhere) for short in _plain(name)))
    known = {folded(name) for name in names}
    made = (name for pair in product(owned, kinds) for name in _joined(*pair) if folded(name) not in known)
    return replace(clause, others=(*clause.others, *alone(dict.fromkeys(islice(made, MOST_PUT_TOGETHER)))))


def _kind_and_name(name: Name, lexicon: Lexicon) -> tuple[Name, Name] | None:
    for size in range(len(name) - 1, 0, -1):
        for kind, own in ((name[:size], name[size:]), (name[-size:], name[:-size])):
            kind = tuple(word for word in kind if word.exact not in WORDS)
            if kind and kinds_of_thing().others(kind) and lexicon.others(own):
                return kind, own
    return None


def _plain(name: Name) -> Iterator[Name]:
    yield name
    short = spelled(without_kind_of_place(as_text(name)))
    if short:
        yield short


def _joined(own: Name, kind: Name) -> Iterator[Name]:
    """In one language, in the order that it has."""
    written, of_kind = script(own), script(kind)
    signs = is_sign(own[0].exact), is_sign(kind[0].exact)
    if signs[0] != signs[1] or not (written == of_kind or (written == "kana" and not of_kind)):
        return
    if written not in _KIND_BEHIND and not (signs[0] and not written):
        yield (*kind, *own)
    if written not in _KIND_FIRST:
        yield (*own, *kind)
