"""Joint changes: the same change of many assets, ordered once, with an account of each asset, so that it can be undone.

An undoing is a joint change too: it says which one it undoes.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset


class JointChangeState(models.TextChoices):
    WAITING = "waiting", _("waits for its turn")
    CHANGING = "changing", _("being changed")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("failed")


OPEN = (JointChangeState.WAITING, JointChangeState.CHANGING)


class Outcome(models.TextChoices):
    CHANGED = "changed", _("changed")
    SAME = "same", _("was so already")
    LEFT = "left", _("left as it was")


class JointChange(models.Model):
    """One order. `wanted`: as `media_library.changing.wanted` keeps it. Progress is written past the signals (`update`)."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wanted: Any = models.JSONField()
    undoes = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="undone_by")
    size = models.PositiveIntegerField()
    decided = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=JointChangeState, default=JointChangeState.WAITING)
    fault = models.CharField(max_length=500, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("joint change")
        verbose_name_plural = _("joint changes")
        ordering = ["-created_at", "uid"]
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                name="media_library_joint_change_failed_says_why",
                condition=~models.Q(state="failed") | ~models.Q(fault=""),
            ),
            models.CheckConstraint(
                name="media_library_joint_change_decides_no_more_than_there_are",
                condition=models.Q(decided__lte=models.F("size")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        if self.state == JointChangeState.DONE:
            return 100
        return min(99, 100 * self.decided // self.size) if self.size else 0


class JointChangeItem(models.Model):
    """One asset of it. `seen`: what was to be written over when it was ordered; `before`, `after`: of what was changed; `told`:
    the same in words, as its history has it; `reason`: why it was left, a code and what it is about."""

    change = models.ForeignKey(JointChange, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveIntegerField()
    asset = models.ForeignKey(Asset, null=True, on_delete=models.SET_NULL, related_name="+")
    asset_uid = models.UUIDField()
    title = models.CharField(max_length=255)
    seen: Any = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason: Any = models.JSONField(null=True)
    told: Any = models.JSONField(default=dict)
    before: Any = models.JSONField(default=dict)
    after: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["change", "place"], name="media_library_joint_change_one_item_a_place"),
            models.UniqueConstraint(fields=["change", "asset_uid"], name="media_library_joint_change_once_an_asset"),
            models.CheckConstraint(
                name="media_library_joint_change_left_says_why",
                condition=~models.Q(outcome="left") | models.Q(reason__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
