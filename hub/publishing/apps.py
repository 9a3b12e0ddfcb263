from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "hub.publishing"
    label = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from hub.publishing import asset_source, asset_uses, recording, used_data  # noqa: F401, PLC0415 - app ready
        from hub.publishing.search_source import EditionSource  # noqa: PLC0415 - app ready
        from search.sources import register  # noqa: PLC0415 - app ready

        register(EditionSource())
        asset_source.connect()
