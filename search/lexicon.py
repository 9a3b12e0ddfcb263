"""The names of all languages, and which say the same.

They come from the index itself (documents with `equivalent_names`); each process keeps them until one changes. Beside them
stands what everybody knows (`search.gazetteer`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TypeVar
from unicodedata import normalize
from uuid import UUID

from search import gazetteer
from search.forms import dates, numbers
from search.forms.inflection import is_vietnamese, without_particle
from search.forms.romanised import sounds
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
from search.query import Phrase
from search.ranking import ACCENTED_LATIN
from search.words import Word, folded, is_sign, spelled

BEFORE_COUNTRIES = frozenset(tuple(text.split()) for text in gazetteer.BEFORE_COUNTRIES)
LONGEST_NAME = 24  # words
MOST_OTHERS = 44
SHORTEST_JOINED = 5  # letters
JOINED = re.compile("[a-zа-я]+")
SHORTEST = 3  # letters of a name that stands alone; “An” and “Lò” mean too much else
TONES = re.compile("[\u0e48-\u0e4b\u0ec8-\u0ecb]")  # of Thai and Lao; in a foreign name everybody sets others
SHORTEST_HEARD = 7  # letters
SYLLABLE = re.compile("[a-zà-ỿđ]{1,5}")  # one word of Latin letters that without its accents is most likely another one

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
        said = folded(typed)
        for name, alike in self.names.get(said) or self.names.get(_without_tones(said)) or ():
            if all(_may_be(word, own) for word, own in zip(typed, name, strict=True)) and not _is_another(typed, name):
                for other in alike:
                    found.setdefault(exactly(other) or folded(other), other)
        own_words = folded(typed)
        others = [other for other in found.values() if exactly(other) or not _holds(folded(other), own_words)]
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

    def heard(self, typed: Sequence[Word]) -> tuple[Name, list[Name]]:
        """A name of the world whose Latin letters each desk chooses (Nakhon Panom, Xieng Kuang), and what says the same; else
        nothing."""
        letters = "".join(word.folded for word in typed)
        if len(letters) < SHORTEST_HEARD or not letters.isascii() or not letters.isalpha():
            return (), []
        name = _heard().get(sounds(letters), ())
        return name, self.others(name) if name else []

    def alike(self, short: Name, others: Sequence[Name]) -> list[Name]:
        """What a place is called in other languages, without the word for what it is where that says it as well."""
        shorter = self.others(short)
        within = [folded(name) for name in (short, *shorter)]
        longer = [name for name in others if not any(_holds(folded(name), one) for one in within)]
        return [*shorter, *longer][:MOST_OTHERS]

    def parted(self, name: Name) -> tuple[Phrase, ...]:
        """What a name is made of around a name in it (cảng and Cửa Lò, 炉门 and 港), without the words between; empty where there
        is none, or it is all that the name says. A country (nước Anh) is none: anh is anybody."""
        if name[0].exact == "nước":
            return ()
        for size in range(len(name) - 1, 0, -1):
            for at in range(len(name) - size + 1):
                within = name[at : at + size]
                if (
                    folded(within) in self.names and _tells(within) and self.others(within)
                ):  # Vĩnh Long is nothing of Vinh
                    around = [phrase for run in (name[:at], name[at + size :]) for phrase in _telling(run)]
                    return (Phrase(within), *around) if around else ()
        return ()

    def bare(self, typed: Sequence[Word]) -> Name:
        """A place's name that is known with the word for what it is (南坛县) and without; else nothing."""
        short = spelled(without_kind_of_place(as_text(typed)))
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
    yield called_without_kind(as_text(typed))
    noun = without_particle(Phrase(tuple(typed)))
    if noun is not None:
        yield as_text(noun.words)
        yield called_without_kind(as_text(noun.words))


def as_text(typed: Sequence[Word]) -> str:
    """As it is written; signs stand side by side."""
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


@cache
def _heard() -> dict[str, Name]:
    """How names of the world sound → the name."""
    found: dict[str, Name] = {}
    for group in gazetteer.world():
        for name in filter(str.isascii, group):
            letters = "".join(word.folded for word in spelled(name))
            if len(letters) >= SHORTEST_HEARD and letters.isalpha():
                found.setdefault(sounds(letters), spelled(name))
    return found


@cache
def kinds_of_thing() -> Lexicon:
    """What is asked for in other languages only beside a name."""
    found = Lexicon()
    _take([(group, True) for group in gazetteer.nouns()], found.names, found.joined)
    return found


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
            if is_short or (_tells(name) and not _is_country(name)):
                names.setdefault(folded(name), []).append((name, enough))
                if (toneless := _without_tones(folded(name))) != folded(name):
                    names.setdefault(toneless, []).append((name, enough))
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
    said = [
        (len(name), _said(folded(name)), _said(tuple(word.exact for word in name)), _said(exactly(name)))
        for name in names
    ]
    return tuple(
        name
        for name, (length, whole, own, _needed) in zip(names, said, strict=True)
        if not any(size < length and part in whole and needed in own for size, part, _exact, needed in said)
    )


def _said(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} " if words else ""


def _without_tones(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(TONES.sub("", word) for word in words)


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


def exactly(name: Name) -> tuple[str, ...]:
    """A single syllable, which with other accents would be another word, or a country of one (từ Đức is no Tự Đức), or a Vietnamese
    word of the news (cắt điện is no cát Diễn Châu); else empty."""
    if _is_country(name) or (len(name) == 1 and SYLLABLE.fullmatch(name[0].exact)) or _is_vietnamese_term(name):
        return tuple(word.exact for word in name)
    return ()


def _is_vietnamese_term(name: Name) -> bool:
    return any(map(is_vietnamese, name)) and folded(name) in terms()


@cache
def terms() -> frozenset[tuple[str, ...]]:
    """The words of the gazetteer that are no names."""
    return frozenset(folded(spelled(name)) for group in gazetteer.terms() for name in group)


def _is_country(name: Name) -> bool:
    """Said with what stands before it, which nobody has to type."""
    return (
        len(name) > 1
        and tuple(word.exact for word in name[:-1]) in BEFORE_COUNTRIES
        and name[-1].exact in gazetteer.countries()
    )


# --- the names in the index ---------------------------------------------------------------------------------------------

_kept: tuple[tuple[UUID, int, Callable[[], Lexicon]], Lexicon] | None = None
_lock = Lock()
beside: Callable[[], Lexicon] = what_everybody_knows  # what the names of the hub stand beside


def last_read() -> Lexicon:
    """As it was for the question that has just been understood; whether it has changed since is not asked again."""
    return _kept[1] if _kept is not None else lexicon()


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
