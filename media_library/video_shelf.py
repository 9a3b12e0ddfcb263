"""Where editors keep clips: the list, the form, and the "Media library" menu that holds pictures and documents too."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from hub.registry.naming import language_choices
from media_library.licences import Licence
from media_library.models import Video
from media_library.picture_forms import AssetFormRules

THUMBNAIL = "max-165x165"


class VideoForm(AssetFormRules, WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tidy_choices()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_rights()
        return cleaned


def thumbnail(video: Video) -> SafeString | str:
    if video.poster is None:
        return "–"
    made = video.poster.get_rendition(THUMBNAIL)
    return format_html('<img src="{}" width="{}" height="{}" alt="" loading="lazy">', made.url, made.width, made.height)


def clock(video: Video) -> str:
    """`3:07`"""
    seconds = round(video.duration or 0)
    return f"{seconds // 60}:{seconds % 60:02d}"


def subtitle_languages(video: Video) -> str:
    return ", ".join(sorted(track.language for track in video.subtitles.all())) or "–"


class VideoFilterSet(WagtailFilterSet):
    licence = ChoiceFilter(choices=Licence.choices, label=_("Licence"), widget=forms.RadioSelect, empty_label=_("All"))
    subtitles = ChoiceFilter(
        choices=language_choices,
        label=_("Subtitles in"),
        field_name="subtitles__language",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = Video
        fields: list[str] = []


class VideoViewSet(SnippetViewSet):
    model = Video
    icon = "media"
    menu_label = _("Videos")
    menu_name = "videos"
    list_per_page = 30
    filterset_class = VideoFilterSet
    ordering = ("-created_at",)
    list_display = (
        Column("thumbnail", label=_("Poster"), accessor=thumbnail),
        "title",
        Column("duration", label=_("Duration"), accessor=clock, sort_key="duration"),
        Column("subtitles", label=_("Subtitles"), accessor=subtitle_languages),
        Column("licence", label=_("Licence"), accessor="licence", sort_key="licence"),
        DateColumn("created_at", label=_("Added"), sort_key="created_at"),
    )
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("file"),
                    FieldPanel("poster"),
                    FieldPanel("spoken_language"),
                    InlinePanel("texts", heading=_("Texts per language"), label=_("Text")),
                    InlinePanel("subtitles", heading=_("Subtitles"), label=_("Subtitles")),
                ],
                heading=_("Clip"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("creator"), FieldPanel("credit")]),
                    MultiFieldPanel(
                        [
                            FieldPanel("owner"),
                            FieldPanel("licence"),
                            FieldRowPanel(
                                [
                                    FieldPanel("usable_from", widget=AdminDateInput),
                                    FieldPanel("usable_until", widget=AdminDateInput),
                                ]
                            ),
                            FieldPanel("digital_source_type"),
                        ],
                        heading=_("Rights"),
                    ),
                    FieldPanel("collection"),
                ],
                heading=_("Rights"),
            ),
        ],
        base_form_class=VideoForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Video]:
        return Video.objects.select_related("poster").prefetch_related("subtitles", "poster__renditions")


class AssetsMenuItem(MenuItem):
    """A way to Wagtail's own shelves, for those who may add, change or delete there."""

    def __init__(self, *args: Any, model: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model = model

    def is_shown(self, request: Any) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return policy.user_has_any_permission(request.user, ["add", "change", "delete"])


class MediaLibraryGroup(SnippetViewSetGroup):
    items = (VideoViewSet,)
    menu_label = _("Media library")
    menu_name = "media-library"
    menu_icon = "image"
    menu_order = 300

    def get_submenu_items(self) -> list[MenuItem]:
        pictures = AssetsMenuItem(
            _("Pictures"),
            reverse("wagtailimages:index"),
            name="images",
            icon_name="image",
            order=1,
            model=get_image_model(),
        )
        documents = AssetsMenuItem(
            _("Documents"),
            reverse("wagtaildocs:index"),
            name="documents",
            icon_name="doc-full-inverse",
            order=3,
            model=get_document_model(),
        )
        videos = self.registerables[0].get_menu_item(order=2)
        return [pictures, videos, documents]
