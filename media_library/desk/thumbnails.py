"""How a picture, or a document, looks in lists. What is in a list is never drawn while somebody waits for the list."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.shortcuts import get_rendition_or_not_found

from media_library.models import Asset, Picture
from media_library.models.pictures import LISTED, LISTED_WITHIN
from media_library.renditions.faces import face_of


def thumbnail(picture: Picture | None) -> SafeString | str:
    """An image where there is one; a sign for a picture where it is not drawn yet."""
    if picture is None:
        return "–"
    shown = get_rendition_or_not_found(picture, LISTED).attrs_dict
    return _image(**shown)


def face(asset: Asset) -> SafeString | str:
    """The first page of a document, where it is drawn."""
    shown = face_of(asset)
    if shown is None:
        return "–"
    scale = min(1.0, LISTED_WITHIN / max(shown.width, shown.height))
    return _image(shown.url, round(shown.width * scale), round(shown.height * scale))


def _image(src: str, width: int, height: int, **_more: object) -> SafeString:
    return format_html('<img src="{}" width="{}" height="{}" alt="" loading="lazy">', src, width, height)
