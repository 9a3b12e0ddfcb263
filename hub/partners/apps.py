from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "hub.partners"
    label = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        from hub.partners import checks  # noqa: F401, PLC0415 - app ready
