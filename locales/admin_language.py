"""The admin speaks Vietnamese or English, also to somebody who has not chosen yet, and on the login page.

Without this the browser decides among all languages of the house, and a French browser gets a half-translated admin.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation


class AdminLanguage:
    """Middleware, after LocaleMiddleware: the browser's language where the admin has it, else the house's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.offered = {code for code, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path_info.startswith(reverse("wagtailadmin_home"))
            and translation.get_language() not in self.offered
        ):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)
