"""The doors for people without an account: an expiring link is asked for slowly, and what it answers is nobody else's."""

from typing import TypeVar

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hub.callers import caller
from media_library.models.expiring_links import ExpiringLink

A_MINUTE = 60

Link = TypeVar("Link", bound=ExpiringLink)
Answer = TypeVar("Answer", bound=HttpResponseBase)


def open_link(request: HttpRequest, links: QuerySet[Link], token: str, *, door: str, most_a_minute: int) -> Link | None:
    """The link of the token, while it is open. most_a_minute: requests by one address at this door.

    Raises:
        PermissionDenied: one address asks too often.
    """
    key = f"{door}:{caller(request)}"
    cache.add(key, 0, A_MINUTE)
    try:
        if cache.incr(key) > most_a_minute:
            raise PermissionDenied
    except ValueError:
        pass  # the minute ended between the two
    link = links.filter(token_hash=links.model.hash_of(token)).first()
    return link if link is not None and link.is_open else None


def private(answer: Answer) -> Answer:
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "same-origin"  # the token stays here; with none at all a form would have no origin
    answer["X-Robots-Tag"] = "noindex"
    return answer
