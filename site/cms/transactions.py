"""Every write through the web is one transaction; reads take none.

Wagtail publishes without a transaction of its own, and the ledger's event must commit with the publish (design 3.4).
Django's ATOMIC_REQUESTS would do that, but it also wraps reads: on SQLite each read would take the write lock, and a
partner's thirty-second long poll would stop the house.

A refused release is no failure of the request: the draft that was saved on the way to it is kept, and its editor told. Nor is
a deletion of what is used elsewhere: all of it is undone, and whoever asked is told by what.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse

from cms import still_used
from locales import refused_releases
from locales.release_gate import ReleaseRefused

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AtomicWrites:
    """Middleware, last in the list: runs the view of a writing request inside `atomic()`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method in READS or getattr(view, "_non_atomic_requests", None):
            return None
        try:
            with transaction.atomic():
                try:
                    return view(request, *args, **kwargs)
                except ReleaseRefused as refused:
                    return refused_releases.answer(request, refused)
        except ProtectedError as used:
            return still_used.answer(request, used)
