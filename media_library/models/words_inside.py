"""What is said inside an asset's files: the text of a PDF, the subtitles of a clip. For search alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset


class WordsInside(models.Model):
    """The words of one file, known by its checksum: another file is read anew, the same never again.

    A file that cannot be read has a row as well: `fault` says why, and nobody tries it a second time.
    """

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="words_inside")
    sha256 = models.CharField(_("checksum"), max_length=64)
    text = models.TextField(_("text"), blank=True)
    # of subtitles: the thousandth at which each line of the text begins
    starts = models.JSONField(null=True, editable=False)
    fault = models.CharField(_("fault"), max_length=255, blank=True)
    read_at = models.DateTimeField(_("read"), auto_now_add=True)

    class Meta:
        verbose_name = _("words inside a file")
        verbose_name_plural = _("words inside files")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["asset", "sha256"], name="media_library_words_inside_read_once")]

    def __str__(self) -> str:
        return self.text[:80] or self.fault
