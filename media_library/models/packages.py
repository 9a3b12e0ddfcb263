"""Packages: assets packed for somebody, for one purpose, with all that has to be known of them.

What is in one is frozen when it is made: files with their checksums, words, rights. A package is never changed; what has
to be other is another package, with the next number. Its ZIP is in no store: it is put together whenever it is taken
(docs/decisions/0017-packages-are-not-stored.md).
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset
from media_library.models.expiring_links import ExpiringLink
from media_library.rights.uses import Use


class PackageForm(models.TextChoices):
    ORIGINAL = "original", _("The files as they came: for print and broadcast")
    WEB = "web", _("Sizes for the web: JPEG of 1920 pixels with the rights inside, MP4 of 720p")


class PackageState(models.TextChoices):
    WAITING = "waiting", _("waits to be made")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")


class Package(models.Model):
    """One package. `territory`, `day`: as in a basket. `offered`: partners may take it by the API.

    Progress is written past the signals (`update`).
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=160)
    recipient = models.CharField(
        _("recipient"), max_length=160, blank=True, help_text=_("A station, a delegation, a person: it is kept.")
    )
    message = models.TextField(
        _("words to the recipient"), max_length=2000, blank=True, help_text=_("They stand at the head of the README.")
    )
    use = models.CharField(_("what for"), max_length=12, choices=Use, default=Use.WEB)
    territory = models.CharField(_("where"), max_length=2, blank=True)
    day = models.DateField(_("on which day"), null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    form = models.CharField(_("which files"), max_length=10, choices=PackageForm, default=PackageForm.WEB)
    number = models.PositiveIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by", editable=False
    )
    offered = models.BooleanField(
        _("partners may take it"),
        default=False,
        help_text=_("By the partner API, as far as their agreements cover what is in it."),
    )

    state = models.CharField(max_length=10, choices=PackageState, default=PackageState.WAITING)
    fault = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # of the step at hand, without success
    steps_done = models.PositiveIntegerField(default=0)
    steps_all = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of what the ZIP is made of, not of its bytes
    downloads = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")
        ordering = ["-created_at", "uid"]
        constraints = [
            models.CheckConstraint(
                name="media_library_package_ready_is_whole",
                condition=~models.Q(state="ready")
                | (models.Q(made_at__isnull=False, size__isnull=False) & ~models.Q(sha256="")),
            ),
            models.CheckConstraint(
                name="media_library_package_failed_says_why",
                condition=~models.Q(state="failed") | ~models.Q(fault=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        if self.state == PackageState.READY:
            return 100
        return min(99, 100 * self.steps_done // self.steps_all) if self.steps_all else 0


class PackageItem(models.Model):
    """One asset that was to be packed. `told`: what the manifest says of it; `reasons`: why it was left out."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveIntegerField()
    asset = models.ForeignKey(Asset, null=True, on_delete=models.SET_NULL, related_name="+")
    asset_uid = models.UUIDField()
    title = models.CharField(max_length=255)
    settled = models.BooleanField(default=False)
    told: Any = models.JSONField(null=True)
    reasons: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["package", "place"], name="media_library_package_one_item_a_place"),
            models.UniqueConstraint(fields=["package", "asset_uid"], name="media_library_package_once_an_asset"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_left_out(self) -> bool:
        return bool(self.reasons)


class PackageFile(models.Model):
    """One file of the bag, by its path there: in the store (`storage_name`), its bytes themselves (`content`), or both, one
    behind the other.

    crc32: what a ZIP asks for; empty until the file was read through and found to be what the library once measured.
    """

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="files")
    item = models.ForeignKey(PackageItem, null=True, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=255)
    storage_name = models.CharField(max_length=255, blank=True)
    content = models.BinaryField(null=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    crc32 = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "path"], name="media_library_package_one_file_a_path"),
            models.CheckConstraint(
                name="media_library_package_file_has_bytes",
                condition=~models.Q(storage_name="") | models.Q(content__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class PackageLink(ExpiringLink):
    """An address by which somebody without an account takes a package."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="links")
    recipient = models.CharField(_("recipient"), max_length=160)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    downloads = models.PositiveIntegerField(_("downloads"), default=0, editable=False)
    last_download_at = models.DateTimeField(null=True, editable=False)

    class Meta(ExpiringLink.Meta):
        verbose_name = _("package link")
        verbose_name_plural = _("package links")

    def __str__(self) -> str:
        return self.recipient
