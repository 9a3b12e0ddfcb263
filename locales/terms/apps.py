from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermsConfig(AppConfig):
    name = "locales.terms"
    label = "terms"
    verbose_name = _("Terms")

    def ready(self) -> None:
        from locales.terms import changes  # noqa: PLC0415 - app ready

        changes.connect()
