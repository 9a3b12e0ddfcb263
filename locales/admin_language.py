"""The admin speaks Vietnamese or English, also to somebody who has not chosen yet, and on the login page.

Without this the browser decides among all languages of the house, and a French browser gets a half-translated admin.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation


class AddressesInALanguage(LocaleMiddleware):
    """Django's, which looks for an address that is nowhere below each language: not for those of the admin, which have none, and
    whose reader would end at the portal's page in place of the admin's own."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == HTTPStatus.NOT_FOUND and _is_of_the_admin(request):
            return response
        return super().process_response(request, response)


def _is_of_the_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


class AdminLanguage:
    """Middleware, after LocaleMiddleware: the browser's language where the admin has it, else the house's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.offered = {code for code, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_of_the_admin(request) and translation.get_language() not in self.offered:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)
