"""Addresses that are good for an hour and open one thing, for the partner they were made for. Whoever has one needs no key, so
that any download program and player can use it; what the partner may take is asked again each time it is used.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.callers import caller
from hub.partners.api.errors import Problem
from hub.partners.entitlement import ANYBODY, Entitlement
from hub.partners.models import Partner
from hub.partners.networks import lies_within

GOOD_FOR = timedelta(hours=1)
# an address stays the same for so long, and with it the entity tag of the answer that tells it
TURNS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Borrower:
    """Whose address it is, and what was sealed into it. `partner` None: anybody's."""

    partner: Partner | None
    told: dict[str, Any]

    @property
    def entitlement(self) -> Entitlement:
        return self.partner.entitlement if self.partner is not None else ANYBODY

    @property
    def name(self) -> str:
        return self.partner.name if self.partner is not None else _("somebody without a key")

    def who(self, request: HttpRequest) -> str:
        """By whom a download is begun (`media_library.packages.taking.begins`)."""
        return f"partner-{self.partner.pk}" if self.partner is not None else f"at-{caller(request)}"


def good_until() -> datetime:
    turn = TURNS.total_seconds()
    begun = datetime.fromtimestamp(timezone.now().timestamp() // turn * turn, tz=UTC)
    return begun + GOOD_FOR


def sealed(salt: str, entitlement: Entitlement, **told: Any) -> str:
    """What an address carries. `salt`: for what kind of thing; `told`: which one, and what else was asked for."""
    until = int(good_until().timestamp())
    return signing.Signer(salt=salt).sign_object({**told, "partner": entitlement.partner, "until": until})


def opened(request: HttpRequest, salt: str, signature: str, *, too_old: str, **told_of: str) -> Borrower:
    """`told_of`: for which thing it has to have been sealed.

    Raises:
        Problem: it is none of ours, of another thing, too old (`too_old` says what to ask for again), its partner's agreement was
            suspended, or it is used from where that partner does not call.
    """
    old = Problem("not-entitled", too_old)
    try:
        told = signing.Signer(salt=salt).unsign_object(signature)
    except signing.BadSignature as forged:
        raise old from forged
    if told["until"] < timezone.now().timestamp() or any(told[name] != value for name, value in told_of.items()):
        raise old
    if told["partner"] is None:
        return Borrower(None, told)
    partner = Partner.objects.filter(pk=told["partner"], is_active=True).first()
    if partner is None:
        raise old
    if not lies_within(caller(request), partner.networks.split()):
        raise Problem("address-not-allowed", _("This address is not accepted from where you call."))
    return Borrower(partner, told)


def store_away() -> Problem:
    """What the address opens is there, and not to be had at the moment."""
    return Problem("unavailable", _("The files cannot be had just now."), headers={"Retry-After": "30"})
