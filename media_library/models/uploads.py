"""Uploads: files on their way into the library, and links by which people without an account send some.

An upload is no asset: nothing finds it, nothing delivers it. It becomes one when somebody who may add to its shelf
saves it, or goes when it is dropped, refused or forgotten.
"""

import uuid
from datetime import timedelta
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection
from wagtail.models.media import get_root_collection_id

from media_library.ingest.sentences import say
from media_library.models.expiring_links import ExpiringLink

KEPT = timedelta(days=7)  # an upload that nobody went on with


def in_a_week() -> Any:
    return timezone.now() + KEPT


class UploadState(models.TextChoices):
    RECEIVING = "receiving", _("arriving")
    EXAMINING = "examining", _("being examined")
    WAITING = "waiting", _("waiting: the virus scanner or the store does not answer")
    UNPACKING = "unpacking", _("being unpacked")
    UNPACKED = "unpacked", _("unpacked")
    SIDECAR = "sidecar", _("tells of a picture")
    READY = "ready", _("to be looked through")
    REFUSED = "refused", _("refused")
    SAVED = "saved", _("in the library")


NOTHING_TO_LOSE = (UploadState.UNPACKED, UploadState.REFUSED, UploadState.SAVED)


def under_way(uploads: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Those of which the file would be lost with them."""
    return uploads.exclude(state__in=NOTHING_TO_LOSE)


def still_open(links: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Those by which something may still arrive."""
    return links.filter(revoked_at=None, expires_at__gt=timezone.now())


def protect_if_under_way(collector: Any, field: Any, uploads: Any, using: str) -> None:
    """An `on_delete`: a collection stays while files are on their way to it; what is over and done with goes with it.

    Raises:
        ProtectedError: some are.
    """
    _protect(under_way(uploads), collector, field, uploads, using)


def protect_if_open(collector: Any, field: Any, links: Any, using: str) -> None:
    """As above, while somebody has a link to send files there.

    Raises:
        ProtectedError: somebody has.
    """
    _protect(still_open(links), collector, field, links, using)


def _protect(kept: Any, collector: Any, field: Any, rows: Any, using: str) -> None:
    if kept.exists():
        models.PROTECT(collector, field, kept, using)
    models.CASCADE(collector, field, rows, using)


class ContributorLink(ExpiringLink):
    """An address by which somebody without an account sends files, for a while and so many. Only its hash is kept."""

    title = models.CharField(
        _("for whom or what"),
        max_length=160,
        help_text=_("As it is greeted: “Photographs of the festival, for Mr Ba”."),
    )
    collection = models.ForeignKey(
        Collection,
        verbose_name=_("collection"),
        default=get_root_collection_id,
        on_delete=protect_if_open,
        related_name="+",
    )
    terms = models.TextField(
        _("terms"),
        help_text=_("What the sender agrees to before the first file: who made it, what the house may do with it."),
    )
    most_files = models.PositiveIntegerField(_("files at most"), default=50)
    most_megabytes = models.PositiveIntegerField(_("megabytes at most, together"), default=2000)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta(ExpiringLink.Meta):
        verbose_name = _("contributor link")
        verbose_name_plural = _("contributor links")

    def __str__(self) -> str:
        return self.title


class Upload(models.Model):
    """One file on its way. Its bytes are in the incoming store under `uid` until it is saved or gone."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    link = models.ForeignKey(ContributorLink, null=True, on_delete=models.CASCADE, related_name="uploads")
    sender = models.CharField(_("sender"), max_length=160, blank=True)
    agreed_at = models.DateTimeField(_("agreed to the terms"), null=True)
    agreed_terms = models.TextField(_("the terms agreed to"), blank=True)
    collection = models.ForeignKey(Collection, on_delete=protect_if_under_way, related_name="+")
    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    received = models.PositiveBigIntegerField(default=0)
    claimed_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    store_key = models.CharField(max_length=255, blank=True)  # S3: the multipart upload's id
    state = models.CharField(_("state"), max_length=10, choices=UploadState, default=UploadState.RECEIVING)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_a_week)
    claimed_at = models.DateTimeField(null=True)  # somebody is saving it at this moment
    tries = models.PositiveSmallIntegerField(default=0)

    format = models.CharField(max_length=10, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    seconds = models.FloatField(null=True)
    likeness = models.CharField(max_length=16, blank=True)
    notes = models.JSONField(default=list)
    colours = models.JSONField(default=list)
    proposals = models.JSONField(default=list)
    refusal = models.JSONField(null=True)
    preview = models.BinaryField(null=True)
    asset = models.ForeignKey("media_library.Asset", null=True, on_delete=models.SET_NULL, related_name="+")

    sidecar = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="tells_of"
    )  # that was uploaded by itself, and says what is among the proposals
    bundle = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="unpacked"
    )  # came in that ZIP
    files = models.PositiveIntegerField(null=True)  # of a ZIP: how many are in it
    files_taken = models.PositiveIntegerField(default=0)  # of these: how many are out of it

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["created_at", "uid"]
        indexes = [
            models.Index(fields=["by", "state"], name="media_library_upload_mine"),
            models.Index(fields=["claimed_sha256"], name="media_library_upload_claimed"),
            models.Index(fields=["expires_at"], name="media_library_upload_expires"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")), name="media_library_upload_no_more_than_said"
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=True) | models.Q(link__isnull=True),
                name="media_library_upload_one_sender",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = normalize("NFC", self.name)
        super().save(*args, **kwargs)

    @property
    def is_whole(self) -> bool:
        return self.received == self.size

    @property
    def why_refused(self) -> str:
        """In the language that is active."""
        return say(self.refusal["code"], self.refusal["about"]) if self.refusal else ""
