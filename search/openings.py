"""How titles, names and terms begin: the rows behind suggestions as one types.

They follow the stored documents by `change_no`, so they can miss nothing; each says of which version of its document it
is, so an outdated one is never shown (`search.suggesting`). Written by `cms index`.
"""

from collections.abc import Iterator
from itertools import islice
from unicodedata import normalize

from django.db import transaction
from django.db.models import Exists, OuterRef

from locales.canonical import pieces
from search.batches import batches
from search.models import Index, Opening, Position, StoredDocument
from search.words import VERSION, Word

SOURCE = f"openings-{VERSION}"  # folded otherwise, they are all made anew
BATCH = 500
LONGEST = 60  # characters
MOST_NAMES = 40  # of one document
MOST_WORDS = 6  # of a name, at which typing may begin


def spelled(text: str) -> list[Word]:
    """What was typed in one piece each, in its two spellings, as letters that are typed one after the other: half a
    Korean syllable is the beginning of a whole one."""
    return [
        Word(
            normalize("NFKD", "".join(token.exact for token in piece)),
            normalize("NFKD", "".join(token.folded for token in piece)),
        )
        for piece in pieces(text)
    ]


def joined(spelled: list[Word]) -> Word:
    return Word(" ".join(word.exact for word in spelled)[:LONGEST], " ".join(word.folded for word in spelled)[:LONGEST])


def openings_of(row: StoredDocument) -> list[Opening]:
    """None of a document that is gone."""
    if row.place is None:
        return []
    found: dict[tuple[str, str], Opening] = {}
    for text, lang in islice(_texts(row), MOST_NAMES):
        words = spelled(text)
        for at in range(min(len(words), MOST_WORDS) if row.equivalent_names else 1):
            spelling = joined(words[at:])
            if spelling.folded:
                opening = Opening(
                    key=row.key,
                    change_no=row.change_no,
                    kind=row.kind,
                    text=text[:300],
                    lang=lang,
                    rank=Opening.TITLE if not row.equivalent_names else Opening.NAME if not at else Opening.WITHIN_NAME,
                    place=row.place,
                    exact=spelling.exact.encode(),
                    folded=spelling.folded.encode(),
                )
                found.setdefault((text, spelling.exact), opening)
    return list(found.values())


def _texts(row: StoredDocument) -> Iterator[tuple[str, str]]:
    """The title, and the names of what has names of its own, each with its language where it is known."""
    said = (row.shown.get("names") or {}) if row.equivalent_names else {}
    known = {name: lang for lang, names in said.items() for name in ([names] if isinstance(names, str) else names)}
    yield row.title, row.lang or known.get(row.title, "")
    if row.equivalent_names:
        yield from ((name, known.get(name, "")) for name in row.names)


def follow() -> int:
    """The next batch of changes. Returns how many documents were looked at; another process may do it at once."""
    position = Position.objects.filter(pk=SOURCE).values_list("number", flat=True).first() or 0
    head = Index.objects.values_list("last_change", flat=True).first() or 0
    if position > head:  # the index was made anew from nothing and counts from one
        position = _begin_anew(position)
    rows = list(StoredDocument.objects.filter(change_no__gt=position).order_by("change_no")[:BATCH])
    if not rows:
        return 0
    made = [opening for row in rows for opening in openings_of(row)]
    with transaction.atomic():
        Position.objects.get_or_create(pk=SOURCE)
        if Position.objects.filter(pk=SOURCE, number=position).update(number=rows[-1].change_no):
            Opening.objects.filter(key__in=[row.key for row in rows]).delete()
            Opening.objects.bulk_create(made, batch_size=500)
    return len(rows)


@transaction.atomic
def _begin_anew(position: int) -> int:
    if Position.objects.filter(pk=SOURCE, number=position).update(number=0):
        Opening.objects.all().delete()
    return 0


def mend() -> int:
    """Make anew what is there for another version of its document, and what is missing of those that were followed. Returns
    of how many documents."""
    position = Position.objects.filter(pk=SOURCE).values_list("number", flat=True).first() or 0
    documents = StoredDocument.objects.filter(change_no__lte=position)
    own = documents.filter(pk=OuterRef("key"), change_no=OuterRef("change_no"), place__isnull=False)
    astray = set(Opening.objects.filter(~Exists(own), change_no__lte=position).values_list("key", flat=True))
    without = documents.filter(~Exists(Opening.objects.filter(key=OuterRef("pk"))), place__isnull=False)
    mended = 0
    for keys in batches(sorted(astray | set(without.values_list("pk", flat=True))), BATCH):
        with transaction.atomic():
            rows = list(documents.select_for_update().filter(pk__in=keys))
            made = [opening for row in rows for opening in openings_of(row)]
            gone, _by_model = Opening.objects.filter(key__in=keys).delete()
            Opening.objects.bulk_create(made, batch_size=500)
            mended += len(keys) if gone or made else 0
    return mended
