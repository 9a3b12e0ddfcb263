"""What was told of the days on which rights begin and end, so that nothing is told twice and nothing is missed; and the
letters in which the staff is told."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset


class Notice(models.TextChoices):
    IN_30_DAYS = "30", _("ends in 30 days")
    IN_7_DAYS = "7", _("ends in 7 days")
    TOMORROW = "1", _("ends tomorrow")
    ENDED = "ended", _("ended")
    BEGUN = "begun", _("begun")
    WITHDRAWN = "withdrawn", _("consent withdrawn")


class RightsNotice(models.Model):
    """`day` is the last day of use, for `begun` the first, for `withdrawn` that of the withdrawal."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="notices")
    notice = models.CharField(max_length=9, choices=Notice)
    day = models.DateField()
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("notice of rights")
        verbose_name_plural = _("notices of rights")
        ordering = ["-told_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "notice", "day"], name="media_library_one_notice_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.notice} {self.day}"


class RightsLetter(models.Model):
    """One letter to one person on one day, about all that is due then. What it says is worked out when it is sent.

    given_up: no mail server took it for a day; what it was to tell is told by the next day's letter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rights_letters")
    day = models.DateField()
    notices = models.ManyToManyField(RightsNotice, related_name="letters")
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)
    fault = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("letter about rights")
        verbose_name_plural = _("letters about rights")
        ordering = ["-day", "pk"]
        constraints = [models.UniqueConstraint(fields=["to", "day"], name="media_library_one_rights_letter_a_day")]
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="media_library_letters_unsent",
                condition=models.Q(sent_at=None, given_up=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.to_id} {self.day}"


class LetterChoice(models.Model):
    """Whether somebody who looks after rights wants these letters. Who has not chosen gets them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_choice")
    rights = models.BooleanField(
        _("Write to me when rights and consents end"),
        default=True,
        help_text=_("Once a day at most, 30, 7 and 1 days before, and on the day."),
    )

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")

    def __str__(self) -> str:
        return f"{self.user_id} {self.rights}"
