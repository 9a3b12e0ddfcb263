"""How a picture looks in lists. What is in a list is never drawn while somebody waits for the list."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.shortcuts import get_rendition_or_not_found

from media_library.models import Picture
from media_library.models.pictures import LISTED


def thumbnail(picture: Picture | None) -> SafeString | str:
    """An image where there is one; a sign for a picture where it is not drawn yet."""
    if picture is None:
        return "–"
    shown = get_rendition_or_not_found(picture, LISTED).attrs_dict
    return format_html('<img src="{src}" width="{width}" height="{height}" alt="" loading="lazy">', **shown)
