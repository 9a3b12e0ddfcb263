"""What an asset's page shows beside its fields: the picture or clip, the verdict in words, versions, where it is used."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from media_library.description import file_path
from media_library.models import Asset, Picture, Rendition
from media_library.renditions.standard import PictureUnreadableError, preview
from media_library.rights.clearance import summary, usable
from media_library.rights.clearing import facts_of
from media_library.rights.uses import Use
from media_library.where_used import uses_of


class AssetPanel(Panel):
    """Reads; changes nothing. Empty for an asset that is not saved."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and not self.instance._state.adding

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"asset": self.instance} | self.told(self.instance)

        def told(self, asset: Asset) -> dict[str, Any]:
            raise NotImplementedError

        @property
        def media(self) -> Media:
            return Media(css={"all": ["media_library/desk.css"]})


class PreviewPanel(AssetPanel):
    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/preview_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            try:
                carrier: Any = asset.carrier
            except ObjectDoesNotExist:
                return {}
            shown = {
                "picture": carrier,
                "video": getattr(carrier, "poster", None),
                "brand": getattr(carrier, "picture", None),
            }
            picture = shown.get(asset.told_as)
            return {
                "carrier": carrier,
                "rendition": _looks(picture) if picture is not None else None,
                "file": file_path(carrier) if carrier.file else "",
                "carrier_url": edit_address(carrier),
            }


def _looks(picture: Picture) -> Rendition | None:
    """What is restricted has words over it; a damaged original has no look."""
    try:
        return preview(picture)
    except PictureUnreadableError:
        return None


class VerdictPanel(AssetPanel):
    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/verdict_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            facts, today = facts_of(asset), timezone.localdate()
            web = usable(facts, use=str(Use.WEB), day=today)
            each = [(use.label, usable(facts, use=str(use), day=today)) for use in Use]
            soon = facts.last_day is not None and 0 <= (facts.last_day - today).days <= 30
            return {
                "summary": summary(facts, today),
                "standing": "blocking" if not web.ok else "warning" if soon else "fine",
                "verdicts": each,
                "people": facts.people,
            }


class VersionsPanel(AssetPanel):
    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/versions_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            carrier: Any = asset.carrier
            may = policy_registry.get_by_type(type(carrier)).user_has_permission(self.request.user, "change")
            return {"versions": asset.versions.select_related("by"), "may_restore": may}


class UsesPanel(AssetPanel):
    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/uses_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            return {"uses": uses_of(asset, self.request.user)}


def edit_address(carrier: Any) -> str:
    """Where the carrier itself is edited: its file, its crop, its subtitles."""
    names = {"picture": "wagtailimages:edit", "librarydocument": "wagtaildocs:edit"}
    model = carrier._meta.model_name
    return reverse(names.get(model, f"wagtailsnippets_media_library_{model}:edit"), args=[carrier.pk])
