"""What was typed, in the other languages: a name of a place, an agency, a person or a term finds the documents that call it
otherwise, so 义安省 or “province de Nghê An” finds the Vietnamese original. A date or a number stands for its other spellings.
Which names say the same, `search.lexicon` knows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from search.forms import dates, numbers, quantities, roads
from search.forms.inflection import is_vietnamese
from search.forms.same_words import with_shortened
from search.lexicon import Lexicon, Name, as_text, exactly, figures
from search.query import Clause, Phrase, Query
from search.words import Word, folded, spelled

ONE_LANGUAGE = re.compile(
    "(?P<hangul>[가-힣])|(?P<kana>[ぁ-ヿ])|(?P<cyrillic>[а-яё])|(?P<thai>[\u0e01-\u0e5b])|(?P<lao>[\u0e81-\u0edf])"
)

KATAKANA = re.compile("[ァ-ヺー]+")


def expanded(query: Query, lexicon: Lexicon) -> Query:
    """The same query; where its words are a name, what says the same is an alternative. Longest names first."""
    query = _without_names(query, lexicon)
    clauses: list[Clause] = []
    at = 0
    while at < len(query.clauses):
        taken, clause = _name_from(query.clauses[at:], lexicon)
        clauses.append(clause)
        at += taken
    return replace(query, clauses=tuple(dict.fromkeys(clauses)))


def _without_names(query: Query, lexicon: Lexicon) -> Query:
    """A name that is left out is left out in every language, and whole: -Hà Nội leaves out no Hà, nor asks for Nội."""
    clauses = list(query.clauses)
    excluded: list[Phrase] = []
    for phrase in query.excluded:
        behind = [clause for clause in clauses if clause.typed[0].start >= phrase.end]
        run = [phrase]
        for clause in behind if not phrase.together else ():
            if clause.typed[0].together or clause.typed[0].start != run[-1].end + 1:
                break
            run.append(clause.typed[0])
        for count in range(len(run), 0, -1):
            words = [word for one in run[:count] for word in one.words]
            others = lexicon.others(words)
            if others and not figures(words, in_one_piece=False):
                break
        else:
            excluded.append(phrase)
            continue
        if len(clauses) > count - 1:  # something is left to leave it out of
            clauses = [clause for clause in clauses if clause.typed[0] not in run[1:count]]
            phrase = replace(_side_by_side(run[:count]), together=phrase.together or count > 1)
        excluded += [phrase, *(way[0] for way in alone(others))]
    return replace(query, clauses=tuple(clauses), excluded=tuple(dict.fromkeys(excluded)))


def _name_from(clauses: Sequence[Clause], lexicon: Lexicon) -> tuple[int, Clause]:
    """How many clauses, from the first one on, are one name, and the clause they become."""
    phrases = [phrase for clause in clauses for phrase in clause.typed]
    if phrases[0].together:  # quoted: to the letter
        return 1, clauses[0]
    phrases = list(takewhile(lambda phrase: not phrase.together, phrases))
    lengths = list(accumulate(len(phrase.words) for phrase in phrases))
    counts = range(sum(length <= lexicon.longest for length in lengths), 0, -1)
    for count in counts:
        counted = [word for phrase in phrases[:count] for word in phrase.words]
        same = quantities.others(counted) or roads.others(counted)
        if same:
            grouped = tuple(alone(numbers.others(phrase.words)) for phrase in phrases[:count])
            return count, Clause(tuple(phrases[:count]), alone(same), grouped if any(grouped) else ())
    for count in counts:
        typed = [word for phrase in phrases[:count] for word in phrase.words]
        others = lexicon.others(typed, in_one_piece=count == 1)
        if others:
            whole = _side_by_side(phrases[:count])
            if figures(typed, in_one_piece=count == 1):
                return count, _figure(whole, [(name,) for name in others] + dates.year_apart(typed))
            short = lexicon.shorter.get(whole.folded) or lexicon.bare(typed)
            if short:
                return count, replace(_named(phrases[:count], lexicon.alike(short, others)), shorter=alone([short]))
            apart = [parts for one in others if (parts := lexicon.parted(one))]
            own = lexicon.parted(whole.words)
            return count, replace(_named(phrases[:count], others), shorter=(own,) if own else (), apart=tuple(apart))
        short = lexicon.kindless(typed)
        if short:
            return count, replace(_named(phrases[:count], lexicon.others(short)), shorter=alone([short]))
        written, others = lexicon.spaced_otherwise(typed)
        if written:
            whole = replace(_side_by_side(phrases[:count]), together=False)
            return count, Clause((whole,), alone(others), (alone(written),))
        heard, others = lexicon.heard(typed)
        if heard:
            named = _named(phrases[:count], others)
            return count, replace(named, forms=((*alone([heard]), *(named.forms[0] if named.forms else ())),))
    return 1, _name_within(phrases[0], lexicon)


def _named(phrases: Sequence[Phrase], others: Sequence[Name]) -> Clause:
    """Together they are a name. Words of one that stand far from each other are hardly the name; another spelling in
    the script that is typed is a form of it, and so is the whole of what is shortened."""
    whole = replace(_side_by_side(phrases), together=False)
    # far from each other Vĩnh and Long are not even a name, and Vinh beside a đèn lồng is nothing
    scattered = () if len(phrases) == 1 else tuple(Clause((_as_accented(phrase),)) for phrase in phrases)
    written = script(whole.words)
    forms = [name for name in others if (script(name) == written if written else whole.folded in _shortened(name))]
    elsewhere = [name for name in others if name not in forms]
    return Clause((whole,), alone(elsewhere), (alone(forms),) if forms else (), scattered=scattered, is_name=True)


def _as_accented(phrase: Phrase) -> Phrase:
    return replace(phrase, exactly=any(map(is_vietnamese, phrase.words)))


def _shortened(name: Name) -> set[tuple[str, ...]]:
    """As offices shorten it: ĐH Vinh, UBND tỉnh."""
    text = as_text(name)
    return {folded(spelled(short)) for short in with_shortened([text]) if short != text}


def script(name: Name) -> str:
    """Of a name that one language alone writes so; empty for Latin letters and Chinese signs, which several share."""
    found = ONE_LANGUAGE.match(name[0].exact)
    return str(found.lastgroup) if found else ""


def alone(names: Iterable[Name]) -> tuple[tuple[Phrase], ...]:
    """Each as a phrase that is enough; a single syllable only with its own accents."""
    return tuple((Phrase(name, exactly=bool(exactly(name))),) for name in names)


def _side_by_side(phrases: Sequence[Phrase]) -> Phrase:
    """A date's or a telephone's numbers mean nothing apart."""
    typed = tuple(word for phrase in phrases for word in phrase.words)
    return Phrase(typed, phrases[0].start, phrases[-1].end, prefix=phrases[-1].prefix, together=True)


def _figure(phrase: Phrase, others: Iterable[tuple[Name, ...]]) -> Clause:
    """A date in the words of the one typed (19 May, May 19) is a form of it; in other words it is in another language."""
    said = {word.folded for word in phrase.words if not word.folded.isdigit()}
    forms: list[tuple[Phrase, ...]] = []
    elsewhere: list[tuple[Phrase, ...]] = []
    for names in others:
        own = {word.folded for name in names for word in name if not word.folded.isdigit()}
        alike = any(one.startswith(other) for one in own for other in said)
        (forms if alike or (not own and not said) else elsewhere).append(tuple(map(Phrase, names)))
    return Clause((phrase,), tuple(elsewhere), (tuple(forms),))


def _name_within(phrase: Phrase, lexicon: Lexicon) -> Clause:
    """A run of words that holds names (义安省旅游): its parts may also stand apart, or each say it in other words."""
    parts = list(_parts(phrase, lexicon))
    if len(parts) < 2:
        return Clause((phrase,))
    apart = tuple(Clause((part,), alone(lexicon.others(part.words)), is_name=True) for part in parts)
    return Clause((phrase,), (), ((tuple(parts),),), scattered=apart if any(part.others for part in apart) else ())


def _parts(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """The run, cut around the names in it."""
    run = phrase.words
    rest, at = 0, 0
    while at < len(run):
        longest = min(len(run) - at, lexicon.longest)
        sizes = (size for size in range(longest, 1, -1) if not _goes_on(run, at + size) and not _goes_on(run, at))
        end = next((at + size for size in sizes if lexicon.knows(run[at : at + size])), None)
        if end is None:
            at += 1
            continue
        if rest < at:
            yield Phrase(run[rest:at])
        yield Phrase(run[at:end], prefix=phrase.prefix and end == len(run), together=True)
        rest = at = end
    if rest < len(run):
        yield Phrase(run[rest:], prefix=phrase.prefix)


def _goes_on(run: Sequence[Word], at: int) -> bool:
    """A word in Katakana: a name ends where it does (フオイトゥ is no フオ)."""
    return 0 < at < len(run) and all(KATAKANA.fullmatch(word.exact) for word in run[at - 1 : at + 1])
