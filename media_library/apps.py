from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaLibraryConfig(AppConfig):
    name = "media_library"
    label = "media_library"
    verbose_name = _("Media library")

    def ready(self) -> None:
        from media_library.ingest.picture_formats import know_formats  # noqa: PLC0415 - app ready

        know_formats()
        from media_library import arrivals  # noqa: F401, PLC0415 - app ready: receivers need the models
