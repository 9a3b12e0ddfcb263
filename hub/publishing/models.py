"""The ledger's tables.

`PublishingEvent`: what happened on the editing floor, written in the transaction in which it happened.
`Edition`: one work in one language as it is told to the outside, compiled once.
`LedgerEntry`: what changed, in the one order that everybody sees.
Only `hub.publishing.relay` writes the last two.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What an editor did."""

    PUBLISHED = "published", _("published")
    CORRECTED = "corrected", _("corrected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DELETED = "deleted", _("deleted")
    MOVED = "moved", _("moved")
    REFRESHED = "refreshed", _("refreshed")


class Change(models.TextChoices):
    """What a partner is told. The values are the contract's (`docs/partner-api.md`)."""

    PUBLISHED = "published", _("published")
    UPDATED = "updated", _("updated")
    CORRECTED = "corrected", _("corrected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RIGHTS_CHANGED = "rights_changed", _("rights changed")


class State(models.TextChoices):
    LIVE = "live", _("live")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DELETED = "deleted", _("deleted")


class PublishingEvent(models.Model):
    """One act on one edition, waiting for the relay (`handled_at` empty) or handled by it.

    A handled one without an `entry` told partners nothing new. No foreign keys to pages or revisions: the event outlives them.
    """

    edition_id = models.CharField(max_length=80, db_index=True)
    work = models.UUIDField()
    lang = models.CharField(max_length=35)
    page_id = models.PositiveBigIntegerField()
    revision_id = models.PositiveBigIntegerField(null=True)
    act = models.CharField(max_length=10, choices=Act)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=1000, blank=True)
    replacement = models.CharField(max_length=80, blank=True, help_text="id of the edition to read instead")
    cosmetic = models.BooleanField(default=False)
    source_revision_id = models.PositiveBigIntegerField(null=True)
    segment_digests = models.JSONField(default=list)

    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("publishing event")
        verbose_name_plural = _("publishing events")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], name="publishing_event_waiting", condition=models.Q(handled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.edition_id}"


class Edition(models.Model):
    """One work in one language, as the outside sees it. `document` and `summary` are the bytes that are served."""

    id = models.CharField(primary_key=True, max_length=80, help_text="work.lang")
    work = models.UUIDField(db_index=True)
    lang = models.CharField(max_length=35)
    kind = models.CharField(max_length=20)
    page_id = models.PositiveBigIntegerField(db_index=True)
    revision_id = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=255)
    url_path = models.CharField(max_length=1000, db_index=True)
    licence = models.CharField(max_length=20)
    is_open = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    document = models.TextField()
    summary = models.TextField(help_text="the document without its body")
    etag = models.CharField(max_length=64)
    reason = models.CharField(max_length=1000, blank=True)
    replacement = models.CharField(max_length=80, blank=True)
    corrections = models.JSONField(default=list)
    freshness = models.PositiveIntegerField(default=0, help_text="stale paragraphs")
    segment_digests = models.JSONField(default=list)
    source_revision_id = models.PositiveBigIntegerField(null=True)
    last_seq = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("released edition")
        verbose_name_plural = _("released editions")
        ordering = ["-published_at", "id"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="publishing_edition_newest"),
            models.Index(fields=["updated_at"], name="publishing_edition_updated"),
            models.Index(fields=["lang", "kind", "-published_at"], name="publishing_edition_list"),
        ]
        permissions = [
            ("correct_edition", _("Can correct a published edition")),
            ("withdraw_edition", _("Can withdraw a published edition")),
            ("delete_edition_for_good", _("Can delete a published edition for good")),
        ]

    def __str__(self) -> str:
        return self.title


class Reference(models.Model):
    """What an edition's document speaks of or shows. Filters ask it, and so does a corrected fact: who uses me?"""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "key"], name="publishing_one_reference")]
        indexes = [models.Index(fields=["kind", "key", "edition"], name="publishing_reference_key")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class LedgerEntry(models.Model):
    """One change, told once. `seq` has no gaps and its order never changes."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries")
    event = models.OneToOneField(PublishingEvent, null=True, on_delete=models.PROTECT, related_name="entry")
    version = models.PositiveIntegerField()
    change = models.CharField(max_length=14, choices=Change)
    at = models.DateTimeField()
    etag = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    revision_id = models.PositiveBigIntegerField(null=True, db_index=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.change}"


class Ledger(models.Model):
    """One row: its lock makes the relay the only sequencer; `epoch` names this ledger in cursors."""

    epoch = models.UUIDField(default=uuid.uuid4)
    last_seq = models.PositiveBigIntegerField(default=0)
    oldest_seq = models.PositiveBigIntegerField(default=1, help_text="entries before it were pruned")

    class Meta:
        verbose_name = _("ledger")
        verbose_name_plural = _("ledgers")

    def __str__(self) -> str:
        return str(self.epoch)
