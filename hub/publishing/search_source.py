"""Released editions as documents of the search index, made of what the ledger stores and nothing else."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from django.conf import settings

from hub.publishing.models import Edition, LedgerEntry, Reference, State
from media_library.rights.licences import Licence, is_open
from search.documents import Reach, SearchDocument
from search.pasted import ADDRESS, EXTERNAL_ID, address
from search.scope import shown_as
from search.sources import Changes, NumberedSource

FACETS = frozenset({"agency", "column", "dossier", "place", "subject", "task"})
# the parts of a document that are words for readers, wherever they stand in it
SAID = frozenset(
    {"text", "html", "caption", "alt", "speaker", "role", "title", "label", "value", "sentence", "description", "venue"}
)
END_OF_BLOCK = re.compile(r"</(?:p|li|h\d|blockquote|td)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


class EditionSource(NumberedSource):
    prefix = "edition"

    def versions(self) -> Iterator[tuple[str, str]]:
        for pk, etag in _live().order_by("pk").values_list("pk", "etag").iterator():
            yield f"{self.prefix}:{pk}", etag

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        editions = list(_live().filter(pk__in=[key.partition(":")[2] for key in keys]))
        references: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        rows = Reference.objects.filter(edition__in=editions, kind__in=FACETS).order_by("kind", "key")
        for edition_id, kind, key in rows.values_list("edition_id", "kind", "key"):
            references[edition_id][kind].append(key)
        return [edition_document(edition, references[edition.pk]) for edition in editions]

    def changed_since(self, position: int, limit: int) -> Changes:
        rows = list(
            LedgerEntry.objects.filter(seq__gt=position).order_by("seq").values_list("seq", "edition_id")[:limit]
        )
        keys = dict.fromkeys(f"{self.prefix}:{edition_id}" for _seq, edition_id in rows)
        return Changes(tuple(keys), rows[-1][0] if rows else position)

    def head(self) -> int:
        return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _live() -> Any:
    return Edition.objects.filter(state=State.LIVE).exclude(document="")


def edition_document(edition: Edition, references: dict[str, list[str]]) -> SearchDocument:
    told = json.loads(edition.document)
    return SearchDocument(
        key=f"{EditionSource.prefix}:{edition.pk}",
        kind=edition.kind,
        lang=edition.lang,
        work=str(edition.work),
        title=told["title"],
        names=(
            told["byline"],
            *(place["name"] for place in told["places"]),
            *(one["title"] for one in told["dossiers"]),
        ),
        prose="\n".join(_prose(told)),
        facets={
            **{kind: tuple(keys) for kind, keys in references.items()},
            "licence": (edition.licence,),
            "shown": shown_as(edition.lang, edition.licence),
            "freshness": ("stale" if edition.freshness else "current",),
            "audience": (told["audience"],),
            **({EXTERNAL_ID: (told["external_id"],)} if told.get("external_id") else {}),
            ADDRESS: tuple(address(url) for url in (told["url"], told.get("external_url")) if url),
        },
        at=edition.published_at,
        reach=_reach(edition.licence),
        shown={
            **{name: told[name] for name in ("id", "version", "summary", "byline", "agency", "column", "published_at")},
            "url": told["url"].removeprefix(settings.BASE_URL),
            "freshness": told["freshness"],
            "picture": told["picture"],
        },
        version=edition.etag,
    )


def _reach(licence: str) -> Reach:
    if licence == Licence.INTERNAL:
        return Reach.STAFF
    return Reach.PUBLIC if is_open(licence) else Reach.PARTNERS


def _prose(told: dict[str, Any]) -> Iterator[str]:
    """A summary with which the text begins, as archives are brought over, is not said twice."""
    begins = " ".join(" ".join(_said(told.get("body"))).split())
    if not begins.startswith(told["summary"].removesuffix("…")):
        yield told["summary"]
    for part in ("video", "event", "issue", "publication", "body", "picture"):
        yield from _said(told.get(part))
    for part in (told["column"], *told["subjects"], *told["tasks"]):
        if part and (called := part.get("name") or part.get("title")):  # not every agency has a name in every language
            yield called


def _said(shape: Any) -> Iterator[str]:
    """What it says, a passage a line."""
    if isinstance(shape, dict):
        for name, part in shape.items():
            if isinstance(part, str):
                if name in SAID and part:
                    yield plain(part) if name == "html" else part
            elif name == "rows":
                yield from (" ".join(map(str, row)) for row in part)
            else:
                yield from _said(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from _said(part)


def plain(html: str) -> str:
    """The text of rich text; a block's end is a line's end."""
    return unescape(TAG.sub("", END_OF_BLOCK.sub("\n", html))).strip()
