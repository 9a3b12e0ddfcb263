"""Which decoders open which picture: only those of the format that was sniffed, never all that are installed."""

from pillow_heif import register_heif_opener

PILLOW_NAMES = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "tiff": ("TIFF",),
    "heif": ("HEIF",),
    "avif": ("AVIF",),
}


def know_heif() -> None:
    """Pillow reads HEIC of phones from now on. Safe to call twice."""
    register_heif_opener(thumbnails=False)
