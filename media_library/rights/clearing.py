"""From an asset's rows to the values that `media_library.rights.clearance` decides on. Reads; decides nothing."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from media_library.rights.clearance import (
    Agreement,
    AssetFacts,
    Grant,
    Shown,
    Verdict,
    may_be_named,
    may_be_shown,
    usable,
)
from media_library.rights.licences import Licence, is_open
from media_library.rights.uses import Use

if TYPE_CHECKING:  # models draw pictures, and what is drawn into them asks here
    from media_library.models import Asset, Consent, PersonShown, RightsRecord


def facts_of(asset: "Asset", *, naming: bool = True) -> AssetFacts:
    """What is known of an asset's rights. One or two queries where `rights_prefetch` was not asked for, of a still twice as many.

    `naming=False`: for answers that leave the house. Who withdrew a consent, and who is a child, is nobody's business.
    """
    own = _facts_of_version(asset, asset.file_version, naming=naming)
    if asset.still_of is None:
        return own
    clip, version = asset.still_of.asset, asset.still_version
    of_clip = _facts_of_version(clip, version, naming=naming)
    if version != clip.file_version and clip.versions.filter(number=version, stays_inside=True).exists():
        of_clip = replace(of_clip, licence=Licence.INTERNAL)  # it shows a face that is cut or blurred by now
    return replace(own, still_of=of_clip)


def _facts_of_version(asset: "Asset", version: int | None, *, naming: bool) -> AssetFacts:
    """A still shows the faces of the file that it was taken from."""
    return AssetFacts(
        licence=asset.licence,
        usable_from=asset.usable_from,
        usable_until=asset.usable_until,
        grant=grant_of(asset.rights) if asset.rights is not None else None,
        people=tuple(shown_as(person, version, naming=naming) for person in asset.people.all()),
    )


def verdict_of(asset: "Asset", **question: Any) -> Verdict:
    """`question` as for `usable`; the web, today, unless told otherwise."""
    question.setdefault("use", str(Use.WEB))
    question.setdefault("day", timezone.localdate())
    return usable(facts_of(asset), **question)


def named_people(asset: "Asset", facts: AssetFacts | None = None) -> list["PersonShown"]:
    """Those whom the words name, as far as nothing stands against showing who it is: nobody whose consent is wanting.

    `facts`: of the asset, where the caller has them.
    """
    facts, today = facts or facts_of(asset, naming=False), timezone.localdate()
    rows = zip(asset.people.all(), facts.people, strict=True)
    return [each for each, one in rows if may_be_named(one, today)]


def withheld_people(asset: "Asset") -> set[int]:
    """Keys of the persons of the registry who are shown and whose consent is wanting today."""
    facts, today = facts_of(asset, naming=False), timezone.localdate()
    rows = zip(asset.people.all(), facts.people, strict=True)
    return {each.person_id for each, one in rows if each.person_id and not may_be_shown(one, today)}


def grant_of(record: "RightsRecord") -> Grant:
    return Grant(
        title=record.title,
        approved=record.live,
        ended=not record.live and record.first_published_at is not None,
        licence=record.licence,
        uses=frozenset(record.uses),
        territories=frozenset(record.territories),
        languages=frozenset(record.languages),
        translation_allowed=record.translation_allowed,
        usable_from=record.usable_from,
        usable_until=record.usable_until,
        terms=record.terms,
        third_party=record.third_party,
        modification_allowed=record.modification_allowed or is_open(record.licence),
        exclusive=record.exclusive,
    )


def shown_as(person: "PersonShown", version: int | None, *, naming: bool = True) -> Shown:
    """In that version of the asset's file."""
    face = person.face_visible and not person.is_blurred_in(version)
    return Shown(
        who=person.who if naming else _("A person shown"),
        needs_consent=person.needs_consent,
        recognisable=face or person.named,
        face=face,
        age=person.age,
        named=person.named,
        school=person.school_named,
        agreement=agreement_of(person.consent) if person.consent is not None else None,
    )


def agreement_of(consent: "Consent") -> Agreement:
    return Agreement(
        scope=frozenset(consent.scope),
        given=consent.given_on,
        guardian_given=consent.guardian_given_on,
        ends=consent.ends_on,
        withdrawn=consent.withdrawn_on,
    )
