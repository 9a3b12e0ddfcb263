"""Events (plan task 3.6)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import TranslatableField

from hub.content.models.editions import EditionPage, Story, follow_source, tabs


class Event(Story):
    """Something that happens somewhere, from a beginning to an end."""

    kind = "event"
    page_description = _(
        "Something that happens somewhere, from a beginning to an end; partners get it as a calendar entry."
    )
    parent_page_types = ["content.Column"]

    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    all_day = models.BooleanField(_("all day"), default=False)
    venue = models.CharField(_("venue"), max_length=255, blank=True)
    organiser = models.ForeignKey(
        "registry.Agency",
        verbose_name=_("organiser"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    content_panels = [
        *EditionPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                FieldPanel("all_day"),
                FieldPanel("venue"),
                FieldPanel("organiser"),
            ],
            heading=_("When and where"),
        ),
        FieldPanel("body"),
        FieldPanel("byline"),
    ]
    override_translatable_fields = [
        *Story.override_translatable_fields,
        TranslatableField("venue"),
        *follow_source("starts", "ends", "all_day", "organiser"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The event ends before it starts.")})


Event.edit_handler = tabs(Event)
