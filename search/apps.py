from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import registry_sources, term_source  # noqa: PLC0415 - app ready

        registry_sources.connect()
        term_source.connect()
        self._use_outside_engine()

    def _use_outside_engine(self) -> None:
        if settings.ELASTICSEARCH:
            from search import choosing  # noqa: PLC0415 - app ready
            from search.engines.elasticsearch.connection import Cluster  # noqa: PLC0415 - optional dependency
            from search.engines.elasticsearch.finding import ElasticsearchEngine  # noqa: PLC0415 - optional dependency

            choosing.use(ElasticsearchEngine(Cluster(**settings.ELASTICSEARCH)))
