"""What everybody takes of an asset that is no picture: its file as it came, or what was made of it to be given out; and where it stands."""

from typing import Any

from media_library.clips import streaming
from media_library.clips.rights_inside import told_proxy
from media_library.files.addresses import asset_path
from media_library.files.delivery import content_type_of
from media_library.files.naming import extension, plain_name
from media_library.models import Audio, BrandAsset, LibraryDocument, SubtitleTrack, Video
from media_library.renditions.public_copies import told_copy

Told = dict[str, Any]


def public_file(carrier: Video | Audio | LibraryDocument | BrandAsset) -> Told | None:
    """Of a clip, and of a recording that stays in the house, the proxy with its rights inside: the camera's own file says where it
    was filmed. Of a brand asset that is a picture, its copy. None: there is none, it is not made yet, or it stays inside. Reads what
    descriptions prefetch."""
    if isinstance(carrier, Video) or (isinstance(carrier, Audio) and carrier.wants_proxy):
        return _proxy(carrier)
    if isinstance(carrier, BrandAsset) and carrier.wants_copy:
        return _copy(carrier)
    stays = isinstance(carrier, BrandAsset) and (not carrier.file or carrier.stays_inside)
    return None if stays else own_file(carrier)


def own_file(carrier: Any) -> Told:
    """The file as it came."""
    return _told(file_path(carrier), content_type_of(carrier.file.name), carrier.stored_size, carrier.sha256)


def file_path(carrier: Any) -> str:
    """The address of an asset's own file. Of a picture or a clip that is its original: for staff, and by a lent address."""
    return asset_path(carrier.uid, _name(carrier), carrier.sha256)


def subtitles_path(video: Video, track: SubtitleTrack) -> str:
    return asset_path(video.uid, f"{plain_name(video.title, otherwise='video')}.{track.language}.vtt", track.sha256)


def _proxy(carrier: Video | Audio) -> Told | None:
    proxy = told_proxy(carrier)
    if proxy is None:
        return None
    kind = "audio/mp4" if isinstance(carrier, Audio) else "video/mp4"
    return _told(streaming.proxy_path(carrier, proxy.sha256), kind, proxy.size, proxy.sha256)


def _copy(brand: BrandAsset) -> Told | None:
    copy = told_copy(brand)
    if copy is None:
        return None
    address = asset_path(brand.uid, _name(brand), copy.sha256)
    return _told(address, content_type_of(copy.file.name), copy.size, copy.sha256)


def _name(carrier: Any) -> str:
    return f"{plain_name(carrier.title, otherwise='file')}.{extension(carrier.file.name)}"


def _told(href: str, content_type: str, size: int | None, sha256: str) -> Told:
    return {"href": href, "type": content_type, "size": size, "sha256": sha256}
