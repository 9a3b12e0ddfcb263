"""Webhooks as Standard Webhooks 1.0 has them (standardwebhooks.com): an id that stays the same however often it is sent,
the time of the attempt, and a signature that proves who sent it.

A secret stands in no table. It is worked out from the hub's own key and the random salt of its row, so a copy of the
database forges nothing. After a change of SECRET_KEY every webhook needs a new secret.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from typing import Any

from django.utils.crypto import salted_hmac

from hub.outbound.calling import Reply, call

PREFIX = "whsec_"
PURPOSE = "hub.outbound.webhooks"


def new_salt() -> str:
    return secrets.token_hex(16)


def secret_of(salt: str) -> str:
    """As the receiver keeps it: `whsec_` and 32 bytes in base64."""
    key = salted_hmac(PURPOSE, salt, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(key).decode()


def signature(secret: str, *, id: str, timestamp: int, body: bytes) -> str:  # noqa: A002 - the standard's word
    """`v1,` and the HMAC-SHA256 of id, timestamp and body, parted by full stops."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def deliver(
    url: str,
    *,
    id: str,  # noqa: A002 - the standard's word
    timestamp: int,
    message: dict[str, Any],
    salts: Sequence[str],
) -> Reply:
    """One attempt. Signed with every secret that is good: while one follows another, the receiver may know either.

    Raises:
        OutboundError: no answer.
    """
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    signatures = [signature(secret_of(salt), id=id, timestamp=timestamp, body=body) for salt in salts]
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "nghe-an-hub",
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
    return call("POST", url, body=body, headers=headers)
