"""A clip's tracks: which languages need no translator, and how a track is put in its place.

Subtitles in the language that is spoken are the clip's own, and so are those in the source language, as the Vietnamese of a sound bite is:
whoever may change the clip gives them out. All others wait for a second person (`media_library.translating.acts`), so that a track
is never more than what was approved.
"""

from hashlib import sha256

from django.core.files.base import ContentFile

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.files.naming import plain_name
from media_library.models import Asset, SubtitleTrack, Video


def own_languages(spoken: str) -> set[str]:
    return {SOURCE_LANGUAGE, spoken}


def is_track(asset: Asset, language: str, text: str) -> bool:
    """Is this what the clip's track in the language says already?"""
    digest = sha256(text.encode()).hexdigest()
    return SubtitleTrack.objects.filter(video__asset=asset, language=language, sha256=digest).exists()


def put_track(video: Video, language: str, text: str) -> None:
    """`text`: checked WebVTT. The file of the track before is swept (`media_library.files.sweeping`)."""
    track = video.subtitles.filter(language=language).first() or SubtitleTrack(video=video, language=language)
    name = f"{plain_name(video.title, otherwise='video')}.{language}.vtt"
    track.file = ContentFile(text.encode(), name=name)
    track.save()
