"""Everything below `/api/`. What is not here is a 404 of the API's own, never a page or a redirect."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from hub.partners.api.errors import answer, nothing_here
from hub.partners.api.mount import api


def nothing(request: HttpRequest) -> HttpResponse:
    return answer(request, nothing_here())


urlpatterns = [
    path("v1/", api.urls),
    re_path(r"", nothing, name="nothing-here"),
]
