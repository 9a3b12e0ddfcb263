"""Documents: the PDF of an issue, a press release, a map."""

from typing import Any
from unicodedata import normalize

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument

from media_library.files.checksums import is_new, measure
from media_library.files.naming import extension
from media_library.models.assets import ASSET_SEARCH, Carrier, CarrierManager, Kind

DRAWN = ("svg", "ai", "eps")  # how the names of files end that are lines and surfaces, whatever their size


class DocumentManager(CarrierManager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]  # made by Django
    """Wagtail's queries over documents with their assets."""


class LibraryDocument(Carrier, AbstractDocument):
    """A file to download. A new one that is drawn is filed as a graphic; whoever knows better says so."""

    KINDS = (Kind.DOCUMENT, Kind.VECTOR)
    SIZE = "file_size"

    title: str
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = DocumentManager()

    admin_form_fields = WagtailDocument.admin_form_fields
    search_fields = [*AbstractDocument.search_fields, *ASSET_SEARCH]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        base_manager_name = "objects"

    def _set_document_file_metadata(self) -> None:
        """Wagtail's forms call this when they have taken a file."""
        super()._set_document_file_metadata()
        self.sha256, self.file_size = measure(self.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Checksum and size are columns derived from the file, whichever door it came through."""
        self.title = normalize("NFC", str(self.title))
        if is_new(self.file):
            if self.spine._state.adding and extension(self.file.name) in DRAWN:
                self.spine.kind = Kind.VECTOR
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
