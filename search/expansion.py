"""What was typed, in the other languages: a name of a place, an agency, a person or a term finds the documents that call it
otherwise, so 义安省 or “province de Nghê An” finds the Vietnamese original. A date or a number stands for its other spellings.

The names come from the index itself (documents with `equivalent_names`); each process keeps them until one changes. Beside
them stands what everybody knows (`search.gazetteer`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, takewhile
from threading import Lock
from typing import TypeVar
from unicodedata import normalize
from uuid import UUID

from search import gazetteer
from search.forms import dates, numbers, quantities
from search.forms.inflection import without_particle
from search.forms.russian_names import declined
from search.forms.same_words import GROUPS, with_shortened
from search.forms.shorter_names import (
    called_without_kind,
    with_plain,
    without_kind,
    without_kind_of_place,
    without_level,
)
from search.forms.vietnamese_sounds import in_other_scripts
from search.function_words import WORDS
from search.models import Index, StoredDocument
from search.query import Clause, Phrase, Query
from search.ranking import ACCENTED_LATIN
from search.words import Word, folded, is_sign, spelled

LONGEST_NAME = 24  # words
MOST_OTHERS = 28
SHORTEST_JOINED = 5  # letters
JOINED = re.compile("[a-zа-я]+")
SHORTEST = 3  # letters of a name that stands alone; “An” and “Lò” mean too much else
SYLLABLE = re.compile("[a-zà-ỿđ]{1,5}")  # one word of Latin letters that without its accents is most likely another one

ONE_LANGUAGE = re.compile(
    "(?P<hangul>[가-힣])|(?P<kana>[ぁ-ヿ])|(?P<cyrillic>[а-яё])|(?P<thai>[\u0e01-\u0e5b])|(?P<lao>[\u0e81-\u0edf])"
)

Name = tuple[Word, ...]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """folded words of a name → the names that are spelled so, each with all that say the same. `joined`: the same for
    names of several words without spaces: foreign desks write Hanoi and hochiminh. `shorter`: of a place, the name without the
    word for what it is. `own`: the names that only this hub has."""

    names: dict[tuple[str, ...], list[tuple[Name, tuple[Name, ...]]]] = field(default_factory=dict)
    joined: dict[str, list[tuple[Name, ...]]] = field(default_factory=dict)
    shorter: dict[tuple[str, ...], Name] = field(default_factory=dict)
    longest: int = dates.LONGEST
    own: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]], beside: "Lexicon | None" = None) -> "Lexicon":
        known: list[tuple[Sequence[str], bool]] = []
        shorter: dict[tuple[str, ...], Name] = {}
        for group in groups:
            plain = with_plain(group)
            kinds = without_kind(plain)
            shorter |= {folded(spelled(name)): spelled(short) for name, short in kinds.items()}
            wider = list((kinds or without_level(plain)).values())
            if kinds:  # what has no such word is the bare name as well
                wider = [*wider, *(name for name in plain if name not in kinds)]
            known += [(plain, False), (wider, False)]
        beside = beside or what_is_shortened()
        own = cls(shorter=shorter)
        _take(known, own.names, own.joined)
        names, joined = _both(beside.names, own.names), _both(beside.joined, own.joined)
        return cls(names, joined, shorter, max([dates.LONGEST, *map(len, names)]), frozenset(own.names))

    def others(self, typed: Sequence[Word], *, in_one_piece: bool = False) -> list[Name]:
        """What says the same as these words, if together they are a name or a date. Typed accents have to be those of the
        name; typed without any, they stand for every accent."""
        found: dict[tuple[str, ...], Name] = {}
        for name, alike in self.names.get(folded(typed), ()):
            if all(_may_be(word, own) for word, own in zip(typed, name, strict=True)) and not _is_another(typed, name):
                for other in alike:
                    found.setdefault(_exactly(other) or folded(other), other)
        own_words = folded(typed)
        others = [other for other in found.values() if _exactly(other) or not _holds(folded(other), own_words)]
        return (others or figures(typed, in_one_piece=in_one_piece))[:MOST_OTHERS]

    def spaced_otherwise(self, typed: Sequence[Word]) -> tuple[list[Name], list[Name]]:
        """What is typed without accents may be a name with its spaces elsewhere (nghean, Нге Ан): the name as it is
        written, and what says the same."""
        letters = "".join(word.folded for word in typed)
        if len(letters) < SHORTEST_JOINED or not JOINED.fullmatch(letters):
            return [], []
        if folded(typed) in self.names or any(word.exact != word.folded for word in typed):
            return [], []
        names = list(dict.fromkeys(name for alike in self.joined.get(letters, ()) for name in alike))
        written = [name for name in names if "".join(word.folded for word in name) == letters]
        return written, [name for name in names if name not in written][:MOST_OTHERS]

    def alike(self, short: Name, others: Sequence[Name]) -> list[Name]:
        """What a place is called in other languages, without the word for what it is where that says it as well."""
        shorter = self.others(short)
        within = [folded(name) for name in (short, *shorter)]
        longer = [name for name in others if not any(_holds(folded(name), one) for one in within)]
        return [*shorter, *longer][:MOST_OTHERS]

    def parted(self, name: Name) -> tuple[Phrase, ...]:
        """What a name is made of around a name in it (cảng and Cửa Lò, 炉门 and 港), without the words between; empty where there
        is none, or it is all that the name says."""
        for size in range(len(name) - 1, 0, -1):
            for at in range(len(name) - size + 1):
                within = name[at : at + size]
                if folded(within) in self.names and _tells(within):
                    around = [phrase for run in (name[:at], name[at + size :]) for phrase in _telling(run)]
                    return (Phrase(within), *around) if around else ()
        return ()

    def bare(self, typed: Sequence[Word]) -> Name:
        """A place's name that is known with the word for what it is (南坛县) and without; else nothing."""
        short = spelled(without_kind_of_place(_text(typed)))
        return short if 0 < len(short) < len(typed) and folded(short) in self.names and _tells(short) else ()

    def kindless(self, typed: Sequence[Word]) -> Name:
        """The name that is typed with a word for what it is that no name has (cửa khẩu Nậm Cắn), or with a particle
        (하띤성에서); else nothing."""
        for text in _shorter(typed):
            short = spelled(text)
            if 0 < len(short) < len(typed) and self.others(short) and _tells(short):
                return short
        return ()

    def knows(self, typed: Sequence[Word]) -> bool:
        return folded(typed) in self.names or bool(dates.others(typed))


