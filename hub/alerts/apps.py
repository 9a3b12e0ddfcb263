from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "hub.alerts"
    label = "alerts"
    verbose_name = _("Saved searches")

    def ready(self) -> None:
        from hub.alerts.desk import beside_the_box, beside_the_library  # noqa: PLC0415 - app ready
        from hub.publishing import desk_search  # noqa: PLC0415 - app ready
        from media_library.desk import library  # noqa: PLC0415 - app ready

        desk_search.also_offer(beside_the_box)
        library.also_offer(beside_the_library)
