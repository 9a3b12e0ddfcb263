"""Names that no country writes in Latin letters, so every desk does it otherwise: Xieng Kuang and Xiengkhouang, Nakhon Panom. Pure."""

import re

# what one desk writes and another does not, or writes so; one after the other
_ALIKE = (
    (re.compile("(?<=[bcdgkptn])h"), ""),
    (re.compile("ou|oo"), "u"),
    (re.compile("ee|y"), "i"),
    (re.compile("x"), "s"),
    (re.compile("w"), "v"),
    (re.compile("(?<=[aeiou])h(?![aeiou])"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)


def sounds(letters: str) -> str:
    """The same for what is written otherwise; folded, without spaces."""
    for written, alike in _ALIKE:
        letters = written.sub(alike, letters)
    return letters
