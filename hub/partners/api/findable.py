"""What an asker may find by searching: the same as in the lists, said in the search index's own terms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from hub.partners.api.asker import Asker
from hub.partners.api.filters import KINDS, live
from hub.partners.entitlement import Entitlement, Scope
from hub.publishing.asset_source import SHOWN_AS
from hub.publishing.models import Reference
from hub.publishing.offering import offered_items
from hub.registry.naming import Certainty
from media_library.finding.findable import KINDS as ASSET_KINDS
from media_library.models import Asset
from media_library.models.consents import consents_prefetch
from media_library.rights.clearance import usable
from media_library.rights.clearing import facts_of
from media_library.rights.uses import Use
from search import scope as index
from search.documents import Reach

ASSETS = tuple(ASSET_KINDS.values())
NAMES = ("agency", "place", "person", "fact", "term")  # in lists that ask for no scope
ALL = (*KINDS, *ASSETS, *NAMES)
NEEDED = dict.fromkeys(KINDS, Scope.ITEMS) | dict.fromkeys(ASSETS, Scope.MEDIA)

Editions = dict[str, dict[str, str]]
Shown = dict[str, str]


def scope_of(entitlement: Entitlement, wanted: Mapping[str, Any] | None = None) -> index.Scope:
    """Licences and languages, as a part of every query. `wanted`: as of `assets_now`."""
    territories = {entitlement.country, *([wanted["territory"]] if wanted and "territory" in wanted else ())}
    return index.Scope(
        frozenset({Reach.PUBLIC, Reach.PARTNERS}),
        licences=entitlement.licences,
        languages=entitlement.languages,
        territories=frozenset(territories - {""}),
        use=wanted.get("use", str(Use.WEB)) if wanted is not None else "",
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


def assets_now(
    uids: Iterable[str], entitlement: Entitlement, wanted: Mapping[str, Any] | None = None
) -> dict[str, Shown]:
    """The same for assets: those whose rights let the asker have them today on the web, and which such an edition shows or which
    stand for themselves (approved brand assets). id → language → address of an edition that shows it; three queries.

    `wanted`: what somebody wants them for (`media.WHAT_FOR`). Then also those that it may have for that, and those that it is
    offered in a package for that; two queries more.
    """
    uids = list(uids)
    if not uids:
        return {}
    rows = Asset.objects.filter(pk__in=uids).select_related("rights", "brandasset")
    assets = rows.prefetch_related(*consents_prefetch())
    ways = [(str(Use.WEB), entitlement.country)]
    offered: set[str] = set()
    if wanted is not None:
        asked = (wanted.get("use", str(Use.WEB)), wanted.get("territory", entitlement.country))
        ways, offered = [*ways, asked], offered_now(uids, entitlement, asked[0])
    cleared = [asset for asset in assets if any(_may_have(asset, entitlement, *way) for way in dict.fromkeys(ways))]
    shown: dict[str, Shown] = defaultdict(dict)
    shows = Reference.objects.filter(key__in=uids, kind__in=SHOWN_AS, edition__in=live(entitlement))
    for key, lang, url in shows.order_by("edition__published_at").values_list(
        "key", "edition__lang", "edition__url_path"
    ):
        shown[key][lang] = url
    return {
        str(asset.pk): shown.get(str(asset.pk), {})
        for asset in cleared
        if str(asset.pk) in shown or str(asset.pk) in offered or _stands_for_itself(asset)
    }


def _may_have(asset: Asset, entitlement: Entitlement, use: str, territory: str) -> bool:
    facts, today = facts_of(asset, naming=False), timezone.localdate()
    licences = entitlement.licences
    return usable(facts, use=use, day=today, territory=territory or None, licences=licences).ok


def offered_now(uids: Iterable[str], entitlement: Entitlement, use: str) -> set[str]:
    """Those that are in a package which the asker may take, and which is for that use. Without a key: none."""
    if entitlement.partner is None:
        return set()
    items = offered_items().filter(
        asset_uid__in=list(uids), package__use=use, package__territory__in={"", entitlement.country}
    )
    return {
        str(uid)
        for uid, languages in items.values_list("asset_uid", "package__languages")
        if all(entitlement.reads(lang) for lang in languages)
    }


def _stands_for_itself(asset: Asset) -> bool:
    return asset.told_as == "brand" and asset.brandasset.status == Certainty.APPROVED
