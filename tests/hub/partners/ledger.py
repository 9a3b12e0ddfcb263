"""A ledger made by hand: editions and entries as the relay would have written them, without the editing floor."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hub.publishing.models import Edition, Ledger, LedgerEntry, Reference

BEGINNING = datetime(2026, 5, 19, 8, 0, tzinfo=UTC)


def work(number: int) -> UUID:
    return UUID(int=number)


def tell(
    number: int,
    lang: str = "vi",
    *,
    change: str = "published",
    licence: str = "CC-BY-4.0",
    kind: str = "article",
    references: tuple[tuple[str, str], ...] = (),
    note: str = "",
    replacement: str = "",
    revision_id: int | None = None,
    **members: Any,
) -> Edition:
    """One change of the edition `work(number).lang`; the next number of the ledger."""
    ledger, _made = Ledger.objects.get_or_create(pk=1)
    ledger.last_seq += 1
    ledger.save()
    at = BEGINNING + timedelta(hours=ledger.last_seq)
    edition_id = f"{work(number)}.{lang}"
    edition = Edition.objects.filter(pk=edition_id).first() or Edition(
        pk=edition_id, work=work(number), lang=lang, kind=kind, page_id=number, published_at=at, version=0
    )
    edition.licence, edition.is_open, edition.updated_at, edition.last_seq = (
        licence,
        licence == "CC-BY-4.0",
        at,
        ledger.last_seq,
    )
    edition.title, edition.url_path = f"Bài {number}", f"/{lang}/bai-{number}/"
    if change == "withdrawn":
        edition.state, edition.reason, edition.replacement = "withdrawn", note, replacement
        edition.document = edition.summary = edition.etag = ""
    else:
        edition.state, edition.version = "live", edition.version + 1
        document = {
            "id": edition_id,
            "title": edition.title,
            "lang": lang,
            "alternates": members.pop("alternates", []),
            **members,
            "body": [],
        }
        edition.document = compact(document)
        edition.summary = compact({key: part for key, part in document.items() if key != "body"})
        edition.etag = hashlib.sha256(edition.document.encode()).hexdigest()[:32]
    edition.save()
    for ref_kind, key in references:
        Reference.objects.get_or_create(edition=edition, kind=ref_kind, key=key)
    if change == "withdrawn":
        edition.references.all().delete()
    LedgerEntry.objects.create(
        seq=ledger.last_seq,
        edition=edition,
        version=edition.version,
        change=change,
        at=at,
        etag=edition.etag,
        note=note,
        revision_id=revision_id,
    )
    return edition


def compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
