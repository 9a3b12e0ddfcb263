"""Letters to those who look after rights: once a day, about everything that ends soon, has ended or was withdrawn.

Who gets them: whoever may change rights by a role, for the assets of their own agency and those of none; without an agency,
for all. Where everybody has an agency, those of an agency in which nobody gets letters are told to all: no end is told to
nobody. A letter is a row before it is sent, and what it tells (`RightsNotice`) is told to each person once; a mail server
that is away is asked again for a day, then the next day's letter tells it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.users.models import UserProfile

from hub.outbound import letters
from hub.outbound.calling import OutboundError
from hub.outbound.pauses import is_last, pause_after
from media_library.models import Notice, RightsLetter, RightsNotice
from media_library.models.consents import rights_prefetch
from media_library.rights.clearance import in_words, right_in_words
from media_library.rights.clearing import facts_of
from media_library.rights.expiry import prune, still_true, warn
from media_library.where_used import UsedBy, uses_of_each

BEGINS_AT = 7  # o'clock, in the house's own time
TOLD_WITHIN = timedelta(days=7)  # what is older is no news, to somebody who begins today
LETTERS_KEPT = timedelta(days=90)
BATCH = 20
MOST_USES = 5
BACKEND = "django.contrib.auth.backends.ModelBackend"


def write_letters(now: datetime) -> int:
    """The letters of today, as rows. Nothing before the hour, or without a mail server. Safe to run twice, and by two."""
    if not is_time(now) or not letters.offered():
        return 0
    today = timezone.localdate(now)
    warn(today)
    prune(today)
    RightsLetter.objects.filter(day__lt=today - LETTERS_KEPT).delete()
    news = RightsNotice.objects.filter(told_at__gt=now - TOLD_WITHIN).exclude(notice=Notice.BEGUN)
    people = list(receivers())
    agencies = {person.agency_id for person in people}
    return sum(_write(person, now, news.filter(_theirs(person, agencies))) for person in people)


def _theirs(person: Any, agencies: set[int | None]) -> Q:
    """Which notices are a person's. `agencies`: of all who get letters."""
    if person.agency_id is None:
        return Q()
    theirs = Q(asset__owner=person.agency_id) | Q(asset__owner=None)
    return theirs if None in agencies else theirs | ~Q(asset__owner__in=agencies)


def is_time(now: datetime) -> bool:
    return timezone.localtime(now).hour >= BEGINS_AT


def receivers() -> QuerySet[Any]:
    return _by_role().exclude(email="").exclude(letter_choice__rights=False).order_by("pk").distinct()


def looks_after_rights(user: Any) -> bool:
    return _by_role().filter(pk=user.pk).exists()


def _by_role() -> QuerySet[Any]:
    """Those who hold a role that changes rights; an administrator may change everything and looks after nothing."""
    people: Any = get_user_model()._default_manager
    found: QuerySet[Any] = people.with_perm("media_library.change_rights", backend=BACKEND, include_superusers=False)
    return found


@transaction.atomic
def _write(person: Any, now: datetime, news: QuerySet[RightsNotice]) -> bool:
    today = timezone.localdate(now)
    if RightsLetter.objects.filter(to=person, day=today).exists():
        return False
    told = RightsLetter.objects.filter(to=person, given_up=False).values("notices")
    untold = news.exclude(pk__in=told.exclude(notices=None))
    due = [notice for notice in _with_assets(untold) if still_true(notice)]
    if not due:
        return False
    letter, mine = RightsLetter.objects.get_or_create(to=person, day=today, defaults={"retry_at": now})
    if mine:
        letter.notices.set(due)
    return mine


def send_letters(now: datetime) -> int:
    """One round of those that wait. Returns how many were sent or tried."""
    tried = 0
    for letter in _taken(now):
        tried += 1
        _send(letter)
    return tried


def _taken(now: datetime) -> Iterator[RightsLetter]:
    """Taken by this process, one by one: the attempt is noted before it is made, with the time of the next."""
    waiting = RightsLetter.objects.filter(sent_at=None, given_up=False, retry_at__lte=now)
    for letter in waiting.select_related("to").order_by("retry_at")[:BATCH]:
        if is_last(letter.attempts):  # killed at the last one
            RightsLetter.objects.filter(pk=letter.pk).update(given_up=True)
            continue
        mine = RightsLetter.objects.filter(pk=letter.pk, attempts=letter.attempts, sent_at=None)
        retry_at = now + pause_after(letter.attempts + 1)
        if mine.update(attempts=letter.attempts + 1, retry_at=retry_at):
            letter.attempts += 1
            yield letter


def _send(letter: RightsLetter) -> None:
    due = [notice for notice in _with_assets(letter.notices.all()) if still_true(notice)]
    mine = RightsLetter.objects.filter(pk=letter.pk)
    if not due or not receivers().filter(pk=letter.to_id).exists():
        mine.delete()  # everything was settled meanwhile, or it is nobody's business any more
        return
    with override(UserProfile.get_for_user(letter.to).get_preferred_language()):
        try:
            letters.send(letter.to.email, _subject(due), _text(due, letter.to), id=str(letter.pk))
        except OutboundError as fault:
            mine.update(fault=str(fault)[:500], given_up=is_last(letter.attempts))
            return
    mine.update(sent_at=timezone.now(), fault="")


def _with_assets(notices: QuerySet[RightsNotice]) -> QuerySet[RightsNotice]:
    rows = notices.select_related("asset__rights").prefetch_related(*rights_prefetch("asset__"))
    return rows.order_by("day", "asset__title", "pk")


# --- what a letter says ----------------------------------------------------------------------------------------------


def _subject(due: list[RightsNotice]) -> str:
    count = len({notice.asset_id for notice in due})
    return ngettext("Rights: %(count)d asset to look at", "Rights: %(count)d assets to look at", count) % {
        "count": count
    }


def _text(due: list[RightsNotice], reader: Any) -> str:
    lines = [_("Rights and consents that end soon, have ended or were withdrawn:"), ""]
    uses = uses_of_each(list({notice.asset_id: notice.asset for notice in due}.values()), reader)
    for notice in due:
        lines += [*_about(notice, uses[notice.asset_id]), ""]
    lines += [
        _("All rights that end: %(url)s") % {"url": _whole(reverse("media_library:ending"))},
        _("You get this letter because you look after rights. Change it in your account: %(url)s")
        % {"url": _whole(reverse("wagtailadmin_account"))},
    ]
    return "\n".join(lines)


def _about(notice: RightsNotice, uses: list[UsedBy]) -> Iterator[str]:
    asset = notice.asset
    told = {"what": capfirst(str(Notice(notice.notice).label)), "day": in_words(notice.day)}
    yield f"{asset.title} ({asset.get_kind_display()})"
    if notice.notice == Notice.WITHDRAWN:
        yield _("%(what)s on %(day)s.") % told
    else:
        yield _("%(what)s. Last day of use: %(day)s (%(why)s).") % (told | {"why": _whose(asset, notice.day)})
    for use in uses[:MOST_USES]:
        yield _("Shown by: %(page)s") % {"page": f"{use.title} ({use.language})" if use.language else use.title}
    if len(uses) > MOST_USES:
        more = len(uses) - MOST_USES
        yield ngettext("and by %(count)d more", "and by %(count)d more", more) % {"count": more}
    yield _whole(reverse("wagtailsnippets_media_library_asset:edit", args=[asset.pk]))


def _whose(asset: Any, day: date) -> str:
    """Which rights end on that day."""
    return "; ".join(right_in_words(whose) for last, whose in facts_of(asset).ends if last == day)


def _whole(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
