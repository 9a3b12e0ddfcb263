"""Mistyped words: an unknown word stands for the nearest known one. Known is what occurs in the index (`KnownWord`)."""

import re
from collections.abc import Collection

from django.db import connection
from django.db.models import Q, QuerySet

from locales.canonical import fold, tokens
from search.forms.inflection import endings
from search.forms.same_words import SHORTENED
from search.indexing import is_listed
from search.mistakes import keyboards, telex
from search.models import KnownWord
from search.query import Query
from search.words import Word

SHORTEST = 3
LONGEST_ENDING = 3
CYRILLIC = re.compile("[а-я]+")
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя")  # folded
LONGEST_SPELLED = 20  # letters; a longer word can be mistyped in more ways than it takes to go through those it is near
TWO_MISTAKES = 6  # letters from which two may be wrong
MOST_CANDIDATES = 5_000
OCCURRING = "SELECT word FROM search_knownword WHERE documents > 0 AND word IN ({}) ORDER BY documents DESC, word"
MOST_CORRECTED = 6  # words; beyond, it is no typing mistake


def occurring(words: Collection[str]) -> list[str]:
    """Those of the folded words that the index has, the most frequent first. Each answer asks this up to six times, and to put the
    statement together takes ten times as long as the database does."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(OCCURRING.format(", ".join(["%s"] * len(words))), list(words))
        return [word for (word,) in cursor.fetchall()]


def corrected(query: Query) -> str | None:
    """What may have been meant, or None: every word is known, or nothing is near."""
    keyed = telex.without_digits(query.typed)
    if keyed != query.typed:
        return keyed
    spans = [(token.start, token.end, Word(token.exact, token.folded)) for token in tokens(query.typed)]
    doubtful = {word for _start, _end, word in spans if len(word.folded) >= SHORTEST and is_listed(word.folded)}
    unknown = {word.folded for word in doubtful} - _known(doubtful)
    if query.clauses and query.clauses[-1].typed[-1].prefix:
        unknown.discard(query.clauses[-1].typed[-1].words[-1].folded)  # still being typed
    if not 0 < len(unknown) <= MOST_CORRECTED:
        return None
    meant = {word: near for word in unknown if (near := _meant(word))}
    if not meant:
        return None
    pieces, at = [], 0
    for start, end, word in spans:
        if word.folded in meant:
            pieces += [query.typed[at:start], meant[word.folded]]
            at = end
    return "".join([*pieces, query.typed[at:]])


def _known(words: Collection[Word]) -> set[str]:
    """The folded words that occur, or another form of them does."""
    forms = {word: {word.folded, *endings(word)} for word in words}
    known = set(occurring(set().union(*forms.values())))
    return {word.folded for word in words if not known.isdisjoint(forms[word])}


def _meant(word: str) -> str | None:
    """Keys of an input method, or one mistake, or a space that was forgotten, or two mistakes in a long word."""
    return (
        _keyed(word)
        or nearest(word, 1)
        or _two_words(word)
        or (nearest(word, 2) if len(word) >= TWO_MISTAKES else None)
        or _nearest_form(word)
    )


def _keyed(word: str) -> str | None:
    """Typed with the input method off, or with the other script's keys."""
    meant = telex.read(word)
    if meant and occurring([fold(meant)]):
        return meant
    other = keyboards.switched(word)
    return other if other and occurring([other, *endings(Word(other, other))]) else None


def nearest(word: str, allowed: int) -> str | None:
    """The known word with the fewest differences; of those one of the same letters, swapped; then the one in most documents.
    The first or the last letter has to be right."""
    near = _nearby(word, allowed).order_by("-documents", "word")
    letters = sorted(word)
    best: tuple[tuple[int, bool], str] | None = None
    for candidate in near.values_list("word", flat=True)[:MOST_CANDIDATES]:
        if len(set(word) ^ set(candidate)) > 2 * allowed:
            continue
        apart = distance(word, candidate, allowed)
        if apart is None:
            continue
        rank = (apart, sorted(candidate) != letters)
        if best is None or rank < best[0]:
            best = (rank, candidate)
    return best[1] if best else None


def _nearby(word: str, allowed: int) -> QuerySet[KnownWord]:
    """All that may be so near. Every word that is one letter of an alphabet away is told in less time than the words of that length
    are gone through."""
    known = KnownWord.objects.filter(documents__gt=0)
    alphabet = next((letters for letters in ALPHABETS if set(word) <= set(letters)), "")
    if allowed == 1 and alphabet and len(word) <= LONGEST_SPELLED:
        return known.filter(pk__in=_one_letter_away(word, alphabet))
    return known.filter(Q(first=word[0]) | Q(last=word[-1]), length__range=(len(word) - allowed, len(word) + allowed))


def _one_letter_away(word: str, alphabet: str) -> set[str]:
    """With a letter missing, superfluous, wrong or swapped with its neighbour."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {f"{before}{letter}{after}" for before, after in cuts for letter in alphabet}
    wrong = {f"{before}{letter}{after[1:]}" for before, after in cuts[:-1] for letter in alphabet}
    superfluous = {f"{before}{after[1:]}" for before, after in cuts[:-1]}
    swapped = {f"{before}{after[1]}{after[0]}{after[2:]}" for before, after in cuts[:-2]}
    return missing | wrong | superfluous | swapped


def _nearest_form(word: str) -> str | None:
    """The nearest known word that goes on with one of its endings: журнолист, where texts have журналистов."""
    if not CYRILLIC.fullmatch(word) or len(word) < TWO_MISTAKES:
        return None
    longer = KnownWord.objects.filter(
        first=word[0], documents__gt=0, length__range=(len(word), len(word) + 1 + LONGEST_ENDING)
    ).order_by("-documents", "word")
    for candidate in longer.values_list("word", flat=True)[:MOST_CANDIDATES]:
        for size in (len(word), len(word) + 1):  # a letter is wrong, or missing
            beginning = candidate[:size]
            if distance(word, beginning, 1) is not None and candidate in endings(Word(beginning, beginning)):
                return beginning
    return None


def _two_words(word: str) -> str | None:
    """`nghean` → `nghe an`: both halves are known; of several cuts the one whose rarer half is the least rare."""
    cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    halves = {half for cut in cuts for half in cut}
    documents = dict(KnownWord.objects.filter(pk__in=halves, documents__gt=0).values_list("word", "documents"))
    documents |= dict.fromkeys(halves & SHORTENED, 1)
    known = [cut for cut in cuts if cut[0] in documents and cut[1] in documents]
    if not known:
        return None
    return " ".join(max(known, key=lambda cut: (min(documents[half] for half in cut), cut)))


def distance(first: str, second: str, most: int) -> int | None:
    """How many letters are missing, superfluous, wrong or swapped with their neighbour; None: more than `most`."""
    if abs(len(first) - len(second)) > most:
        return None
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        following = [at]
        for position, other in enumerate(second, start=1):
            cost = min(row[position] + 1, following[-1] + 1, row[position - 1] + (letter != other))
            if at > 1 and position > 1 and letter == second[position - 2] and first[at - 2] == other:
                cost = min(cost, before[position - 2] + 1)
            following.append(cost)
        if min(following) > most:
            return None
        before, row = row, following
    return row[-1] if row[-1] <= most else None
