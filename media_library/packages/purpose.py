"""What somebody wants assets for, and whether they may have them for that: asked before, while and after packing.

What is packed leaves the house: what is internal never does, nor a brand asset that nobody has approved, or whose file says where it was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.registry.naming import Certainty
from media_library.models import Asset, BrandAsset
from media_library.renditions.public_copies import fault_of
from media_library.rights.clearance import Reason, Verdict, usable
from media_library.rights.clearing import facts_of
from media_library.rights.licences import Licence

HANDED_OUT = frozenset({str(Licence.CC_BY), str(Licence.PRESS)})


@dataclass(frozen=True, slots=True)
class Purpose:
    """Empty `territory`: everywhere. `day`: of the use; a day that has passed, or none: today. `languages`: in which it is to
    be used; empty: nobody has said."""

    use: str
    territory: str = ""
    day: date | None = None
    languages: tuple[str, ...] = ()


def verdict_on(
    asset: Asset, purpose: Purpose, *, naming: bool = False, licences: frozenset[str] = HANDED_OUT
) -> Verdict:
    """`naming`: as in `facts_of`; for the house's own eyes only. One language in which it may be used is enough: the words of
    the others stay here (`media_library.rights.terms.told_texts`), and so do translations that are not allowed. In none: why not, of each.
    """
    today = timezone.localdate()
    question: dict[str, Any] = {
        "use": purpose.use,
        "day": max(today, purpose.day or today),
        "territory": purpose.territory or None,
        "licences": licences,
    }
    facts = facts_of(asset, naming=naming)
    asked = [usable(facts, language=tag, **question) for tag in purpose.languages] or [usable(facts, **question)]
    reasons = [tuple(reason for reason in each.reasons if reason.code != "translation") for each in asked]
    of_all = dict.fromkeys(chain.from_iterable(reasons)) if all(reasons) else ()
    return Verdict((*of_all, *_of_its_file(asset)))


def _of_its_file(asset: Asset) -> tuple[Reason, ...]:
    if not asset.is_carried:
        return (Reason("gone", _("It is no longer in the library.")),)
    carrier = asset.carrier
    if not isinstance(carrier, BrandAsset):
        return ()
    if carrier.status != Certainty.APPROVED:
        return (Reason("not_settled", _("It is proposed: a brand asset leaves the house when it is approved.")),)
    if carrier.stays_inside:
        words = _("Its file says inside where it was made: such a brand asset does not leave the house.")
        return (Reason("says_where", words),)
    if fault_of(carrier):
        return (Reason("unprepared", _("There is no copy of its file that can be given out.")),)
    return ()


def fetch_brand_files(assets: Iterable[Asset]) -> None:
    """What the verdict on brand assets asks for beside their rights: two queries, none where there are no such."""
    brand = [asset for asset in assets if asset.told_as == "brand"]
    prefetch_related_objects(brand, "versions")
    prefetch_related_objects([asset.carrier for asset in brand if asset.is_carried], "copies")
