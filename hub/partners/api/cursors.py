"""Cursors: opaque, safe in an address, and checked: one that was cut off or made up is refused, never misread.

They hold no secret and open no door, so they are not signed: a change of SECRET_KEY strands no partner.
"""

import base64
import binascii
import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from hub.partners.api.errors import Problem

CHECK = 4  # bytes


def seal(kind: str, *parts: str | int) -> str:
    body = json.dumps([kind, *parts], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(body) + body).decode().rstrip("=")


def unseal(kind: str, cursor: str) -> list[Any]:
    """The parts that were sealed.

    Raises:
        Problem: it is no cursor of this kind.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        if _check(raw[CHECK:]) != raw[:CHECK]:
            raise refused()
        sealed = json.loads(raw[CHECK:])
    except (binascii.Error, ValueError) as wrong:
        raise refused() from wrong
    # the check is no secret: whoever makes one up may put anything inside
    if not isinstance(sealed, list) or sealed[:1] != [kind] or not all(map(_could_be_ours, sealed)):
        raise refused()
    return sealed[1:]


def _could_be_ours(part: object) -> bool:
    """A whole number, or text that a database takes: no control characters, no half of a character."""
    return type(part) is int or (isinstance(part, str) and (not part or part.isprintable()))


def refused(detail: str = "") -> Problem:
    return Problem(
        "malformed-cursor",
        detail
        or _("This cursor was not made by this address, or a part of it is missing. Take it whole from an answer."),
        parameter="cursor",
    )


def fingerprint(value: object) -> str:
    """A short name for a query, to know a cursor that belongs to another one."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:8]


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"hub-cursor" + body).digest()[:CHECK]
