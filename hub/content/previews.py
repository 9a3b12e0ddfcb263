"""How a draft is shown to its editor. The portal lies above this package, so it tells us how (`show_drafts_with`)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
    from hub.content.models.editions import EditionPage

# template and context of a page as it stands, saved or not
DraftFace = Callable[["EditionPage", HttpRequest], tuple[str, dict[str, Any]]]

_face: DraftFace | None = None


def show_drafts_with(face: DraftFace | None) -> None:
    """Called once by the portal, when it is ready."""
    global _face
    _face = face


def preview(page: "EditionPage", request: HttpRequest) -> HttpResponse:
    """The draft in the portal's layout; a plain sheet where there is no portal."""
    if _face is None:
        return render(request, "content/plain_draft.html", {"page": page})
    template, context = _face(page, request)
    return render(request, template, context)
