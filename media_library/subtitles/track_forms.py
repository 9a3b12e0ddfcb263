"""The other forms of a track, made from its WebVTT whenever they are asked for: SubRip and IMSC, each at its own address."""

from hashlib import sha256

from media_library.files.addresses import asset_path
from media_library.files.naming import plain_name
from media_library.models import SubtitleTrack, Video
from media_library.subtitles.formats import CONTENT_TYPES, as_imsc, as_subrip

FORMS = tuple(CONTENT_TYPES)  # by their extensions


def form_path(video: Video, track: SubtitleTrack, form: str) -> str:
    name = f"{plain_name(video.title, otherwise='video')}.{track.language}.{form}"
    return asset_path(video.uid, name, form_key(track, form))


def form_key(track: SubtitleTrack, form: str) -> str:
    """Another track has another; so has the same one, should it ever be written otherwise."""
    return sha256(f"{track.sha256} as {form}, 1".encode()).hexdigest()


def in_form(track: SubtitleTrack, form: str) -> str:
    text = stored_text(track)
    return as_subrip(text) if form == "srt" else as_imsc(text, track.language)


def stored_text(track: SubtitleTrack) -> str:
    with track.file.open("rb") as file:
        return bytes(file.read()).decode()
