"""Pictures: Wagtail's image as the carrier of an asset, with renditions that name their checksum.

Every rendition, whoever asks for it, is drawn by `media_library.rendering`: upright, in sRGB, without the camera's
metadata (the place above all), with our rights inside.
"""

from io import BytesIO
from typing import Any
from unicodedata import normalize

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)
from wagtail.images.models import Image as WagtailImage

from media_library.addresses import asset_path
from media_library.checksums import is_new, measure
from media_library.models.assets import ASSET_SEARCH, Carrier, CarrierManager, Kind
from media_library.naming import extension, plain_name
from media_library.rendering import Drawn, UnreadableError, decode, draw, shrinkage, upright_size
from media_library.statements import RightsStatement, statement_of


class UprightImageFieldFile(WagtailImageFieldFile):
    """Width and height as the picture is seen: cameras store portraits lying down, with a note to turn them."""

    def get_image_dimensions(self) -> tuple[int, int]:
        was_closed = self.closed
        self.open()
        try:
            with Pillow.open(self) as image:
                return upright_size(image)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class UprightImageField(WagtailImageField):
    attr_class = UprightImageFieldFile


class PictureManager(CarrierManager.from_queryset(ImageQuerySet)):  # type: ignore[misc]  # made by Django
    """Wagtail's queries over pictures with their assets."""


class Picture(Carrier, AbstractImage):  # type: ignore[django-manager-missing]  # Wagtail publishes no types
    """A picture. `title` is its working title; alt text and caption are its asset's, per language."""

    KINDS = (Kind.IMAGE, Kind.GRAPHIC)

    title: str
    file = UprightImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    objects = PictureManager()

    # alt texts are per language; what is the asset's own is put in by media_library.picture_forms
    admin_form_fields = tuple(name for name in WagtailImage.admin_form_fields if name != "description")

    search_fields = [*AbstractImage.search_fields, *ASSET_SEARCH]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        base_manager_name = "objects"

    def rights_statement(self) -> RightsStatement:
        return statement_of(self.spine)

    def _set_image_file_metadata(self) -> None:
        """Wagtail's forms call this when they have taken a file."""
        super()._set_image_file_metadata()
        self.sha256, self.file_size = measure(self.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Checksum and size are columns derived from the file, whichever door it came through."""
        self.title = normalize("NFC", str(self.title))
        if is_new(self.file):
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    # --- renditions: Wagtail's doors, our drawing ---------------------------------------------------------------------

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002 - Wagtail's name
        return self._as_file(self._draw_all([filter], source=source)[filter])

    def create_rendition(self, filter: Filter) -> "Rendition":  # noqa: A002 - Wagtail's name
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> "dict[Filter, Rendition]":
        """Draw what is missing from one decoding; safe when two processes draw the same at once."""
        made: dict[Filter, Rendition] = {}
        for wanted, drawn in (self._draw_all(filters) if filters else {}).items():
            made[wanted], _created = self.renditions.get_or_create(
                filter_spec=wanted.spec,
                focal_point_key=wanted.get_cache_key(self),
                defaults={"file": self._as_file(drawn), "sha256": drawn.sha256, "size": len(drawn.content)},
            )
        return made

    def _draw_all(self, filters: Any, *, source: File | None = None) -> dict[Filter, Drawn]:
        xmp, shrink = self.rights_statement().xmp(), shrinkage(filters, self)
        try:
            if source is not None:
                pixels = decode(source, shrink=shrink)
            else:
                with self.open_file() as original:
                    pixels = decode(original, shrink=shrink)
            return {wanted: draw(pixels, wanted, self, xmp) for wanted in filters}
        except UnreadableError as unreadable:
            raise SourceImageIOError(str(unreadable)) from unreadable

    def _as_file(self, drawn: Drawn) -> File:
        name = f"{plain_name(self.title, otherwise='picture')[:40]}-{drawn.sha256[:16]}.{drawn.extension}"
        return File(BytesIO(drawn.content), name=name)


class Rendition(AbstractRendition):
    """A picture as it leaves the house. The address holds the checksum, so it never changes its bytes."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    @property
    def url(self) -> str:
        """Ours, never the store's: who may have the file is decided when it is asked for."""
        name = f"{plain_name(self.image.title, otherwise='picture')}.{extension(self.file.name)}"
        return asset_path(self.image.uid, name, self.sha256)
