"""Loads the glossary a new hub starts with (`data/glossary.yaml`), whole or not at all, with the registry's loader.

What is stored already is left as its editors have made it, unless `overwrite` says that the file wins.
"""

from pathlib import Path
from typing import Any

from django.db import transaction

from hub.registry import sheets
from hub.registry.loading import Loaded, load_rows
from hub.registry.sheets import Row
from locales.canonical import fold
from locales.terms.changes import words_changed
from locales.terms.models import Concept, Term, Usage

GLOSSARY = Path(__file__).parent / "data" / "glossary.yaml"
HOUSE = "Bảng thuật ngữ khởi đầu của tỉnh"
APPROVED, PROPOSED = "approved", "proposed"


@transaction.atomic
def load_glossary(file: Path = GLOSSARY, *, overwrite: bool = False) -> Loaded:
    """Load the file; concepts are known by their code.

    Raises:
        sheets.BrokenFileError: nothing has been loaded; the message names the file, the row and the reason.
    """
    return load_rows(Concept, concepts(file), overwrite=overwrite)


def concepts(file: Path) -> list[Row]:
    """The file as rows of Concept with their terms. Touches no database."""
    return [_concept(row) for row in sheets.rows(file, children=("terms",))]


def _concept(row: Row) -> Row:
    fields = dict(row.fields)
    preferred, proposed = fields.pop("preferred", {}), fields.pop("proposed", [])
    source = fields.pop("source", HOUSE)
    if not isinstance(preferred, dict):
        raise row.broken("preferred: one text for each language is needed")
    if not isinstance(proposed, list) or not set(proposed) <= preferred.keys():
        raise row.broken("proposed: a list of languages that have a preferred text is needed")
    known = {"status": APPROVED, "source": source}
    terms: list[dict[str, Any]] = [
        known | {"language": lang, "text": text, "usage": Usage.PREFERRED}
        | ({"status": PROPOSED} if lang in proposed else {})
        for lang, text in preferred.items()
    ]  # fmt: skip
    return Row(
        row.file, row.position, row.key, fields, {"terms": terms + [known | own for own in row.children["terms"]]}
    )


def fold_again() -> int:
    """After a change of the canonicaliser: bring the stored folded texts up to date. Returns how many were not."""
    stale = [term for term in Term.objects.only("pk", "text", "folded") if term.folded != fold(term.text)]
    for term in stale:
        term.folded = fold(term.text)
    Term.objects.bulk_update(stale, ["folded"], batch_size=500)
    if stale:
        words_changed()
    return len(stale)
