"""What somebody may be about to type: names, titles and terms that begin so, within what they may find.

Accents that are typed are meant; without them, or where nothing has them, every spelling counts. The asker's language
comes first; then names, what is within names, and titles; of one document only the best. Five queries at most, whatever
there is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.models import Opening, StoredDocument
from search.openings import joined, spelled
from search.query import LONGEST
from search.scope import Scope

FEWEST_LETTERS = 2  # of a script of letters; a sign of Chinese or a Lao syllable says enough
BEYOND_LETTERS = "\u0e00"
CANDIDATES = 60
END = b"\xff"  # behind everything that UTF-8 can spell


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` as it is written; `lang`: its language where that is known."""

    text: str
    lang: str
    kind: str
    key: str
    work: str


def suggest(
    typed: str, *, scope: Scope, kinds: Iterable[str], lang: str = "", limit: int = 8
) -> tuple[Suggestion, ...]:
    """Best first; nothing for what is too short to say anything."""
    spelling = joined(spelled(typed[:LONGEST]))
    if len(spelling.folded) < (FEWEST_LETTERS if spelling.folded < BEYOND_LETTERS else 1):
        return ()
    kinds = tuple(kinds)
    found: list[Opening] = []
    if spelling.exact != spelling.folded:
        found = _beginning(spelling.folded, spelling.exact, kinds)
    if not found:
        found = _beginning(spelling.folded, "", kinds)
    documents = StoredDocument.objects.filter(pk__in={opening.key for opening in found}, place__isnull=False)
    now = {
        key: (change, work, facets)
        for key, change, work, facets in documents.values_list("key", "change_no", "work", "facets")
    }
    told: dict[str, Suggestion] = {}
    of: set[str] = set()
    for opening in sorted(found, key=lambda each: (bool(lang) and each.lang != lang, *_order(each))):
        change, work, facets = now.get(opening.key, (0, "", {}))
        text = opening.text.casefold()
        if change == opening.change_no and scope.allows(facets) and opening.key not in of and text not in told:
            told[text] = Suggestion(opening.text, opening.lang, opening.kind, opening.key, work)
            of.add(opening.key)
    return tuple(told.values())[:limit]


def _order(opening: Opening) -> tuple[int, int, int]:
    """The shortest of names, in the order of their document; the newest of titles."""
    return opening.rank, -opening.place if opening.rank == Opening.TITLE else len(opening.text), opening.pk


def _beginning(folded: str, exact: str, kinds: Sequence[str]) -> list[Opening]:
    """Names of all kinds, and the newest titles."""
    begins = {"folded__gte": folded.encode(), "folded__lt": folded.encode() + END, "kind__in": kinds}
    if exact:
        begins |= {"exact__gte": exact.encode(), "exact__lt": exact.encode() + END}
    names = Opening.objects.filter(rank__in=(Opening.NAME, Opening.WITHIN_NAME), **begins).order_by("rank", "folded")
    titles = Opening.objects.filter(rank=Opening.TITLE, **begins).order_by("-place")
    return [*names[:CANDIDATES], *titles[:CANDIDATES]]
