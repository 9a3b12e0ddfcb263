"""How often somebody may ask: so many requests in each minute, counted in the cache (shared where Redis is set)."""

import hashlib
import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

WINDOW = 60


@dataclass(frozen=True, slots=True)
class Quota:
    """How a caller stands in the running minute."""

    limit: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers-11."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={max(0, self.limit - self.used)};t={self.reset}',
        }


def anonymous_limit() -> int:
    """Requests a minute and address without a key."""
    return int(settings.PARTNER_API_ANONYMOUS_RATE)


def count(who: str, limit: int) -> Quota:
    """Count one request of `who`."""
    now = time.time()
    window = int(now // WINDOW)
    counter = f"partner-rate:{hashlib.sha256(who.encode()).hexdigest()[:24]}:{window}"
    used = 1
    if not cache.add(counter, 1, timeout=2 * WINDOW):
        try:
            used = cache.incr(counter)
        except ValueError:  # evicted between the two calls
            cache.add(counter, 1, timeout=2 * WINDOW)
    return Quota(limit=limit, used=used, reset=math.ceil((window + 1) * WINDOW - now))
