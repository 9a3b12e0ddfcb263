"""Makes the database know the languages of the configuration. Run by `cms set_up`, as often as one likes."""

from django.conf import settings
from wagtail.models import Locale


def ensure_locales() -> list[Locale]:
    """One Wagtail locale for each language of HUB_LANGUAGES, in that order; none is ever removed.

    A language that leaves the configuration keeps its locale, because its pages are still there.
    """
    return [Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
