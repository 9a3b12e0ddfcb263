"""Loads the demo's pictures and clips into the media library."""

from pathlib import Path
from typing import Any

from django.core.files import File

from cms.demo.files import HERE, read
from hub.registry.models import Agency, Place
from media_library.licences import Licence
from media_library.models import Picture, PictureText, SubtitleTrack, Video, VideoText
from media_library.models.rights import DigitalSourceType

LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")
PRESS_ONLY = frozenset({"khu-cong-nghiep", "cang-cua-lo"})


def load_pictures() -> dict[str, Picture]:
    """By slug; only the missing ones are made."""
    described = read(HERE / "pictures" / "pictures.yaml")
    there = {picture.title: picture for picture in Picture.objects.prefetch_related("texts")}
    owner = Agency.objects.get(code="cong-ttdt-nghe-an")
    places = {place.code: place for place in Place.objects.all()}
    return {slug: there.get(title_of(part)) or _picture(slug, part, owner, places) for slug, part in described.items()}


def title_of(part: dict[str, Any]) -> str:
    return str(part["vi"]["title"])


def _picture(slug: str, part: dict[str, Any], owner: Agency, places: dict[str, Place]) -> Picture:
    path = HERE / "pictures" / f"{slug}.jpg"
    picture = Picture(
        title=title_of(part), owner=owner, credit=part["credit"], creator="", place=places.get(part.get("place", "")),
        licence=Licence.PRESS if slug in PRESS_ONLY else Licence.CC_BY,
        digital_source_type=DigitalSourceType.ALGORITHMIC,
    )  # fmt: skip
    with path.open("rb") as file:
        picture.file = File(file, name=f"{slug}.jpg")  # type: ignore[assignment] # Wagtail's image field has no types
        picture.file_size = path.stat().st_size
        _focus(picture, part.get("focal"))
        picture.texts = [  # type: ignore[misc] # modelcluster takes a list for a child relation
            PictureText(language=tag, alt=part[tag]["alt"][:255], caption=part[tag]["caption"][:500])
            for tag in LANGUAGES
            if tag in part
        ]
        picture.save()
    return picture


def _focus(picture: Picture, focal: list[float] | None) -> None:
    if focal:
        picture.focal_point_x = round(focal[0] * picture.width)
        picture.focal_point_y = round(focal[1] * picture.height)
        picture.focal_point_width = picture.focal_point_height = round(min(picture.width, picture.height) * 0.2)


def load_videos() -> dict[str, Video]:
    """By slug; only the missing ones are made."""
    described = read(HERE / "clips" / "clips.yaml")
    there = {video.title: video for video in Video.objects.all()}
    return {slug: there.get(part["title"]["vi"]) or _video(slug, part) for slug, part in described.items()}


def _video(slug: str, part: dict[str, Any]) -> Video:
    folder = HERE / "clips"
    poster = Picture(
        title=f"{part['title']['vi']} (poster)", credit=part["credit"], licence=Licence.CC_BY,
        digital_source_type=DigitalSourceType.ALGORITHMIC,
    )  # fmt: skip
    owner = Agency.objects.get(code="bao-ptth-nghe-an")
    with (folder / f"{slug}.jpg").open("rb") as still:
        poster.owner = owner
        poster.file = File(still, name=f"{slug}-poster.jpg")  # type: ignore[assignment] # as above
        poster.texts = [  # type: ignore[misc] # as above
            PictureText(language=tag, alt=words[:255], caption=words) for tag, words in part["title"].items()
        ]
        poster.save()
    video = Video(
        title=part["title"]["vi"], owner=owner, credit=part["credit"], licence=Licence.CC_BY, poster=poster,
        spoken_language=part.get("language", "zxx"), digital_source_type=DigitalSourceType.ALGORITHMIC,
    )  # fmt: skip
    with (folder / f"{slug}.mp4").open("rb") as film:
        video.file = File(film, name=f"{slug}.mp4")
        video.texts = [VideoText(language=tag, title=words) for tag, words in part["title"].items()]  # type: ignore[misc] # as above
        video.save()
    for path in sorted(folder.glob(f"{slug}.*.vtt")):
        _subtitles(video, path)
    return video


def _subtitles(video: Video, path: Path) -> None:
    with path.open("rb") as file:
        SubtitleTrack(video=video, language=path.stem.partition(".")[2], file=File(file, name=path.name)).save()
