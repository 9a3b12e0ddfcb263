"""What a joint change has done to an asset, or why it has not, in the reader's words: on its page and in the asset's history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from media_library.changing.wanted import CAPTION, DAYS, KEYWORDS, PEOPLE
from media_library.finding.library_search import LICENCES
from media_library.models import Asset, AssetText, PersonShown
from media_library.rights.clearance import in_words
from media_library.rights.opening import Opening, said
from media_library.source_types import DigitalSourceType


def called(name: str) -> str:
    """The field, as its form calls it."""
    if name == PEOPLE:
        return capfirst(str(PersonShown._meta.verbose_name_plural))
    model: Any = AssetText if name in (KEYWORDS, CAPTION) else Asset
    return capfirst(str(model._meta.get_field(name).verbose_name))


def value(name: str, words: str) -> str:
    if name in DAYS and words:
        return in_words(date.fromisoformat(words))
    if name == "digital_source_type" and words in DigitalSourceType.values:
        return str(DigitalSourceType(words).label)
    return str(LICENCES.get(words, words)) if name == "licence" else words


def lines(told: Mapping[str, Any]) -> list[str]:
    """`Credit line: AFP → TTXVN`, a field a line."""
    return [
        f"{called(name)}: {value(name, before) or '–'} → {value(name, after) or '–'}"
        for name, (before, after) in told.items()
    ]


def why_left(reason: Mapping[str, Any], who: object) -> str:
    """`who`: for whom it was to be changed."""
    opened = " ".join(said(Opening(**one)) for one in reason.get("openings", ()))
    now = "; ".join(f"{called(name)}: {value(name, words) or '–'}" for name, words in reason.get("now", {}).items())
    return {
        "gone": _("It has been deleted."),
        "not_theirs": _("%(who)s may not change it any more."),
        "no_rights": _("%(who)s may not change rights any more."),
        "opened": _(
            "More could be done with it than now, and that takes somebody who may approve rights records: %(words)s"
        ),
        "no_words": _("%(who)s may not approve words in that language any more."),
        "not_added": _("%(who)s may not add such assets to the collection %(where)s."),
        "changed_since": _("Somebody has changed it meanwhile. There stands now: %(now)s"),
        "not_there": _("What stood there before has been deleted from the registry or the rights records."),
        "invalid": _("It would not be valid: %(words)s"),
        "fault": _("Changing it failed. Somebody who looks after the hub has to look."),
    }[reason["code"]] % {
        "who": who or _("Whoever ordered it"),
        "now": now,
        "words": opened or reason.get("words", ""),
        "where": reason.get("where", ""),
    }


class ChangedWithOthers(LogFormatter):
    """The line in an asset's history: what it was before stands there, to be written again where the change was a mistake."""

    label = gettext_lazy("Change many assets")

    def format_message(self, log_entry: Any) -> str:
        kept: dict[str, Any] = log_entry.data or {}
        done = (
            _("A change together with others was undone") if kept.get("undoes") else _("Changed together with others")
        )
        return "; ".join([done, *lines(kept.get("changes", {}))])


class RightsOpened(LogFormatter):
    """The line in the history of an asset or a consent: what somebody who may has opened."""

    label = gettext_lazy("Rights opened")

    def format_message(self, log_entry: Any) -> str:
        opened = (log_entry.data or {}).get("opened", [])
        return " ".join(
            [_("Rights opened by somebody who may approve them."), *(said(Opening(**one)) for one in opened)]
        )
