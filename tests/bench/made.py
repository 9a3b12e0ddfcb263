"""A ledger of so many works, in Vietnamese and English, with texts put together from the demo's own: as the relay would
have left it, without the hours of releasing them.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from cms.demo.files import works

from hub.publishing.documents import as_json
from hub.publishing.models import Edition, Ledger, LedgerEntry, Reference

LANGUAGES = ("vi", "en")
PLACES = ("nghe-an", "kim-lien", "cua-lo", "vinh")
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
PARAGRAPHS = 8
PIECE = 2_000


def words_of(language: str) -> tuple[list[str], list[str]]:
    """Titles and paragraphs of the demo in one language."""
    told = [work.words(language) for work in works() if language in work.languages and work.kind == "article"]
    return [one["title"] for one in told], [text for one in told for text in _paragraphs(one)]


def _paragraphs(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        if len(part) > 120:
            yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _paragraphs(inner)


def make(count: int) -> None:
    """Fill an empty ledger."""
    vocabulary = {language: words_of(language) for language in LANGUAGES}
    chance = random.Random(1)  # noqa: S311 - the same ledger in each run
    numbered = enumerate(((number, lang) for number in range(1, count + 1) for lang in LANGUAGES), start=1)
    while piece := list(islice(numbered, PIECE)):
        editions = [_edition(seq, number, lang, vocabulary[lang], chance) for seq, (number, lang) in piece]
        Edition.objects.bulk_create(editions)
        Reference.objects.bulk_create(
            Reference(edition=edition, kind="place", key=PLACES[edition.page_id % len(PLACES)]) for edition in editions
        )
        LedgerEntry.objects.bulk_create(
            LedgerEntry(
                seq=edition.last_seq,
                edition=edition,
                version=1,
                change="published",
                at=edition.updated_at,
                etag=edition.etag,
            )
            for edition in editions
        )
    Ledger.objects.update_or_create(pk=1, defaults={"last_seq": count * len(LANGUAGES)})


def _edition(
    seq: int, number: int, lang: str, vocabulary: tuple[list[str], list[str]], chance: random.Random
) -> Edition:
    titles, paragraphs = vocabulary
    work, at = str(UUID(int=number)), BEGINNING + timedelta(hours=number)
    title = f"{chance.choice(titles)} ({number})"
    others = [other for other in LANGUAGES if other != lang]
    about = {
        "id": f"{work}.{lang}", "work": work, "lang": lang, "type": "article", "version": 1,
        "url": f"http://127.0.0.1/{lang}/{number}/", "title": title, "summary": chance.choice(paragraphs),
        "published_at": at.isoformat(), "updated_at": at.isoformat(),
        "alternates": [{"lang": other, "id": f"{work}.{other}", "url": f"/{other}/{number}/"} for other in others],
    }  # fmt: skip
    body = [{"type": "paragraph", "html": f"<p>{text}</p>"} for text in chance.choices(paragraphs, k=PARAGRAPHS)]
    document = as_json(about | {"body": body})
    return Edition(
        id=about["id"], work=work, lang=lang, kind="article", page_id=number, state="live", version=1, title=title[:255],
        url_path=f"/{lang}/{number}/", licence="CC-BY-4.0", is_open=True, published_at=at, updated_at=at,
        document=document, summary=as_json(about), etag=hashlib.sha256(document.encode()).hexdigest()[:32], last_seq=seq,
    )  # fmt: skip
