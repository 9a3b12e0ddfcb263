"""What all pages of the hub share: one edition (work × language), its descriptions, and what belongs to it."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.content.audiences import Audience
from hub.content.blocks import StoryBlock
from hub.content.forms import EditionForm
from hub.content.normal_form import compose_texts, refuse_control_characters
from hub.content.panels import PreflightPanel
from hub.content.preflight.belonging import INTERNAL_REFUSED
from hub.content.previews import preview
from hub.content.slugs import slug_of
from hub.registry.pickers import Picker
from locales.editions import is_source
from locales.languages import bcp47
from media_library.rights.licences import Licence


def several(to: str, verbose_name: Any, help_text: Any) -> Any:
    """Things of the registry, or dossiers, of which a page names as many as it likes."""
    return ParentalManyToManyField(to, verbose_name=verbose_name, help_text=help_text, blank=True, related_name="+")


def follow_source(*names: str) -> list[SynchronizedField]:
    """Fields that no translator changes: a translation has what its source has."""
    return [SynchronizedField(name, overridable=False) for name in names]


class EditionPage(Page):
    """One work in one language.

    `kind` is the type partners see, if it is `released`. Publishing and unpublishing run in a transaction, because Wagtail opens none and
    the ledger's event has to commit with them (`hub.publishing.recording`).
    """

    kind: ClassVar[str]
    released: ClassVar[bool] = True  # do partners take it? homes and columns are the shelves, not the goods
    slug: str

    summary = models.CharField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("The standfirst: one or two sentences, shown in lists and feeds."),
    )
    agency = models.ForeignKey(
        "registry.Agency",
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who publishes it and answers for it."),
    )
    picture = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    tasks = several(
        "registry.PlanTask",
        _("plan tasks"),
        _("The tasks of the province's plan that it carries out: the yearly report counts by them."),
    )

    base_form_class = EditionForm
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = []

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        FieldPanel("picture"),
    ]
    belonging_panels = [FieldPanel("agency"), FieldPanel("tasks", widget=Picker)]

    # wagtail-localize: words are translated, everything else follows the source
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        *follow_source("slug", "agency", "picture", "tasks"),
    ]

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """The BCP 47 tag of this edition."""
        return bcp47(self.locale.language_code)

    @property
    def work(self) -> str:
        return str(self.translation_key)

    @property
    def is_source(self) -> bool:
        return is_source(self)

    def column(self) -> "Page | None":
        """The column it stands in: its nearest ancestor of that kind."""
        columns = apps.get_model("content", "Column").objects.ancestor_of(self).select_related("locale")
        found: Page | None = columns.order_by("-path").first()
        return found

    def streams(self) -> Iterator[Any]:
        """The bodies whose blocks are looked through for pictures, facts and gaps."""
        yield from ()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        compose_texts(self)
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What Wagtail asks of a draft."""
        compose_texts(self)
        super().minimal_clean()
        refuse_control_characters(self)

    def _set_core_field_defaults(self) -> None:
        """Where no form has asked for a slug."""
        if not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            readable = slug_of(self.title)
            if readable:
                self.slug = self._get_autogenerated_slug(readable)
        super()._set_core_field_defaults()

    def clean(self) -> None:
        super().clean()
        refuse_control_characters(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview(self, request)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().move(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().delete(*args, **kwargs)


class Story(EditionPage):
    """An edition with a body, and with all that a desk, a partner and the yearly report ask of it."""

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    byline = models.CharField(
        _("byline"), max_length=160, blank=True, help_text=_("Who wrote it, as readers see it; several with commas.")
    )
    dossiers = several("content.Dossier", _("dossiers"), _("The special topics that gather it."))
    subjects = several(
        "registry.Subject",
        _("media topics"),
        _("What it is about, in the press's own terms (IPTC): one to three."),
    )
    places = several(
        "registry.Place",
        _("places"),
        _("Where it happens: the smallest place is enough, those it lies in count along."),
    )
    audience = models.CharField(
        _("audience"),
        max_length=12,
        choices=Audience,
        default=Audience.GENERAL,
        help_text=_("For whom it is written first of all; partners pick by it."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        default=Licence.CC_BY,
        help_text=_("Under which partners take the text."),
    )

    content_panels = [*EditionPage.content_panels, FieldPanel("body"), FieldPanel("byline")]
    belonging_panels = [
        *EditionPage.belonging_panels,
        MultiFieldPanel(
            [FieldPanel(name, widget=Picker) for name in ("subjects", "places", "dossiers")],
            heading=_("What it is about"),
        ),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("licence")], heading=_("For whom")),
    ]

    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("body"),
        *follow_source("byline", "dossiers", "subjects", "places", "audience", "licence"),
    ]

    class Meta:
        abstract = True

    search_fields = [*EditionPage.search_fields, index.SearchField("body"), index.SearchField("byline")]

    def clean(self) -> None:
        """What is internal is never live: Wagtail asks here on every path by which a page is published."""
        super().clean()
        if self.live and self.licence == Licence.INTERNAL:
            raise ValidationError({"licence": INTERNAL_REFUSED})

    def streams(self) -> Iterator[Any]:
        yield self.body


def tabs(model: type[EditionPage]) -> TabbedInterface:
    """The editor's tabs: write it, say where it belongs, say how search engines see it, set its times."""
    return TabbedInterface(
        [
            ObjectList([PreflightPanel(), *model.content_panels], heading=_("Content")),
            ObjectList(model.belonging_panels, heading=_("Where it belongs")),
            ObjectList(model.promote_panels, heading=_("Search engines")),
            ObjectList(model.settings_panels, heading=_("Times")),
        ]
    )
