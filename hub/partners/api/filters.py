"""Which editions an asker sees, and which of them it asks for: shared by items, changes and snapshot."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hub.content.models import RELEASED
from hub.partners.api import parameters as take
from hub.partners.api.parameters import Parameter, malformed
from hub.partners.entitlement import Entitlement
from hub.publishing.models import Edition, Reference, State

KINDS = tuple(model.kind for model in RELEASED)

MOMENT = {"type": "string", "format": "date-time"}
UUID = {"type": "string", "format": "uuid"}
CODE = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}

LANG = Parameter("lang", take.a_language, {"type": "string"}, "The editions of one language (BCP 47).", "en")
# parameters that name something an edition speaks of, and the kind of reference they look for
REFERENCES = {
    "column": Parameter("column", take.a_uuid, UUID, "Editions in a column: its `id` from `/columns`."),
    "dossier": Parameter("dossier", take.a_uuid, UUID, "Editions in a dossier: its `id` from `/dossiers`."),
    "agency": Parameter(
        "agency", take.a_code, CODE, "Editions an agency has part in: its `id` from `/agencies`.", "bao-nghe-an"
    ),
    "task": Parameter("task", take.a_task, {"type": "string"}, "Editions under a task of the province's plan.", "3.1"),
    "place": Parameter("place", take.a_code, CODE, "Editions about a place, or about one that lies in it.", "nghe-an"),
    "subject": Parameter(
        "subject",
        take.a_subject,
        {"type": "string"},
        "Editions under an IPTC Media Topic or a narrower one.",
        "medtop:01000000",
    ),
}
EXTERNAL_ID = Parameter(
    "external_id",
    take.some_text,
    {"type": "string"},
    "Editions that an archive brought over under this id.",
    "bna-2024-001",
)
FILTERS = (
    LANG,
    Parameter(
        "type",
        take.one_of(*KINDS),
        {"type": "string", "enum": list(KINDS)},
        "Kinds of content; may be repeated.",
        "article",
        repeatable=True,
    ),
    *REFERENCES.values(),
    EXTERNAL_ID,
    Parameter("published_since", take.a_moment(), MOMENT, "Published at this moment or later.", "2026-05-19T00:00:00Z"),
    Parameter("published_until", take.a_moment(end_of_day=True), MOMENT, "Published at this moment or before."),
    Parameter("updated_since", take.a_moment(), MOMENT, "Changed at this moment or later."),
    Parameter(
        "freshness",
        take.one_of("current", "stale"),
        {"type": "string", "enum": ["current", "stale"]},
        "`current`: says what the Vietnamese source says now; `stale`: the source has moved on.",
    ),
)


def visible(entitlement: Entitlement, prefix: str = "") -> Q:
    """The query for what an asker may take."""
    query = Q(**{f"{prefix}licence__in": sorted(entitlement.licences)})
    if entitlement.languages:
        query &= Q(**{f"{prefix}lang__in": sorted(entitlement.languages)})
    return query


def live(entitlement: Entitlement) -> QuerySet[Edition]:
    """What an asker may take now."""
    return Edition.objects.filter(visible(entitlement), state=State.LIVE)


def fixed(wanted: dict[str, Any], prefix: str = "") -> Q:
    """The part of the filters that never changes for an edition: its language, its kind, its id in an archive."""
    query = Q()
    if "lang" in wanted:
        query &= Q(**{f"{prefix}lang": wanted["lang"]})
    if "type" in wanted:
        query &= Q(**{f"{prefix}kind__in": wanted["type"]})
    if "external_id" in wanted:
        query &= Q(**{f"{prefix}external_id": wanted["external_id"]})
    return query


def moving(wanted: dict[str, Any], prefix: str = "") -> Q:
    """The part that an edition can come into and leave: its dates, its freshness, and what it speaks of."""
    query = Q()
    for name, lookup in (
        ("published_since", "published_at__gte"),
        ("published_until", "published_at__lte"),
        ("updated_since", "updated_at__gte"),
    ):
        if name in wanted:
            query &= Q(**{f"{prefix}{lookup}": wanted[name]})
    if "freshness" in wanted:
        query &= Q(**{f"{prefix}freshness{'__gt' if wanted['freshness'] == 'stale' else ''}": 0})
    outer = f"{prefix.removesuffix('__')}_id" if prefix else "pk"
    for kind, key in _referred(wanted):
        query &= Q(Exists(Reference.objects.filter(kind=kind, key=key, edition_id=OuterRef(outer))))
    return query


def _referred(wanted: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for kind in REFERENCES:
        if kind in wanted:
            yield kind, wanted[kind]


def refuse_nonsense(wanted: dict[str, Any]) -> None:
    """Raises:
    Problem: the filters contradict each other, so the answer could only be empty.
    """
    since, until = wanted.get("published_since"), wanted.get("published_until")
    if since and until and until < since:
        raise malformed("published_until", until.isoformat(), _("a moment after published_since"))
