"""Versions of an asset's file: what was there before, who replaced it, when and why. No version is ever overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Change:
    """Who hands over a file, and why: told by forms and actions, kept with the version."""

    by: Any = None
    reason: str = ""
    restores: int | None = None


def says_where(proposals: Iterable[Mapping[str, Any]]) -> bool:
    """Is where it was made among what a file says of itself?"""
    return any(said["field"] == "gps" for said in proposals)


class FileVersion(models.Model):
    """One file that an asset had. The newest is the carrier's; the older ones are kept in the store."""

    asset = models.ForeignKey("media_library.Asset", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    storage_name = models.CharField(max_length=255)
    original_name = models.CharField(_("original name"), max_length=255, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    restores = models.PositiveIntegerField(_("restores version"), null=True)
    notes: Any = models.JSONField(default=list)  # codes of media_library.ingest.sentences.note
    proposals: Any = models.JSONField(default=list)  # what the file says of itself
    # somebody is seen in it who is not in a newer one any more (`media_library.rights.blurring`)
    stays_inside = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("file version")
        verbose_name_plural = _("file versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="media_library_one_version_a_number")]
        indexes = [models.Index(fields=["sha256"], name="media_library_version_sha")]

    def __str__(self) -> str:
        return f"{self.original_name or self.storage_name} ({self.number})"


class DeletedFile(models.Model):
    """A file that went with its asset: so whoever brings the same bytes again is told. No names: nothing is kept of who was shown."""

    sha256 = models.CharField(max_length=64, db_index=True)
    title = models.CharField(max_length=255)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # might it not be used when it went, for want of a consent or because its right had ended?
    was_barred = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title
