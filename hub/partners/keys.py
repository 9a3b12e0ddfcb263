"""Making, finding and revoking keys. The text of a key exists only in the answer of `create_key`."""

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.partners.models import Partner, PartnerKey
from hub.staff.models import User

SHAPE = re.compile(r"\Anah_[A-Za-z0-9_-]{43}\Z")
LAST_USE_GRAIN = timedelta(minutes=1)
CREATED, REVOKED = "partners.create_key", "partners.revoke_key"


def create_key(
    partner: Partner, *, by: User | None, name: str, expires_at: datetime | None = None, is_demo: bool = False
) -> tuple[PartnerKey, str]:
    """Make a key for a partner. Returns its row and its text: the only time anybody sees it.

    `by` is None where the machine's operator does it on the command line.

    Raises:
        PermissionDenied: `by` may not make keys.
        ValidationError: no name, or it would be expired already.
    """
    if by is not None and not by.has_perm("partners.add_partnerkey"):
        raise PermissionDenied
    name = unicodedata.normalize("NFC", name).strip()
    if expires_at is not None and expires_at <= timezone.now():
        raise ValidationError({"expires_at": _("This time has passed already: choose a later one.")})
    text = f"nah_{secrets.token_urlsafe(32)}"
    key = PartnerKey(
        partner=partner,
        name=name,
        prefix=text[:10],
        digest=digest(text),
        created_by=by,
        expires_at=expires_at,
        is_demo=is_demo,
    )
    key.full_clean(exclude=["created_by"])
    with transaction.atomic():
        key.save()
        log(instance=partner, action=CREATED, user=by, data={"name": key.name, "prefix": key.prefix})
    return key, text


def revoke_key(key: PartnerKey, *, by: User | None) -> None:
    """From now on the key is refused. A second time changes nothing.

    Raises:
        PermissionDenied: `by` may not revoke keys.
    """
    if by is not None and not by.has_perm("partners.change_partnerkey"):
        raise PermissionDenied
    with transaction.atomic():
        revoked = PartnerKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
        if revoked:
            log(instance=key.partner, action=REVOKED, user=by, data={"name": key.name, "prefix": key.prefix})
    key.refresh_from_db(fields=["revoked_at"])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def find_key(text: str) -> PartnerKey | None:
    """The key with that text, whatever its standing, with its partner: one indexed lookup."""
    if not SHAPE.match(text):
        return None
    return PartnerKey.objects.select_related("partner").filter(digest=digest(text)).first()


def note_use(key: PartnerKey) -> None:
    """Remember that it was used; written at most once a minute, so that reading costs no write."""
    now = timezone.now()
    stale = now - LAST_USE_GRAIN
    if key.last_used_at is None or key.last_used_at < stale:
        unnoted = Q(last_used_at__isnull=True) | Q(last_used_at__lt=stale)
        PartnerKey.objects.filter(unnoted, pk=key.pk).update(last_used_at=now)
