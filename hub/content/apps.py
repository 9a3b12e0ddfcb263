from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "hub.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        from hub.content import galleries  # noqa: PLC0415 - app ready
        from hub.content.preflight.findings import refuse_unready  # noqa: PLC0415 - app ready
        from locales import release_gate  # noqa: PLC0415 - app ready
        from media_library.packages.becoming import becomes  # noqa: PLC0415 - app ready

        release_gate.also_ask(refuse_unready)
        becomes(galleries.offer)
