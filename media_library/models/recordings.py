"""Sound recordings: interviews, songs, radio pieces."""

import tempfile
from pathlib import Path
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember

from media_library.checksums import PIECE, is_new, measure
from media_library.footage import SOUND, NotAClipError, listen_to
from media_library.models.assets import Carrier, CarrierManager, Kind
from media_library.naming import extension, stored_name


def audio_path(_row: "Audio", filename: str) -> str:
    return f"audio/{stored_name(filename, otherwise='recording')}"


class Audio(Carrier, CollectionMember):
    """A recording. Length, size and checksum are read from the file, never typed."""

    KINDS = (Kind.AUDIO,)

    title = models.CharField(_("title"), max_length=255)
    file = models.FileField(
        _("file"),
        upload_to=audio_path,
        max_length=255,
        validators=[FileExtensionValidator(list(SOUND))],
        help_text=_("MP3, M4A, OGG, FLAC or WAV."),
    )
    duration = models.FloatField(_("duration in seconds"), null=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    spoken_language = models.CharField(
        _("spoken language"), max_length=35, default="vi", help_text=_("BCP 47; zxx where nobody speaks.")
    )

    objects = CarrierManager()

    class Meta:
        verbose_name = _("sound recording")
        verbose_name_plural = _("sound recordings")
        ordering = ["title"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.title = normalize("NFC", self.title)
        if is_new(self.file) and extension(self.file.name) in SOUND:
            try:
                self._measure()
            except NotAClipError as refused:
                raise ValidationError({"file": str(refused)}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """
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
        with tempfile.NamedTemporaryFile(suffix=".sound") as copy:
            while piece := upload.read(PIECE):
                copy.write(piece)
            copy.flush()
            upload.seek(0)
            self.duration = listen_to(Path(copy.name), extension(self.file.name))
        self._measured = upload
