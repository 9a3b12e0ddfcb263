"""Who asks: the key in the Authorization header, or nobody. Decides at every request, from the database's state."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase

from hub.callers import caller
from hub.partners import rate_limits
from hub.partners.api.errors import Problem
from hub.partners.entitlement import ANYBODY, Entitlement, Scope
from hub.partners.keys import SHAPE, find_key, note_use
from hub.partners.models import PartnerKey
from hub.partners.networks import lies_within

CHALLENGE = 'Bearer realm="partner API", error="invalid_token"'


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever asks, and what it may take."""

    entitlement: Entitlement

    def demand(self, scope: Scope) -> None:
        """Raises:
        Problem: the key is not for this.
        """
        if scope not in self.entitlement.scopes:
            raise Problem(
                "not-entitled",
                _("Your key may not read this: it lacks the scope “%(scope)s”.") % {"scope": scope.value},
                scope=scope.value,
            )


class PartnerKeyAuth(AuthBase):
    """ninja asks this before every operation; the answer is `request.auth`."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Asker:
        address = caller(request)
        header = request.headers.get("Authorization")
        if header is None:
            _count(request, f"address:{address}", rate_limits.anonymous_limit())
            return Asker(ANYBODY)
        key = _accepted(request, header, address)
        _count(request, f"key:{key.pk}", key.partner.rate_limit)
        if not lies_within(address, key.partner.networks.split()):
            raise Problem(
                "address-not-allowed",
                _("This key is not accepted from %(address)s. Its agreement names other addresses.")
                % {"address": address},
            )
        note_use(key)
        return Asker(key.partner.entitlement)


def _accepted(request: HttpRequest, header: str, address: str) -> PartnerKey:
    """Raises:
    Problem: no key, or not one that is good now. Guesses count against the caller's address.
    """
    scheme, _space, text = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not SHAPE.match(text.strip()):
        _count(request, f"address:{address}", rate_limits.anonymous_limit())
        raise _invalid(_("The Authorization header has to be “Bearer nah_…”, with the whole key."))
    key = find_key(text.strip())
    if key is None or not key.usable:
        _count(request, f"address:{address}", rate_limits.anonymous_limit())
        raise _invalid(_why_not(key))
    return key


def _why_not(key: PartnerKey | None) -> str:
    if key is None:
        return _("This key is not known.")
    if key.revoked_at is not None:
        return _("This key was revoked on %(day)s.") % {"day": key.revoked_at.date().isoformat()}
    if key.expires_at is not None and key.expired:
        return _("This key expired on %(day)s.") % {"day": key.expires_at.date().isoformat()}
    return _("The agreement with this partner is suspended.")


def _invalid(detail: str) -> Problem:
    return Problem("invalid-key", detail, headers={"WWW-Authenticate": CHALLENGE})


def _count(request: HttpRequest, who: str, limit: int) -> None:
    quota = rate_limits.count(who, limit)
    request.quota = quota  # type: ignore[attr-defined]  # the door writes it into the answer's headers
    if quota.exceeded:
        raise Problem(
            "rate-limited",
            _("More than %(limit)s requests in a minute. Go on in %(seconds)s seconds.")
            % {"limit": quota.limit, "seconds": quota.reset},
            headers={"Retry-After": str(quota.reset)},
        )
