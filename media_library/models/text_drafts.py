"""What somebody has written of an asset in another language and no second person has approved: nothing of it is given out.

What is approved stands in the asset's own words (`AssetText`, `PassageText`, `SubtitleTrack`) and is given out unchanged meanwhile. Changed
by `media_library.translating.acts` alone.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.registry.naming import LanguageField
from media_library.models.assets import Asset


class TextDraftState(models.TextChoices):
    DRAFT = "draft", _("draft")
    HANDED_IN = "handed_in", _("waits for approval")
    SENT_BACK = "sent_back", _("sent back")


class TextDraft(models.Model):
    """One asset in one language.

    `subtitles`: of a clip, the checked WebVTT that is to be its track in the language; empty: the track stays as it is.

    `words`: part → words, where they are to be others than the approved ones; `said`: key of a passage → words and speaker;
    `seen`: part, or the key of a passage → the original's words that were translated; `number`: another one by every act.
    """

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="text_drafts")
    language = LanguageField()
    words: Any = models.JSONField(default=dict)
    said: Any = models.JSONField(default=dict)
    seen: Any = models.JSONField(default=dict)
    subtitles = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TextDraftState, default=TextDraftState.DRAFT)
    number = models.PositiveIntegerField(default=0)
    writers: Any = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField()
    reason = models.CharField(_("why it is sent back"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("draft of words")
        verbose_name_plural = _("drafts of words")
        ordering = ["moved_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["asset", "language"], name="media_library_one_text_draft_a_language"),
            models.CheckConstraint(
                name="media_library_text_draft_sent_back_says_why",
                condition=~models.Q(state="sent_back") | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "language", "moved_at"], name="media_library_text_drafts_wait")]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.language}"

    @property
    def is_handed_in(self) -> bool:
        return self.state == TextDraftState.HANDED_IN
