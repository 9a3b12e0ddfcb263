"""Which decoders open which picture: only those of the format that was sniffed, never all that are installed."""

from PIL import Image, PngImagePlugin, TiffImagePlugin
from pillow_heif import register_heif_opener

from media_library.ingest import camera_raw
from media_library.ingest.jpeg2000 import know_jpeg2000
from media_library.ingest.odd_tiff import know_odd_tiffs
from media_library.ingest.photoshop import know_photoshop
from media_library.ingest.sniffing import CAMERA_RAW, picture

PILLOW_NAMES = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "tiff": ("TIFF",),
    "heif": ("HEIF",),
    "avif": ("AVIF",),
    "bmp": ("BMP",),
    "jp2": ("JPEG2000",),
    "j2k": ("JPEG2000",),
    "psd": ("PSD",),
    "psb": ("PSD",),
    **dict.fromkeys(CAMERA_RAW, (camera_raw.FORMAT,)),
}
LONGEST_TEXT = 16 * 1024 * 1024  # of a PNG: programs write EXIF and IPTC there in letters, with all their previews


def decoders_of(head: bytes) -> tuple[str, ...] | None:
    """Those that open what begins like this: the same for whoever opens it. None: any, for what the library took before."""
    return PILLOW_NAMES.get(picture(head))


def know_formats() -> None:
    """Pillow reads HEIC of phones and cameras' RAW files from now on, Photoshop's CMYK with an alpha channel, and what PSD and
    JPEG 2000 say of themselves. Safe to call twice."""
    register_heif_opener(thumbnails=False)
    Image.init()  # before ours: it would put its own in their place
    know_photoshop()
    know_jpeg2000()
    know_odd_tiffs()
    camera_raw.know_raw()
    for order in (b"II", b"MM"):
        for alpha in (1, 2):
            TiffImagePlugin.OPEN_INFO[(order, 5, (1,), 1, (8,) * 5, (alpha,))] = ("CMYK", "CMYKX")
    PngImagePlugin.MAX_TEXT_CHUNK = LONGEST_TEXT
    Image.MAX_IMAGE_PIXELS = None  # ours are `media_library.ingest.limits`, which say what they found
