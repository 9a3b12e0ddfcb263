"""Brand assets: the logo in its lock-ups, the slogan, the rules of their use, models of souvenirs (plan task 3.8)."""

from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import CollectionMember

from hub.registry.naming import Certainty, LanguageField, code_validator
from media_library.files.checksums import as_examined, is_new, measure
from media_library.files.naming import extension, stored_name
from media_library.models.assets import Carrier, CarrierManager, Kind
from media_library.models.library_file import LibraryFile
from media_library.models.versions import says_where
from media_library.renditions.cleaning import KINDS


def brand_path(_row: "BrandAsset", filename: str) -> str:
    return f"brand/{stored_name(filename, otherwise='brand')}"


class BrandRole(models.TextChoices):
    LOGO = "logo", _("logo")
    SLOGAN = "slogan", _("slogan")
    RULES = "rules", _("rules of use")
    SOUVENIR = "souvenir", _("souvenir model")
    OTHER = "other", _("other")


class Colour(models.TextChoices):
    """What a lock-up is printed in, and on."""

    FULL = "full", _("full colour")
    ONE = "one", _("one colour")
    REVERSED = "reversed", _("white, for dark grounds")
    BLACK = "black", _("black")


class BrandAsset(Carrier, CollectionMember):
    """Behind `/media/latest/<slug>` stands its newest file. A slogan has no file: its words are the texts per language.

    A logo's lock-ups (in another colour, format or language) are brand assets of their own, each with its versions and its
    address, and `variant_of` the one that they are lock-ups of; so are the rules of use in each language."""

    KINDS = (Kind.BRAND,)
    LOOKS = "picture"

    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(
        _("short name"),
        max_length=60,
        unique=True,
        validators=[code_validator],
        help_text=_("The end of the address that always leads to the newest file: /media/latest/…"),
    )
    role = models.CharField(pgettext_lazy("of a brand asset", "role"), max_length=10, choices=BrandRole)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Certainty,
        default=Certainty.PROPOSED,
        help_text=_("Only what is approved leaves the house."),
    )
    variant_of = models.ForeignKey(
        "self",
        verbose_name=_("variant of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="variants",
        help_text=_("The logo whose lock-up it is, the rules whose translation it is."),
    )
    language = LanguageField(
        verbose_name=_("language of its words"), blank=True, help_text=_("Empty: there are no words in it.")
    )
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, blank=True)
    file = LibraryFile(_("file"), upload_to=brand_path, max_length=255, blank=True, kind=Kind.BRAND)
    picture = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("how it looks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)

    objects = CarrierManager()

    class Meta:
        verbose_name = _("brand asset")
        verbose_name_plural = _("brand assets")
        ordering = ["title"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.title

    @property
    def wants_copy(self) -> bool:
        """Its file stays in the house, for cameras write into such: everybody has a copy without that, with the rights inside
        (`media_library.renditions.public_copies`). Drawings leave as they came: an SVG was made clean, and a PDF, AI or EPS is what the
        designer wrote; so does a TIFF, HEIC or GIF, in which no stamp of ours has a place, unless it says where it was made."""
        return extension(self.file.name) in KINDS

    @property
    def stays_inside(self) -> bool:
        """It says where it was made, and nothing is made of it that does not. One query where `asset__versions` was not asked for."""
        return bool(self.file) and not self.wants_copy and self.asset.says_where

    @property
    def says_where(self) -> bool:
        """Does its file, also one that was just handed over, say inside where it was made?"""
        examined = as_examined(self.file)
        if examined is not None and examined.seen is not None:
            return says_where(examined.seen.proposals)
        return self.asset_id is not None and self.asset.says_where

    def clean(self) -> None:
        super().clean()
        if self.status == Certainty.APPROVED and not self.wants_copy and self.says_where:
            raise ValidationError(
                {
                    "file": _(
                        "This file says inside where it was made. What is approved goes to everybody as it is: take that out "
                        "first, then upload it again."
                    )
                }
            )
        if self.variant_of is None:
            return
        if self.variant_of == self or self.variant_of.variant_of_id is not None:
            raise ValidationError({"variant_of": _("Choose the one that is itself no variant.")})
        if self.pk and self.variants.exists():
            raise ValidationError({"variant_of": _("It has variants of its own, so it can be none.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title = normalize("NFC", self.title)
        if is_new(self.file):
            self.sha256, self.size = measure(self.file.file)
        super().save(*args, **kwargs)


class BrandCopy(models.Model):
    """What everybody has of a brand asset's file: its very pixels, without what a camera wrote beside them, and with the rights inside.

    `source_sha256`: of the file that it was made from. `said`: the checksum of what is inside. `fault`: why there is none, in a
    sentence; then there is no file. One that says what was said before stays for a while: somebody has its address
    (`media_library.renditions.pruning`).
    """

    brand = models.ForeignKey(BrandAsset, on_delete=models.CASCADE, related_name="copies")
    source_sha256 = models.CharField(max_length=64)
    said = models.CharField(max_length=64)
    file = models.FileField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(null=True)
    fault = models.CharField(max_length=500, blank=True)
    needless_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("public copy of a brand asset")
        verbose_name_plural = _("public copies of brand assets")
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "source_sha256", "said"], name="media_library_one_copy_that_says_it"
            ),
            models.CheckConstraint(
                name="media_library_copy_or_why_none", condition=~models.Q(file="") | ~models.Q(fault="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand} {self.sha256[:16]}"
