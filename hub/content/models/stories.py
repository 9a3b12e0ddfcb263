"""Articles and video stories."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from hub.content.models.editions import EditionPage, Story, follow_source, tabs


class Article(Story):
    """A text with pictures."""

    kind = "article"
    page_description = _("A text with pictures, quotations, tables and facts.")
    parent_page_types = ["content.Column"]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class VideoStory(Story):
    """A film or clip with the words around it (plan task 3.2)."""

    kind = "video"
    page_description = _("A film or clip with the words around it.")
    parent_page_types = ["content.Column"]

    video = models.ForeignKey(
        "media_library.Video", verbose_name=_("clip"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    content_panels = [*EditionPage.content_panels, FieldPanel("video"), FieldPanel("body"), FieldPanel("byline")]
    override_translatable_fields = [*Story.override_translatable_fields, *follow_source("video")]

    class Meta:
        verbose_name = _("video story")
        verbose_name_plural = _("video stories")


Article.edit_handler = tabs(Article)
VideoStory.edit_handler = tabs(VideoStory)
