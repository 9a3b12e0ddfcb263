"""Answers that are stored bytes with a strong ETag: 304 where the caller has them already.

Only If-None-Match is asked. Last-Modified has a grain of one second, in which a page can change twice.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags

from hub.partners.api.asker import Asker


def etag_of(body: bytes) -> str:
    """What the ETag of every answer is: the first 32 digits of the SHA-256 of its bytes."""
    return hashlib.sha256(body).hexdigest()[:32]


def as_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def reply(
    request: HttpRequest,
    body: bytes,
    *,
    etag: str = "",
    changed_at: datetime | None = None,
    links: list[str] | None = None,
    max_age: int = 0,
    content_type: str = "application/json",
) -> HttpResponse:
    """200 with the bytes, or 304. `max_age` seconds a cache may answer by itself; 0: it asks us each time."""
    etag = f'"{etag or etag_of(body)}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or etag in {one.removeprefix("W/") for one in known}:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Cache-Control"] = f"{visibility(request)}, max-age={max_age}, must-revalidate"
    if links:
        response["Link"] = ", ".join(links)
    return response


def visibility(request: HttpRequest) -> str:
    """May a cache between us and the caller keep the answer for others?"""
    asker: Asker | None = getattr(request, "auth", None)
    return "public" if asker is None or asker.entitlement.partner is None else "private"
