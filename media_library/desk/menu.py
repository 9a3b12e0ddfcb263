"""The "Media library" menu: every shelf in one place. Sound recordings and brand assets have theirs here too."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from media_library.desk.asset_desk import AssetViewSet
from media_library.desk.panels import LatestPanel, ShotlistPanel, VersionsPanel
from media_library.desk.preparation import PreparationPanel
from media_library.desk.rights import ConsentViewSet, RightsRecordViewSet
from media_library.desk.shelves import ShelfViewSet
from media_library.desk.titled_form import TitledForm
from media_library.desk.video_shelf import VideoViewSet, clock
from media_library.finding.seen_shelves import CHANGE, LOOK
from media_library.ingest.shelving import CARRIERS
from media_library.models import Audio, BrandAsset
from media_library.packages.ordering import MAKE, SEE_ALL
from media_library.translating.acts import APPROVE as APPROVE_WORDS
from media_library.translating.acts import WRITE as WRITE_WORDS

RIGHTS_PANELS = [
    FieldRowPanel([FieldPanel("creator"), FieldPanel("credit"), FieldPanel("source")]),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("owner"), FieldPanel("rights")]),
            FieldPanel("licence"),
            FieldRowPanel([FieldPanel("usable_from"), FieldPanel("usable_until")]),
        ],
        heading=_("Rights"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("digital_source_type"),
            FieldRowPanel([FieldPanel("ai_system"), FieldPanel("ai_version")]),
            FieldPanel("ai_prompt"),
            FieldPanel("ai_prompt_writer"),
        ],
        heading=_("Origin"),
    ),
    FieldPanel("collection"),
]


class AudioViewSet(ShelfViewSet):
    model = Audio
    icon = "media"
    menu_label = _("Sound recordings")
    menu_name = "audio"
    search_backend_name = None
    search_fields = ("title",)
    list_display = ("title", Column("duration", label=_("Duration"), accessor=clock, sort_key="duration"))
    edit_handler = ObjectList(
        [
            *(FieldPanel(name) for name in ("title", "file", "change_reason", "spoken_language")),
            PreparationPanel(),
            ShotlistPanel(),
            FieldPanel("texts"),
            *RIGHTS_PANELS,
        ],
        base_form_class=TitledForm,
    )


class BrandViewSet(ShelfViewSet):
    model = BrandAsset
    icon = "tag"
    menu_label = _("Brand assets")
    menu_name = "brand-assets"
    search_backend_name = None
    search_fields = ("title", "slug")
    list_display = (
        "title",
        Column("role", label=pgettext_lazy("of a brand asset", "Role"), accessor="get_role_display", sort_key="role"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("slug", label=_("Short name"), accessor="slug"),
        Column("language", label=_("Language"), accessor=lambda brand: brand.language or "–"),
        Column("colour", label=_("Colour"), accessor=lambda brand: brand.get_colour_display() or "–"),
        Column("version", label=_("Version"), accessor=lambda brand: brand.asset.file_version),
    )
    edit_handler = ObjectList(
        [
            LatestPanel(),
            *(FieldPanel(name) for name in ("title", "slug")),
            FieldRowPanel([FieldPanel("role"), FieldPanel("status")]),
            FieldPanel("variant_of"),
            FieldRowPanel([FieldPanel("language"), FieldPanel("colour")]),
            *(FieldPanel(name) for name in ("file", "change_reason", "picture", "texts")),
            *RIGHTS_PANELS,
            VersionsPanel(),
        ],
        base_form_class=TitledForm,
    )


class ShelfMenuItem(MenuItem):
    """A way to one of Wagtail's own shelves, for those who may add, change or delete there."""

    def __init__(self, label: Any, view: str, icon: str, order: int, model: type[Model]) -> None:
        super().__init__(label, reverse(view), name=view.partition(":")[0], icon_name=icon, order=order)
        self.model = model

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "delete"]))


class AllowedMenuItem(MenuItem):
    """A way to one of our pages, for those who have any of the permissions."""

    def __init__(self, label: Any, view: str, icon: str, order: int, permissions: Collection[str]) -> None:
        super().__init__(label, reverse(f"media_library:{view}"), name=view, icon_name=icon, order=order)
        self.permissions = permissions

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


class UploadMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policies = (policy_registry.get_by_type(carrier) for carrier in dict.fromkeys(CARRIERS.values()))
        return any(policy.user_has_permission(request.user, "add") for policy in policies)


class MediaLibraryGroup(SnippetViewSetGroup):
    items = (AssetViewSet, VideoViewSet, AudioViewSet, BrandViewSet, RightsRecordViewSet, ConsentViewSet)
    menu_label = _("Media library")
    menu_name = "media-library"
    menu_icon = "image"
    menu_order = 300

    def get_submenu_items(self) -> list[MenuItem]:
        upload = reverse("media_library:upload_page")
        orders = (0, 2, 3, 5, 6, 7)
        items = [
            AllowedMenuItem(_("Library"), "library", "search", -2, LOOK),
            AllowedMenuItem(_("Basket"), "basket", "clipboard-list", -1, LOOK),
            AllowedMenuItem(_("Packages"), "packages", "download", -1, (MAKE, *SEE_ALL)),
            UploadMenuItem(_("Upload files"), upload, name="upload-files", icon_name="upload", order=-1),
            *(each.get_menu_item(order=order) for each, order in zip(self.registerables, orders, strict=True)),
            ShelfMenuItem(_("Pictures"), "wagtailimages:index", "image", 1, get_image_model()),
            ShelfMenuItem(_("Documents"), "wagtaildocs:index", "doc-full-inverse", 4, get_document_model()),
            AllowedMenuItem(_("Rights that end"), "ending", "warning", 8, ("media_library.change_rights",)),
            AllowedMenuItem(_("Words that are missing"), "wanting", "globe", 9, (WRITE_WORDS,)),
            AllowedMenuItem(_("Words to approve"), "words_handed_in", "check", 9, (APPROVE_WORDS,)),
            AllowedMenuItem(_("Changes of many assets"), "joint-changes", "edit", 10, (CHANGE,)),
        ]
        return sorted(items, key=lambda item: item.order)
