"""Agencies, their offices, and who held them when.

An agency lives from its founding to its end; a rename is a new `AgencyName` with a first day, a merger is a new agency
with predecessors. An article of 2024 is shown with the name of 2024.
"""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.registry.chains import chain, refuse_loop
from hub.registry.naming import SOURCE_LANGUAGE, DatedName, LanguageField, code_validator, name_in
from hub.registry.validity import Dated, refuse_overlaps


class AgencyKind(models.TextChoices):
    GOVERNMENT = "government", _("People's Committee")
    DEPARTMENT = "department", _("department")
    PRESS = "press", _("press agency")
    CENTRE = "centre", _("centre or unit")
    PARTY = "party", _("Party body")
    FOREIGN = "foreign", _("foreign body")


class Agency(Dated, ClusterableModel):  # type: ignore[django-manager-missing]  # Wagtail and modelcluster publish no types
    """A body that publishes, owns or answers for content."""

    code = models.SlugField(_("code"), max_length=60, unique=True, validators=[code_validator])
    kind = models.CharField(_("kind"), max_length=12, choices=AgencyKind)
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        help_text=_("The agency that took over its work when this one ended."),
    )
    website = models.URLField(_("website"), blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in(SOURCE_LANGUAGE) or self.code

    def name_in(self, language: str, day: date | None = None) -> str:
        return name_in(self.names.all(), language, day)

    def successors(self) -> Iterator["Agency"]:
        """The chain of successors, nearest first."""
        return chain(self, "successor")

    def clean(self) -> None:
        super().clean()
        refuse_loop(self, "parent", _("“%(row)s” would belong to itself. Choose another agency."))
        refuse_loop(self, "successor", _("“%(row)s” would become its own successor. Choose another agency."))
        if self.successor_id is not None and self.valid_to is None:
            raise ValidationError({"valid_to": _("An agency with a successor needs its last day.")})

    def clean_children(self) -> None:
        refuse_overlaps(list(self.names.all()), group=attrgetter("language"))


class AgencyName(DatedName):
    """The name of an agency in one language, from a first to a last day."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="names")
    abbreviation = models.CharField(_("abbreviation"), max_length=60, blank=True)

    class Meta(DatedName.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["language", "valid_from"]


class Office(ClusterableModel):
    """A post in an agency, such as its director."""

    code = models.SlugField(_("code"), max_length=60, unique=True, validators=[code_validator])
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="offices")

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["agency__code", "code"]

    def __str__(self) -> str:
        return f"{self.title_in(SOURCE_LANGUAGE) or self.code}, {self.agency}"

    def clean_children(self) -> None:
        refuse_overlaps(list(self.holdings.all()), group=lambda _holding: "office")

    def title_in(self, language: str) -> str:
        titles = {row.language: row.title for row in self.titles.all()}
        return titles.get(language) or titles.get(SOURCE_LANGUAGE, "")


class OfficeTitle(models.Model):
    """What an office is called in one language."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="titles")
    language = LanguageField()
    title = models.CharField(_("office title"), max_length=255)

    class Meta:
        verbose_name = _("office title")
        verbose_name_plural = _("office titles")
        constraints = [
            models.UniqueConstraint(fields=["office", "language"], name="registry_one_office_title_a_language")
        ]

    def __str__(self) -> str:
        return self.title


class OfficeHolding(Dated):
    """Who held an office, from a first to a last day; one person at a time."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(
        "registry.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="holdings"
    )

    class Meta(Dated.Meta):
        verbose_name = _("holder")
        verbose_name_plural = _("holders")
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return str(self.person)
