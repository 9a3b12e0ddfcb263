"""What everybody may have: a file is public while something released shows it, and the web may have it, everywhere.

Asked of the database at the moment of asking, by the door at `/media/…` (`cms.portal.files`), and by the API to know which
addresses are good for everybody and which have to be made for its asker (`hub.partners.api.media_addresses`).
"""

from collections.abc import Iterable
from uuid import UUID

from hub.publishing.asset_source import SHOWN_AS
from hub.publishing.models import Reference, State
from hub.registry.naming import Certainty
from media_library.models import Asset, BrandAsset
from media_library.rights.clearance import Verdict
from media_library.rights.clearing import verdict_of
from media_library.rights.licences import Licence

OUR_OWN = frozenset({str(Licence.CC_BY), str(Licence.PRESS)})  # what the province may show on its own pages


def for_the_public(asset: Asset) -> Verdict:
    """On the web, which is seen everywhere."""
    return verdict_of(asset, licences=OUR_OWN)


def is_shown(asset: Asset) -> bool:
    """Does a live edition show it, or is it an approved part of the province's own appearance, or the picture of one?"""
    return asset.pk in _shown([asset])


def not_public(assets: Iterable[Asset]) -> set[UUID]:
    """Those whose files everybody is refused just now; three queries at most, where their rights were fetched with them."""
    there = list(assets)
    shown = _shown(there)
    return {asset.pk for asset in there if asset.pk not in shown or not for_the_public(asset).ok}


def _shown(assets: list[Asset]) -> set[UUID]:
    brand = [asset.pk for asset in assets if asset.told_as == "brand"]
    others = {str(asset.pk): asset for asset in assets if asset.told_as != "brand"}
    shown: set[UUID] = set()
    if others:
        rows = Reference.objects.filter(kind__in=SHOWN_AS, key__in=list(others), edition__state=State.LIVE)
        shown = {others[key].pk for kind, key in rows.values_list("kind", "key") if others[key].told_as == kind}
        pictures = [asset.pk for asset in others.values() if asset.told_as == "picture" and asset.pk not in shown]
        if pictures:
            shows = BrandAsset.objects.filter(picture__asset__in=pictures, status=Certainty.APPROVED)
            shown |= set(shows.values_list("picture__asset", flat=True))
    if brand:
        approved = BrandAsset.objects.filter(asset__in=brand, status=Certainty.APPROVED)
        shown |= set(approved.values_list("asset", flat=True))
    return shown
