"""Facts: figures with a date and a source, written once and used by reference: a corrected one is right everywhere."""

from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.registry.chains import refuse_loop
from hub.registry.models.agencies import Agency
from hub.registry.naming import SOURCE_LANGUAGE, Certainty, LanguageField, code_validator

SOURCE_NEEDED = _("A fact needs a source: the document, its number and date.")


class Fact(ClusterableModel):
    """One figure as of one day. Next year's figure is a new fact that supersedes this one."""

    code = models.SlugField(_("code"), max_length=60, unique=True, validators=[code_validator])
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    decimals = models.PositiveSmallIntegerField(_("decimal places shown"), default=0)
    unit = models.CharField(
        _("unit"),
        max_length=40,
        blank=True,
        help_text=_("km², km, m, ha, %, VND, USD; “year” for a year; empty for a count."),
    )
    as_of = models.DateField(_("as of"))
    source = models.CharField(
        _("source"),
        max_length=255,
        help_text=_("Who says so: the document, its number and date."),
        error_messages={"blank": SOURCE_NEEDED},
    )
    source_url = models.URLField(_("link to the source"), blank=True)
    owner = models.ForeignKey(
        Agency,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facts",
        help_text=_("The agency that answers for it."),
    )
    expires = models.DateField(
        _("expires"), null=True, blank=True, help_text=_("After this day, ask the owner for a new figure.")
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )
    status = models.CharField(_("status"), max_length=10, choices=Certainty, default=Certainty.APPROVED)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="registry_fact_has_source",
                violation_error_message=_("A fact needs a source."),
            )
        ]

    def __str__(self) -> str:
        return self.label_in(SOURCE_LANGUAGE) or self.code

    def clean(self) -> None:
        super().clean()
        refuse_loop(self, "supersedes", _("“%(row)s” would supersede itself. Choose another fact."))
        if self.source and not self.source.strip():
            raise ValidationError({"source": SOURCE_NEEDED})
        if self.expires and self.as_of and self.expires < self.as_of:
            raise ValidationError({"expires": _("A fact cannot expire before the day it is true of.")})

    @property
    def expired(self) -> bool:
        return self.expires is not None and self.expires < timezone.localdate()

    def label_in(self, language: str) -> str:
        wording = self.wording_in(language) or self.wording_in(SOURCE_LANGUAGE)
        return wording.label if wording else ""

    def wording_in(self, language: str) -> "FactWording | None":
        """The words of exactly that language."""
        return next((row for row in self.wordings.all() if row.language == language), None)


class FactWording(models.Model):
    """How one language says the fact. `{value}` in the text stands for the formatted figure."""

    fact = ParentalKey(Fact, on_delete=models.CASCADE, related_name="wordings")
    language = LanguageField()
    label = models.CharField(_("label"), max_length=160, help_text=_("What the figure is of: “Area of the province”."))
    text = models.CharField(
        _("sentence"), max_length=255, blank=True, help_text=_("Optional; write {value} where the figure stands.")
    )

    status = models.CharField(_("status"), max_length=10, choices=Certainty, default=Certainty.APPROVED)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(fields=["fact", "language"], name="registry_one_fact_wording_a_language")
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        self.label, self.text = normalize("NFC", self.label), normalize("NFC", self.text)
        if self.text and "{value}" not in self.text:
            raise ValidationError(
                {"text": _("Write {value} where the figure stands, so that a corrected figure shows here too.")}
            )
