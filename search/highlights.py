"""What of a text was found: pieces, each matched or not, cut between words only, so never within a written character."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from locales.canonical import Token, cut, tokens
from search.looking import Pattern, pattern_of, plain
from search.query import Phrase, Query

EXCERPT = 240  # characters
BEFORE = 60  # of them, ahead of the first match
MOST_READ = 20_000  # of a long text; its beginning stands for the rest


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    matched: bool = False


@dataclass(frozen=True, slots=True)
class _Passage:
    """`said`: how much of what was typed stands in it."""

    text: str
    found: Sequence[Token]
    matches: Sequence[tuple[int, int, Phrase]]
    said: int


class Finder:
    """Finds the phrases of one query in texts."""

    def __init__(self, query: Query) -> None:
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        self.beginnings: list[Phrase] = []
        self.says: dict[Phrase, set[Phrase]] = defaultdict(set)  # phrase → the typed ones that it stands for
        for clause in query.clauses:
            said: list[tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]
            said = [(phrases, (way[0][0],)) for way in clause.ways() for phrases in way]
            said += [(way, clause.typed) for part in clause.scattered for ways in part.ways() for way in ways]
            said += [(phrases, clause.typed) for phrases in (*clause.shorter, *clause.others, *clause.apart)]
            for phrases, meant in said:
                for phrase in phrases:
                    self.says[phrase].update(meant)
                    if phrase.prefix and len(phrase.words) == 1:
                        self.beginnings.append(phrase)
                    else:
                        self.phrases[phrase.folded[0]].append(phrase)
        self.somewhere = _pattern_of(self.says)
        typed = set().union(*self.says.values())
        self.each = [_pattern_of(phrase for phrase, meant in self.says.items() if one in meant) for one in typed]

    def title(self, text: str) -> tuple[Piece, ...]:
        """All of a text."""
        if not self.says or not self._may_stand_in(plain(text)):
            return (Piece(text),) if text else ()
        found = list(tokens(text))
        return tuple(_pieces(text, 0, len(text), self._matches(found)))

    def excerpt(self, text: str) -> tuple[Piece, ...]:
        """The passage in which most of the query is said, the first of them; or else the beginning."""
        best = self._best(text)
        if best is None:
            beginning = cut(text[: 2 * EXCERPT].strip(), EXCERPT)
            return (Piece(beginning),) if beginning else ()
        start, end = _window(best.text, best.found, best.matches[0][0])
        return tuple(_pieces(best.text, start, end, [(first, last) for first, last, _phrase in best.matches]))

    def _best(self, text: str) -> "_Passage | None":
        """A passage is cut into words only while it may say more than those before."""
        waiting: list[tuple[int, int, str]] = []
        for number, passage in enumerate(_passages(text) if self.says else ()):
            seen = plain(passage)
            if not self._may_stand_in(seen):
                continue
            most = sum(pattern is None or pattern.stands_in(seen) for pattern in self.each)
            if most == len(self.each) and (whole := self._passage(passage)).said == most:
                return whole
            waiting.append((-most, number, passage))
        best: tuple[int, int, _Passage] | None = None
        for most, number, passage in sorted(waiting):
            if best is not None and (most, number) > best[:2]:
                break  # nor does any that follows
            one = self._passage(passage)
            if one.said and (best is None or (-one.said, number) < best[:2]):
                best = (-one.said, number, one)
        return best and best[2]

    def _passage(self, text: str) -> "_Passage":
        found = tokens(text)
        matches = list(self._found(found))
        said = set().union(*(self.says[phrase] for _start, _end, phrase in matches))
        return _Passage(text, found, matches, len(said))

    def _may_stand_in(self, seen: str) -> bool:
        """To cut a text into words takes ten times as long as to see that nothing of ours is in it."""
        return self.somewhere is None or self.somewhere.stands_in(seen)

    def _matches(self, found: Sequence[Token]) -> list[tuple[int, int]]:
        return [(start, end) for start, end, _phrase in self._found(found)]

    def _found(self, found: Sequence[Token]) -> Iterator[tuple[int, int, Phrase]]:
        """Where phrases stand: start and end in the text; the longest at each place, none across another."""
        at = 0
        while at < len(found):
            fitting = [phrase for phrase in self.phrases.get(found[at].folded, ()) if _stands(phrase, found, at)]
            fitting += [phrase for phrase in self.beginnings if found[at].folded.startswith(phrase.folded[0])]
            if not fitting:
                at += 1
                continue
            phrase = max(fitting, key=lambda each: len(each.words))
            yield found[at].start, found[at + len(phrase.words) - 1].end, phrase
            at += len(phrase.words)


def _pattern_of(phrases: Iterable[Phrase]) -> Pattern | None:
    return pattern_of((phrase.folded, phrase.prefix) for phrase in phrases)


def _stands(phrase: Phrase, found: Sequence[Token], at: int) -> bool:
    *before, last = phrase.folded
    there = [token.folded for token in found[at : at + len(phrase.words)]]
    if len(there) < len(phrase.words) or there[:-1] != before:
        return False
    return there[-1].startswith(last) if phrase.prefix else there[-1] == last


def _passages(text: str) -> Iterator[str]:
    read = 0
    for passage in text.split("\n"):
        if passage.strip():
            yield passage[: MOST_READ - read]
            read += len(passage)
            if read >= MOST_READ:
                return


def _window(passage: str, found: Sequence[Token], match: int) -> tuple[int, int]:
    """Around the match, from the beginning of a word to the end of one."""
    if len(passage) <= EXCERPT:
        return 0, len(passage)
    starts = [token.start for token in found if match - BEFORE <= token.start <= match]
    start = 0 if match <= BEFORE else starts[0]
    ends = [token.end for token in found if token.end <= start + EXCERPT and token.end > match]
    return start, len(passage) if len(passage) <= start + EXCERPT else (ends[-1] if ends else start + EXCERPT)


def _pieces(text: str, start: int, end: int, matches: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The stretch from start to end; matches with nothing but space between them are one."""
    joined: list[list[int]] = []
    for first, last in matches:
        if last <= start or first >= end:
            continue
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1][1] = last
        else:
            joined.append([first, min(last, end)])
    at = start
    for first, last in joined:
        if at < first:
            yield Piece(text[at:first])
        yield Piece(text[first:last], matched=True)
        at = last
    if at < end:
        yield Piece(text[at:end])