def _shorter(typed: Sequence[Word]) -> Iterator[str]:
    """What is typed, without the word for what it is and without particles."""
    yield called_without_kind(_text(typed))
    noun = without_particle(Phrase(tuple(typed)))
    if noun is not None:
        yield _text(noun.words)
        yield called_without_kind(_text(noun.words))


def _text(typed: Sequence[Word]) -> str:
    return ("" if all(is_sign(word.exact) for word in typed) else " ").join(word.exact for word in typed)


def figures(typed: Sequence[Word], *, in_one_piece: bool) -> list[Name]:
    """The same date or the same number, written otherwise."""
    return dates.others(typed, in_one_piece=in_one_piece) or numbers.others(typed)


@cache
def what_is_shortened() -> Lexicon:
    """What is written in two ways in every hub."""
    found = Lexicon()
    _take([(group, True) for group in GROUPS], found.names, found.joined)
    return found


@cache
def what_everybody_knows() -> Lexicon:
    """The names that are the same in every hub as well."""
    shortened = what_is_shortened()
    found = Lexicon()
    _take([(with_plain(group), False) for group in gazetteer.groups()], found.names, found.joined)
    return Lexicon(_both(shortened.names, found.names), _both(shortened.joined, found.joined))


def _both(one: dict[Key, list[Value]], other: dict[Key, list[Value]]) -> dict[Key, list[Value]]:
    return one | {key: [*one.get(key, ()), *values] for key, values in other.items()}


