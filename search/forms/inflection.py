"""Other forms of the words typed: festival and festivals, провинция and провинции, 축제는 and 축제, l'ouest and ouest,
义安省的旅游 and its parts. They are alternatives that a query asks for, below what was typed in rank; nothing of them is
indexed. A form counts only when it occurs in the index, so a rule that makes nonsense costs nothing.

Only endings that leave the word the same one are changed: no stemmer, which would take université for univers and cuts
names. What is typed in quotes, or with accents that Vietnamese alone has, is left as it is. Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, islice, product

from locales.canonical.characters import HAN
from search.forms import japanese
from search.forms.french_verbs import conjugated
from search.forms.irregular import FORMS
from search.forms.korean import verb_forms
from search.forms.russian_names import declined
from search.forms.vietnamese_sounds import is_syllable
from search.query import Clause, Phrase, Query
from search.words import Word, is_sign, spelled

MOST_FORMS = 8  # of one word
MOST_WORDS = 10  # of a query that are looked up; beyond, nobody has typed them one by one
LONGEST_PHRASE = 3  # words of a piece (l'ouest) that are inflected

Forms = tuple[Phrase, ...]


def inflected(query: Query, occurring: Callable[[set[str]], list[str]]) -> Query:
    """The query with its words' other forms.

    occurring: of these folded words, those that the index has, the most frequent first.
    """
    typed = [phrase for clause in query.clauses for phrase in (*clause.typed, *_phrases(clause.scattered))]
    typed += query.excluded
    free = [phrase for phrase in typed if not phrase.together and len(phrase.words) <= LONGEST_PHRASE]
    candidates = {word: endings(word) for phrase in free[:MOST_WORDS] for word in phrase.words}
    names = {name for clause in query.clauses for name in _names_elsewhere(clause)}
    cases = {name: declined(name.folded) for name in names}
    asked = set().union(*candidates.values(), *(form for forms in cases.values() for form in forms))
    known = occurring(asked) if asked else []
    occurs = set(known).union(*(name.folded for name in names))
    ending = {word: [form for form in known if form in forms] for word, forms in candidates.items()}

    def forms(phrase: Phrase) -> tuple[Forms, ...]:
        return () if phrase.together else _forms(phrase, ending)

    def elsewhere(clause: Clause) -> Clause:
        clause = replace(clause, scattered=tuple(map(elsewhere, clause.scattered)))
        own = _names_elsewhere(replace(clause, scattered=()))
        more = [form for name in own for form in cases[name] if occurs.issuperset(form)]
        declined_so = tuple((Phrase(tuple(Word(word, word) for word in form)),) for form in more[:MOST_FORMS])
        return replace(clause, others=(*clause.others, *declined_so)) if declined_so else clause

    # endings alone: what is glued to a word or made of its parts is another thing, which nobody asked to leave out
    unwanted = [form for phrase in query.excluded if not phrase.together for form in _ending_otherwise(phrase, ending)]
    return replace(
        query,
        clauses=tuple(elsewhere(_with_forms(clause, forms)) for clause in query.clauses),
        excluded=(*query.excluded, *unwanted),
    )


def _names_elsewhere(clause: Clause) -> list[Phrase]:
    """What a name, and each name in it, is called in other languages."""
    own = [way[0] for way in (*clause.others, *clause.shorter) if len(way) == 1] if clause.is_name else []
    return [*own, *(name for part in clause.scattered for name in _names_elsewhere(part))]


def _phrases(clauses: Iterable[Clause]) -> Iterator[Phrase]:
    for clause in clauses:
        yield from clause.typed


def _with_forms(clause: Clause, forms: Callable[[Phrase], tuple[Forms, ...]]) -> Clause:
    clause = replace(clause, scattered=tuple(_with_forms(part, forms) for part in clause.scattered))
    named = clause.is_name or (bool(clause.others) and not clause.forms)
    found = tuple(
        (*way[1:], *(form for form in forms(phrase) if not named or _is_whole(form, phrase)))
        for way, phrase in zip(clause.ways(), clause.typed, strict=True)
    )
    return replace(clause, forms=found) if any(found) else clause


def _is_whole(form: Forms, phrase: Phrase) -> bool:
    """A name ends and is parted as it is: 경기도 (Gyeonggi) is no 경기 with a particle, and Laos no plural of a lao động."""
    return (
        len(form) == 1
        and len(form[0].words) == len(phrase.words)
        and (len(phrase.words) > 1 or not is_syllable(form[0].words[0].folded))
    )


def _forms(phrase: Phrase, ending: Mapping[Word, list[str]]) -> tuple[Forms, ...]:
    wholes = [phrase, *islice(_ending_otherwise(phrase, ending), MOST_FORMS)]
    shorter = [one for whole in wholes for one in (_without_article(whole), without_particle(whole)) if one]
    found: list[Forms] = [(one,) for one in (*wholes[1:], *shorter, *([] if shorter else _signs_changed(phrase)))]
    found += _compound(phrase)
    parts = _parted(phrase)
    if len(parts) > 1:
        found.append(parts)
    return tuple(found)


def _signs_changed(phrase: Phrase) -> Iterator[Phrase]:
    """Of a verb in Korean or Japanese."""
    said = "".join(phrase.exact)
    if len(said) == len(phrase.words) and not said.isascii():
        for form in verb_forms(said) if _HANGUL.fullmatch(said) else japanese.forms(said):
            yield Phrase(spelled(form))


def _ending_otherwise(phrase: Phrase, ending: Mapping[Word, list[str]]) -> Iterator[Phrase]:
    """Each of its words in each form: city-states and city-state, города-побратимы and город-побратим."""
    choices = [[word, *(Word(form, form) for form in ending.get(word, ()))] for word in phrase.words]
    for other in islice(product(*choices), 1, None):  # the first one is the phrase itself
        yield replace(phrase, words=other, prefix=False)


# --- endings ---------------------------------------------------------------------------------------------------------

_LATIN = re.compile("[a-z]{3,}")
_ACCENTED = re.compile("(?=.*[àâçèéêëîïôùûœ])[a-zàâçèéêëîïôùûœ]{3,}")  # île: an accent makes a short word French
_CYRILLIC = re.compile("[а-я]{3,}")
# letters that neither English nor French has
_VIETNAMESE = re.compile("[ăđơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏõốồổỗộớờởỡợụủũứừửữựỵỷỹ]")


def endings(word: Word) -> set[str]:
    """The word with all the endings that it may have, folded; whether they make sense or not."""
    if _CYRILLIC.fullmatch(word.folded):
        return russian(word.folded)
    if (_LATIN.fullmatch(word.folded) or _ACCENTED.fullmatch(word.exact)) and not is_vietnamese(word):
        return latin(word.folded)
    return set()


def is_vietnamese(word: Word) -> bool:
    return _VIETNAMESE.search(word.exact) is not None


# British and American: colour and color, organise and organize, centre and center, programme and program
_SPELLED = [
    (re.compile(one), other)
    for one, other in (
        (r"(?<=[bdlmntv])our", "or"), (r"(?<=[bdlmntv])or(?!$|s$|y)|(?<=[bdlmntv])or(?=$|s$)", "our"),
        (r"is(?=e[drs]?$|ing$|ations?$)", "iz"), (r"iz(?=e[drs]?$|ing$|ations?$)", "is"),
        (r"tre(?=s?$)", "ter"), (r"ter(?=s?$)", "tre"), (r"ogue(?=s?$)", "og"), (r"(?<=[ao]l)og(?=s?$)", "ogue"),
        (r"mme(?=s?$)", "m"), (r"m(?=s?$)", "mme"), (r"ence(?=s?$)", "ense"), (r"ense(?=s?$)", "ence"),
        (r"ll(?=ed$|ing$|ers?$)", "l"), (r"(?<=[aeu])l(?=ed$|ing$|ers?$)", "ll"),
    )
]  # fmt: skip

# English and French: plurals of both, English verbs, French feminines of words long enough to be safe
_TAKEN_OFF = [
    (re.compile(ending), base)
    for ending, base in (
        (r"ies$", "y"), (r"([sxz]|ch|sh)es$", r"\1"), (r"(?<!s)s$", ""),  # cities, beaches, songs
        (r"(.{4})ments?$", r"\1"), (r"(.{4}t)ions?$", r"\1"), (r"(.{4}t)ions?$", r"\1e"),  # investment, election, evacuation
        (r"(ea|[is]a)ns?$", r"\1"), (r"(.{3})ese$", r"\1"), (r"(.{3})ese$", r"\1a"),  # Korean, Japanese, Chinese
        (r"ves$", "f"), (r"ves$", "fe"), (r"ive(s?)$", r"if\1"), (r"euses?$", "eux"), (r"trices?$", "teur"),
        (r"aux$", "al"), (r"([ae]u)x$", r"\1"), (r"([eo]n)nes?$", r"\1"), (r"(.{5})es?$", r"\1"),  # régionaux, laotiennes
        (r"(?:ed|ing)$", ""), (r"(?:ed|ing)$", "e"), (r"([bdgmnprt])\1(?:ed|ing)$", r"\1"),  # signed, hosting, planned
        (r"(.{3})er$", r"\1e"), (r"(.{3}e)nt$", r"\1"),
        (r"euses?$", "eur"), (r"(.{4})ers$", r"\1e"), (r"(.{5})ers?$", r"\1"),  # emporter, ils emportent
    )
]  # fmt: skip
_PUT_ON = [
    (re.compile(base), ending)
    for base, ending in (
        (r"(?<![aeiou])y$", "ies"), (r"([sxz]|ch|sh)$", r"\1es"), (r"(?<![sxz])$", "s"),
        (r"(.{5}e?)$", r"\1ment"), (r"(.{5}e?)$", r"\1ments"), (r"(.{4}t)e?$", r"\1ion"), (r"(.{4}t)e?$", r"\1ions"),
        (r"(ea|[is]a)$", r"\1n"), (r"(.{3}[mn])a?$", r"\1ese"),
        (r"(?<=[^f])fe?$", "ves"), (r"if(s?)$", r"ive\1"), (r"eux$", "euse"), (r"eux$", "euses"), (r"teur$", "trice"),
        (r"al$", "aux"), (r"([ae]u)$", r"\1x"), (r"([eo]n)$", r"\1ne"), (r"([eo]n)$", r"\1nes"),
        (r"(.{5}[^e])$", r"\1e"), (r"(.{5}[^e])$", r"\1es"),
        (r"e?$", "ed"), (r"e?$", "ing"), (r"(?<=[aeiou])([bdgmnprt])$", r"\1\1ed"), (r"(?<=[aeiou])([bdgmnprt])$", r"\1\1ing"),
        (r"([^e])e$", r"\1eing"), (r"(.{3})e$", r"\1ers"), (r"(.{5})$", r"\1er"), (r"(.{5})$", r"\1ers"), (r"eur$", "euse"),
        (r"eur$", "euses"), (r"(.{3})e$", r"\1er"), (r"(.{3}e)$", r"\1nt"), (r"(.{3}e)$", r"\1e"), (r"(.{3}e)$", r"\1es"),
    )
]  # fmt: skip
_SHORTEST_BASE = 3


def latin(word: str) -> set[str]:
    """Every word that comes of what the word may have come of."""
    if len(word) == _SHORTEST_BASE:
        grown = {f"{word[:-1]}{ending}" for ending in ("ies", "ied")} if word.endswith("y") else {f"{word}es"}
        return {f"{word}s", f"{word}ed", f"{word}ing", *grown, *FORMS.get(word, ())} - {word}
    bases = {word, *_changed(word, _SPELLED)}
    bases |= {base for one in bases for base in _changed(one, _TAKEN_OFF)}
    bases |= {form for base in bases for form in FORMS.get(base, ())}
    grown = {form for base in bases for form in _changed(base, _PUT_ON)}
    return {form for form in bases | grown | conjugated(word) if len(form) >= _SHORTEST_BASE} - {word}


def _changed(word: str, rules: list[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    for ending, other in rules:
        changed = ending.sub(other, word, count=1)
        if changed != word and len(changed) >= _SHORTEST_BASE:
            yield changed


# cases, numbers and genders of nouns and adjectives, tenses of verbs
_RUSSIAN_ENDINGS = """
    а я о е ь й у ю ы и ам ям ом ем ах ях ов ев ей ой ою ею ий ый ая яя ое ее ые ие ого его ому ему ым им ых их ую юю
    ами ями ыми ими ия ии ию ью ием ией иям иях иями ла ло ли л ть ет ют ит ат ят ья ье ьи ьев ьям ьями ьях ьей ьем
