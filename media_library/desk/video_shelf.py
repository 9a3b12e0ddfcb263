"""Where editors keep clips: the list and the form."""

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from hub.registry.naming import language_choices
from media_library.desk.clip_form import ClipForm
from media_library.desk.panels import ShotlistPanel
from media_library.desk.preparation import PreparationPanel, in_words
from media_library.desk.shelves import (
    ShelfChooseResultsView,
    ShelfChooserViewSet,
    ShelfChooseView,
    ShelfViewSet,
)
from media_library.desk.subtitles import SubtitlesPanel
from media_library.desk.thumbnails import thumbnail
from media_library.models import TextDraft, TextDraftState, Video
from media_library.models.consents import rights_prefetch
from media_library.models.pictures import thumbs_for_lists
from media_library.rights.licences import Licence
from media_library.templatetags.standing import why_not_on_the_web


def clock(video: Video) -> str:
    """`3:07`"""
    seconds = round(video.duration or 0)
    return f"{seconds // 60}:{seconds % 60:02d}"


def subtitle_languages(video: Video) -> str:
    given_out = sorted(track.language for track in video.subtitles.all())
    waits = sorted(draft.language for draft in video.asset.text_drafts.all())
    told = [*given_out, *(gettext("%(language)s: waits for approval") % {"language": tag} for tag in waits)]
    return ", ".join(told) or "–"


class VideoFilterSet(WagtailFilterSet):
    licence = ChoiceFilter(
        field_name="asset__licence",
        choices=Licence.choices,
        label=_("Licence"),
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
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


def _licence(video: Video) -> str:
    return Licence(video.licence).in_short


class _Shown:
    """Whoever chooses a clip sees it, how long it is, and why it may not be shown."""

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]  # Wagtail's view
        return [
            Column("thumbnail", label=_("Poster"), accessor=lambda video: thumbnail(video.poster)),
            *columns,
            Column("duration", label=_("Duration"), accessor=clock),
            Column("why_not", label=_("May not be shown"), accessor=lambda video: why_not_on_the_web(video) or "–"),
        ]

    def get_object_list(self) -> QuerySet[Video]:
        rows: QuerySet[Video] = super().get_object_list()  # type: ignore[misc]  # as above
        return rows.select_related("poster__asset", "asset__rights").prefetch_related(
            thumbs_for_lists("poster"), *rights_prefetch("asset__")
        )


class VideoChooseView(_Shown, ShelfChooseView):
    pass


class VideoChooseResultsView(_Shown, ShelfChooseResultsView):
    pass


class VideoChooserViewSet(ShelfChooserViewSet):
    choose_view_class = VideoChooseView
    choose_results_view_class = VideoChooseResultsView


class VideoViewSet(ShelfViewSet):
    model = Video
    chooser_viewset_class = VideoChooserViewSet
    icon = "media"
    menu_label = _("Videos")
    menu_name = "videos"
    list_per_page = 30
    filterset_class = VideoFilterSet
    ordering = ("-created_at",)
    list_display = (
        Column("thumbnail", label=_("Poster"), accessor=lambda video: thumbnail(video.poster)),
        TitleColumn("title", label=_("Title"), url_name="wagtailsnippets_media_library_video:edit", sort_key="title"),
        Column("duration", label=_("Duration"), accessor=clock, sort_key="duration"),
        Column("subtitles", label=_("Subtitles"), accessor=subtitle_languages),
        Column("preparation", label=_("For the web"), accessor=in_words),
        Column("licence", label=_("Licence"), accessor=_licence, sort_key="asset__licence"),
        DateColumn("created_at", label=_("Added"), sort_key="created_at"),
    )
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("file"),
                    PreparationPanel(),
                    ShotlistPanel(),
                    FieldPanel("change_reason"),
                    FieldPanel("poster"),
                    FieldPanel("spoken_language"),
                    FieldPanel("texts"),
                    InlinePanel(
                        "subtitles",
                        heading=_("Subtitles"),
                        label=_("Subtitles"),
                        help_text=_(
                            "In the language spoken, and in Vietnamese, they are given out when this is saved. In any other language"
                            " they are handed in: they are given out once a second person has approved them."
                        ),
                    ),
                    SubtitlesPanel(),
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
                                    FieldPanel("usable_from"),
                                    FieldPanel("usable_until"),
                                ]
                            ),
                            FieldPanel("rights"),
                        ],
                        heading=_("Rights"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("source"),
                            FieldPanel("digital_source_type"),
                            FieldRowPanel([FieldPanel("ai_system"), FieldPanel("ai_version")]),
                            FieldPanel("ai_prompt"),
                            FieldPanel("ai_prompt_writer"),
                        ],
                        heading=_("Origin"),
                    ),
                    FieldPanel("collection"),
                ],
                heading=_("Rights"),
            ),
        ],
        base_form_class=ClipForm,
    )

    def rows(self) -> QuerySet[Video]:
        drafts = (
            TextDraft.objects.filter(state=TextDraftState.HANDED_IN).exclude(subtitles="").only("asset", "language")
        )
        return Video.objects.select_related("poster__asset", "preparation").prefetch_related(
            "subtitles", Prefetch("asset__text_drafts", drafts), thumbs_for_lists("poster")
        )
