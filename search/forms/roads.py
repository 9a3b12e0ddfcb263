"""A road by its number, as each language writes it: QL7, quốc lộ 7, National Highway 7, RN7, 7号国道. There are as many as roads, so no
list of names has them all. Pure; the table is data.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from search.forms.same_words import groups_in
from search.words import Word, folded, spelled

# a line for each kind of road, without what a longer way to write it holds (National Highway, 国道7号線); … is the number
_ROADS = (
    "QL … = quốc lộ … = Highway … = National Road … = route nationale … = RN … = трасса … = дорога … = … 号国道 = 国道 …"
    " = … 번 국도 = 국도 … = ທາງເລກ … = ທາງຫຼວງເລກ … = ทางหลวงหมายเลข …",
    "TL … = ĐT … = tỉnh lộ … = đường tỉnh … = Provincial Road … = route provinciale … = провинциальная дорога …"
    " = … 号省道 = 省道 … = … 번 지방도",
)
_NUMBER = "…"
_FIRST = "a"  # the first stretch of a road is mostly called without it
LONGEST = 12  # words

Name = tuple[Word, ...]


def others(typed: Sequence[Word]) -> list[Name]:
    """The same road otherwise; empty where these words are none."""
    said = folded(typed)
    if len(said) > LONGEST or not any(word.isdigit() for word in said):
        return []
    for kind in _kinds():
        for before, behind in kind:
            number = tuple(typed[len(before) : len(said) - len(behind)])
            if (*folded(before), *folded(number), *folded(behind)) == said and _is_number(number):
                found = dict.fromkeys(name for spelling in kind for name in _written(spelling, number))
                return [name for name in found if folded(name) != said]
    return []


def _is_number(words: Name) -> bool:
    """7, 48 E."""
    return bool(words) and words[0].folded.isdigit() and len(words) <= 2 and all(len(w.folded) == 1 for w in words[1:])


def _written(spelling: tuple[Name, Name], number: Name) -> Iterator[Name]:
    before, behind = spelling
    yield (*before, *number, *behind)
    if number[-1].folded == _FIRST:
        yield (*before, *number[:-1], *behind)


@cache
def _kinds() -> tuple[tuple[tuple[Name, Name], ...], ...]:
    """Of each kind of road, what stands before its number and what behind."""
    return tuple(tuple(_around(text) for text in texts) for texts in groups_in("\n".join(_ROADS)))


def _around(text: str) -> tuple[Name, Name]:
    before, _number, behind = text.partition(_NUMBER)
    return spelled(before), spelled(behind)
