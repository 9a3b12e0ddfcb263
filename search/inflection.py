"""Other forms of the words typed: festival and festivals, провинция and провинции, 축제는 and 축제, l'ouest and ouest,
义安省的旅游 and its parts. They are alternatives that a query asks for, below what was typed in rank; nothing of them is
indexed. A form counts only when it occurs in the index, so a rule that makes nonsense costs nothing.

Only endings that leave the word the same one are changed: no stemmer, which would take université for univers and cuts
names. What is typed in quotes, or with accents that Vietnamese alone has, is left as it is. Pure.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from search.query import Clause, Phrase, Query
from search.words import Word

MOST_FORMS = 8  # of one word
MOST_WORDS = 10  # of a query that are looked up; beyond, nobody has typed them one by one
LONGEST_PHRASE = 3  # words of a piece (l'ouest) whose last one is inflected

Forms = tuple[Phrase, ...]


def inflected(query: Query, occurring: Callable[[set[str]], list[str]]) -> Query:
    """The query with its words' other forms.

    occurring: of these folded words, those that the index has, the most frequent first.
    """
    candidates = {clause: _forms_of_last(clause) for clause in query.clauses[:MOST_WORDS] if _is_free(clause)}
    asked = set().union(*candidates.values())
    known = occurring(asked) if asked else []
    clauses = []
    for clause in query.clauses:
        forms = [form for form in known if form in candidates.get(clause, ())][:MOST_FORMS]
        clauses.append(_with_forms(clause, forms) if _is_free(clause) else clause)
    return replace(query, clauses=tuple(clauses))


def _is_free(clause: Clause) -> bool:
    """One piece, typed without quotes."""
    return len(clause.typed) == 1 and not clause.typed[0].together


def _with_forms(clause: Clause, forms: list[str]) -> Clause:
    phrase = clause.typed[0]
    wholes = [phrase, *(_ending_in(phrase, form) for form in forms)]
    shorter = [one for whole in wholes for one in (_without_article(whole), _without_particle(whole)) if one]
    others: list[Forms] = [(one,) for one in (*wholes[1:], *shorter)]
    parts = _parted(phrase)
    if len(parts) > 1:
        others.append(parts)
    return replace(clause, others=(*clause.others, *others))


def _ending_in(phrase: Phrase, form: str) -> Phrase:
    return replace(phrase, words=(*phrase.words[:-1], Word(form, form)), prefix=False)


# --- endings ---------------------------------------------------------------------------------------------------------

_LATIN = re.compile("[a-z]{4,}")
_ACCENTED = re.compile("(?=.*[àâçèéêëîïôùûœ])[a-zàâçèéêëîïôùûœ]{3,}")  # île: an accent makes a short word French
_CYRILLIC = re.compile("[а-я]{3,}")
# letters that neither English nor French has
_VIETNAMESE = re.compile("[ăđơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏõốồổỗộớờởỡợụủũứừửữựỵỷỹ]")


def _forms_of_last(clause: Clause) -> set[str]:
    phrase = clause.typed[0]
    last = phrase.words[-1]
    if len(phrase.words) > LONGEST_PHRASE:
        return set()
    if _CYRILLIC.fullmatch(last.folded):
        return russian(last.folded)
    if (_LATIN.fullmatch(last.folded) or _ACCENTED.fullmatch(last.exact)) and not _is_vietnamese(last):
        return latin(last.folded)
    return set()


def _is_vietnamese(word: Word) -> bool:
    return _VIETNAMESE.search(word.exact) is not None


# English and French: plurals of both, English verbs, French feminines of words long enough to be safe
_TAKEN_OFF = [
    (re.compile(ending), base)
    for ending, base in (
        (r"ies$", "y"), (r"([sxz]|ch|sh)es$", r"\1"), (r"(?<!s)s$", ""),  # cities, beaches, songs
        (r"aux$", "al"), (r"([ae]u)x$", r"\1"), (r"([eo]n)nes?$", r"\1"), (r"(.{5})es?$", r"\1"),  # régionaux, laotiennes
        (r"(?:ed|ing)$", ""), (r"(?:ed|ing)$", "e"), (r"([bdgmnprt])\1(?:ed|ing)$", r"\1"),  # signed, hosting, planned
    )
]  # fmt: skip
_PUT_ON = [
    (re.compile(base), ending)
    for base, ending in (
        (r"(?<![aeiou])y$", "ies"), (r"([sxz]|ch|sh)$", r"\1es"), (r"(?<![sxz])$", "s"),
        (r"al$", "aux"), (r"([ae]u)$", r"\1x"), (r"([eo]n)$", r"\1ne"), (r"([eo]n)$", r"\1nes"),
        (r"(.{5}[^e])$", r"\1e"), (r"(.{5}[^e])$", r"\1es"),
        (r"e?$", "ed"), (r"e?$", "ing"),
    )
]  # fmt: skip
_SHORTEST_BASE = 3


def latin(word: str) -> set[str]:
    """Every word that comes of what the word may have come of."""
    bases = {word, *_changed(word, _TAKEN_OFF)}
    grown = {form for base in bases for form in _changed(base, _PUT_ON)}
    return {form for form in bases | grown if len(form) >= _SHORTEST_BASE} - {word}


def _changed(word: str, rules: list[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    for ending, other in rules:
        changed = ending.sub(other, word, count=1)
        if changed != word and len(changed) >= _SHORTEST_BASE:
            yield changed


# cases, numbers and genders of nouns and adjectives, tenses of verbs
_RUSSIAN_ENDINGS = """
    а я о е ь й у ю ы и ам ям ом ем ах ях ов ев ей ой ою ею ий ый ая яя ое ее ые ие ого его ому ему ым им ых их ую юю
    ами ями ыми ими ия ии ию ью ием ией иям иях иями ла ло ли л ть ет ют ит ат ят
