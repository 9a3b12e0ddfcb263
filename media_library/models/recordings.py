"""Sound recordings: interviews, songs, radio pieces."""

from pathlib import Path

from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember

from media_library.clips.footage import SOUND, UNPLAYED, listen_to
from media_library.files.naming import extension, stored_name
from media_library.ingest.sniffing import AUDIO
from media_library.models.assets import CarrierManager, Kind
from media_library.models.library_file import LibraryFile
from media_library.models.timed import Timed


def audio_path(_row: "Audio", filename: str) -> str:
    return f"audio/{stored_name(filename, otherwise='recording')}"


class Audio(Timed, CollectionMember):
    """A recording."""

    KINDS = (Kind.AUDIO,)
    FORMATS = SOUND

    file = LibraryFile(
        _("file"),
        upload_to=audio_path,
        max_length=255,
        takes={AUDIO},
        kind=Kind.AUDIO,
        validators=[FileExtensionValidator(list(SOUND))],
        help_text=_("MP3, M4A, OGG, FLAC, WAV, AIFF, AAC, WMA, AMR, WebM or Matroska."),
    )

    objects = CarrierManager()

    class Meta:
        verbose_name = _("sound recording")
        verbose_name_plural = _("sound recordings")
        ordering = ["title"]
        base_manager_name = "objects"

    @property
    def wants_proxy(self) -> bool:
        """Its file stays in the house, for it says inside where it was recorded, or browsers do not play it: what everybody hears
        is made from it. One query where `asset__versions` was not asked for."""
        return extension(self.file.name) in UNPLAYED or self.asset.says_where

    def read_length(self, path: Path) -> None:
        self.duration = listen_to(path, extension(self.file.name))
