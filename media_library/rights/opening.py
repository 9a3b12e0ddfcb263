"""Rights are opened by two. Whoever may change rights narrows an asset's alone, and at once; what makes an asset more usable
than it was is done by those who may approve rights records, and the history says by whom (law: four eyes on a rights change).

Every door asks here: the forms of assets and of their carriers, consents, and changes of many assets at once. A new asset
has no door: what stands in its form, or in a sheet, is the first that is said of it, and the persons in its file come
without a consent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from media_library.models import Asset, Consent, PersonShown
from media_library.rights.approving import APPROVE
from media_library.rights.clearance import STRICTEST_FIRST, Shown, in_words, obstacles, uses_in_words
from media_library.rights.clearing import agreement_of, facts_of, shown_as
from media_library.rights.licences import Licence

if TYPE_CHECKING:
    from hub.staff.models import User

OF_RIGHTS: Final[tuple[str, ...]] = ("licence", "usable_from", "usable_until", "rights")
PEOPLE: Final = "people"
OPENED: Final = "media_library.open_rights"


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing by which an asset becomes more usable. `part`: a field of the asset or of the consent, or `PEOPLE`; `code`: of
    `said`; `about`: what it names, in words or as an ISO date."""

    part: str
    code: str
    about: str = ""


def may_open(by: "User | None") -> bool:
    return by is not None and by.has_perm(APPROVE)


def said(opening: Opening) -> str:
    about = opening.about
    if opening.code in ("earlier", "later"):
        about = in_words(date.fromisoformat(about))
    if opening.code == "licence":
        about = str(Licence(about).label)
    return {
        "record": _("The rights record “%(about)s” no longer holds."),
        "changes": _("The rights record “%(about)s” allows it to be changed, which nobody was allowed so far."),
        "licence": _("The licence is freer than “%(about)s”."),
        "earlier": _("It can be used before %(about)s."),
        "later": _("It can be used after %(about)s."),
        "taken_off": _("%(about)s no longer stands among the people shown."),
        "not_asked": _("The consent of %(about)s is no longer asked for."),
        "consent": _("Another consent stands for %(about)s."),
        "less": _("Less stands against showing %(about)s."),
        "scope": _("More uses are agreed: %(about)s."),
        "given": _("A consent is there that was not there so far."),
        "not_withdrawn": _("The consent is no longer withdrawn, or later."),
    }[opening.code] % {"about": about}


def who_may() -> str:
    return _(
        "With this change more could be done with it than now, and that takes a second person: ask somebody who may approve "
        "rights records (rights officer, desk head) to make it. Nothing is saved, and what you entered still stands here."
    )


# --- of an asset ------------------------------------------------------------------------------------------------------


def openings(asset: Asset, changes: Mapping[str, Any], people: "Iterable[PersonShown] | None" = None) -> list[Opening]:
    """What would make the asset more usable than it is. `asset`: as it stands; `changes`: the new values, of `OF_RIGHTS` alone;
    `people`: everybody who would be shown, None where that does not change.
    """
    found = [*_of_fields(asset, changes)]
    if people is not None:
        found += _of_people(asset.people.all(), {person.pk: person for person in people if person.pk})
    return found


def _of_fields(asset: Asset, changes: Mapping[str, Any]) -> Iterable[Opening]:
    if "licence" in changes and _freer(changes["licence"], than=asset.licence):
        yield Opening("licence", "licence", asset.licence)
    first, last = asset.usable_from, asset.usable_until
    if "usable_from" in changes and first and first > timezone.localdate() and _sooner(changes["usable_from"], first):
        yield Opening("usable_from", "earlier", first.isoformat())
    if "usable_until" in changes and last and _longer(changes["usable_until"], last):
        yield Opening("usable_until", "later", last.isoformat())
    if "rights" in changes and changes["rights"] != asset.rights:
        new = changes["rights"]
        if asset.rights is not None:  # a contract is read by people: which of two is the narrower one, no rule can say
            yield Opening("rights", "record", str(asset.rights))
        elif new.modification_allowed and not facts_of(asset).modification_allowed:
            yield Opening("rights", "changes", str(new))


def _of_people(before: Iterable[PersonShown], after: Mapping[Any, PersonShown]) -> Iterable[Opening]:
    """Of whoever has a say; somebody who is added only narrows."""
    today = timezone.localdate()
    for person in before:
        version, now = person.asset.file_version, after.get(person.pk)
        was = shown_as(person, version)
        if not was.has_a_say:
            continue
        if now is None:
            yield Opening(PEOPLE, "taken_off", person.who)
        elif code := _freed(was, shown_as(now, version), today):
            yield Opening(PEOPLE, code, person.who)
        elif now.consent_id and person.consent_id and now.consent_id != person.consent_id:
            yield Opening(PEOPLE, "consent", person.who)


def _freed(was: Shown, now: Shown, day: date) -> str:
    if not now.has_a_say:
        return "not_asked"
    return "less" if obstacles(was, day) - obstacles(now, day) else ""


def _freer(licence: str, *, than: str) -> bool:
    return STRICTEST_FIRST.index(Licence(licence)) > STRICTEST_FIRST.index(Licence(than))


def _sooner(day: date | None, than: date) -> bool:
    return day is None or day < than


def _longer(day: date | None, than: date) -> bool:
    return day is None or day > than


# --- of a consent -----------------------------------------------------------------------------------------------------


def openings_of_consent(before: Consent, after: Consent) -> list[Opening]:
    """What would allow more in the assets that stand on it; nothing where none does yet."""
    if not before.shown_in.exists():
        return []
    was, now, found = agreement_of(before), agreement_of(after), []
    if more := now.scope - was.scope:
        found.append(Opening("scope", "scope", uses_in_words(more)))
    found += [
        Opening(part, "given")
        for part, then, today in (("given_on", was.given, now.given), ("guardian_given_on", was.guardian_given, now.guardian_given))
        if today and not then
    ]  # fmt: skip
    if was.ends and _longer(now.ends, was.ends):
        found.append(Opening("ends_on", "later", was.ends.isoformat()))
    if was.withdrawn and _longer(now.withdrawn, was.withdrawn):
        found.append(Opening("withdrawn_on", "not_withdrawn"))
    return found


# --- and who did it ---------------------------------------------------------------------------------------------------


def note(row: Asset | Consent, found: Iterable[Opening], *, by: "User") -> None:
    """In the history of the row: nothing where nothing was opened."""
    if kept := [asdict(opening) for opening in found]:
        log(instance=row, action=OPENED, user=by, data={"opened": kept})
