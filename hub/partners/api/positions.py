"""Positions in the ledger, as cursors hold them, and what makes one too old.

A cursor names the ledger (`epoch`), the last number its holder was told, and what its holder was entitled to: when the
agreement changes, what it may take from now on is not what it was told of, so only the snapshot heals.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from hub.partners.api.addresses import api_url, link
from hub.partners.api.cursors import refused, seal, unseal
from hub.partners.api.errors import Problem
from hub.partners.entitlement import Entitlement
from hub.publishing.models import Ledger

NO_LEDGER = UUID(int=0).hex  # nothing was ever released
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger stands."""

    epoch: str
    last: int
    oldest: int


def head() -> Head:
    """One row, by its primary key."""
    row = Ledger.objects.filter(pk=1).values_list("epoch", "last_seq", "oldest_seq").first()
    return Head(row[0].hex, row[1], row[2]) if row else Head(NO_LEDGER, 0, 1)


def cursor_at(now: Head, seq: int, entitlement: Entitlement) -> str:
    return seal("changes", now.epoch, seq, entitlement.partner or NOBODY, entitlement.fingerprint)


def position(cursor: str | None, now: Head, entitlement: Entitlement) -> int:
    """The number after which to go on; the beginning without a cursor.

    Raises:
        Problem: not one of our cursors, ahead of the ledger, or no longer to be continued.
    """
    if cursor is None:
        if now.oldest > 1:
            raise expired(
                _("The beginning of the ledger is no longer kept. Load the snapshot, then go on from its cursor.")
            )
        return 0
    parts = unseal("changes", cursor)
    if [type(part) for part in parts] != [str, int, int, str]:
        raise refused()
    epoch, seq, partner, rights = parts
    if epoch != now.epoch and not (epoch == NO_LEDGER and now.oldest == 1):
        raise expired(_("The ledger was begun anew since. Load the snapshot, then go on from its cursor."))
    if seq > now.last:
        raise refused(_("This cursor is ahead of the ledger. Load the snapshot, then go on from its cursor."))
    if seq + 1 < now.oldest:
        raise expired(_("What follows this cursor is no longer kept. Load the snapshot, then go on from its cursor."))
    if partner == (entitlement.partner or NOBODY) and rights != entitlement.fingerprint:
        raise expired(_("Your agreement has changed since. Load the snapshot, then go on from its cursor."))
    return int(seq)


def expired(detail: str) -> Problem:
    snapshot = api_url("snapshot")
    return Problem(
        "cursor-expired",
        detail,
        headers={"Link": link(snapshot, "alternate", type="application/x-ndjson")},
        snapshot=snapshot,
    )
