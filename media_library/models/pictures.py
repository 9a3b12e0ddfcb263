"""Pictures: Wagtail's image as the carrier of an asset, with renditions that name their checksum.

Every rendition, whoever asks for it, is drawn by `media_library.renditions.rendering` in a process apart: upright, in sRGB, without
the camera's metadata (the place above all). Our rights and words are stamped into it afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from hashlib import sha256
from io import BytesIO
from typing import Any
from unicodedata import normalize

from django.core.files import File
from django.db import models
from django.templatetags.static import static
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

from media_library.files.addresses import asset_path
from media_library.files.checksums import as_examined, is_new, measure
from media_library.files.naming import extension, plain_name
from media_library.files.store import NoRoomError, StoreAwayError, is_full, told_apart
from media_library.files.stored import keep
from media_library.models.assets import ASSET_SEARCH, Carrier, CarrierManager, Kind
from media_library.renditions.drawing import draw_apart, recipe_of
from media_library.renditions.embedding import stamp_of
from media_library.renditions.rendering import EXTENSIONS, THUMB, Drawn, UnreadableError, in_width, upright_size
from media_library.renditions.stamping import stamp
from media_library.rights.statements import RightsStatement, statement_of

# changes when `media_library.renditions.rendering` draws otherwise: pixels that were drawn before are then not taken for these
DRAWN_LIKE = "5"
KINDS = {ending: kind for kind, ending in EXTENSIONS.items()}
LISTED, LISTED_WITHIN = "max-165x165", 165  # what Wagtail's lists, choosers and form fields ask for
THUMB_SPEC = in_width(THUMB, "jpeg")  # and what they are given: it is drawn by a job
NOT_DRAWN = "media_library/not-drawn.svg"


class NotDrawnYetError(SourceImageIOError):
    """A list shows a gap in its place: a page of thirty pictures would otherwise wait until thirty are drawn."""


class PictureAwayError(StoreAwayError, SourceImageIOError):
    """Not to be drawn at the moment. Wagtail's pages show a gap in its place, as for a picture that is gone; everybody else
    tries again."""


class PictureHasNoRoomError(PictureAwayError, NoRoomError):
    """As above, for want of room."""


@contextmanager
def _told_to_wagtail() -> Iterator[None]:
    try:
        with told_apart():
            yield
    except StoreAwayError as away:
        raise (PictureHasNoRoomError if is_full(away) else PictureAwayError)(str(away)) from away


class UprightImageFieldFile(WagtailImageFieldFile):
    """Width and height as the picture is seen: cameras store portraits lying down, with a note to turn them."""

    def get_image_dimensions(self) -> tuple[int, int]:
        examined = as_examined(self)
        if examined is not None and examined.seen is not None:
            return examined.seen.width or 0, examined.seen.height or 0
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


class PictureQuerySet(ImageQuerySet):
    def prefetch_renditions(self, *filters: Filter | str) -> "PictureQuerySet":
        """Wagtail's lists say with it what they will ask for."""
        wanted = [THUMB_SPEC if one == LISTED else one for one in filters]
        found: PictureQuerySet = super().prefetch_renditions(*wanted)
        return found


def thumbs_for_lists(pictures: str) -> models.Prefetch:
    """`pictures`: the way to them from the rows of a list. As `prefetch_renditions(LISTED)` does of pictures themselves."""
    drawn = Rendition.objects.filter(filter_spec=THUMB_SPEC)
    return models.Prefetch(f"{pictures}__renditions", queryset=drawn, to_attr="prefetched_renditions")


class PictureManager(CarrierManager.from_queryset(PictureQuerySet)):  # type: ignore[misc]  # made by Django
    """Wagtail's queries over pictures with their assets."""


