"""Clips: the file, its poster and length, and its subtitles per language."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import CollectionMember
from wagtail.search import index

from hub.registry.naming import LanguageField
from media_library.clips.footage import CONTAINERS, look_into
from media_library.files.checksums import is_new, measure
from media_library.files.naming import extension, stored_name
from media_library.ingest.sniffing import VIDEO
from media_library.models.assets import ASSET_SEARCH, CarrierManager, Kind
from media_library.models.library_file import LibraryFile
from media_library.models.timed import Timed
from media_library.subtitles.webvtt import LARGEST, SubtitlesRefusedError, read_subtitles

if TYPE_CHECKING:
    from media_library.ingest.examining import Seen


def video_path(_video: "Video", filename: str) -> str:
    return f"videos/{stored_name(filename, otherwise='video')}"


def subtitle_path(_track: "SubtitleTrack", filename: str) -> str:
    return f"subtitles/{stored_name(filename, otherwise='subtitles')}"


class Video(Timed, CollectionMember, index.Indexed, ClusterableModel):  # type: ignore[django-manager-missing]  # of its stills
    """A clip."""

    KINDS = (Kind.VIDEO,)
    LOOKS = "poster"
    FORMATS = CONTAINERS

    file = LibraryFile(
        _("file"),
        upload_to=video_path,
        max_length=255,
        takes={VIDEO},
        kind=Kind.VIDEO,
        validators=[FileExtensionValidator(list(CONTAINERS))],
        help_text=_("MP4, MOV, WebM, Matroska, MXF, MTS, MPEG, AVI, WMV, FLV, Ogg or DV."),
    )
    poster = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("poster"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The still shown before the clip plays. Left empty, one is taken from the clip."),
    )
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CarrierManager()

    search_fields = [
        *CollectionMember.search_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("spoken_language"),
        index.FilterField("created_at"),
        *ASSET_SEARCH,
    ]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["-created_at"]
        base_manager_name = "objects"

    def take_measures(self, seen: "Seen") -> None:
        super().take_measures(seen)
        self.width, self.height = seen.width, seen.height

    def read_length(self, path: Path) -> None:
        footage = look_into(path, extension(self.file.name))
        self.duration, self.width, self.height = footage.duration, footage.width, footage.height


class SubtitleTrack(models.Model):
    """Subtitles of a clip in one language, as WebVTT."""

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="subtitles")
    language = LanguageField()
    file = models.FileField(
        _("file"),
        upload_to=subtitle_path,
        max_length=255,
        validators=[FileExtensionValidator(["vtt", "srt"])],
        help_text=_("WebVTT (.vtt) or SubRip (.srt)."),
    )
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("subtitles")
        verbose_name_plural = _("subtitles")
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="media_library_one_track_a_language")]

    def __str__(self) -> str:
        return self.language

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is stored is the checked text, in UTF-8 and NFC, whichever door it came through.

        Raises:
            SubtitlesRefusedError: code handed over something that no form had checked.
        """
        if is_new(self.file):
            self._take()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if is_new(self.file) and extension(self.file.name) in ("vtt", "srt"):
            try:
                self._take()
            except SubtitlesRefusedError as refused:
                raise ValidationError({"file": [str(fault) for fault in refused.faults[:10]]}) from refused

    def _take(self) -> None:
        upload = self.file.file
        upload.seek(0)
        text = read_subtitles(upload.read(LARGEST + 1), self.language)
        name = PurePosixPath(self.file.name or "subtitles").with_suffix(".vtt")
        self.file = ContentFile(text.encode(), name=str(name))
        self.sha256, self.size = measure(self.file.file)
