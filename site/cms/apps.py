from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The composition: commands that concern the whole house."""

    name = "cms"
    label = "cms"
    verbose_name = _("Content hub")

    def ready(self) -> None:
        from cms import index_jobs  # noqa: F401, PLC0415 - app ready
