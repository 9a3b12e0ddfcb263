"""One page for every asset, whatever its kind: what it shows, its words, rights, people, versions and where it is used."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import CollectionFilter, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.registry.models import Agency, Place, Subject
from hub.registry.pickers import Picker
from media_library.desk.asset_forms import WIDGETS, OpenedByTwo
from media_library.desk.panels import PreviewPanel, ShotlistPanel, UsesPanel, VerdictPanel, VersionsPanel
from media_library.desk.people_shown import PeoplePanel
from media_library.desk.said_panel import SaysPanel
from media_library.desk.shelves import ShelfChooserViewSet, ShelfEditView, ShelfHistoryView, ShelfUsageView
from media_library.desk.texts_field import TextsField
from media_library.desk.thumbnails import face, thumbnail
from media_library.desk.translated_texts import TranslatedTexts
from media_library.finding.seen_shelves import assets_seen_by, collections_seen_by
from media_library.finding.stand_ins import assets_without_stand_ins
from media_library.models import Asset, AssetText, Kind
from media_library.models.assets import TOLD_AS
from media_library.models.consents import rights_prefetch
from media_library.models.pictures import thumbs_for_lists
from media_library.rights.clearance import summary
from media_library.rights.clearing import facts_of
from media_library.rights.licences import Licence
from media_library.rights.opening import OF_RIGHTS, openings

RIGHTS = "media_library.change_rights"


class AssetForm(OpenedByTwo, TranslatedTexts, WagtailAdminModelForm):
    texts = TextsField(*AssetText.WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_texts(self.instance, AssetText.WORDS)
        self._offer_kinds()
        if self.for_user is not None and not self.for_user.has_perm(RIGHTS):
            # the tabs are hidden; what nobody is shown, nobody sends
            for name in ("owner", *OF_RIGHTS):
                self.fields.pop(name, None)
            self.formsets.pop("people", None)
        for form in self.formsets["people"].forms if "people" in self.formsets else ():
            form.instance.asset = self.instance  # of whom is added too: which version of the file is it about?
        for name, model in (("owner", Agency), ("places", Place), ("subjects", Subject)):
            if name in self.fields:
                self.fields[name].queryset = model.objects.prefetch_related("names")

    def _offer_kinds(self) -> None:
        """A picture is a photograph or a graphic, and a document may be one, which its file does not tell; what else there is, is
        told by the file."""
        kinds = [one for one in Kind if TOLD_AS[one] == self.instance.told_as]
        if len(kinds) == 1:
            self.fields.pop("kind")
            return
        kind: Any = self.fields["kind"]
        kind.choices, kind.required = [(one.value, capfirst(one.label)) for one in kinds], False

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or str(self.instance.kind)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("texts") is not None:
            self.take_texts(self.instance, cleaned["texts"])
        return cleaned

    def is_valid(self) -> bool:
        return super().is_valid() and self._is_opened_by_two()

    def _is_opened_by_two(self) -> bool:
        """People are rows of their own: how they would stand is known when these are valid too."""
        asset = Asset.objects.select_related("rights").get(pk=self.instance.pk)
        people = self.formsets.get("people")
        shown = None if people is None else [form.instance for form in people.forms if form not in people.deleted_forms]
        self.take_openings(openings(asset, self.rights_given, shown), self.for_user)
        if self.errors and people is not None:
            for form in people.deleted_forms:  # stand there again, and may stay
                form.data = form.data.copy()
                form.data[form.add_prefix(DELETION_FIELD_NAME)] = ""
        return not self.errors

    def save(self, commit: bool = True) -> Asset:  # noqa: FBT001, FBT002 - Django's signature
        """The carrier follows: its title is this one, and what depends on rights is drawn anew."""
        asset: Asset = super().save(commit=commit)
        carrier: Any = asset.carrier
        carrier.asset, carrier.title = asset, asset.title
        carrier.save()
        self.hand_in_texts(asset, self.for_user)
        self.note_openings(asset, self.for_user)
        return asset


class AssetFilterSet(WagtailFilterSet):
    kind = ChoiceFilter(choices=Kind.choices, label=_("Kind"), widget=forms.RadioSelect, empty_label=_("All"))
    licence = ChoiceFilter(choices=Licence.choices, label=_("Licence"), widget=forms.RadioSelect, empty_label=_("All"))
    collection = CollectionFilter(label=_("Collection"), queryset=lambda request: collections_seen_by(request.user))

    class Meta:
        model = Asset
        fields: list[str] = []


def looks(asset: Asset) -> SafeString | str:
    """The picture, the poster of a clip, the look of a brand asset; the first page of a document."""
    picture = asset.carrier.looks
    return thumbnail(picture) if picture is not None else face(asset)


def verdict(asset: Asset) -> str:
    return summary(facts_of(asset), timezone.localdate())


class AssetViewSet(SnippetViewSet):
    model = Asset
    edit_view_class = ShelfEditView
    history_view_class = ShelfHistoryView
    usage_view_class = ShelfUsageView
    chooser_viewset_class = ShelfChooserViewSet
    icon = "folder-open-inverse"
    menu_label = _("All assets")
    menu_name = "assets"
    list_per_page = 30
    filterset_class = AssetFilterSet
    search_backend_name = None
    search_fields = ("title", "creator", "credit", "texts__caption", "texts__title", "texts__keywords")
    ordering = ("-created_at",)
    list_display = (
        Column("thumbnail", label=_("How it looks"), accessor=looks),
        TitleColumn(
            "title", label=_("Working title"), url_name="wagtailsnippets_media_library_asset:edit", sort_key="title"
        ),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("verdict", label=_("Rights"), accessor=verdict),
        DateColumn("created_at", label=_("Added"), sort_key="created_at"),
    )
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    PreviewPanel(),
                    VerdictPanel(),
                    SaysPanel(),
                    ShotlistPanel(),
                    FieldPanel("title"),
                    FieldPanel("kind"),
                    FieldPanel("texts"),
                    FieldRowPanel([FieldPanel("creator"), FieldPanel("credit"), FieldPanel("source")]),
                ],
                heading=_("Asset"),
            ),
            ObjectList(
                [
                    FieldPanel("places", widget=Picker),
                    FieldRowPanel([FieldPanel("event"), FieldPanel("taken_at")]),
                    FieldPanel("subjects", widget=Picker),
                    FieldPanel("tasks", widget=Picker),
                ],
                heading=_("What it shows"),
            ),
            ObjectList(
                [
                    FieldPanel("owner"),
                    FieldPanel("licence"),
                    FieldPanel("rights"),
                    FieldRowPanel(
                        [
                            FieldPanel("usable_from", widget=WIDGETS["usable_from"]),
                            FieldPanel("usable_until", widget=WIDGETS["usable_until"]),
                        ]
                    ),
                ],
                heading=_("Rights"),
                permission=RIGHTS,
            ),
            ObjectList(
                [
                    PeoplePanel(
                        "people",
                        label=_("Person shown"),
                        panels=[
                            FieldRowPanel([FieldPanel("person"), FieldPanel("name")]),
                            FieldRowPanel([FieldPanel("basis"), FieldPanel("consent")]),
                            FieldRowPanel([FieldPanel("age"), FieldPanel("face_visible")]),
                            FieldRowPanel([FieldPanel("face_blurred"), FieldPanel("blur_seen")]),
                            FieldRowPanel([FieldPanel("named"), FieldPanel("school_named")]),
                        ],
                    )
                ],
                heading=_("People and consent"),
                permission=RIGHTS,
            ),
            ObjectList(
                [
                    FieldPanel("digital_source_type"),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("ai_system"), FieldPanel("ai_version")]),
                            FieldPanel("ai_prompt", widget=WIDGETS["ai_prompt"]),
                            FieldPanel("ai_prompt_writer"),
                        ],
                        heading=_("Made by AI"),
                    ),
                ],
                heading=_("Origin"),
            ),
            ObjectList([VersionsPanel()], heading=_("Versions")),
            ObjectList([UsesPanel()], heading=_("Where it is used")),
        ],
        base_form_class=AssetForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Asset]:
        carriers = ("picture", "video__poster", "audio", "librarydocument", "brandasset__picture")
        seen = assets_seen_by(request.user)
        rows = seen if request.GET.get("q") else assets_without_stand_ins(seen)
        rows = rows.select_related("rights", "face", *carriers).distinct()
        pictures = ("picture", "video__poster", "brandasset__picture")
        return rows.prefetch_related(*rights_prefetch(), *map(thumbs_for_lists, pictures))
