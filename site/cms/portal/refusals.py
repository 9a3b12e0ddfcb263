"""Pages that show no text: not found, withdrawn, being published, out of order. Each in the language of its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from cms.portal.heads import Head
from cms.portal.masthead import bare_masthead, language_of_path, masthead
from hub.publishing.models import Edition, State
from locales.languages import language


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; or 410 with the reason, where an edition that was withdrawn had this address."""
    lang = language_of_path(request.path)
    gone = (
        Edition.objects.filter(url_path=request.path)
        .exclude(state=State.LIVE)
        .order_by("-updated_at")
        .values("reason", "replacement", "lang", "work")
        .first()
    )
    if gone is None:
        return _refusal(request, lang, "not_found", 404)
    instead = (
        Edition.objects.filter(pk=gone["replacement"], state=State.LIVE).values("title", "url_path", "lang").first()
    )
    return _refusal(request, gone["lang"], "gone", 410, reason=gone["reason"], instead=instead)


def being_published(request: HttpRequest, lang: str) -> HttpResponse:
    response = _refusal(request, lang, "being_published", 404)
    response["Retry-After"] = "2"
    return response


def file_gone(request: HttpRequest) -> HttpResponse:
    """410 for a file whose days of use are over."""
    return _refusal(request, _reader_language(request), "file_gone", 410)


def file_not_found(request: HttpRequest) -> HttpResponse:
    return _refusal(request, _reader_language(request), "not_found", 404)


def out_of_order(request: HttpRequest) -> HttpResponse:
    """500. Asks the database nothing: it may be what is broken."""
    lang = language_of_path(request.path)
    with translation.override(language(lang).code):
        context = {
            "masthead": bare_masthead(lang),
            "head": Head(lang, "", "", "", indexed=False),
            "refusal": "out_of_order",
        }
        return render(request, "portal/pages/refusal.html", context, status=500)


def _reader_language(request: HttpRequest) -> str:
    """A file's address names no language: the browser's choice, else the source's."""
    return language(translation.get_language_from_request(request)).tag


def _refusal(request: HttpRequest, lang: str, kind: str, status: int, **words: object) -> HttpResponse:
    with translation.override(language(lang).code):
        context = {
            "masthead": masthead(lang, {}, request),
            "head": Head(lang, "", "", "", indexed=False),
            "refusal": kind,
            **words,
        }
        response = render(request, "portal/pages/refusal.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
