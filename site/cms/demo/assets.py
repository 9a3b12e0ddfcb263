"""Loads the demo's pictures and clips into the media library."""

from pathlib import Path
from typing import Any

from django.core.files import File

from cms.demo.files import HERE, credit, keywords, read
from hub.registry.models import Agency, Place
from media_library.models import Asset, AssetText, Kind, Picture, SubtitleTrack, Video
from media_library.rights.licences import Licence
from media_library.shotlist.writing import Entry, Said, put_list
from media_library.source_types import DigitalSourceType

LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")
PRESS_ONLY = frozenset({"khu-cong-nghiep", "cang-cua-lo"})  # a contract of theirs says the credit line (`demo.rights`)


def load_pictures() -> dict[str, Picture]:
    """By slug; only the missing ones are made."""
    described = read(HERE / "pictures" / "pictures.yaml")
    there = {picture.title: picture for picture in Picture.objects.all()}
    owner = Agency.objects.get(code="cong-ttdt-nghe-an")
    places = {place.code: place for place in Place.objects.all()}
    return {slug: there.get(title_of(part)) or _picture(slug, part, owner, places) for slug, part in described.items()}


def title_of(part: dict[str, Any]) -> str:
    return str(part["vi"]["title"])


def _picture(slug: str, part: dict[str, Any], owner: Agency, places: dict[str, Place]) -> Picture:
    path = HERE / "pictures" / f"{slug}.jpg"
    picture = Picture(
        title=title_of(part),
        asset=_asset(Kind.IMAGE, owner, part, Licence.PRESS if slug in PRESS_ONLY else Licence.CC_BY),
    )  # fmt: skip
    with path.open("rb") as file:
        picture.file = File(file, name=f"{slug}.jpg")  # type: ignore[assignment] # Wagtail's image field has no types
        picture.file_size = path.stat().st_size
        _focus(picture, part.get("focal"))
        picture.texts = [
            AssetText(
                language=tag,
                title=part[tag]["title"],
                alt=part[tag]["alt"][:255],
                caption=part[tag]["caption"][:500],
                keywords=keywords(part, tag),
                credit="" if slug in PRESS_ONLY else credit(part, tag),
            )
            for tag in LANGUAGES
            if tag in part
        ]  # fmt: skip
        picture.save()
    if part.get("place") in places:
        picture.asset.places.add(places[part["place"]])
    return picture


def _asset(kind: Kind, owner: Agency, part: dict[str, Any], licence: str = Licence.CC_BY) -> Asset:
    return Asset(
        kind=kind,
        owner=owner,
        credit=part["credit"],
        licence=licence,
        digital_source_type=DigitalSourceType.ALGORITHMIC,
    )


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
    folder, owner = HERE / "clips", Agency.objects.get(code="bao-ptth-nghe-an")
    poster = Picture(title=f"{part['title']['vi']} (poster)", asset=_asset(Kind.IMAGE, owner, part))
    with (folder / f"{slug}.jpg").open("rb") as still:
        poster.file = File(still, name=f"{slug}-poster.jpg")  # type: ignore[assignment] # as above
        poster.texts = [
            AssetText(
                language=tag, alt=words[:255], caption=words, keywords=keywords(part, tag), credit=credit(part, tag)
            )
            for tag, words in part["title"].items()
        ]
        poster.save()
    video = Video(
        title=part["title"]["vi"], poster=poster, spoken_language=part.get("language", "zxx"),
        asset=_asset(Kind.VIDEO, owner, part),
    )  # fmt: skip
    with (folder / f"{slug}.mp4").open("rb") as film:
        video.file = File(film, name=f"{slug}.mp4")
        video.texts = [
            AssetText(language=tag, title=words, keywords=keywords(part, tag), credit=credit(part, tag))
            for tag, words in part["title"].items()
        ]
        video.save()
    poster.still_of, poster.asset.still_version = video, video.asset.file_version
    poster.save()
    for path in sorted(folder.glob(f"{slug}.*.vtt")):
        _subtitles(video, path)
    if part.get("place"):
        video.asset.places.set(Place.objects.filter(code=part["place"]))
    put_list(video.asset, _shots(video, part.get("shots", [])), by=None)
    return video


def _shots(video: Video, told: list[dict[str, Any]]) -> list[Entry]:
    """Each lasts until the next."""
    starts = [round(shot["at"] * 1000) for shot in told]
    ends = [*starts[1:], round((video.duration or 0) * 1000)]
    return [
        Entry(start, end, {tag: Said(words) for tag, words in shot.items() if tag in LANGUAGES})
        for shot, start, end in zip(told, starts, ends, strict=False)
    ]


def _subtitles(video: Video, path: Path) -> None:
    with path.open("rb") as file:
        SubtitleTrack(video=video, language=path.stem.partition(".")[2], file=File(file, name=path.name)).save()
