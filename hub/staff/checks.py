"""What must never be true in production: a demo account that can log in, or a secret key that others know.

Both run with `cms check` and before every command that checks, and the web server runs them as it starts (`cms.refusals`).
"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections, transaction

SHORTEST_KEY = 40
# words of keys that were never drawn at random: Django's own for new projects, and what examples are full of
KNOWN_DEFAULTS = ("django-insecure-", "changeme", "change-me", "secret-key", "secretkey", "your-secret", "example")


@register(Tags.security)
def check_secret_key(**_kwargs: Any) -> list[CheckMessage]:
    """E001: SECRET_KEY is short, monotonous or a known default."""
    key = str(settings.SECRET_KEY)
    if settings.HUB_MODE != "production" or not _guessable(key):
        return []
    return [
        Error(
            "SECRET_KEY can be guessed.",
            hint=(
                f"Set SECRET_KEY to at least {SHORTEST_KEY} random characters, for instance the output of "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
            ),
            id="staff.E001",
        )
    ]


@register(Tags.security)
def check_demo_accounts(**_kwargs: Any) -> list[CheckMessage]:
    """E002: a demo account exists in production."""
    refusal = demo_accounts_refusal()
    if not refusal:
        return []
    hint = "Delete these accounts, or start on a database that never held the demo."
    return [Error(refusal, hint=hint, id="staff.E002")]


def demo_accounts_refusal() -> str:
    """Why production must not start on this database; an empty string where nothing speaks against it."""
    if settings.HUB_MODE != "production":
        return ""
    names = _demo_accounts()
    return f"Demo accounts exist in production: {', '.join(names)}." if names else ""


def _guessable(key: str) -> bool:
    told = any(word in key.lower() for word in KNOWN_DEFAULTS)
    return len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY // 4 or told


def _demo_accounts() -> list[str]:
    """User names, first ten; none where the table does not exist yet (before the first migration)."""
    from hub.staff.models import User  # noqa: PLC0415 - app ready: checks are registered before models are loaded

    try:
        with transaction.atomic(using="default"):
            if User._meta.db_table not in connections["default"].introspection.table_names():
                return []
            return list(User.objects.filter(is_demo=True).order_by("username").values_list("username", flat=True)[:10])
    except DatabaseError:
        return []  # whether the database answers at all is the business of another check
