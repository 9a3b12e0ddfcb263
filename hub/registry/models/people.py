"""People whom the news names. A name in Chinese characters is the person's own: stored, never guessed."""

from datetime import date
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.registry.naming import SOURCE_LANGUAGE, DatedName, code_validator, name_in
from hub.registry.validity import refuse_overlaps


class Person(ClusterableModel):
    """Someone in public life, or a fictional figure of the demo (`fictional`)."""

    code = models.SlugField(_("code"), max_length=60, unique=True, validators=[code_validator])
    name_ascii = models.CharField(
        _("name without accents"),
        max_length=255,
        blank=True,
        help_text=_("For partners who cannot show Vietnamese letters."),
    )
    born = models.DateField(_("born"), null=True, blank=True)
    died = models.DateField(_("died"), null=True, blank=True)
    fictional = models.BooleanField(_("fictional"), default=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(born__isnull=True)
                | models.Q(died__isnull=True)
                | models.Q(born__lte=models.F("died")),
                name="registry_person_born_before_died",
                violation_error_message=_("The day of death lies before the day of birth."),
            )
        ]

    def __str__(self) -> str:
        return self.name_in(SOURCE_LANGUAGE) or self.code

    def name_in(self, language: str, day: date | None = None) -> str:
        return name_in(self.names.all(), language, day)

    def clean(self) -> None:
        super().clean()
        if self.born and self.died and self.died < self.born:
            raise ValidationError({"died": _("The day of death lies before the day of birth.")})

    def clean_children(self) -> None:
        refuse_overlaps(list(self.names.all()), group=attrgetter("language"))


class PersonName(DatedName):
    """The name of a person as one language writes it."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")

    class Meta(DatedName.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["language", "valid_from"]