def _take(
    groups: Iterable[tuple[Sequence[str], bool]],
    names: dict[tuple[str, ...], list[tuple[Name, tuple[Name, ...]]]],
    joined: dict[str, list[tuple[Name, ...]]],
) -> None:
    """The names of each group under all their spellings; of one that `is_short`, the shortest as well."""
    for group, is_short in groups:
        said = {text: spelled(text) for text in with_shortened([*group, *_sounding(group)])}
        alike = tuple(dict.fromkeys(name for name in said.values() if name))
        enough = _enough([name for name in dict.fromkeys(said.values()) if name and (is_short or _tells(name))])
        for name in alike:
            if is_short or _tells(name):
                names.setdefault(folded(name), []).append((name, enough))
                joined.setdefault("".join(word.folded for word in name), []).append((name, *enough))
                for form in declined(folded(name)):
                    names.setdefault(form, []).append((tuple(Word(word, word) for word in form), enough))


def _sounding(group: Sequence[str]) -> list[str]:
    """The Vietnamese names of a group as they are written in other scripts. Without an accent it may be a name of any language."""
    return [
        other
        for name in group
        if not name.isascii() and all(word[0].isupper() for word in name.split())
        for other in in_other_scripts(name.split())
    ]


def _may_be(typed: Word, own: Word) -> bool:
    """Typed accents are those of the name, or some of them: French writes Hô Chi Minh and Hué."""
    return (
        typed.exact in (typed.folded, own.exact)
        or not ACCENTED_LATIN.search(typed.exact)
        or _is_part(_marks(typed.exact), _marks(own.exact))
    )


def _marks(word: str) -> list[set[str]]:
    """Of each letter, what distinguishes it."""
    return [set(normalize("NFD", letter)[1:]) | ({letter} & {"đ"}) for letter in word]


def _is_part(typed: list[set[str]], own: list[set[str]]) -> bool:
    return len(typed) == len(own) and all(one <= other for one, other in zip(typed, own, strict=True))


def _is_another(typed: Sequence[Word], name: Name) -> bool:
    """One syllable without its accents is another word: lao is no Lào."""
    return (
        len(name) == 1
        and typed[0].exact != name[0].exact
        and typed[0].exact == typed[0].folded
        and SYLLABLE.fullmatch(name[0].exact) is not None
    )


def _enough(names: Sequence[Name]) -> tuple[Name, ...]:
    """Without those that say a shorter one of them whole: what has the longer one has the shorter."""
    said = [(len(name), f" {' '.join(folded(name))} ") for name in names]
    return tuple(
        name
        for name, (length, whole) in zip(names, said, strict=True)
        if not any(size < length and part in whole for size, part in said)
    )


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


def _telling(run: Name) -> list[Phrase]:
    """Its words without those that only build a sentence; signs stay side by side."""
    if run and all(is_sign(word.exact) for word in run):
        return [Phrase(run)]
    return [Phrase((word,)) for word in run if word.exact not in WORDS]


def _tells(name: Name) -> bool:
    if len(name) > LONGEST_NAME:
        return False
    return len(name) > 1 or len(name[0].folded) >= SHORTEST


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
        excluded += [phrase, *(way[0] for way in _alone(others))]
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
        same = quantities.others([word for phrase in phrases[:count] for word in phrase.words])
        if same:
            grouped = tuple(_alone(numbers.others(phrase.words)) for phrase in phrases[:count])
            return count, Clause(tuple(phrases[:count]), _alone(same), grouped if any(grouped) else ())
    for count in counts:
        typed = [word for phrase in phrases[:count] for word in phrase.words]
        others = lexicon.others(typed, in_one_piece=count == 1)
        if others:
            whole = _side_by_side(phrases[:count])
            if figures(typed, in_one_piece=count == 1):
                return count, _figure(whole, [(name,) for name in others] + dates.year_apart(typed))
            short = lexicon.shorter.get(whole.folded) or lexicon.bare(typed)
            if short:
                return count, replace(_named(phrases[:count], lexicon.alike(short, others)), shorter=_alone([short]))
            apart = [parts for one in others if (parts := lexicon.parted(one))]
            own = lexicon.parted(whole.words)
            return count, replace(_named(phrases[:count], others), shorter=(own,) if own else (), apart=tuple(apart))
        short = lexicon.kindless(typed)
        if short:
            return count, replace(_named(phrases[:count], lexicon.others(short)), shorter=_alone([short]))
        written, others = lexicon.spaced_otherwise(typed)
        if written:
            whole = replace(_side_by_side(phrases[:count]), together=False)
            return count, Clause((whole,), _alone(others), (_alone(written),))
    return 1, _name_within(phrases[0], lexicon)


