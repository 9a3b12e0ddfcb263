"""How the pages of the library's desk look: the frame around each, and the icons of assets that have no picture."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hub.staff.page_frame import Step, page_frame

ICONS = {
    "image": "image",
    "graphic": "image",
    "vector": "image",
    "video": "media",
    "audio": "media",
    "document": "doc-full-inverse",
    "brand": "tag",
}


def in_library(title: str, icon: str, *way: Step) -> dict[str, Any]:
    """The frame of a page below the library's own."""
    return page_frame(title, icon, (reverse("media_library:library"), _("Library")), *way)
