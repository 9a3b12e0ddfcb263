"""Pages that show no text: not found, withdrawn, being published, out of order. Each in the language of its address."""

import sys

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from cms.not_now import answer as not_now
from cms.not_now import want_behind
from cms.portal.heads import Head
from cms.portal.masthead import bare_masthead, language_of, masthead
from hub.database_away import Wrong
from hub.publishing.models import Edition, State
from locales.languages import SOURCE


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; or 410 with the reason, where an edition that was withdrawn had this address."""
    gone = _formerly_at(request.path)
    if gone is None:
        return _refusal(request, language_of(request), "not_found", 404)
    words = {"reason": gone.reason, "reason_lang": _language_of_reason(gone), "instead": _to_read_instead(gone)}
    return _refusal(request, gone.lang, "gone", 410, **words)


def being_published(request: HttpRequest, lang: str) -> HttpResponse:
    response = _refusal(request, lang, "being_published", 404)
    response["Retry-After"] = "2"
    return response


def file_gone(request: HttpRequest) -> HttpResponse:
    """410 for a file whose days of use are over."""
    return _refusal(request, language_of(request), "file_gone", 410)


def file_not_found(request: HttpRequest) -> HttpResponse:
    return _refusal(request, language_of(request), "not_found", 404)


def store_away(request: HttpRequest) -> HttpResponse:
    """503 for a file while the store does not answer."""
    return _not_now(_("The file cannot be had at the moment. Try again soon."))


def file_not_yet(request: HttpRequest) -> HttpResponse:
    """503 for a file of which a job is making what leaves the house."""
    return _not_now(_("The file is being prepared. Try again soon."))


def _not_now(words: str) -> HttpResponse:
    """Short, since nobody reads it in place of a picture."""
    response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


def out_of_order(request: HttpRequest) -> HttpResponseBase:
    """500; 503 or 507 where the store or the database is wanting. Asks the database nothing: it may be what is broken.

    Django calls it while it handles the fault, of a view or of what stands before views: a form that is too large for the
    disk never reaches one.
    """
    want = want_behind(sys.exception())
    reads = want is not None and want.of is Wrong.AWAY and bool(get_language_from_path(request.path))
    if want is not None and not reads:
        return not_now(request, want)
    lang = language_of(request)
    context = {
        "masthead": bare_masthead(lang),
        "head": Head(lang, "", "", "", indexed=False),
        "refusal": "out_of_order",
    }
    response = render(request, "portal/refusal.html", context, status=503 if reads else 500)
    response["Cache-Control"] = "no-store"
    if reads:
        response["Retry-After"] = "30"
    return response


def _refusal(request: HttpRequest, lang: str, kind: str, status: int, **words: object) -> HttpResponse:
    context = {
        "masthead": masthead(lang, {}, request),
        "head": Head(lang, "", "", "", indexed=False),
        "refusal": kind,
        **words,
    }
    response = render(request, "portal/refusal.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _formerly_at(path: str) -> Edition | None:
    """The edition that had this address last and is there no more."""
    if "\0" in path:
        return None  # PostgreSQL takes no such text
    closed = Edition.objects.filter(url_path=path).exclude(state=State.LIVE)
    return closed.defer("segment_digests").order_by("-updated_at").first()


def _to_read_instead(gone: Edition) -> Edition | None:
    """The replacement in the reader's own language if there is one, else as it was named."""
    work, _dot, lang = gone.replacement.partition(".")
    if not lang:
        return None
    live = {one.lang: one for one in Edition.objects.filter(work=work, lang__in=[gone.lang, lang], state=State.LIVE)}
    return live.get(gone.lang) or live.get(lang)


def _language_of_reason(gone: Edition) -> str:
    """A translation withdrawn with its source carries the source's words."""
    inherited = Edition.objects.filter(work=gone.work, lang=SOURCE, reason=gone.reason)
    return SOURCE if gone.lang != SOURCE and inherited.exists() else gone.lang
