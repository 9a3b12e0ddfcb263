"""The pre-flight panel: stands first in the editor and says what is still missing before release."""

from typing import Any

from django.forms import Media
from wagtail.admin.panels import Panel

from hub.content.preflight.findings import preflight, summed_up


class PreflightPanel(Panel):
    """Shows the findings of the draft as it was last saved; `preflight.js` fetches them anew after each save."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/preflight_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk:
                context |= summed_up(preflight(self.instance))
            return context | {"page": self.instance}

        @property
        def media(self) -> Media:
            return Media(
                css={"all": ["content/editor.css"]},
                js=[
                    "content/preflight.js",
                    "content/slugs.js",
                    "content/keystrokes.js",
                    "content/once.js",
                    "content/signed_in.js",
                    "content/errors.js",
                ],
            )
