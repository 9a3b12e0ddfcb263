"""May this asset be used, and if not, why not: the rule, over values. Asks no database, no settings and no clock.

Whoever asks says for which use, where, in which language and on which day. The answer is the narrowest of everything
that was promised: the asset's own licence and days, its rights record, and the consent of each person shown. A question
left open (`territory=None`: everywhere; `language=None`: no words are taken) is asked at its widest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.rights.licences import Licence, is_open
from media_library.rights.uses import Use, language_name, territory_name

CHILD_UNTIL: Final = 16  # Law on Children 2016, Art. 1
OWN_CONSENT_FROM: Final = 7  # Decree 56/2017/NĐ-CP, Art. 36
A_FEW_WORDS: Final = 40
CHILD_IDENTIFIED: Final = "child_identified"
STRICTEST_FIRST: Final = (Licence.INTERNAL, Licence.PRESS, Licence.CC_BY)


# --- what is known ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreement:
    """A person's consent. `given`: by the person; `guardian_given`: for a child."""

    scope: frozenset[str]
    given: date | None = None
    guardian_given: date | None = None
    ends: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One person in the asset. `needs_consent`: no event and no public interest stands in for it."""

    who: str
    needs_consent: bool
    recognisable: bool = True
    face: bool = True
    age: int | None = None
    named: bool = False
    school: bool = False
    agreement: Agreement | None = None

    @property
    def is_child(self) -> bool:
        return self.age is not None and self.age < CHILD_UNTIL

    @property
    def has_a_say(self) -> bool:
        """Does the asset stand on this person's consent? A child's is always asked for."""
        return self.recognisable and (self.needs_consent or self.is_child)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a rights record allows. Empty sets: no limit. `ended`: it was in force once, and somebody ended it. `terms` and
    `third_party` (co-producers, music, works of art), whether it may be changed and is exclusive are for people to read: they
    decide nothing.
    """

    title: str
    approved: bool
    licence: str
    ended: bool = False
    uses: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    translation_allowed: bool = True
    usable_from: date | None = None
    usable_until: date | None = None
    terms: str = ""
    third_party: str = ""
    modification_allowed: bool = True
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """`still_of`: of a picture that was taken from a clip, what is known of the clip: the still is never freer."""

    licence: str
    usable_from: date | None = None
    usable_until: date | None = None
    grant: Grant | None = None
    people: tuple[Shown, ...] = ()
    still_of: "AssetFacts | None" = None

    @property
    def parts(self) -> "tuple[AssetFacts, ...]":
        """All whose records and people are asked."""
        return (self,) if self.still_of is None else (self, self.still_of)

    @property
    def effective_licence(self) -> str:
        """The strictest of the asset's, the record's and the clip's."""
        told = {self.licence, self.grant.licence if self.grant else self.licence}
        if self.still_of is not None:
            told.add(self.still_of.effective_licence)
        return str(next(licence for licence in STRICTEST_FIRST if licence in told))

    @property
    def uses(self) -> frozenset[str] | None:
        """What the record and everybody who has a say allow alike. None: every use; empty: none is left."""
        limits = [each.agreement.scope if each.agreement else frozenset() for each in self.people if each.has_a_say]
        if self.grant is not None and self.grant.uses:
            limits.append(self.grant.uses)
        if self.still_of is not None and self.still_of.uses is not None:
            limits.append(self.still_of.uses)
        return frozenset.intersection(*limits) if limits else None

    @property
    def modification_allowed(self) -> bool:
        """An open licence allows it (CC BY 4.0, 2.a.1); beyond that only a record can, of its own accord and not because its
        licence is open: then the asset's own is the stricter one."""
        if self.still_of is not None and not self.still_of.modification_allowed:
            return False
        if is_open(self.effective_licence):
            return True
        return self.grant is not None and self.grant.modification_allowed and not is_open(self.grant.licence)

    @property
    def first_day(self) -> date | None:
        days = [self.usable_from, self.grant.usable_from if self.grant else None]
        days.append(self.still_of.first_day if self.still_of else None)
        return max((day for day in days if day), default=None)

    @property
    def ends(self) -> list[tuple[date, "Grant | Shown | None"]]:
        """Every last day there is, the next first, and whose it is: of the record, of a consent that the asset stands on,
        or (None) of the asset itself."""
        days: list[tuple[date | None, Grant | Shown | None]] = [(self.usable_until, None)]
        if self.grant is not None:
            days.append((self.grant.usable_until, self.grant))
        days += [(each.agreement.ends, each) for each in self.people if each.agreement and each.has_a_say]
        days += self.still_of.ends if self.still_of is not None else []
        return sorted(((day, whose) for day, whose in days if day), key=lambda end: end[0])

    @property
    def last_day(self) -> date | None:
        return next((day for day, _whose in self.ends), None)


