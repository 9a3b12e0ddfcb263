"""Looks at where it belongs: agency, plan task, topics, places, facts, and what its kind of work needs."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.content.preflight.finding import Finding, Rule, blocks, hint, needed
from hub.registry.naming import Certainty
from media_library.rights.licences import Licence

INTERNAL_REFUSED = gettext_lazy("Its licence says “internal: not for release”. Choose another licence, or withdraw it.")


def agency(page: Any) -> Iterator[Finding]:
    if page.agency is None:
        yield needed("agency_missing", _("The agency that answers for it is missing."), "agency")
        return
    day = timezone.localdate(page.first_published_at) if page.first_published_at else timezone.localdate()
    if not page.agency.covers(day):
        yield hint("agency_not_valid", _("The agency “%(agency)s” does not exist on %(day)s.") % {
            "agency": page.agency, "day": date_format(day, "SHORT_DATE_FORMAT")}, "agency")  # fmt: skip


def licence(page: Any) -> Iterator[Finding]:
    if getattr(page, "licence", "") == Licence.INTERNAL:
        yield needed("licence_internal", str(INTERNAL_REFUSED), "licence")


def tags(page: Any) -> Iterator[Finding]:
    if not page.tasks.all():
        yield hint("task_missing", _("No plan task: the yearly report will not count it."), "tasks")
    if page.kind == "dossier":
        return
    if not page.subjects.all():
        yield hint("subject_missing", _("No media topic: partners that pick by topic will not find it."), "subjects")
    if not page.places.all():
        yield hint("place_missing", _("No place."), "places")
    if not page.byline.strip():
        yield hint("byline_missing", _("The byline is missing."), "byline")


def facts(page: Any) -> Iterator[Finding]:
    for kind, value, place in blocks(page):
        fact = value["fact"] if kind == "fact" else None
        if fact is None:
            continue
        if fact.expired:
            yield hint("fact_expired", _("The fact “%(fact)s” expired on %(day)s: ask its owner for a new figure.") % {
                "fact": fact, "day": date_format(fact.expires, "SHORT_DATE_FORMAT")}, place)  # fmt: skip
        if fact.status == Certainty.PROPOSED:
            yield hint(
                "fact_proposed",
                _("The fact “%(fact)s” is only proposed: its owner has not approved it.") % {"fact": fact},
                place,
            )


def particulars(page: Any) -> Iterator[Finding]:
    if page.kind == "event" and not page.venue.strip():
        yield hint("venue_missing", _("The event does not say where it takes place."), "venue")
    if page.kind == "issue" and not page.number.strip():
        yield hint("number_missing", _("The issue has no number."), "number")


RULES: tuple[Rule, ...] = (agency, licence, tags, facts, particulars)
