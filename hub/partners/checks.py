"""What must not be true of a hub in production."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from hub.partners.models import PartnerKey


@register(Tags.security)
def no_demo_keys_in_production(**kwargs: Any) -> list[CheckMessage]:
    """A demo key is printed by `make demo`, so everybody knows it. Asked at every `check`, not only with `--database`."""
    if settings.HUB_MODE != "production":
        return []
    try:
        keys = list(PartnerKey.objects.filter(is_demo=True, revoked_at__isnull=True).select_related("partner"))
    except DatabaseError:
        return []  # not migrated yet
    return [
        Error(
            f"The demo key “{key}” is accepted in production.",
            hint=f"Revoke it: cms partner_key revoke {key.prefix}",
            id="partners.E001",
        )
        for key in keys
    ]
