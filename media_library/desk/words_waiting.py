"""Words of assets on the first page of the admin: what translators have to write, what came back to them, and what waits
for a second person. Reads only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.registry.naming import language_choices
from hub.staff.waiting import Waiting, WaitingPanel
from media_library.desk.words import CHANGED
from media_library.finding.seen_shelves import assets_seen_by
from media_library.models import TextDraft, TextDraftState
from media_library.translating.acts import APPROVE, WRITE
from media_library.translating.languages import languages_of
from media_library.translating.waiting import numbers, to_approve, under_way


class WordsToTranslate(WaitingPanel):
    """A row for each of their languages: an archive wants thousands of captions, and nobody works off a list of six."""

    name = "words-to-translate"
    heading = gettext_lazy("Captions to translate")
    icon = "globe"
    order = 51

    def is_for(self) -> bool:
        return self.user.has_perm(WRITE) and self.user.has_perm("wagtail_localize.submit_translation")

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One query, however many languages and assets."""
        names = dict(languages_of(self.user))
        found = numbers(assets_seen_by(self.user), list(names))
        rows = [_of_language(tag, names[tag], wanted, changed) for tag, (wanted, changed) in found.items() if wanted]
        rows.sort(key=lambda row: not row.urgent)
        return self.context(rows)


def _of_language(tag: str, name: str, wanted: int, changed: int) -> Waiting:
    url = f"{reverse('media_library:wanting')}?lang={tag}"
    return Waiting(
        title=name,
        url=url,
        about=_wanted(wanted),
        flag=_changed(changed) if changed else "",
        urgent=changed > 0,
        next_step=_("those whose original has changed") if changed else "",
        next_url=f"{url}&only={CHANGED}" if changed else "",
    )


def _wanted(number: int) -> str:
    return ngettext("%(number)d asset wants words", "%(number)d assets want words", number) % {"number": number}


def _changed(number: int) -> str:
    words = ngettext("of %(number)d the original has changed", "of %(number)d the original has changed", number)
    return words % {"number": number}


class WordsUnderWay(WaitingPanel):
    """What this person has written. No news when there is none."""

    name = "words-under-way"
    heading = gettext_lazy("My captions under way")
    icon = "time"
    order = 52

    def is_for(self) -> bool:
        return self.user.has_perm(WRITE)

    def found(self) -> QuerySet[TextDraft]:
        return under_way(self.user)

    def told(self, rows: Sequence[TextDraft]) -> list[Waiting]:
        return [
            Waiting(
                title=draft.asset.title,
                url=reverse("media_library:words", args=[draft.asset_id, draft.language]),
                about=" · ".join(filter(None, (_called(draft), draft.reason))),
                at=draft.moved_at,
                flag=str(TextDraftState(draft.state).label),
                urgent=draft.state == TextDraftState.SENT_BACK,
            )
            for draft in rows
        ]


class WordsToApprove(WaitingPanel):
    name = "words-to-approve"
    heading = gettext_lazy("Captions waiting for my approval")
    icon = "check"
    order = 21

    def is_for(self) -> bool:
        return self.user.has_perm(APPROVE)

    def all_url(self) -> str:
        return reverse("media_library:words_handed_in")

    def found(self) -> QuerySet[TextDraft]:
        return to_approve(self.user)

    def told(self, rows: Sequence[TextDraft]) -> list[Waiting]:
        return [
            Waiting(
                title=draft.asset.title,
                url=reverse("media_library:words_decide", args=[draft.asset_id, draft.language]),
                about=" · ".join((_called(draft), draft.moved_by.called if draft.moved_by is not None else "–")),
                at=draft.moved_at,
            )
            for draft in rows
        ]


def _called(draft: TextDraft) -> str:
    return dict(language_choices()).get(draft.language, draft.language)
