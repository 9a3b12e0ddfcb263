"""What a change takes from the uses of an asset, or opens, told before it is made. Reads; changes nothing."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from media_library.changing.wanted import DAYS, DECIDING, PEOPLE, Difference
from media_library.models import Asset
from media_library.rights.clearance import AssetFacts, Verdict, somewhere, usable, uses_in_words
from media_library.rights.clearing import facts_of, grant_of, shown_as
from media_library.rights.licences import Licence
from media_library.rights.opening import Opening, openings
from media_library.rights.uses import Use

OUTSIDE = frozenset(str(licence) for licence in Licence) - {str(Licence.INTERNAL)}
Facts = tuple[AssetFacts, AssetFacts]  # before, after


def facts_around(asset: Asset, difference: Difference) -> Facts:
    before = facts_of(asset)
    found: dict[str, Any] = {name: after for name, (_before, after) in difference.items() if name in ("licence", *DAYS)}
    if "rights" in difference:
        found["grant"] = grant_of(difference["rights"][1])
    if PEOPLE in difference:
        found["people"] = tuple(shown_as(person, asset.file_version) for person in difference[PEOPLE][1])
    return before, replace(before, **found)


def opened_by(asset: Asset, difference: Difference) -> list[Opening]:
    changes = {name: after for name, (_before, after) in difference.items() if name in DECIDING}
    return openings(asset, changes, difference[PEOPLE][1] if PEOPLE in difference else None)


def taken_away(facts: Facts) -> tuple[str, str] | None:
    """The uses that are allowed today and would not be any more, and why, in words. None: none is lost."""
    before, after = facts
    licences = None if before.effective_licence == Licence.INTERNAL else OUTSIDE
    lost = {use: _verdict(after, use, licences) for use in Use if _verdict(before, use, licences).ok}
    lost = {use: verdict for use, verdict in lost.items() if not verdict.ok}
    if not lost:
        return None
    return uses_in_words([str(use) for use in lost]), next(iter(lost.values())).words


def _verdict(facts: AssetFacts, use: Use, licences: frozenset[str] | None) -> Verdict:
    today = timezone.localdate()
    return usable(facts, use=str(use), day=today, territory=somewhere(facts), licences=licences)
