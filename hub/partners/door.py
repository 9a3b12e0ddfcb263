"""The door of the API, before the middleware that people's pages need: no session, no cookie, no language prefix.

Django's LocaleMiddleware would turn each 404 below `/api/` into a redirect to `/vi/api/…`; it is never asked here.
Writes the headers that every answer carries.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from hub.partners.api.conditional import reply
from hub.partners.api.errors import Problem, answer, from_exception, nothing_here, reader_language

BELOW = "/api/"
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "ETag, Link, Last-Modified, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate"


class ApiDoor:
    """Middleware: answers everything below `/api/` itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not f"{request.path_info}/".replace("//", "/").startswith(BELOW):
            return self.get_response(request)
        with translation.override(reader_language(request)):
            response = _answered(request)
        return _finished(request, response)


def _answered(request: HttpRequest) -> HttpResponseBase:
    try:
        match = resolve(request.path_info)
    except Resolver404:  # "/api" without its slash, "//api/v1/items"
        return answer(request, nothing_here())
    request.resolver_match = match
    if request.method == "OPTIONS" and match.url_name != "nothing-here":
        return _preflight()
    if request.method not in ("GET", "HEAD") and match.url_name != "nothing-here":
        return answer(request, _method_not_allowed(request))
    asked = request.method
    request.method = "GET"  # an answer to HEAD is the one to GET without its body
    try:
        return match.func(request, *match.args, **match.kwargs)
    except Exception as fault:  # noqa: BLE001 - the one boundary: what no view has mapped becomes a problem and a log line
        return from_exception(request, fault)
    finally:
        request.method = asked


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    del response["Content-Type"]
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match, Accept-Language"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _method_not_allowed(request: HttpRequest) -> Problem:
    return Problem(
        "method-not-allowed",
        _("%(method)s is not possible here; the API is read with GET and HEAD.") % {"method": str(request.method)[:20]},
        headers={"Allow": METHODS},
        allowed=METHODS.split(", "),
    )


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response = _settled(request, response)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Authorization"])
    quota = getattr(request, "quota", None)
    if quota is not None:
        for name, value in quota.headers.items():
            response[name] = value
    if request.method == "HEAD":
        _without_body(response)
    return response


def _settled(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What ninja makes itself (the schema, the page of documentation) has the entity tag of every other answer."""
    if response.status_code != 200 or response.has_header("ETag") or not isinstance(response, HttpResponse):
        return response
    settled = reply(request, response.content, max_age=60)
    if settled.status_code == 200:
        settled["Content-Type"] = response["Content-Type"]
    return settled


def _without_body(response: HttpResponseBase) -> None:
    if isinstance(response, HttpResponse):
        if response.status_code not in (204, 304):
            response["Content-Length"] = str(len(response.content))
        response.content = b""
    else:
        response.streaming_content = ()  # type: ignore[attr-defined]
