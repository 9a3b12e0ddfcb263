"""Where a request comes from: one answer for whoever limits or refuses by address."""

from django.conf import settings
from django.http import HttpRequest


def caller(request: HttpRequest) -> str:
    """The address of whoever asks. Behind reverse proxies (`PARTNER_API_PROXIES` of them, each adding what it saw to
    X-Forwarded-For) the one that the outermost of ours has seen; what a caller wrote there himself counts for nothing."""
    hops = int(settings.PARTNER_API_PROXIES)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))
