"""What an asset's page shows beside its fields: the picture or clip, the verdict in words, versions, where it is used."""

from typing import Any

from django.conf import settings
from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from hub.registry.naming import Certainty
from media_library.desk.people_shown import why_no_blur
from media_library.desk.player import AT, player_of
from media_library.files.addresses import latest_path
from media_library.files.given_out import file_path, public_file
from media_library.files.store import StoreAwayError
from media_library.finding.findable import drawing_of
from media_library.models import Asset, Face, Kind, Picture, Rendition
from media_library.renditions import faces
from media_library.renditions.page_drawing import NO_PICTURE
from media_library.renditions.public_copies import fault_of, told_copy
from media_library.renditions.standard import PictureUnreadableError, preview, words_over
from media_library.rights.clearance import summary, usable
from media_library.rights.clearing import facts_of
from media_library.rights.uses import Use
from media_library.where_used import uses_of

TIMED = ("video", "audio")


class AssetPanel(Panel):
    """Beside the form of an asset or of its carrier. Reads; changes nothing. Empty for one that is not saved."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and not self.instance._state.adding

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            asset = self.instance if isinstance(self.instance, Asset) else self.instance.asset
            return context | {"asset": asset} | self.told(asset)

        def told(self, asset: Asset) -> dict[str, Any]:
            raise NotImplementedError

        @property
        def media(self) -> Media:
            return Media(css={"all": ["media_library/desk.css", "media_library/words_over.css"]})


class PreviewPanel(AssetPanel):
    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/preview_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            if not asset.is_carried:
                return {}
            carrier: Any = asset.carrier
            picture = carrier.looks
            face = faces.current(asset)
            return {
                "carrier": carrier,
                "rendition": _looks(picture) if picture is not None else None,
                "drawing": drawing_of(asset),
                "face": face,
                "faceless": _why_faceless(face),
                "pages": faces.pages_of(asset),
                "file": file_path(carrier) if carrier.file else "",
                "player": player_of(carrier, self.request.GET.get(AT))
                if asset.told_as in TIMED and carrier.file
                else {},
                "over": words_over(asset),
                "carrier_url": edit_address(carrier),
            }


class ShotlistPanel(Panel):
    """The way to the shots of a clip and the sound bites of a recording, beside the form of either or of its asset."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media_library/shotlist_panel.html"

        def is_shown(self) -> bool:
            uid = getattr(self.instance, "asset_id", None) or self.instance.pk
            timed = not isinstance(self.instance, Asset) or self.instance.kind in (Kind.VIDEO, Kind.AUDIO)
            return super().is_shown() and uid is not None and not self.instance._state.adding and timed

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            asset = self.instance if isinstance(self.instance, Asset) else self.instance.asset
            address = reverse("media_library:shotlist", args=[asset.pk])
            return context | {"address": address, "count": asset.passages.count()}


def _why_faceless(face: Face | None) -> str:
    """In words, with what to do."""
    if face is None or face.file:
        return ""
    if face.fault == NO_PICTURE:
        return _("The file brings no picture of itself. Add a PDF or SVG beside it to have a picture.")
    return _("Its pages cannot be drawn. The file is kept as it came.")


def _looks(picture: Picture) -> Rendition | None:
    """What is restricted has words over it; a damaged original has no look, nor has any while the store is away."""
    try:
        return preview(picture)
    except (PictureUnreadableError, StoreAwayError):
        return None


def _why_kept(brand: Any) -> str:
    """In words: why nobody outside has its file."""
    if brand.stays_inside:
        return _(
            "Nobody outside gets this file: it says inside where it was made. Take that out, then upload it again."
        )
    if brand.wants_copy and told_copy(brand) is None:
        return fault_of(brand) or _("What everybody gets is being made.")
    return ""


class LatestPanel(AssetPanel):
    """The address that always leads to the newest file of a brand asset, to be copied."""

    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/latest_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            brand: Any = asset.carrier
            return {
                "address": f"{settings.BASE_URL}{latest_path(brand.slug)}" if brand.file else "",
                "public": brand.status == Certainty.APPROVED,
                "copied": public_file(brand) if brand.wants_copy else None,
                "why_not": _why_kept(brand),
                "variants": [(one, edit_address(one)) for one in brand.variants.all()],
            }

        @property
        def media(self) -> Media:
            return Media(css={"all": ["media_library/desk.css"]}, js=["media_library/copying.js"])


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
                "blurs": [words for person in asset.people.all() if (words := why_no_blur(person))],
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
