"""The standard renditions of a picture: which there are, and making those that are missing.

A rendition is keyed by the original's checksum, the rights statement inside it and, where cropped, the focal point.
When one of these changes a new rendition with a new address is made; the old stays for those who hold its address.
"""

from dataclasses import dataclass
from hashlib import sha256

from wagtail.images.models import Filter, SourceImageIOError

from media_library.models import Picture, Rendition
from media_library.naming import extension
from media_library.rendering import CONTENT_TYPES

STANDARD: dict[str, str] = {
    "small": "width-640|format-jpeg",
    "medium": "width-1280|format-jpeg",
    "large": "width-1920|format-jpeg",
    "small-webp": "width-640|format-webp",
    "medium-webp": "width-1280|format-webp",
    "large-webp": "width-1920|format-webp",
    "social": "fill-1200x630|format-jpeg",
}


class PictureUnreadableError(Exception):
    """The original is gone from the store, or damaged: no rendition can be made."""


@dataclass(frozen=True, slots=True)
class RenditionInfo:
    name: str
    url: str
    content_type: str
    width: int
    height: int
    size: int
    sha256: str


class StandardFilter(Filter):
    """Wagtail's filter, keyed by everything that decides the bytes. `rights` is the statement that is written into them."""

    def __init__(self, spec: str, rights: str) -> None:
        super().__init__(spec)
        self.rights = rights

    def get_cache_key(self, image: Picture) -> str:
        varying = (image.sha256, self.rights, super().get_cache_key(image))
        return sha256("\n".join(varying).encode()).hexdigest()[:16]


def renditions(picture: Picture) -> list[RenditionInfo]:
    """The standard renditions in the order of `STANDARD`; makes those that are missing. Safe to run twice.

    Raises:
        PictureUnreadableError: the original cannot be read.
    """
    recipes = _recipes(picture)
    made = _made(picture, recipes)
    missing = [recipe for recipe in recipes if recipe.spec not in made]
    if missing:
        try:
            new = picture.create_renditions(*missing)
        except (SourceImageIOError, OSError) as unreadable:
            raise PictureUnreadableError(f"picture {picture.pk}: {unreadable}") from unreadable
        for recipe, rendition in new.items():
            made[recipe.spec] = rendition
            picture._add_to_prefetched_renditions(rendition)
    return [_info(name, made[spec]) for name, spec in STANDARD.items()]


def all_made(picture: Picture) -> bool:
    """Are the standard renditions of the picture as it now is all there?"""
    return len(_made(picture, _recipes(picture))) == len(STANDARD)


def _recipes(picture: Picture) -> list[StandardFilter]:
    rights = picture.rights_statement().xmp().decode()
    return [StandardFilter(spec, rights) for spec in STANDARD.values()]


def _made(picture: Picture, recipes: list[StandardFilter]) -> dict[str, Rendition]:
    keys = {recipe.spec: recipe.get_cache_key(picture) for recipe in recipes}
    return {
        row.filter_spec: row for row in picture.renditions.all() if keys.get(row.filter_spec) == row.focal_point_key
    }


def _info(name: str, row: Rendition) -> RenditionInfo:
    return RenditionInfo(
        name=name,
        url=row.url,
        content_type=CONTENT_TYPES[extension(row.file.name)],
        width=row.width,
        height=row.height,
        size=row.size or 0,
        sha256=row.sha256,
    )
