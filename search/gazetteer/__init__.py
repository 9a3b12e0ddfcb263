"""Names of the world and words of the news, in the languages that people search in: what everybody knows and no desk keeps. Data; pure.

The registry and the term base say what the province calls things, and an editor may change them. This is the rest of a
gazetteer: countries, provinces, cities, people of history, institutions, dishes, and the words that news is made of. It is
asked beside them (`search.lexicon`); it is shown to nobody, so a spelling that is doubtful costs nothing but a look.
The files have a line for each, `=` between what says the same, Vietnamese first."""

from functools import cache
from pathlib import Path


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """What says the same."""
    return tuple(
        tuple(dict.fromkeys(text.strip() for text in line.split(" = ")))
        for path in sorted(Path(__file__).parent.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