# --- what is answered -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` for programs, `words` for people."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    reasons: tuple[Reason, ...]

    @property
    def ok(self) -> bool:
        return not self.reasons

    @property
    def words(self) -> str:
        return " ".join(reason.words for reason in self.reasons)

    def has(self, code: str) -> bool:
        return any(reason.code == code for reason in self.reasons)


def usable(
    facts: AssetFacts,
    *,
    use: str,
    day: date,
    territory: str | None = None,
    language: str | None = None,
    licences: frozenset[str] | None = None,
) -> Verdict:
    """The verdict for one question. `licences`: what the asker's agreement covers; None: the house itself asks."""
    reasons = [*_by_licence(facts, licences), *_by_days(facts, day)]
    for part in facts.parts:
        reasons += _by_grant(part.grant, use, territory, language) if part.grant is not None else ()
        reasons += (reason for person in part.people for reason in _by_person(person, use, day))
    return Verdict(tuple(dict.fromkeys(reasons)))


def may_be_named(person: Shown, day: date) -> bool:
    """In a file that leaves: the words of the asset name the person, and nothing stands against showing who it is."""
    return person.named and may_be_shown(person, day)


def obstacles(person: Shown, day: date) -> frozenset[tuple[str, bool]]:
    """What stands against showing this person: uses, and whether a consent could not help."""
    reasons = ((str(use), reason.code) for use in Use for reason in _by_person(person, str(use), day))
    return frozenset((use, code == CHILD_IDENTIFIED) for use, code in reasons)


def may_be_shown(person: Shown, day: date) -> bool:
    """To everybody, on the web."""
    return not any(_by_person(person, str(Use.WEB), day))


def _by_licence(facts: AssetFacts, licences: frozenset[str] | None) -> Iterator[Reason]:
    licence = facts.effective_licence
    if licences is None or licence in licences:
        return
    if licence == Licence.INTERNAL:
        yield Reason("internal", _("It is for internal use and not released to anybody."))
    else:
        yield Reason("licence", _("Its licence is “%(licence)s”: not covered.") % {"licence": licence})


def _by_days(facts: AssetFacts, day: date) -> Iterator[Reason]:
    first, last = facts.first_day, facts.last_day
    if first is not None and day < first:
        yield Reason("not_yet", _("It is under embargo: it may be used from %(day)s on.") % {"day": in_words(first)})
    if last is not None and day > last:
        yield Reason("expired", _("It could be used until %(day)s; that has passed.") % {"day": in_words(last)})


def _by_grant(grant: Grant, use: str, territory: str | None, language: str | None) -> Iterator[Reason]:
    if grant.ended:
        yield Reason("ended", _("The rights record “%(record)s” was ended.") % {"record": grant.title})
    elif not grant.approved:
        yield Reason(
            "not_approved",
            _("The rights record “%(record)s” is not in force: a second person has not approved it yet.")
            % {"record": grant.title},
        )
    if grant.uses and use not in grant.uses:
        yield Reason(
            "use",
            _("It may be used for %(allowed)s, not for %(asked)s.")
            % {"allowed": uses_in_words(grant.uses), "asked": uses_in_words({use})},
        )
    if grant.territories and territory not in grant.territories:
        allowed = ", ".join(sorted(territory_name(code) for code in grant.territories))
        if territory is None:
            yield Reason("territory", _("It may be used in %(allowed)s only, not everywhere.") % {"allowed": allowed})
        else:
            asked = territory_name(territory)
            yield Reason(
                "territory",
                _("It may be used in %(allowed)s only, not in %(asked)s.") % {"allowed": allowed, "asked": asked},
            )
    if language is not None and grant.languages and language not in grant.languages:
        allowed = ", ".join(sorted(map(language_name, grant.languages)))
        yield Reason("language", _("It may be used in these languages only: %(allowed)s.") % {"allowed": allowed})
    elif language not in (None, SOURCE_LANGUAGE) and not grant.translation_allowed:
        yield Reason("translation", _("Its words may not be translated."))


