"""Where the portal takes over from Wagtail's own serving of pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from cms.portal.serving import answer


@hooks.register("before_serve_page", order=100)  # after Wagtail's own checks of method and of view restrictions
def serve_from_the_ledger(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    return answer(page, request)
