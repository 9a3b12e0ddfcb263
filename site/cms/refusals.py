"""In production the web server does not start on a demo account, a demo key or a secret that others know."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe_start() -> None:
    """
    Raises:
        ImproperlyConfigured: in production, with every error of the house's security checks.
    """
    if settings.HUB_MODE != "production":
        return
    errors = [found for found in checks.run_checks(tags=[checks.Tags.security]) if found.level >= checks.ERROR]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint or ''}".strip() for error in errors))
