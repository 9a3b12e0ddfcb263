"""Korean verbs: what of 만들다, 돕다 or 건너다 stands in a text, whose signs change with what is glued to them. Pure.

A sign is a syllable of an initial, a vowel and perhaps a final consonant, so forms are made by changing those of the stem's last
sign. Only shapes are told; whether they occur is the index's business.
"""

import re
from collections.abc import Iterator

_FIRST = 0xAC00
_VOWELS, _FINALS = 21, 28
_A, _AE, _YEO, _E, _EO, _O, _WA, _OE, _WAE, _U, _WO, _EU, _I = 0, 1, 6, 5, 4, 8, 9, 11, 10, 13, 14, 18, 20
_NO_FINAL, _N, _L, _B, _SS = 0, 4, 8, 17, 20
_OF_VERBS = frozenset((2, 5, 6, 9, 11, 13, 14, 15, 18))  # ㄲ, ㄵ, ㄶ, ㄺ, ㄼ, ㄾ, ㄿ, ㅀ, ㅄ: before 은, hardly a noun
_INITIAL_R, _SILENT = 5, 11
# what ends a sentence, behind the stem or behind its last sign's own ending: 고치다, 고친다, 가르칩니다, 줄였다, 만들어요
_ENDINGS = re.compile("(?:습니다|니다|는다|다|어요|아요|요)$")
MOST = 12
_BEHIND_A_CONSONANT = "다는은을고지던기아어았었"
_BEHIND_A_VOWEL = "다는고지던기"
_CONTRACTED = {_A: _A, _AE: _AE, _E: _E, _EO: _EO, _YEO: _YEO, _O: _WA, _U: _WO, _I: _YEO, _OE: _WAE}


def _taken_apart(sign: str) -> tuple[int, int, int]:
    code = ord(sign) - _FIRST
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _sign(initial: int, vowel: int, final: int = _NO_FINAL) -> str:
    return chr(_FIRST + (initial * _VOWELS + vowel) * _FINALS + final)


def verb_forms(word: str) -> list[str]:
    """Beginnings that other forms of the verb have; empty for what ends like no verb."""
    if len(word) == 2 and word[1] in "은을는" and _taken_apart(word[0])[2] in _OF_VERBS:
        return [form for form in _forms(word[0]) if form != word][:MOST]  # 볶은, 깎은
    ending = _ENDINGS.search(word)
    if ending is None or ending.start() == 0:
        return []
    found = dict.fromkeys(form for stem in _stems(word[: ending.start()], ending[0]) for form in _forms(stem))
    return [form for form in found if form != word and len(form) > 1][:MOST]


def _stems(said: str, ending: str) -> Iterator[str]:
    """What the dictionary has with 다: 고친(다), 가르칩(니다), 줄였(다) are of 고치(다), 가르치(다), 줄이(다)."""
    initial, vowel, final = _taken_apart(said[-1])
    if (ending, final) in (("다", _N), ("니다", _B)):
        yield said[:-1] + _sign(initial, vowel)
        yield said[:-1] + _sign(initial, vowel, _L)  # 만든다, 만들다
    elif final == _SS and initial == _SILENT and vowel in (_A, _EO) and len(said) > 1:
        yield said[:-1]  # 막았다
    elif final == _SS:
        yield from (said[:-1] + _sign(initial, whole) for whole, short in _CONTRACTED.items() if short == vowel)
    else:
        yield said


def _forms(stem: str) -> Iterator[str]:
    before, last = stem[:-1], stem[-1]
    initial, vowel, final = _taken_apart(last)
    if final == _NO_FINAL:
        yield from _of_a_vowel(before, initial, vowel)
    elif final == _L:
        yield from _short(before, last, _BEHIND_A_CONSONANT)
        yield from _short(before, _sign(initial, vowel), "는")
        yield from (before + _sign(initial, vowel, other) for other in (_N, _B) if before)
    else:
        if final == _B:  # 돕다, 도와, 도운; 맵다, 매운
            yield from (before + _sign(initial, vowel) + other for other in ("운", "우", "워", "웠", "와", "왔"))
        yield from _short(before, last, _BEHIND_A_CONSONANT)


def _short(before: str, last: str, behind: str) -> Iterator[str]:
    """A stem of one sign says too little without what follows it."""
    if before:
        yield before + last
    else:
        yield from (last + other for other in behind)


def _of_a_vowel(before: str, initial: int, vowel: int) -> Iterator[str]:
    last = _sign(initial, vowel)
    yield from _short(before, last, _BEHIND_A_VOWEL)
    if vowel == _EU and initial == _INITIAL_R and before:  # 부르다, 불러, 불렀다
        first, middle, end = _taken_apart(before[-1])
        if end == _NO_FINAL:
            doubled = before[:-1] + _sign(first, middle, _L)
            yield from (doubled + other for other in ("라", "랐", "러", "렀"))
    if last == "하":
        yield from (before + other for other in ("해", "했"))
    elif vowel in _CONTRACTED:
        yield from (before + _sign(initial, _CONTRACTED[vowel], end) for end in (_SS, _NO_FINAL))
    elif vowel == _EU and before:
        yield from (before + _sign(initial, other, end) for other in (_EO, _A) for end in (_SS, _NO_FINAL))
    yield from (before + _sign(initial, vowel, end) for end in (_N, _L, _B))
