from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import registry_sources, term_source  # noqa: PLC0415 - app ready

        registry_sources.connect()
        term_source.connect()
