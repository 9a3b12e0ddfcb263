"""Places, in their hierarchy, as they are and as they were: abolished districts stay findable for old captions."""

from datetime import date
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.registry.chains import refuse_loop
from hub.registry.naming import SOURCE_LANGUAGE, DatedName, code_validator, name_in
from hub.registry.validity import Dated, refuse_overlaps


class PlaceKind(models.TextChoices):
    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district (until 30 June 2025)")
    CITY = "city", _("city")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    VILLAGE = "village", _("village")
    SITE = "site", _("heritage site")
    NATURE = "nature", _("natural feature")
    GATE = "gate", _("border gate")
    ZONE = "zone", _("economic zone")


class Place(Dated, ClusterableModel):
    """Somewhere that content speaks of. WGS 84 coordinates in decimal degrees."""

    code = models.SlugField(_("code"), max_length=60, unique=True, validators=[code_validator])
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind)
    parent = models.ForeignKey(
        "self", verbose_name=_("lies in"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    class Meta(Dated.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="registry_place_both_coordinates",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(SOURCE_LANGUAGE) or self.code

    def name_in(self, language: str, day: date | None = None) -> str:
        return name_in(self.names.all(), language, day)

    def clean(self) -> None:
        super().clean()
        refuse_loop(self, "parent", _("“%(row)s” would lie in itself. Choose another place."))

    def clean_children(self) -> None:
        refuse_overlaps(list(self.names.all()), group=attrgetter("language"))
        self.refuse_successors({row.successor_id for row in self.successions.all()})

    def refuse_successors(self, chosen: set[int]) -> None:
        """May these places follow this one? They are given, because in a form they are not stored yet.

        Raises:
            ValidationError: this place has no last day, or would follow itself.
        """
        if chosen and self.valid_to is None:
            raise ValidationError({"valid_to": _("A place with a successor needs its last day.")})
        seen: set[int] = set()
        ahead = chosen
        while ahead:
            if self.pk in ahead:
                raise ValidationError(
                    _("“%(row)s” would become its own successor. Choose another place."),
                    code="loop",
                    params={"row": self},
                )
            seen |= ahead
            following = PlaceSuccession.objects.filter(place__in=ahead).values_list("successor_id", flat=True)
            ahead = set(following) - seen


class PlaceSuccession(models.Model):
    """A place that took over from another one; a town can be split among several."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Place, verbose_name=_("is now"), on_delete=models.PROTECT, related_name="precessions")

    class Meta:
        verbose_name = _("successor")
        verbose_name_plural = _("successors")
        constraints = [models.UniqueConstraint(fields=["place", "successor"], name="registry_one_succession_a_pair")]

    def __str__(self) -> str:
        return str(self.successor)


class PlaceName(DatedName):
    """The name of a place in one language."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="names")

    class Meta(DatedName.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["language", "valid_from"]