class Picture(Carrier, AbstractImage):  # type: ignore[django-manager-missing]  # Wagtail publishes no types
    """A picture. `title` is its working title; alt text and caption are its asset's, per language."""

    KINDS = (Kind.IMAGE, Kind.GRAPHIC)
    SIZE = "file_size"

    title: str
    file = UprightImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    likeness = models.CharField(max_length=16, blank=True, editable=False)  # media_library.ingest.likeness
    colours = models.CharField(max_length=60, blank=True, editable=False)  # media_library.ingest.main_colours
    over = models.CharField(
        max_length=255, blank=True, editable=False
    )  # words over it in Wagtail's lists; set by a job

    objects = PictureManager()

    # alt texts are per language; what is the asset's own is put in by media_library.desk.picture_forms
    admin_form_fields = tuple(name for name in WagtailImage.admin_form_fields if name != "description")

    search_fields = [*AbstractImage.search_fields, *ASSET_SEARCH]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        base_manager_name = "objects"

    @property
    def looks(self) -> "Picture":
        return self

    @property
    def looks_id(self) -> int:
        return int(self.pk)

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
            examined = as_examined(self.file)
            seen = examined.seen if examined else None
            self.likeness, self.colours = (seen.likeness, ",".join(seen.colours)) if seen else ("", "")
        super().save(*args, **kwargs)

    # --- renditions: Wagtail's doors, our drawing ---------------------------------------------------------------------

    def get_rendition(self, filter: Filter | str) -> "Rendition":  # noqa: A002 - Wagtail's name
        """
        Raises:
            NotDrawnYetError: a list asks, and no job has drawn it.
        """
        if (filter if isinstance(filter, str) else filter.spec) == LISTED:
            thumb = self._thumb()
            if thumb is not None:
                return thumb
            if hasattr(self, "prefetched_renditions"):
                raise NotDrawnYetError(f"picture {self.pk}")
        found: Rendition = super().get_rendition(filter)
        return found

    def _thumb(self) -> "Rendition | None":
        """The newest that shows this file, with the words over it that it is to have and whatever is stamped into it, in the
        size in which lists show it."""
        there = self._get_prefetched_renditions()
        if there is None:
            there = self.renditions.filter(filter_spec=THUMB_SPEC)
        pixels = self.pixels_of(Filter(THUMB_SPEC), self.over)
        drawn = [row for row in there if row.filter_spec == THUMB_SPEC and row.pixels == pixels]
        if not drawn:
            return None
        thumb = copy(max(drawn, key=lambda row: row.pk))
        scale = min(1.0, LISTED_WITHIN / max(thumb.width, thumb.height))
        thumb.width, thumb.height = round(thumb.width * scale), round(thumb.height * scale)
        return thumb

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002 - Wagtail's name
        with _told_to_wagtail():
            (drawn,) = self._draw([filter])
        content = stamp(drawn.content, drawn.kind, stamp_of(self.rights_statement()))
        return File(BytesIO(content), name=f"rendition.{drawn.extension}")

    def create_rendition(self, filter: Filter) -> "Rendition":  # noqa: A002 - Wagtail's name
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> "dict[Filter, Rendition]":
        """What is missing, from one decoding; where only the words inside are other ones, from the pixels there are.

        Safe when two processes make the same at once, and when a process is killed: the next one goes on.
        """
        there = {row.pixels: row for row in self.renditions.all()}
        with _told_to_wagtail():
            drawn = {wanted: self._pixels_in(there.get(self.pixels_of(wanted))) for wanted in filters}
            to_draw = [wanted for wanted, one in drawn.items() if one is None]
            drawn |= dict(zip(to_draw, self._draw(to_draw), strict=True)) if to_draw else {}
            said = stamp_of(self.rights_statement())
            return {
                wanted: self._keep(wanted, one, stamp(one.content, one.kind, said))
                for wanted, one in drawn.items()
                if one is not None
            }

    def pixels_of(self, wanted: Filter, words: str = "") -> str:
        """The key of everything that decides the pixels: the file, the focal point, the words over them, and our drawing."""
        words = words or getattr(wanted, "words", "")
        varying = (DRAWN_LIKE, self.sha256, wanted.spec, Filter.get_cache_key(wanted, self), words)
        return sha256("\n".join(varying).encode()).hexdigest()[:16]

    @staticmethod
    def _pixels_in(row: "Rendition | None") -> Drawn | None:
        if row is None:
            return None
        try:
            with row.file.open("rb") as file:
                return Drawn(file.read(), KINDS[extension(row.file.name)], (row.width, row.height))
        except FileNotFoundError:
            return None

    def _draw(self, filters: list[Filter]) -> list[Drawn]:
        recipes = [recipe_of(wanted, (self.width, self.height), self) for wanted in filters]
        try:
            return draw_apart(self.file, self.width, recipes)
        except (UnreadableError, FileNotFoundError) as unreadable:
            raise SourceImageIOError(str(unreadable)) from unreadable

    def _keep(self, wanted: Filter, drawn: Drawn, content: bytes) -> "Rendition":
        digest = sha256(content).hexdigest()
        shelf = Rendition._meta.get_field("file").storage
        name = keep(shelf, self._stored_name(digest, drawn.extension), content)
        row, created = self.renditions.get_or_create(
            filter_spec=wanted.spec,
            focal_point_key=wanted.get_cache_key(self),
            defaults={
                "file": name,
                "width": drawn.size[0],
                "height": drawn.size[1],
                "sha256": digest,
                "size": len(content),
                "pixels": self.pixels_of(wanted),
                "source_sha256": self.sha256,
            },
        )
        if not created and row.file.name != name:
            shelf.delete(name)  # another process was quicker
        return row

    def _stored_name(self, digest: str, ending: str) -> str:
        """Told by its bytes: what a killed process left half-written is found again by the next."""
        name = plain_name(self.title, otherwise="picture")[:40]
        return Rendition(image=self).get_upload_to(f"{name}-{str(self.uid)[:8]}-{digest[:16]}.{ending}")


class Rendition(AbstractRendition):
    """A picture as it leaves the house. The address holds the checksum, so it never changes its bytes."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    pixels = models.CharField(max_length=16, blank=True, editable=False)  # Picture.pixels_of
    source_sha256 = models.CharField(max_length=64, blank=True, editable=False)  # of the file that it shows
    needless_since = models.DateTimeField(null=True, editable=False)  # media_library.renditions.pruning

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    @property
    def made_from(self) -> str:
        """The checksum of the file that it shows. Of a row from before that was kept it is told by its pixels; empty: those of
        another file, or drawn in another way."""
        if self.source_sha256:
            return self.source_sha256
        shows_it = self.pixels == self.image.pixels_of(Filter(self.filter_spec))
        return str(self.image.sha256) if shows_it else ""

    @property
    def attrs_dict(self) -> dict[str, Any]:
        attributes: dict[str, Any] = super().attrs_dict
        if self.file.name == "not-found":
            attributes |= {"width": LISTED_WITHIN, "height": LISTED_WITHIN * 2 // 3}
        return attributes

    @property
    def url(self) -> str:
        """Ours, never the store's: who may have the file is decided when it is asked for. Of what Wagtail puts in the place
        of one that could not be had, a sign for a picture."""
        if self.file.name == "not-found":
            return static(NOT_DRAWN)
        name = f"{plain_name(self.image.title, otherwise='picture')}.{extension(self.file.name)}"
        return asset_path(self.image.uid, name, self.sha256)
