"""Where an edition comes from, if it was not written here: the archive that had it, and its name there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provenance(models.Model):
    """One line of an archive and the edition it became.

    By work and language rather than by page: it outlives the page, so that what was deleted is not brought over again,
    and neither a copy of the page nor its translation is taken for the original.
    """

    source = models.SlugField(_("archive"), max_length=60)
    external_id = models.CharField(_("id in the archive"), max_length=200)
    external_url = models.CharField(_("original address"), max_length=1000, blank=True)
    work = models.UUIDField()
    lang = models.CharField(max_length=35)
    digest = models.CharField(max_length=64, help_text="of what was written: an equal one changes nothing")
    page_id = models.PositiveBigIntegerField()
    revision_id = models.PositiveBigIntegerField(help_text="the import's last word; a later one is the desk's")
    shelf_id = models.PositiveBigIntegerField(help_text="the page it was put below")

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="content_one_provenance_a_line"),
            models.UniqueConstraint(fields=["work", "lang"], name="content_one_provenance_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"
