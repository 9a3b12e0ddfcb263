"""What partners are told of an asset: JSON-ready, in a stable order of keys, the same for the same state.

Reads only what the `…_PREFETCH` tuples prefetch, so a list costs no query per item; a picture whose renditions were
never made costs their making. Addresses are absolute paths; the caller puts the house's address in front.
"""

import logging
from dataclasses import asdict
from datetime import date
from typing import Any

from media_library.addresses import asset_path
from media_library.delivery import content_type_of
from media_library.licences import TERMS
from media_library.models import LibraryDocument, Picture, SubtitleTrack, Video
from media_library.models.rights import Asset
from media_library.naming import extension, plain_name
from media_library.renditions import PictureUnreadableError, renditions
from media_library.statements import SOURCE_TYPE_URI

logger = logging.getLogger("hub.media_library")

OWNER = "owner__names"
PICTURE_PREFETCH = ("texts", "renditions", OWNER)
VIDEO_PREFETCH = ("texts", "subtitles", OWNER, *(f"poster__{path}" for path in PICTURE_PREFETCH))
DOCUMENT_PREFETCH = (OWNER,)

Described = dict[str, Any]


def describe_picture(picture: Picture, language: str | None = None, *, day: date | None = None) -> Described:
    """A picture in one language; with `language=None` in all of them, as `texts`.

    `day`: whose name of the owner to use; today's unless told.
    """
    if language is None:
        rows = sorted(picture.texts.all(), key=lambda row: row.language)
        words: Described = {"texts": {row.language: {"alt": row.alt, "caption": row.caption} for row in rows}}
    else:
        text = picture.text_in(language)
        words = {"alt": text.alt if text else "", "caption": text.caption if text else ""}
    return {
        **_head(picture, "picture", picture.title),
        **words,
        **_rights(picture, language, day),
        "width": picture.width,
        "height": picture.height,
        "focal_point": _focal_point(picture),
        "renditions": _renditions(picture),
    }


def describe_video(video: Video, language: str | None = None, *, day: date | None = None) -> Described:
    """A clip in one language; with `language=None` in all, as `texts`. Its title falls back to the working one."""
    if language is None:
        rows = sorted(video.texts.all(), key=lambda row: row.language)
        title = video.title
        words: Described = {
            "texts": {row.language: {"title": row.title, "description": row.description} for row in rows}
        }
    else:
        text = video.text_in(language)
        title, words = (text.title if text else video.title), {"description": text.description if text else ""}
    tracks = sorted(video.subtitles.all(), key=lambda track: track.language)
    return {
        **_head(video, "video", title),
        **words,
        **_rights(video, language, day),
        "duration": video.duration,
        "width": video.width,
        "height": video.height,
        "file": {
            "href": file_path(video),
            "type": content_type_of(video.file.name),
            "size": video.size,
            "sha256": video.sha256,
        },
        "poster": describe_picture(video.poster, language, day=day) if video.poster is not None else None,
        "subtitles": [_track(video, track) for track in tracks],
        "spoken_language": video.spoken_language,
    }


def describe_document(document: LibraryDocument, language: str | None = None, *, day: date | None = None) -> Described:
    return {
        **_head(document, "document", document.title),
        **_rights(document, language, day),
        "file": {
            "href": file_path(document),
            "type": content_type_of(document.file.name),
            "size": document.file_size,
            "sha256": document.sha256,
        },
    }


def file_path(asset: Video | LibraryDocument | Picture) -> str:
    """The address of the asset's own file. A picture's is its original: staff only."""
    name = f"{plain_name(asset.title, otherwise='file')}.{extension(asset.file.name)}"
    return asset_path(asset.uid, name, asset.sha256)


def subtitles_path(video: Video, track: SubtitleTrack) -> str:
    return asset_path(video.uid, f"{plain_name(video.title, otherwise='video')}.{track.language}.vtt", track.sha256)


def _head(asset: Asset, kind: str, title: str) -> Described:
    return {"id": str(asset.uid), "kind": kind, "title": title}


def _rights(asset: Asset, language: str | None, day: date | None) -> Described:
    return {
        "credit": asset.credit,
        "creator": asset.creator,
        "owner": _owner(asset, language, day),
        "licence": asset.licence,
        "licence_url": TERMS[asset.licence].url or None,
        "usable_from": asset.usable_from.isoformat() if asset.usable_from else None,
        "usable_until": asset.usable_until.isoformat() if asset.usable_until else None,
        "digital_source_type": SOURCE_TYPE_URI + asset.digital_source_type,
    }


def _owner(asset: Asset, language: str | None, day: date | None) -> Described | None:
    if asset.owner is None:
        return None
    if language is not None:
        return {"code": asset.owner.code, "name": asset.owner.name_in(language, day)}
    languages = sorted({row.language for row in asset.owner.names.all()})
    return {"code": asset.owner.code, "names": {tag: asset.owner.name_in(tag, day) for tag in languages}}


def _focal_point(picture: Picture) -> dict[str, float] | None:
    if not picture.has_focal_point() or not picture.width or not picture.height:
        return None
    return {
        "x": round(min(1.0, picture.focal_point_x / picture.width), 4),
        "y": round(min(1.0, picture.focal_point_y / picture.height), 4),
    }


def _renditions(picture: Picture) -> list[Described]:
    try:
        made = renditions(picture)
    except PictureUnreadableError as unreadable:
        # one damaged original must not hold up a whole edition; the library shows it as broken
        logger.error("picture_unreadable picture=%s reason=%s", picture.pk, unreadable)  # noqa: TRY400 - the reason is the message
        return []
    return [
        {
            "name": one["name"],
            "href": one["url"],
            "type": one["content_type"],
            **{key: one[key] for key in ("width", "height", "size", "sha256")},
        }
        for one in map(asdict, made)
    ]


def _track(video: Video, track: SubtitleTrack) -> Described:
    return {"lang": track.language, "href": subtitles_path(video, track), "type": "text/vtt", "sha256": track.sha256}
