"""What stands on the portal's shelves: released editions of one language, as their compiled summaries.

Reads the ledger's editions only, never a page's row. Each function is a fixed number of queries.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from hub.publishing.models import Edition, State

Shape = dict[str, Any]

A_PAGE = 12
STORIES = ("article", "video", "publication", "issue")
FRONT_PAGE_DEPTH = 60  # how far back the home looks for stories of each column
IN_LIST = ("column", "dossier")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A home's shelves. `by_column` holds the newest stories of each column's work id."""

    lead: Shape | None
    newest: list[Shape]
    videos: list[Shape]
    dossiers: list[Shape]
    events: list[Shape]
    by_column: dict[str, list[Shape]] = field(default_factory=dict)


def released(lang: str) -> QuerySet[Edition]:
    """Live editions of one language."""
    return Edition.objects.filter(state=State.LIVE, lang=lang)


def released_works(works: Iterable[str]) -> dict[str, dict[str, Edition]]:
    """work → language → its live edition; one query."""
    rows = Edition.objects.filter(state=State.LIVE, work__in=list(works)).only("work", "lang", "title", "url_path")
    editions: dict[str, dict[str, Edition]] = {}
    for edition in rows:
        editions.setdefault(str(edition.work), {})[edition.lang] = edition
    return editions


def summaries(editions: QuerySet[Edition]) -> list[Shape]:
    return [json.loads(text) for text in editions.values_list("summary", flat=True)]


def front_page(lang: str) -> FrontPage:
    """The newest story with a picture leads; clips have a strip of their own; an event stands until its day is over."""
    stories = summaries(released(lang).filter(kind__in=STORIES).order_by("-published_at", "-id")[:FRONT_PAGE_DEPTH])
    texts = [story for story in stories if story["type"] == "article"]
    lead = next((story for story in texts or stories if story["picture"]), None)
    rest = [story for story in stories if story is not lead and story["type"] != "video"]
    by_column: dict[str, list[Shape]] = {}
    for story in stories:
        if story["column"]:
            by_column.setdefault(story["column"]["id"], []).append(story)
    events = coming_events(lang)
    return FrontPage(
        lead=lead,
        newest=rest[: 4 if events else 6],  # whole rows, with the events beside them or not
        videos=[story for story in stories if story["type"] == "video"][:4],
        dossiers=summaries(released(lang).filter(kind="dossier").order_by("-published_at", "-id")[:3]),
        events=events,
        by_column=by_column,
    )


def coming_events(lang: str) -> list[Shape]:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return summaries(released(lang).filter(kind="event", starts_at__gte=today).order_by("starts_at", "id")[:4])


def listed(lang: str, shelf: str, work: UUID | str, number: str | None) -> tuple[Page, list[Shape]]:
    """One page of what refers to a column or dossier.

    Raises:
        Http404: `number` is no page of this list.
    """
    editions = released(lang).filter(references__kind=shelf, references__key=str(work)).order_by("-published_at", "-id")
    return _page(editions, number)


def _page(editions: QuerySet[Edition], number: str | None) -> tuple[Page, list[Shape]]:
    if number is not None and not (number.isascii() and number.isdigit()):
        raise Http404
    try:
        page = Paginator(editions.values_list("summary", flat=True), A_PAGE).page(number or 1)
    except InvalidPage as outside:
        raise Http404 from outside
    return page, [json.loads(text) for text in page.object_list]


def issues_of(document: Shape) -> list[Shape]:
    """The released issues of a publication, newest first: their addresses lie below its own."""
    path = document["path"]
    issues = released(document["lang"]).filter(kind="issue", url_path__startswith=path)
    rows = summaries(issues.order_by("-published_at", "-id")[:60])
    return [row for row in rows if row["issue"]["publication"] == document["work"]]


def related_to(document: Shape, limit: int = 3) -> list[Shape]:
    """Stories that share most with this one: dossiers, subjects, places; then its column's newest."""
    shared = _shared(document)
    if not shared:
        return []
    editions = (
        released(document["lang"])
        .exclude(pk=document["id"])
        .exclude(kind__in=IN_LIST)
        .filter(shared)
        .annotate(in_common=Count("references"))
        .order_by("-in_common", "-published_at", "-id")
    )
    return summaries(editions[:limit])


def _shared(document: Shape) -> Q:
    keys: dict[str, Iterable[str]] = {
        "dossier": [dossier["id"] for dossier in document["dossiers"]],
        "subject": [subject["id"].removeprefix("medtop:") for subject in document["subjects"]],
        "place": [place["id"] for place in document["places"]],
        "column": [document["column"]["id"]] if document["column"] else [],
    }
    shared = Q()
    for kind, wanted in keys.items():
        if wanted:
            shared |= Q(references__kind=kind, references__key__in=list(wanted))
    return shared
