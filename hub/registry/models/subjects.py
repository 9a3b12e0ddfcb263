"""IPTC Media Topics, the part of them the house uses (CC BY 4.0, https://iptc.org/standards/media-topics/)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.registry.chains import refuse_loop
from hub.registry.naming import SOURCE_LANGUAGE, Certainty, LanguageField


class Subject(ClusterableModel):
    """A Media Topic; `code` is its eight-digit number, its URI is `http://cv.iptc.org/newscodes/mediatopic/<code>`."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    broader = models.ForeignKey(
        "self", verbose_name=_("broader term"), null=True, blank=True, on_delete=models.PROTECT, related_name="narrower"
    )

    class Meta:
        verbose_name = _("media topic")
        verbose_name_plural = _("media topics")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in(SOURCE_LANGUAGE) or self.code

    @property
    def qcode(self) -> str:
        """As NewsML-G2 and ninjs write it."""
        return f"medtop:{self.code}"

    @property
    def uri(self) -> str:
        return f"http://cv.iptc.org/newscodes/mediatopic/{self.code}"

    def clean(self) -> None:
        super().clean()
        refuse_loop(self, "broader", _("“%(row)s” would be broader than itself. Choose another topic."))

    def name_in(self, language: str) -> str:
        """Falls back to IPTC's own English before the source language: unlike other names, the label comes from there."""
        names = {row.language: row.name for row in self.names.all()}
        return names.get(language) or names.get("en") or names.get(SOURCE_LANGUAGE, "")


class SubjectName(models.Model):
    """The label of a Media Topic in one language: IPTC's own, or a proposal of the house."""

    subject = ParentalKey(Subject, on_delete=models.CASCADE, related_name="names")
    language = LanguageField()
    name = models.CharField(_("name"), max_length=160)
    status = models.CharField(_("status"), max_length=10, choices=Certainty, default=Certainty.APPROVED)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(fields=["subject", "language"], name="registry_one_subject_name_a_language")
        ]

    def __str__(self) -> str:
        return self.name
