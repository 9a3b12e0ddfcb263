"""What a subtitler is told beside a clip's tracks: what cannot be read in time, by subtitle, the files to take, and what is not
given out, with the reason."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel

from hub.registry.naming import SOURCE_LANGUAGE
from locales.languages import language
from media_library.clips.playlists import clock
from media_library.files.given_out import subtitles_path
from media_library.models import Asset, SubtitleTrack, TextDraft, TextDraftState, Video
from media_library.rights.terms import is_told
from media_library.subtitles.beside import beside
from media_library.subtitles.checks import findings
from media_library.subtitles.formats import plain
from media_library.subtitles.track_forms import FORMS, form_path, stored_text
from media_library.subtitles.webvtt import Cue, cues_of
from media_library.translating.acts import APPROVE, may_translate

SHOWN = 20
CALLED = {"srt": "SRT", "ttml": "IMSC (TTML)"}  # by those who take them


class SubtitlesPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "media_library/subtitles_panel.html"

        def is_shown(self) -> bool:
            return (
                super().is_shown()
                and bool(self.instance.pk)
                and bool(self.instance.subtitles.exists() or self.drafts())
            )

        def drafts(self) -> list[TextDraft]:
            rows = self.instance.asset.text_drafts.exclude(subtitles="").select_related("moved_by")
            return list(rows.order_by("language"))

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            tracks = self.instance.subtitles.order_by("language")
            waiting = [report_draft(draft, self.request.user) for draft in self.drafts()]
            return context | {
                "tracks": [*waiting, *(report(self.instance, track) for track in tracks if track.pk)],
            }


def report_draft(draft: TextDraft, user: Any) -> dict[str, Any]:
    """Subtitles that nobody has approved: whose they are, what they wait for, and where this person goes on with them."""
    decides = draft.is_handed_in and may_translate(draft.asset, draft.language, user, APPROVE)
    name = "words_decide" if decides else "words" if may_translate(draft.asset, draft.language, user) else ""
    states = {
        TextDraftState.DRAFT: _("Not given out: a draft of %(who)s that is not handed in yet."),
        TextDraftState.HANDED_IN: _("Not given out: handed in by %(who)s, it waits for approval by a second person."),
        TextDraftState.SENT_BACK: _("Not given out: sent back by %(who)s."),
    }
    why = states[TextDraftState(draft.state)] % {"who": draft.moved_by.called if draft.moved_by else "–"}
    return _checked(cues_of(draft.subtitles), draft.language) | {
        "language": language(draft.language).endonym,
        "files": [],
        "not_given_out": " ".join(filter(None, (why, draft.reason))),
        "address": reverse(f"media_library:{name}", args=[draft.asset_id, draft.language]) if name else "",
    }


def report(video: Video, track: SubtitleTrack) -> dict[str, Any]:
    """A track whose file is gone says so, and hides no other."""
    told = {
        "language": language(track.language).endonym,
        "not_given_out": "" if is_told(track) else _("Not given out: the rights record does not allow this language."),
        "files": [
            ("WebVTT", subtitles_path(video, track)),
            *((CALLED[form], form_path(video, track, form)) for form in FORMS),
        ],
    }
    try:
        cues = cues_of(stored_text(track))
    except FileNotFoundError:
        return told | {"summary": _("The file is not in the store."), "findings": [], "more": 0}
    return told | _checked(cues, track.language)


def _checked(cues: list[Cue], tag: str) -> dict[str, Any]:
    found = findings(cues, tag)
    if not found:
        return {"summary": _("Can be read in time."), "findings": [], "more": 0}
    summary = ngettext("%(count)s place to look at", "%(count)s places to look at", len(found)) % {"count": len(found)}
    shown = [(one, clock(cues[one.cue - 1].start), plain(cues[one.cue - 1].text)) for one in found[:SHOWN]]
    return {"summary": summary, "findings": shown, "more": max(0, len(found) - SHOWN)}


def subtitles_beside(asset: Asset, draft: TextDraft | None) -> dict[str, Any]:
    """For a page on which a draft is written or decided: its subtitles, those of the clip's own and those given out now, moment by
    moment; empty where it has none. Two queries, and a file each."""
    if draft is None or not draft.subtitles:
        return {}
    video: Any = asset.carrier
    tracks = {track.language: track for track in video.subtitles.all()}
    original = tracks.get(video.spoken_language) or tracks.get(SOURCE_LANGUAGE)
    now = cues_of(draft.subtitles)
    moments = beside(now, _stored_cues(tracks.get(draft.language)), _stored_cues(original))
    tag = original.language if original is not None else SOURCE_LANGUAGE
    return {
        "original": tag,
        "original_name": language(tag).endonym,
        "findings": findings(now, draft.language)[:SHOWN],
        "rows": [
            {"clock": clock(one.start), "original": one.original, "before": one.before, "now": one.now}
            for one in moments
        ],
    }


def _stored_cues(track: SubtitleTrack | None) -> list[Cue]:
    """None of a track whose file is gone: what waits is shown all the same."""
    try:
        return cues_of(stored_text(track)) if track is not None else []
    except FileNotFoundError:
        return []
