"""A carrier whose file runs for a time: a clip or a recording. Length and checksum are read from the file, never typed."""

import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.clips.footage import NotAClipError
from media_library.files.checksums import PIECE, MeasuredFile, is_new, measure
from media_library.files.naming import extension
from media_library.models.assets import Carrier

if TYPE_CHECKING:
    from media_library.ingest.examining import Seen


class Timed(Carrier):
    FORMATS: ClassVar[Collection[str]]  # extensions that its file may have

    file: Any
    title = models.CharField(_("title"), max_length=255)
    duration = models.FloatField(_("duration in seconds"), null=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    spoken_language = models.CharField(
        _("spoken language"), max_length=35, default="vi", help_text=_("BCP 47; zxx where nobody speaks.")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def take_measures(self, seen: "Seen") -> None:
        """From an examined file."""
        self.duration = seen.seconds

    def read_length(self, path: Path) -> None:
        """Set the length and whatever else the file says of itself.

        Raises:
            NotAClipError: it is not what its name says.
        """

    def clean(self) -> None:
        super().clean()
        self.title = normalize("NFC", self.title)
        if is_new(self.file) and extension(self.file.name) in self.FORMATS:
            try:
                self._measure()
            except NotAClipError as refused:
                raise ValidationError({"file": str(refused)}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is measured is a column derived from the file, whichever door it came through.

        Raises:
            NotAClipError: code handed over something that no form had checked.
        """
        if is_new(self.file):
            self._measure()
        super().save(*args, **kwargs)

    def _measure(self) -> None:
        upload = self.file.file
        if getattr(self, "_measured", None) is upload:
            return
        self.sha256, self.size = measure(upload)
        if isinstance(upload, MeasuredFile) and upload.seen is not None:
            self.take_measures(upload.seen)
            self._measured = upload
            return
        with tempfile.NamedTemporaryFile(suffix=f".{extension(self.file.name)}") as copy:
            while piece := upload.read(PIECE):
                copy.write(piece)
            copy.flush()
            upload.seek(0)
            self.read_length(Path(copy.name))
        self._measured = upload