"""
_SHORTEST_STEM = 3
_REFLEXIVE = re.compile("(?<=[а-я]{4})с[ья]$")
# рынок and рынка, почка and почек: a vowel that comes and goes
_FLEETING = re.compile("(?<=[бвгджзклмнпрстфхцчшщй])[ое](?=[кнлрц]$)")
_SOFT = re.compile("ь(?=[кц]$)")  # кольца and колец
_SOFTENED = re.compile("(?<=[лнр])е(?=[кц]$)")
# лес and лесной, Ханой and ханойский: of a noun's stem, and back
_OF_NOUNS = ("н", "ск", "ов")
_ADJECTIVE_ENDINGS = ["ый", "ий", "ой", "ая", "ое", "ые", "ие", "ого", "ому", "ым", "ых", "ом", "ую", "их", "ими"]
_ADJECTIVE = re.compile("(?P<noun>[а-я]{3,})(?:н|ов|ск|овск)(?:" + "|".join(_ADJECTIVE_ENDINGS) + ")$")
_NOUN_ENDINGS = ("", "а", "я", "о", "е", "ь", "ы", "и")
_CLOSED_UP = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])(?=[кнлрц]$)")


_OF_Y = ["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"]  # чай, бой, край
_SHORT_IN_Y = re.compile(f"([а-я]{{2}})(?:{'|'.join(_OF_Y)})")


def russian(word: str) -> set[str]:
    """Every word that differs in its ending alone, and the adjectives of a noun."""
    plain = _REFLEXIVE.sub("", word)
    stems = {plain, *(plain[: -len(ending)] for ending in _RUSSIAN_ENDINGS.split() if plain.endswith(ending))}
    stems |= {_FLEETING.sub("", stem) for stem in stems if len(stem) > _SHORTEST_STEM}
    stems |= {_SOFT.sub("е", stem) for stem in stems} | {_SOFTENED.sub("ь", stem) for stem in stems}
    stems |= {_CLOSED_UP.sub(vowel, stem) for stem in stems for vowel in "ое" if len(stem) >= _SHORTEST_STEM}
    adjective = _ADJECTIVE.fullmatch(plain)
    if adjective is not None:
        noun = adjective["noun"]
        stems |= {noun, *(noun[:-1] for ending in "йь" if noun.endswith(ending))}
    forms = {
        f"{stem}{ending}" for stem in stems if len(stem) >= _SHORTEST_STEM for ending in ("", *_RUSSIAN_ENDINGS.split())
    }
    nouns = {plain.removesuffix(ending) for ending in _NOUN_ENDINGS if plain.endswith(ending)}
    forms |= {
        f"{noun}{kind}{ending}"
        for noun in nouns
        if len(noun) >= _SHORTEST_STEM
        for kind in _OF_NOUNS
        for ending in _ADJECTIVE_ENDINGS
    }
    short = _SHORT_IN_Y.fullmatch(word)
    if short is not None:
        forms |= {short[1] + ending for ending in _OF_Y}
    forms |= set(FORMS.get(word, ()))
    if plain != word:
        forms |= {f"{form}{own}" for form in forms for own in ("ся", "сь")}
    return forms - {word}


# --- what is glued to words ------------------------------------------------------------------------------------------

_ELIDED = frozenset(("l", "d", "c", "j", "m", "n", "s", "t", "qu"))  # l'ouest, d'investissement


def _without_article(phrase: Phrase) -> Phrase | None:
    first, *rest = phrase.words
    if len(rest) == 1 and first.folded in _ELIDED and _LATIN.fullmatch(rest[0].folded):
        return replace(phrase, words=tuple(rest))
    return None


_PARTICLES = """
    에서부터 으로부터 에서는 에서의 으로는 으로서 으로써 이라는 이라고 들에게 에서 에게 까지 부터 한테 이나 에는 에도 으로 로서 로써
    라는 와의 과의 처럼 보다 마다 만큼 조차 하고 이며 들은 들이 들을 들의 들과 들도 입니다 이다 은 는 이 가 을 를 의 에 도 와 과 로 만 들