def _by_person(person: Shown, use: str, day: date) -> Iterator[Reason]:
    if person.is_child and person.face and person.named and person.school:
        yield Reason(
            CHILD_IDENTIFIED,
            _("%(who)s is a child: face, name and school may never be shown together. Blur the face or leave out one.")
            % {"who": person.who},
        )
    if not person.has_a_say:
        return
    agreement = person.agreement
    if agreement is None:
        yield Reason("no_consent", _("There is no consent of %(who)s.") % {"who": person.who})
        return
    if agreement.withdrawn is not None and agreement.withdrawn <= day:
        yield Reason(
            "consent_withdrawn",
            _("%(who)s withdrew the consent on %(day)s.") % {"who": person.who, "day": in_words(agreement.withdrawn)},
        )
    if use not in agreement.scope:
        yield Reason(
            "consent_scope",
            _("%(who)s agreed to %(allowed)s, not to %(asked)s.")
            % {"who": person.who, "allowed": uses_in_words(agreement.scope), "asked": uses_in_words({use})},
        )
    if person.is_child and not _is_given(agreement.guardian_given, day):
        yield Reason("no_guardian", _("%(who)s is under 16: the guardian's consent is missing.") % {"who": person.who})
    if (not person.is_child or (person.age or 0) >= OWN_CONSENT_FROM) and not _is_given(agreement.given, day):
        yield Reason("no_own_consent", _("%(who)s's own consent is missing.") % {"who": person.who})


def _is_given(on: date | None, day: date) -> bool:
    return on is not None and on <= day


# --- in words ---------------------------------------------------------------------------------------------------------


def summary(facts: AssetFacts, day: date) -> str:
    """One sentence for the librarian: “Usable for web, print; until 31/12/2026.” or why not."""
    verdicts = {str(use): usable(facts, use=use, day=day, territory=somewhere(facts)) for use in Use}
    allowed = [use for use, verdict in verdicts.items() if verdict.ok]
    if not allowed:
        first = verdicts[str(Use.WEB)]
        return _("Not usable: %(reasons)s") % {"reasons": first.words}
    parts = [
        _("Usable for every use")
        if len(allowed) == len(Use)
        else _("Usable for %(uses)s") % {"uses": uses_in_words(allowed)}
    ]
    if facts.effective_licence == Licence.INTERNAL:
        parts = [_("Usable inside the house only")]
    if facts.grant is not None and facts.grant.territories:
        parts.append(", ".join(sorted(territory_name(code) for code in facts.grant.territories)))
    if facts.last_day is not None:
        parts.append(_("until %(day)s") % {"day": in_words(facts.last_day)})
    return "; ".join([*parts, *_to_be_read(facts.grant)])


def _to_be_read(grant: Grant | None) -> list[str]:
    """What no rule can decide, as the contract has it; a long one in its first words."""
    told = []
    if grant is not None and not grant.modification_allowed:
        told.append(_("must not be changed"))
    if grant is not None and grant.exclusive:
        told.append(_("exclusive rights"))
    if grant is not None and grant.terms.strip():
        told.append(_("own terms: %(terms)s") % {"terms": _shortened(grant.terms)})
    if grant is not None and grant.third_party.strip():
        told.append(_("ask third parties too: %(elements)s") % {"elements": _shortened(grant.third_party)})
    return told


def _shortened(text: str) -> str:
    return Truncator(" ".join(text.split()).rstrip(".")).words(A_FEW_WORDS)


def somewhere(facts: AssetFacts) -> str | None:
    """A territory in which it may be used at all."""
    limits = [part.grant.territories for part in facts.parts if part.grant is not None and part.grant.territories]
    return min(frozenset.intersection(*limits), default=None) if limits else None


def right_in_words(whose: Grant | Shown | None) -> str:
    """Which right it is that ends (`AssetFacts.ends`), and what it covers."""
    if whose is None:
        return _("the asset's own days of use")
    if isinstance(whose, Shown):
        scope = whose.agreement.scope if whose.agreement else frozenset()
        return _("consent of %(who)s: %(uses)s") % {"who": whose.who, "uses": uses_in_words(scope)}
    covers = [
        uses_in_words(whose.uses) if whose.uses else _("every use"),
        ", ".join(sorted(map(territory_name, whose.territories))) if whose.territories else _("everywhere"),
    ]
    if whose.languages:
        covers.append(", ".join(sorted(map(language_name, whose.languages))))
    return _("rights record “%(record)s”: %(covers)s") % {"record": whose.title, "covers": "; ".join(covers)}


def uses_in_words(uses: "frozenset[str] | set[str] | list[str]") -> str:
    return ", ".join(str(Use(use).label) for use in Use if str(use) in {str(each) for each in uses})


def in_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
