"""The same digits, grouped otherwise: 0238.3842.911 and 02383842911 are one telephone, 450 000 and 450000 one number. Pure.

Where a number says itself how it is grouped (450.000, 1 234 567) the canonicaliser has joined it already, in texts and in
questions; here is what only a question can dare to join or to part.
"""

from collections.abc import Iterator, Sequence

from search.words import Word, folded, spelled

MOST_GROUPS = 5
TELEPHONE = range(8, 13)  # digits
AREA = "0"
SERVICE = ("18", "19")  # 1900 0368
COUNTRY = "84"
# how telephones are written, by how many digits they have
GROUPS = {
    8: ((4, 4), (4, 2, 2)),
    10: ((4, 3, 3), (3, 3, 4), (4, 6), (3, 7), (4, 2, 2, 2), (2, 4, 4), (3, 4, 3)),
    11: ((4, 4, 3), (4, 3, 4), (4, 7), (5, 3, 3), (3, 4, 4), (3, 8)),
}


def others(typed: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The same number in its other groupings; empty where these words are none."""
    if not 0 < len(typed) <= MOST_GROUPS or not all(_is_number(word) for word in typed):
        return []
    groups = [word.folded for word in typed]
    if len(groups) > 2 and groups[0].startswith(AREA):
        groups = [group.rjust(2, "0") for group in groups]  # 05 was read as 5
    written = {folded(spelling): spelling for spelling in map(spelled, _spellings(groups))}
    written.pop(folded(typed), None)
    return list(written.values())


def _is_number(word: Word) -> bool:
    return word.folded.isascii() and word.folded.isdigit()


def _spellings(groups: Sequence[str]) -> Iterator[str]:
    digits = "".join(groups)
    if len(groups) > 1 and _are_thousands(groups):
        yield digits
    elif len(groups) == 1 and 4 <= len(digits) <= 6 and digits[0] != "0":
        yield f"{digits[:-3]} {digits[-3:]}"
    if _is_telephone(digits):
        yield from _telephone(digits)


def _are_thousands(groups: Sequence[str]) -> bool:
    first, *rest = groups
    return first[0] != "0" and len(first) <= 3 and all(len(group) == 3 for group in rest)


def _is_telephone(digits: str) -> bool:
    return len(digits) in TELEPHONE and digits.startswith((AREA, COUNTRY, *SERVICE))


def _telephone(digits: str) -> Iterator[str]:
    at_home = AREA + digits.removeprefix(COUNTRY) if digits.startswith(COUNTRY) and len(digits) > 10 else digits
    yield at_home
    for sizes in GROUPS.get(len(at_home), ()):
        yield " ".join(_cut(at_home, sizes))
    if at_home.startswith(AREA):
        from_abroad = at_home.removeprefix(AREA)
        yield f"{COUNTRY}{from_abroad}"
        yield f"{COUNTRY} {from_abroad}"
        for sizes in GROUPS.get(len(at_home), ())[:2]:
            yield " ".join((COUNTRY, *_cut(from_abroad, (sizes[0] - 1, *sizes[1:]))))


def _cut(digits: str, sizes: Sequence[int]) -> Iterator[str]:
    at = 0
    for size in sizes:
        yield digits[at : at + size]
        at += size
