from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The composition: commands that concern the whole house."""

    name = "cms"
    label = "cms"
    verbose_name = _("Content hub")
