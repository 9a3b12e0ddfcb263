"""What a person is told when a page could not be served for want of a store: it does not answer (503), or it, the disk on
which work is done or the database's is full (507). Asks no store, and no more of the database than in which language somebody reads.

What was typed comes back with the page and is sent again by a button; files have to be chosen again.
"""

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from media_library.files.store import NoRoomError, StoreAwayError, as_away, in_words, is_full

SAYS_FULL = ("disk is full", "no space left on device", "disk quota exceeded")
NOTHING_LEFT = 1024 * 1024  # bytes: SQLite tells of a full disk in several ways
NEVER_SENT_BACK = ("csrfmiddlewaretoken", "password")


def want_of_store(fault: BaseException | None) -> StoreAwayError | None:
    """The want of a store behind a fault, if there is one."""
    for each in _with_causes(fault):
        away = as_away(each)
        if away is None and isinstance(each, OperationalError) and _is_for_want_of_room(each):
            away = NoRoomError(str(each))
        if away is not None:
            return away
    return None


def _with_causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__


def _is_for_want_of_room(fault: OperationalError) -> bool:
    said = str(fault).lower()
    if any(words in said for words in SAYS_FULL):
        return True
    return "disk i/o error" in said and shutil.disk_usage(settings.VAR).free < NOTHING_LEFT


def answer(request: HttpRequest, away: StoreAwayError) -> HttpResponseBase:
    with translation.override(_language_of(request)):
        return _answer(request, away)


def _language_of(request: HttpRequest) -> str | None:
    """The one that whoever is signed in has chosen: the admin's pages, which would have asked for it, have ended."""
    try:
        profile = getattr(getattr(request, "user", None), "wagtail_userprofile", None)
        chosen: str | None = profile.get_preferred_language() if profile is not None else None
    except DatabaseError:
        chosen = None
    return chosen or translation.get_language()


def _answer(request: HttpRequest, away: StoreAwayError) -> HttpResponseBase:
    status = 507 if is_full(away) else 503
    words = in_words(away)
    if "application/json" in request.headers.get("Accept", ""):
        response: HttpResponse = JsonResponse({"detail": words}, status=status)
    else:
        context = {"words": words, "again": _typed(request), "had_files": _had_files(request)}
        response = render(request, "cms/no_store.html", context, status=status)
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