"""
_SHORTEST_STEM = 3


def russian(word: str) -> set[str]:
    """Every word that differs in its ending alone."""
    stems = {word, *(word[: -len(ending)] for ending in _RUSSIAN_ENDINGS.split() if word.endswith(ending))}
    return {
        f"{stem}{ending}" for stem in stems if len(stem) >= _SHORTEST_STEM for ending in ("", *_RUSSIAN_ENDINGS.split())
    } - {word}


# --- what is glued to words ------------------------------------------------------------------------------------------

_ELIDED = frozenset(("l", "d", "c", "j", "m", "n", "s", "t", "qu"))  # l'ouest, d'investissement


def _without_article(phrase: Phrase) -> Phrase | None:
    first, *rest = phrase.words
    if len(rest) == 1 and first.folded in _ELIDED and _LATIN.fullmatch(rest[0].folded):
        return replace(phrase, words=tuple(rest))
    return None


_PARTICLES = """
    에서는 으로는 이라는 에서 에게 까지 부터 한테 이나 에는 으로 와의 과의 은 는 이 가 을 를 의 에 도 와 과 로
"""  # the longest first
_SHORTEST_NOUN = 2
_HANGUL = re.compile("[가-힣]+")


def _without_particle(phrase: Phrase) -> Phrase | None:
    """인민위원회는 → 인민위원회. A noun that ends like a particle keeps its own way: it is an alternative only."""
    signs = "".join(phrase.folded)
    if len(signs) != len(phrase.words) or not _HANGUL.fullmatch(signs):
        return None
    for particle in _PARTICLES.split():
        rest = len(signs) - len(particle)
        if rest >= _SHORTEST_NOUN and signs.endswith(particle):
            return replace(phrase, words=phrase.words[:rest], prefix=False)
    return None


_JOINING = frozenset("的和与及のとやにでをはが")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_SHORTEST_PART = 2


def _parted(phrase: Phrase) -> Forms:
    """老挝和义安省的合作 → 老挝, 义安省, 合作: what joins words in Chinese and Japanese need not stand there."""
    parts: list[list[Word]] = [[]]
    for at, word in enumerate(phrase.words):
        beside = "".join(each.folded for each in phrase.words[max(0, at - 1) : at + 2 : 2])
        if 0 < at < len(phrase.words) - 1 and word.folded in _JOINING and not _HIRAGANA.search(beside):
            parts.append([])
        else:
            parts[-1].append(word)
    if any(len(part) < _SHORTEST_PART for part in parts):
        return ()
    return tuple(Phrase(tuple(part)) for part in parts)
