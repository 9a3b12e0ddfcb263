"""What every asset says of itself: a stable id, whose it is, and on which days it may be used."""

import uuid
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.licences import Licence


class DigitalSourceType(models.TextChoices):
    """IPTC digital source type: how the thing came into being. Values are the last part of the newscode's URI."""

    DIGITAL_CAPTURE = "digitalCapture", _("photographed or filmed")
    DIGITAL_CREATION = "digitalCreation", _("drawn or made by a person on a computer")
    ALGORITHMIC = "algorithmicMedia", _("made by an algorithm, without training data")
    TRAINED_ALGORITHMIC = "trainedAlgorithmicMedia", _("made by a trained model (AI)")


class Asset(models.Model):
    """The common spine of pictures, clips and documents."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        "registry.Agency", verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    creator = models.CharField(_("creator"), max_length=160, blank=True)
    credit = models.CharField(_("credit line"), max_length=160, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.PRESS)
    usable_from = models.DateField(_("usable from"), null=True, blank=True)
    usable_until = models.DateField(_("usable until"), null=True, blank=True)
    digital_source_type = models.CharField(
        _("digital source type"), max_length=30, choices=DigitalSourceType, default=DigitalSourceType.DIGITAL_CAPTURE
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(usable_from__isnull=True)
                | models.Q(usable_until__isnull=True)
                | models.Q(usable_from__lte=models.F("usable_until")),
                name="%(app_label)s_%(class)s_usable_from_before_until",
                violation_error_message=_("The last day of use lies before the first."),
            )
        ]

    def usable_on(self, day: date) -> bool:
        """May it be used on that day?"""
        return (self.usable_from is None or self.usable_from <= day) and (
            self.usable_until is None or day <= self.usable_until
        )

    @property
    def usable_now(self) -> bool:
        return self.usable_on(timezone.localdate())
