"""What the media library adds to the admin. Declares only."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from media_library.models import LibraryDocument
from media_library.video_shelf import MediaLibraryGroup

register_snippet(MediaLibraryGroup)


@hooks.register("construct_main_menu")
def gather_into_the_group(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's own items for pictures and documents stand in the group."""
    menu_items[:] = [item for item in menu_items if item.name not in ("images", "documents")]


@hooks.register("before_serve_document")
def staff_only(_document: LibraryDocument, request: HttpRequest) -> None:
    """Wagtail's own address is for the admin; what leaves the house is delivered where rights are decided."""
    user: Any = request.user
    if not user.has_perm("wagtailadmin.access_admin"):
        raise Http404
