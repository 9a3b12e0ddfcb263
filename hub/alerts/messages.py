"""What a notice says, as a letter and as a webhook's message. Worked out when it is sent: only of what is in the index
then, and what its owner may see then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from hub.alerts.models import Notice, Part, SavedSearch, SharedSearch
from hub.alerts.watching import may_be_told
from hub.publishing.desk_search import kind_name
from hub.publishing.desk_sight import seen_by
from locales.languages import display_name
from media_library.finding.library_search import asked_of, in_words
from search.models import StoredDocument


@dataclass(frozen=True, slots=True)
class Told:
    """One match. `url`: in the admin; empty where its owner cannot open it."""

    key: str
    kind: str
    lang: str
    title: str
    url: str


def matches_of(notice: Notice) -> list[Told]:
    """The newest first."""
    owner = notice.saved.owner
    if not may_be_told(owner):
        return []
    keys = list(notice.matches.values_list("key", flat=True))
    seen = seen_by(owner, keys)
    rows = StoredDocument.objects.filter(pk__in=seen, place__isnull=False).order_by("-place")
    return [
        Told(key, kind, lang, title, _whole(seen[key]))
        for key, kind, lang, title in rows.values_list("key", "kind", "lang", "title")
    ]


def language_of(saved: SavedSearch) -> str:
    """In which the admin speaks to its owner."""
    return str(UserProfile.get_for_user(saved.owner).get_preferred_language())


def asked_in_words(saved: SavedSearch | SharedSearch, names: Mapping[str, Any] | None = None) -> str:
    """What was typed, and what it was narrowed to. `names`: as `library_search.in_words` takes them."""
    narrowed = in_words(saved.narrowed, names) if saved.narrowed else ""
    return "; ".join(part for part in (saved.typed, narrowed) if part)


def run_url(saved: SavedSearch | SharedSearch) -> str:
    if saved.part == Part.LIBRARY:
        return f"{reverse('media_library:library')}?{asked_of(saved.typed, saved.narrowed).query()}"
    asked = {"q": saved.typed, **({"in": saved.part} if saved.part else {})}
    return f"{reverse('hub_search')}?{urlencode(asked)}"


def _whole(path: str) -> str:
    return f"{settings.BASE_URL}{path}" if path else ""


# --- a letter --------------------------------------------------------------------------------------------------------


def subject(saved: SavedSearch, matches: list[Told], *, test: bool) -> str:
    if test:
        return _("“%(name)s”: a test") % {"name": saved.name}
    return ngettext("“%(name)s”: %(count)d new match", "“%(name)s”: %(count)d new matches", len(matches)) % {
        "name": saved.name,
        "count": len(matches),
    }


def letter(notice: Notice, matches: list[Told]) -> str:
    saved = notice.saved
    lines = [
        _("Your saved search “%(name)s” looks for: %(typed)s") % {"name": saved.name, "typed": asked_in_words(saved)},
        "",
    ]
    if notice.test:
        lines += [_("This is a test. New matches will come to you this way."), ""]
    for match in matches:
        lines += [match.title, _about(match), *([match.url] if match.url else []), ""]
    lines += [
        _("All matches: %(url)s") % {"url": _whole(run_url(saved))},
        _("Change or end these messages: %(url)s") % {"url": _whole(reverse("hub_alerts:edit", args=(saved.pk,)))},
        "",
        _("Found on %(moment)s.") % {"moment": date_format(localtime(notice.made_at), "SHORT_DATETIME_FORMAT")},
    ]
    return "\n".join(lines)


def _about(match: Told) -> str:
    return " · ".join(word for word in (kind_name(match.kind), display_name(match.lang) if match.lang else "") if word)


# --- a webhook -------------------------------------------------------------------------------------------------------


def message(notice: Notice, matches: list[Told]) -> dict[str, Any]:
    saved = notice.saved
    narrowed = {"narrowed": saved.narrowed} if saved.narrowed else {}
    return {
        "type": "saved_search.test" if notice.test else "saved_search.matched",
        "timestamp": notice.made_at.isoformat(),
        "data": {
            "search": {"id": saved.pk, "name": saved.name, "query": saved.typed, **narrowed},
            "matches": [
                {
                    "key": each.key,
                    "type": each.kind,
                    "lang": each.lang or None,
                    "title": each.title,
                    "url": each.url or None,
                }
                for each in matches
            ],
        },
    }
