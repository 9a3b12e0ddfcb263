from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "cms.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from cms.portal.serving import draft_context  # noqa: PLC0415 - app ready
        from hub.content.previews import show_drafts_with  # noqa: PLC0415 - app ready

        show_drafts_with(draft_context)
