"""The form of a clip: subtitles in other languages than its own are handed in, and stand nowhere until a second person has
approved them (`media_library.translating.acts`)."""

from contextlib import suppress
from typing import Any

from media_library.desk.titled_form import TitledForm
from media_library.models import SubtitleTrack, Video
from media_library.subtitles.track_forms import stored_text
from media_library.subtitles.tracks import own_languages
from media_library.translating.acts import put_forward


class ClipForm(TitledForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handed_in: dict[str, str] = {}  # language → checked WebVTT

    def _is_stored(self) -> bool:
        """What is held back is no file of the library's, and is not put into the store."""
        own = own_languages(self.instance.spoken_language)
        for child in self.formsets["subtitles"].forms if "subtitles" in self.formsets else ():
            is_new = {"file", "language"} & set(child.changed_data) and not child.cleaned_data.get("DELETE")
            if is_new and child.instance.language not in own:
                self.handed_in[child.instance.language] = stored_text(child.instance)
                _leave_as_it_was(child)
        return super()._is_stored()

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        spoken = self.initial.get("spoken_language")
        video = super().save(commit=commit)
        if commit:
            if spoken is not None:
                self._take_back(video, own_languages(spoken) - own_languages(video.spoken_language))
            put_forward(video.spine, {}, by=self.for_user, subtitles=self.handed_in)
        return video

    def _take_back(self, video: Video, languages: set[str]) -> None:
        """Tracks that were the clip's own and are translations now: nobody has approved them as such."""
        for track in SubtitleTrack.objects.filter(video=video, language__in=languages):
            with suppress(FileNotFoundError):  # then there is nothing to approve
                self.handed_in.setdefault(track.language, stored_text(track))
            track.delete()


def _leave_as_it_was(child: Any) -> None:
    """A new row is none, an existing one stands as it is stored: saved is whatever differs from it."""
    if child.instance.pk is None:
        child.cleaned_data["DELETE"] = True
        return
    stored = SubtitleTrack.objects.get(pk=child.instance.pk)
    for field in ("language", "file", "sha256", "size"):
        setattr(child.instance, field, getattr(stored, field))
    child.changed_data.clear()