"""  # the longest first
_SHORTEST_NOUN = 2
_HANGUL = re.compile("[가-힣]+")
# 방류하다, 방류했다, 방류한: a noun that is done
_DONE = re.compile(
    "(?:하(?:다|는|고|여|며|면|기|지|였다)?|한다?|할|함|해(?:서|요)?|했(?:다|던|고|습니다)|합니다"
    "|되(?:다|는|고|어|었다)?|된다?|될|됐다|됩니다|시키다|시킨다|시켰다)$"
)


def without_particle(phrase: Phrase) -> Phrase | None:
    """인민위원회는 → 인민위원회. A noun that ends like a particle keeps its own way: it is an alternative only."""
    signs = "".join(phrase.folded)
    if len(signs) != len(phrase.words) or not _HANGUL.fullmatch(signs):
        return None
    ending = _DONE.search(signs)
    for particle in (ending[0] if ending else "", *_PARTICLES.split()):
        rest = len(signs) - len(particle)
        if particle and rest >= _SHORTEST_NOUN and signs.endswith(particle):
            return replace(phrase, words=phrase.words[:rest], prefix=False)
    return None


_HAN = re.compile(f"[{HAN}]+")
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 4, 6  # signs; 外国投资 is two words


def _compound(phrase: Phrase) -> Iterator[Forms]:
    """A run of Chinese signs alone: its two words may stand apart (韓国代表団, 韓国の代表団); and so may what is written in two
    scripts (VinFast公司)."""
    parts = [tuple(run) for _is_sign, run in groupby(phrase.words, lambda word: is_sign(word.exact))]
    if len(parts) == 2 and all(_is_word(part) for part in parts):
        yield tuple(map(Phrase, parts))
    signs = "".join(phrase.exact)
    if _SHORTEST_COMPOUND <= len(phrase.words) <= _LONGEST_COMPOUND and _HAN.fullmatch(signs):
        for at in range(2, len(phrase.words) - 1):
            yield Phrase(phrase.words[:at]), Phrase(phrase.words[at:])


def _is_word(run: tuple[Word, ...]) -> bool:
    return not any(word.folded.isdigit() for word in run) and len("".join(word.folded for word in run)) > 1


_JOINING = frozenset("的和与及のとやにでをはが")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_SHORTEST_PART = 2


def _parted(phrase: Phrase) -> Forms:
    """老挝和义安省的合作 → 老挝, 义安省, 合作: what joins words in Chinese and Japanese need not stand there."""
    parts: list[list[Word]] = [[]]
    for at, word in enumerate(phrase.words):
        beside = "".join(each.exact for each in phrase.words[max(0, at - 1) : at + 2 : 2])
        if 0 < at < len(phrase.words) - 1 and word.exact in _JOINING and not _HIRAGANA.search(beside):
            parts.append([])
        else:
            parts[-1].append(word)
    if any(len(part) < _SHORTEST_PART for part in parts):
        return ()
    return tuple(Phrase(tuple(part)) for part in parts)
