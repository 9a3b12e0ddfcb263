from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalesConfig(AppConfig):
    name = "locales"
    label = "locales"
    verbose_name = _("Languages")

    def ready(self) -> None:
        from wagtail_localize import models as localize_models  # noqa: PLC0415 - app ready
        from wagtail_localize.locales.components import LOCALE_COMPONENTS  # noqa: PLC0415 - app ready
        from wagtail_localize.models import LocaleSynchronization  # noqa: PLC0415 - app ready

        from locales import left_in_english, release_gate, string_checks, target_pages  # noqa: PLC0415 - app ready

        string_checks.connect()
        release_gate.guard_publishing()
        target_pages.install()
        left_in_english.word_it()
        # localize writes "25 November 2026" into sentences of every language
        localize_models.DATE_FORMAT = "%d/%m/%Y"
        # "synchronise content from another locale" fills a language with live aliases: not on offer here
        LOCALE_COMPONENTS[:] = [each for each in LOCALE_COMPONENTS if each["model"] is not LocaleSynchronization]
