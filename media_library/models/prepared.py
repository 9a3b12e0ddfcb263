"""How far a clip, or a recording that browsers do not play, is prepared for the web, and the files that were made from it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.models.recordings import Audio
from media_library.models.videos import Video

OF_ONE = models.Q(video=None, audio__isnull=False) | models.Q(video__isnull=False, audio=None)


class Stage(models.TextChoices):
    WAITING = "waiting", _("waiting")
    WORKING = "working", _("being prepared")
    DONE = "done", _("prepared")
    FAILED = "failed", _("cannot be prepared")


class Preparation(models.Model):
    """One clip's, or recording's, way from its file (`source_sha256`) to what is played. `fault`: why not, in a sentence.

    Progress is written past the signals (`update`); the row is saved once, when all is there.
    """

    video = models.OneToOneField(Video, on_delete=models.CASCADE, null=True, related_name="preparation")
    audio = models.OneToOneField(Audio, on_delete=models.CASCADE, null=True, related_name="preparation")
    source_sha256 = models.CharField(max_length=64)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WAITING)
    steps_done = models.PositiveIntegerField(default=0)
    steps_all = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="of the step at hand, without success")
    fault = models.CharField(max_length=500, blank=True)
    rate = models.FloatField(null=True)
    has_sound = models.BooleanField(default=False)
    loudness = models.FloatField(_("loudness (LUFS)"), null=True)
    loudness_range = models.FloatField(_("loudness range (LU)"), null=True)
    true_peak = models.FloatField(_("true peak (dBTP)"), null=True)
    cuts = models.JSONField(null=True, help_text="thousandths at which the picture changes; null: nobody has looked")

    class Meta:
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        constraints = [
            models.CheckConstraint(
                name="media_library_preparation_known_stage", condition=models.Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="media_library_preparation_failed_says_why",
                condition=~models.Q(stage="failed") | ~models.Q(fault=""),
            ),
            models.CheckConstraint(name="media_library_preparation_of_one", condition=OF_ONE),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} ({self.percent} %)"

    @property
    def carrier(self) -> Video | Audio:
        return _one_of(self)

    @property
    def percent(self) -> int:
        if self.stage == Stage.DONE:
            return 100
        return min(99, 100 * self.steps_done // self.steps_all) if self.steps_all else 0


class Role(models.TextChoices):
    SOUND = "sound", _("sound")
    PICTURE = "picture", _("picture")
    PROXY = "proxy", _("proxy")
    SPRITE = "sprite", _("stills")


ENDINGS = {Role.SOUND: "ts", Role.PICTURE: "ts", Role.PROXY: "mp4", Role.SPRITE: "jpg"}


class PreparedFile(models.Model):
    """One file made from a clip: a chunk of one rung, the sound, the proxy or the sprite; or the proxy of a recording."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, related_name="prepared")
    audio = models.ForeignKey(Audio, on_delete=models.CASCADE, null=True, related_name="prepared")
    source_sha256 = models.CharField(max_length=64)
    role = models.CharField(max_length=10, choices=Role)
    rung = models.CharField(max_length=10, blank=True)
    number = models.PositiveIntegerField(default=0)
    file = models.FileField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    codecs = models.CharField(max_length=60, blank=True)
    segments: Any = models.JSONField(default=list)

    class Meta:
        verbose_name = _("prepared file")
        verbose_name_plural = _("prepared files")
        ordering = ["role", "rung", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["video", "source_sha256", "role", "rung", "number"],
                name="media_library_one_prepared_file_a_place",
            ),
            models.UniqueConstraint(
                fields=["audio", "source_sha256", "role"], name="media_library_one_prepared_file_of_a_recording"
            ),
            models.CheckConstraint(name="media_library_prepared_file_of_one", condition=OF_ONE),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.rung} {self.number}"

    @property
    def carrier(self) -> Video | Audio:
        return _one_of(self)


class StampedProxy(models.Model):
    """A proxy as it leaves the house: the prepared file's bytes, and `box`, with what is said of the clip, behind them.

    `said`: the checksum of that packet. `sha256`, `size`: of both together. Rows of what was said before stay for a while:
    somebody has their addresses (`media_library.clips.rights_inside`, `media_library.renditions.pruning`).
    """

    prepared = models.ForeignKey(PreparedFile, on_delete=models.CASCADE, related_name="stamped")
    said = models.CharField(max_length=64)
    box = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    needless_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("proxy with its rights inside")
        verbose_name_plural = _("proxies with their rights inside")
        constraints = [
            models.UniqueConstraint(fields=["prepared", "said"], name="media_library_one_proxy_that_says_it")
        ]

    def __str__(self) -> str:
        return f"{self.prepared} {self.sha256[:16]}"


def _one_of(row: Preparation | PreparedFile) -> Video | Audio:
    found = row.video or row.audio
    assert found is not None  # noqa: S101 - the database has a check
    return found
