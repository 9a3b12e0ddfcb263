"""What was told of the days on which rights begin and end, so that nothing is told twice and nothing is missed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset


class Notice(models.TextChoices):
    IN_30_DAYS = "30", _("ends in 30 days")
    IN_7_DAYS = "7", _("ends in 7 days")
    TOMORROW = "1", _("ends tomorrow")
    ENDED = "ended", _("ended")
    BEGUN = "begun", _("begun")


class RightsNotice(models.Model):
    """`day` is the last day of use, or for `begun` the first."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="notices")
    notice = models.CharField(max_length=5, choices=Notice)
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
