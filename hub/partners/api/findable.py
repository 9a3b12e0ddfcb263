"""What an asker may find by searching: the same as in the lists, said in the search index's own terms."""

from collections.abc import Iterable

from hub.partners.api.asker import Asker
from hub.partners.api.filters import KINDS, live
from hub.partners.entitlement import Entitlement, Scope
from hub.publishing.models import Reference
from search import scope as index
from search.documents import Reach

ASSETS = ("picture", "clip", "document")
NAMES = ("agency", "place", "person", "fact", "term")  # in lists that ask for no scope
ALL = (*KINDS, *ASSETS, *NAMES)
NEEDED = dict.fromkeys(KINDS, Scope.ITEMS) | dict.fromkeys(ASSETS, Scope.MEDIA)

Editions = dict[str, dict[str, str]]


def scope_of(entitlement: Entitlement) -> index.Scope:
    """Licences and languages, as a part of every query."""
    return index.Scope(
        frozenset({Reach.PUBLIC, Reach.PARTNERS}), licences=entitlement.licences, languages=entitlement.languages
    )


def kinds_for(asker: Asker, wanted: Iterable[str]) -> tuple[str, ...]:
    """Those that were asked for; else all that the key is for.

    Raises:
        Problem: one was asked for that the key is not for.
    """
    for kind in wanted:
        if kind in NEEDED:
            asker.demand(NEEDED[kind])
    return tuple(wanted) or tuple(
        kind for kind in ALL if kind not in NEEDED or NEEDED[kind] in asker.entitlement.scopes
    )


def editions_now(works: Iterable[str], entitlement: Entitlement) -> Editions:
    """work → language → id of the editions the asker may take at this moment: the index is a breath behind the ledger,
    and what was withdrawn in that breath must not be shown."""
    rows = live(entitlement).filter(work__in=list(works)).order_by("lang").values_list("work", "lang", "pk")
    editions: Editions = {}
    for work, lang, edition_id in rows:
        editions.setdefault(str(work), {})[lang] = edition_id
    return editions


def assets_now(uids: Iterable[str], entitlement: Entitlement) -> set[str]:
    """The same for pictures, clips and documents: those that such an edition shows."""
    wanted = list(uids)
    if not wanted:
        return set()
    shown = Reference.objects.filter(key__in=wanted, kind__in=("picture", "video", "document"))
    return set(shown.filter(edition__in=live(entitlement)).values_list("key", flat=True))
