"""How a file looks that is no picture: the first page of a PDF, the preview inside a printer's EPS, and pages to leaf through."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset


class Face(models.Model):
    """What stands for one file (`source_sha256`) in lists, and what is known of its pages.

    A file that has none has a row as well: nobody tries a second time. `drawn_as`: everything that decides the pictures.
    """

    asset = models.OneToOneField(Asset, on_delete=models.CASCADE, related_name="face")
    source_sha256 = models.CharField(max_length=64)
    drawn_as = models.CharField(max_length=16)
    pages = models.PositiveIntegerField(_("pages"), null=True)
    # of its first page, as it is seen
    page_width = models.FloatField(_("width (mm)"), null=True)
    page_height = models.FloatField(_("height (mm)"), null=True)
    fault = models.CharField(
        _("fault"), max_length=255, blank=True, help_text="why it has none; for the log and the row"
    )
    file = models.FileField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("face of a document")
        verbose_name_plural = _("faces of documents")

    def __str__(self) -> str:
        return self.fault or self.sha256[:12]


class PagePicture(models.Model):
    """One of the first pages, to be looked at inside the house."""

    face = models.ForeignKey(Face, on_delete=models.CASCADE, related_name="page_pictures")
    number = models.PositiveSmallIntegerField(_("page"))
    file = models.FileField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("picture of a page")
        verbose_name_plural = _("pictures of pages")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["face", "number"], name="media_library_one_picture_a_page")]

    def __str__(self) -> str:
        return str(self.number)
