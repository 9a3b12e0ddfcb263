"""The ledger's tables, and what must always be true of them: the database itself refuses anything else.

`PublishingEvent`: what happened on the editing floor, written in the transaction in which it happened.
`Edition`: one work in one language as it is told to the outside, compiled once.
`LedgerEntry`: what changed, in the one order that everybody sees.
Only `hub.publishing.relay` writes the last two.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
    """`LOST`: its page went before the relay came, so its text was never told; its withdrawal follows."""

    LIVE = "live", _("live")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DELETED = "deleted", _("deleted")
    LOST = "lost", _("lost")


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
            models.Index(fields=["id"], name="publishing_event_waiting", condition=Q(handled_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(name="publishing_event_known_act", condition=Q(act__in=Act.values)),
            models.CheckConstraint(
                name="publishing_event_release_has_revision",
                condition=~Q(act__in=[Act.PUBLISHED.value, Act.CORRECTED.value]) | Q(revision_id__isnull=False),
            ),
            models.CheckConstraint(
                name="publishing_event_correction_has_note", condition=~Q(act=Act.CORRECTED.value) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="publishing_event_handled_has_no_fault",
                condition=Q(handled_at__isnull=True) | Q(fault="", retry_at__isnull=True),
            ),
            models.CheckConstraint(
                name="publishing_event_fault_was_attempted",
                condition=Q(fault="", retry_at__isnull=True) | Q(attempts__gte=1),
            ),
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
    external_id = models.CharField(max_length=200, blank=True, help_text="its name in the archive it came from")
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
            # one language newest first, whatever else is asked: without it a list sorts the whole language
            models.Index(fields=["lang", "-published_at", "-id"], name="publishing_edition_in_lang"),
            models.Index(
                fields=["external_id"], name="publishing_edition_external", condition=~models.Q(external_id="")
            ),
        ]
        constraints = [
            models.CheckConstraint(name="publishing_edition_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="publishing_edition_live_is_whole",
                condition=~Q(state=State.LIVE.value)
                | (
                    Q(published_at__isnull=False, version__gte=1)
                    & ~Q(document="")
                    & ~Q(summary="")
                    & ~Q(etag="")
                    & ~Q(kind="")
                    & ~Q(licence="")
                ),
            ),
            models.CheckConstraint(
                name="publishing_edition_live_has_no_reason",
                condition=~Q(state=State.LIVE.value) | Q(reason="", replacement=""),
            ),
            models.CheckConstraint(
                name="publishing_edition_tombstone_is_empty",
                condition=Q(state=State.LIVE.value) | Q(document="", summary="", etag=""),
            ),
            models.CheckConstraint(name="publishing_edition_was_told", condition=Q(last_seq__gte=1)),
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
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "key"], name="publishing_one_reference"),
            models.CheckConstraint(name="publishing_reference_names_something", condition=~Q(kind="") & ~Q(key="")),
        ]
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
        constraints = [
            models.CheckConstraint(name="publishing_entry_counts_from_one", condition=Q(seq__gte=1, version__gte=1)),
            models.CheckConstraint(name="publishing_entry_known_change", condition=Q(change__in=Change.values)),
            models.CheckConstraint(
                name="publishing_entry_correction_has_note", condition=~Q(change=Change.CORRECTED.value) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="publishing_entry_withdrawal_has_no_etag", condition=~Q(change=Change.WITHDRAWN.value) | Q(etag="")
            ),
        ]

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
        constraints = [
            models.CheckConstraint(name="publishing_one_ledger", condition=Q(id=1)),
            models.CheckConstraint(
                name="publishing_ledger_keeps_its_end",
                condition=Q(oldest_seq__gte=1, oldest_seq__lte=F("last_seq") + 1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.epoch)
