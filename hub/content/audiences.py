"""For whom something is written; a market picks by it (Decision 173/QĐ-TTg: adapt by audience)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    GENERAL = "general", _("general")
    PRESS = "press", _("press")
    TOURISM = "tourism", _("tourism")
    INVESTORS = "investors", _("investors")
    DIASPORA = "diaspora", _("overseas Vietnamese")
    DIPLOMATIC = "diplomatic", _("diplomatic")
