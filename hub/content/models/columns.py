"""Where stories stand: the home of a language, its columns and its dossiers (plan task 3.1)."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

from hub.content.blocks import StoryBlock
from hub.content.models.editions import EditionPage, follow_source, tabs


class HomePage(EditionPage):
    """The front door of one language."""

    kind = "home"
    released = False
    page_description = _("The front door of one language: columns and dossiers stand below it.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.Column", "content.Dossier"]
    max_count_per_parent = None

    class Meta:
        verbose_name = _("home")
        verbose_name_plural = _("homes")


class Cadence(models.TextChoices):
    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly")
    MONTHLY = "monthly", _("monthly")
    QUARTERLY = "quarterly", _("quarterly")
    IRREGULAR = "irregular", _("irregular")


class Column(EditionPage):
    """A standing column: its owner agency, how often it appears, in which languages."""

    kind = "column"
    released = False
    page_description = _("A standing column of one agency: stories, clips, publications and events stand in it.")
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.Article", "content.VideoStory", "content.Publication", "content.Event"]

    cadence = models.CharField(_("cadence"), max_length=10, choices=Cadence, default=Cadence.WEEKLY)

    belonging_panels = [*EditionPage.belonging_panels, FieldPanel("cadence")]
    override_translatable_fields = [*EditionPage.override_translatable_fields, *follow_source("cadence")]

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")


class Dossier(EditionPage):
    """A special topic that gathers stories from many columns."""

    kind = "dossier"
    page_description = _("A special topic that gathers stories from many columns.")
    parent_page_types = ["content.HomePage"]

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*EditionPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [*EditionPage.override_translatable_fields, TranslatableField("body")]

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def streams(self) -> Iterator[Any]:
        yield self.body


HomePage.edit_handler = tabs(HomePage)
Column.edit_handler = tabs(Column)
Dossier.edit_handler = tabs(Dossier)
