"""What a subtitler is told beside a clip's tracks: what cannot be read in time, by subtitle, and the files to take."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel

from locales.languages import language
from media_library.clips.playlists import clock
from media_library.description import subtitles_path
from media_library.models import SubtitleTrack, Video
from media_library.subtitles.checks import findings
from media_library.subtitles.formats import plain
from media_library.subtitles.track_forms import FORMS, form_path, stored_text
from media_library.subtitles.webvtt import cues_of

SHOWN = 20
CALLED = {"srt": "SRT", "ttml": "IMSC (TTML)"}  # by those who take them


class SubtitlesPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "media_library/subtitles_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None and self.instance.subtitles.exists()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            tracks = self.instance.subtitles.order_by("language")
            return context | {"tracks": [report(self.instance, track) for track in tracks if track.pk]}


def report(video: Video, track: SubtitleTrack) -> dict[str, Any]:
    """A track whose file is gone says so, and hides no other."""
    told = {
        "language": language(track.language).endonym,
        "files": [
            ("WebVTT", subtitles_path(video, track)),
            *((CALLED[form], form_path(video, track, form)) for form in FORMS),
        ],
    }
    try:
        cues = cues_of(stored_text(track))
    except FileNotFoundError:
        return told | {"summary": _("The file is not in the store."), "findings": [], "more": 0}
    found = findings(cues, track.language)
    if not found:
        return told | {"summary": _("Can be read in time."), "findings": [], "more": 0}
    summary = ngettext("%(count)s place to look at", "%(count)s places to look at", len(found)) % {"count": len(found)}
    shown = [(one, clock(cues[one.cue - 1].start), plain(cues[one.cue - 1].text)) for one in found[:SHOWN]]
    return told | {"summary": summary, "findings": shown, "more": max(0, len(found) - SHOWN)}
