"""What was done with an asset's words in another language, in its history: which language, by whom written, why sent back."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from hub.registry.naming import language_choices
from media_library.translating.acts import APPROVED, HANDED_IN, SENT_BACK


class WordsInHistory(LogFormatter):
    label = gettext_lazy("Words in another language")
    WORDED: ClassVar[dict[str, Any]] = {
        HANDED_IN: gettext_lazy("Words in %(language)s handed in"),
        APPROVED: gettext_lazy("Words in %(language)s approved, written by %(writers)s"),
        SENT_BACK: gettext_lazy("Words in %(language)s sent back: %(reason)s"),
    }

    def format_message(self, log_entry: Any) -> str:
        kept: dict[str, Any] = log_entry.data or {}
        tag = kept.get("language", "")
        return str(self.WORDED[log_entry.action]) % {
            "language": dict(language_choices()).get(tag, tag),
            "writers": ", ".join(kept.get("writers", [])) or _("somebody who is no longer here"),
            "reason": kept.get("reason", ""),
        }