def _named(phrases: Sequence[Phrase], others: Sequence[Name]) -> Clause:
    """Together they are a name. Words of one that stand far from each other are hardly the name; another spelling in
    the script that is typed is a form of it, and so is the whole of what is shortened."""
    whole = replace(_side_by_side(phrases), together=False)
    scattered = () if len(phrases) == 1 else tuple(Clause((phrase,)) for phrase in phrases)
    script = _script(whole.words)
    forms = [name for name in others if (_script(name) == script if script else whole.folded in _shortened(name))]
    elsewhere = [name for name in others if name not in forms]
    return Clause((whole,), _alone(elsewhere), (_alone(forms),) if forms else (), scattered=scattered, is_name=True)


def _shortened(name: Name) -> set[tuple[str, ...]]:
    """As offices shorten it: ĐH Vinh, UBND tỉnh."""
    text = _text(name)
    return {folded(spelled(short)) for short in with_shortened([text]) if short != text}


def _script(name: Name) -> str:
    """Of a name that one language alone writes so; empty for Latin letters and Chinese signs, which several share."""
    found = ONE_LANGUAGE.match(name[0].exact)
    return str(found.lastgroup) if found else ""


def _alone(names: Iterable[Name]) -> tuple[tuple[Phrase], ...]:
    """Each as a phrase that is enough; a single syllable only with its own accents."""
    return tuple((Phrase(name, exactly=bool(_exactly(name))),) for name in names)


def _exactly(name: Name) -> tuple[str, ...]:
    """A single syllable, which with other accents would be another word; else empty."""
    return (name[0].exact,) if len(name) == 1 and SYLLABLE.fullmatch(name[0].exact) else ()


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
    apart = tuple(Clause((part,), _alone(lexicon.others(part.words)), is_name=True) for part in parts)
    return Clause((phrase,), (), ((tuple(parts),),), scattered=apart if any(part.others for part in apart) else ())


def _parts(phrase: Phrase, lexicon: Lexicon) -> Iterator[Phrase]:
    """The run, cut around the names in it."""
    run = phrase.words
    rest, at = 0, 0
    while at < len(run):
        longest = min(len(run) - at, lexicon.longest)
        end = next((at + size for size in range(longest, 1, -1) if lexicon.knows(run[at : at + size])), None)
        if end is None:
            at += 1
            continue
        if rest < at:
            yield Phrase(run[rest:at])
        yield Phrase(run[at:end], prefix=phrase.prefix and end == len(run), together=True)
        rest = at = end
    if rest < len(run):
        yield Phrase(run[rest:], prefix=phrase.prefix)


# --- the lexicon of the index ----------------------------------------------------------------------------------------

_kept: tuple[tuple[UUID, int, Callable[[], Lexicon]], Lexicon] | None = None
_lock = Lock()
beside: Callable[[], Lexicon] = what_everybody_knows  # what the names of the hub stand beside


def lexicon() -> Lexicon:
    """The names in the index now."""
    global _kept
    state = Index.objects.values_list("epoch", "names_change").first()
    if state is None:
        return Lexicon()
    known = (*state, beside)
    with _lock:
        if _kept is None or _kept[0] != known:
            rows = StoredDocument.objects.filter(equivalent_names=True, place__isnull=False).order_by("key")
            _kept = (known, Lexicon.of(list(rows.values_list("names", flat=True)), beside()))
        return _kept[1]
