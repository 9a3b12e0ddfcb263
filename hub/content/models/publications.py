"""Publications and their issues (plan task 3.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hub.content.models.columns import Cadence
from hub.content.models.editions import EditionPage, Story, follow_source, tabs


class Publication(Story):
    """A magazine, yearbook or guide; its issues are its child pages."""

    kind = "publication"
    page_description = _("A magazine, yearbook or guide; its issues stand below it.")
    parent_page_types = ["content.Column"]
    subpage_types = ["content.Issue"]

    licence_number = models.CharField(_("publishing licence no."), max_length=80, blank=True)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Cadence, default=Cadence.QUARTERLY)

    belonging_panels = [
        *Story.belonging_panels,
        MultiFieldPanel([FieldPanel("licence_number"), FieldPanel("frequency")], heading=_("Imprint")),
    ]
    override_translatable_fields = [
        *Story.override_translatable_fields,
        *follow_source("licence_number", "frequency"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")


class Issue(Story):
    """One issue of a publication."""

    kind = "issue"
    page_description = _("One issue of a publication, with its PDF.")
    parent_page_types = ["content.Publication"]

    number = models.CharField(_("number"), max_length=20, blank=True)
    issued = models.DateField(_("issued"), null=True, blank=True)
    print_run = models.PositiveIntegerField(_("print run"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("number of pages"), null=True, blank=True)
    document = models.ForeignKey(
        "media_library.LibraryDocument",
        verbose_name=_("PDF"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    content_panels = [
        *EditionPage.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("issued"), FieldPanel("print_run"), FieldPanel("pages")]),
        FieldPanel("document"),
        FieldPanel("body"),
        FieldPanel("byline"),
    ]
    override_translatable_fields = [
        *Story.override_translatable_fields,
        *follow_source("number", "issued", "print_run", "pages", "document"),
    ]

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")


Publication.edit_handler = tabs(Publication)
Issue.edit_handler = tabs(Issue)
