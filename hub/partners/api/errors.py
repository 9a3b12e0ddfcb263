"""Every refusal of the API: its type, status and words, and how each exception becomes `application/problem+json`.

The slugs are part of the contract (RFC 9457): programs decide by `type`, people read `detail`.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI

logger = logging.getLogger("hub.partners")

MEDIA_TYPE = "application/problem+json"
SPEAKS = ("en", "vi")


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of refusal, documented at `/api/v1/problems/<slug>`."""

    slug: str
    status: int
    title: Any
    meaning: Any

    @property
    def uri(self) -> str:
        return f"{settings.BASE_URL}/api/v1/problems/{self.slug}"


def _kinds(*rows: tuple[str, int, Any, Any]) -> dict[str, ProblemType]:
    return {row[0]: ProblemType(*row) for row in rows}


PROBLEMS = _kinds(
    (
        "unknown-parameter",
        400,
        gettext_lazy("Unknown parameter"),
        gettext_lazy("The address has a parameter this endpoint does not know; `allowed` lists those it knows."),
    ),
    (
        "malformed-parameter",
        400,
        gettext_lazy("Malformed parameter"),
        gettext_lazy("A parameter has a value that cannot be used; `parameter` names it, `expected` says what it takes."),
    ),
    (
        "malformed-cursor",
        400,
        gettext_lazy("Malformed cursor"),
        gettext_lazy("The cursor was not made by this endpoint, was cut off, or belongs to another query."),
    ),
    (
        "bad-request",
        400,
        gettext_lazy("Bad request"),
        gettext_lazy("The request cannot be read."),
    ),
    (
        "invalid-key",
        401,
        gettext_lazy("Invalid key"),
        gettext_lazy("The key is malformed, unknown, expired or revoked. Without a key, send no Authorization header."),
    ),
    (
        "not-entitled",
        403,
        gettext_lazy("Not entitled"),
        gettext_lazy("The thing exists, but you may not take it; `detail` says why."),
    ),
    (
        "address-not-allowed",
        403,
        gettext_lazy("Address not allowed"),
        gettext_lazy("The key is limited to certain networks and was used from elsewhere."),
    ),
    ("not-found", 404, gettext_lazy("Not found"), gettext_lazy("There is nothing at this address.")),
    (
        "method-not-allowed",
        405,
        gettext_lazy("Method not allowed"),
        gettext_lazy("The API is read with GET and HEAD."),
    ),
    (
        "withdrawn",
        410,
        gettext_lazy("Withdrawn"),
        gettext_lazy("The edition was withdrawn: remove it. `reason` says why, `replacement` what to show instead."),
    ),
    (
        "cursor-expired",
        410,
        gettext_lazy("Cursor expired"),
        gettext_lazy("What lies behind the cursor is no longer kept, or your rights have changed: load the snapshot."),
    ),
    (
        "rate-limited",
        429,
        gettext_lazy("Too many requests"),
        gettext_lazy("Wait as many seconds as Retry-After says."),
    ),
    ("internal-error", 500, gettext_lazy("Internal error"), gettext_lazy("The fault is ours and has been noted.")),
    (
        "unavailable",
        503,
        gettext_lazy("Unavailable for the moment"),
        gettext_lazy("The hub cannot answer just now; try again in a few seconds."),
    ),
)  # fmt: skip


class Problem(Exception):  # noqa: N818 - RFC 9457's own word
    """A refusal on its way to the answer. `members` are the problem's further members, `headers` the answer's."""

    def __init__(self, slug: str, detail: str, *, headers: dict[str, str] | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.kind = PROBLEMS[slug]
        self.detail = detail
        self.headers = headers or {}
        self.members = members


def reader_language(request: HttpRequest) -> str:
    """The language of the words in problems: what the caller prefers of those we speak, else English."""
    for code, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500]):
        if quality > 0 and code.split("-")[0] in SPEAKS:
            return code.split("-")[0]
    return SPEAKS[0]


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer, in the language that is active."""
    document = {
        "type": problem.kind.uri,
        "title": str(problem.kind.title),
        "status": problem.kind.status,
        "detail": problem.detail,
        "instance": escape_uri_path(request.path),
        **problem.members,
    }
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False), status=problem.kind.status, content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept-Language, Authorization"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def from_exception(request: HttpRequest, fault: Exception) -> HttpResponse:
    """The one place where an exception becomes a problem."""
    if isinstance(fault, Problem):
        return answer(request, fault)
    for kind, make in _MADE_FROM.items():
        if isinstance(fault, kind):
            return answer(request, make(fault))
    logger.error("partner_api_fault path=%s", request.path, exc_info=fault)
    return answer(request, Problem("internal-error", _("Something went wrong on our side. It has been noted.")))


def _unreadable(_fault: Exception) -> Problem:
    return Problem("bad-request", _("The request cannot be read: too many parameters, or a forged header."))


def _unavailable(fault: Exception) -> Problem:
    logger.error("partner_api_database %s", fault)
    return Problem("unavailable", _("The database does not answer just now."), headers={"Retry-After": "5"})


def nothing_here(_fault: Exception | None = None) -> Problem:
    return Problem("not-found", _("There is nothing at this address. All addresses: /api/v1/docs."))


_MADE_FROM: dict[type[Exception], Callable[[Exception], Problem]] = {
    Http404: nothing_here,
    SuspiciousOperation: _unreadable,
    OperationalError: _unavailable,
    InterfaceError: _unavailable,
}


def install(api: NinjaAPI) -> None:
    """Let ninja hand every exception over."""
    for kind in (Problem, *_MADE_FROM, Exception):
        api.add_exception_handler(kind, from_exception)  # type: ignore[arg-type]
