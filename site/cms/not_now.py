"""What a person is told when a page could not be served for want of something: the store or the database does not answer
(503), or there is no room on the disk of either, or on that on which work is done (507). Asks no store, and no more of the
database than in which language somebody reads.

What was typed comes back with the page and is sent again by a button; files have to be chosen again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from hub import database_away
from hub.database_away import Wrong, what_is_wrong
from media_library.files.store import StoreAwayError, as_away, in_words, is_full

NEVER_SENT_BACK = ("csrfmiddlewaretoken", "password")


@dataclass(frozen=True, slots=True)
class Want:
    """What is wanting: the store, or the database."""

    of: StoreAwayError | Wrong

    @property
    def status(self) -> int:
        return 507 if self.of is Wrong.FULL or (isinstance(self.of, StoreAwayError) and is_full(self.of)) else 503

    def in_words(self) -> str:
        return in_words(self.of) if isinstance(self.of, StoreAwayError) else database_away.in_words(self.of)


def want_behind(fault: BaseException | None) -> Want | None:
    """The want behind a fault, if there is one."""
    for each in _with_causes(fault):
        found = as_away(each) or what_is_wrong(each)
        if found is not None:
            return Want(found)
    return None


def _with_causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__


def answer(request: HttpRequest, want: Want) -> HttpResponseBase:
    with translation.override(_language_of(request)):
        return _answer(request, want)


def _language_of(request: HttpRequest) -> str | None:
    """The one that whoever is signed in has chosen: the admin's pages, which would have asked for it, have ended."""
    try:
        profile = getattr(getattr(request, "user", None), "wagtail_userprofile", None)
        chosen: str | None = profile.get_preferred_language() if profile is not None else None
    except DatabaseError:
        chosen = None
    return chosen or translation.get_language()


def _answer(request: HttpRequest, want: Want) -> HttpResponseBase:
    words = want.in_words()
    if "application/json" in request.headers.get("Accept", ""):
        response: HttpResponse = JsonResponse({"detail": words}, status=want.status)
    else:
        context = {"words": words, "again": _typed(request), "had_files": _had_files(request)}
        response = render(request, "cms/not_now.html", context, status=want.status)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What can be sent again; nothing where it never arrived."""
    if request.method != "POST":
        return []
    try:
        fields = list(request.POST.lists())
    except Exception:  # noqa: BLE001 - there was no room to take it, whatever says so: the page is shown without
        return []
    return [
        (name, value)
        for name, values in fields
        if not any(secret in name for secret in NEVER_SENT_BACK)
        for value in values
    ]


def _had_files(request: HttpRequest) -> bool:
    return request.method == "POST" and request.content_type == "multipart/form-data"
