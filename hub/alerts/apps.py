from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "hub.alerts"
    label = "alerts"
    verbose_name = _("Saved searches")

    def ready(self) -> None:
        from hub.alerts.desk import beside_the_box  # noqa: PLC0415 - app ready
        from hub.publishing.desk_search import also_offer  # noqa: PLC0415 - app ready

        also_offer(beside_the_box)
