"""Drawing: from an original to the bytes of one rendition.

Owns pixels only: upright, sRGB, no metadata of the camera (its place above all), our own XMP inside. Sizes and crops
are computed by Wagtail's filter operations, so focal points work as its editor shows them. Knows no database, no store.
"""

import math
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from willow.plugins.pillow import PillowImage

ORIENTATION = 0x0112
LYING = frozenset({5, 6, 7, 8})
SAVED_AS = {"mpo": "jpeg", "gif": "png", "bmp": "png", "avif": "webp"}  # unless a filter names a format
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif", "avif": "avif"}
CONTENT_TYPES = {name: f"image/{kind}" for kind, name in EXTENSIONS.items()} | {"jpeg": "image/jpeg"}


class UnreadableError(Exception):
    """The file is no whole picture."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded original: `size` is the whole picture's, `image` may be a smaller decoding of it."""

    image: Image.Image
    size: tuple[int, int]
    format: str


@dataclass(frozen=True, slots=True)
class Drawn:
    content: bytes
    sha256: str
    extension: str


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as seen, without decoding."""
    width, height = image.size
    return (height, width) if image.getexif().get(ORIENTATION) in LYING else (width, height)


def decode(file: IO[bytes] | Any, *, shrink: float = 1.0) -> Pixels:
    """Read a whole picture, turn it upright, bring it to sRGB, forget its metadata.

    `shrink`: by how much the largest drawing is smaller; a JPEG is then decoded at a fraction of its size.

    Raises:
        UnreadableError: broken, cut off, or no picture at all.
    """
    file.seek(0)
    try:
        with Image.open(file) as envelope:
            if envelope.format == "PNG":
                envelope.verify()  # its checksums: decoding alone takes a tail of zeros for black
        file.seek(0)
        image = Image.open(file)
        size = upright_size(image)
        kind = (image.format or "").lower()
        if shrink > 1 and kind in ("jpeg", "mpo"):
            image.draft(None, (math.ceil(image.width / shrink), math.ceil(image.height / shrink)))
        upright = ImageOps.exif_transpose(image)
        pixels = _srgb(upright)
    # Pillow's decoders raise whatever their file made them stumble over
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, TypeError,
            Image.DecompressionBombError, UnidentifiedImageError) as broken:  # fmt: skip
        raise UnreadableError(str(broken)) from broken
    pixels.info.clear()
    return Pixels(pixels, size, SAVED_AS.get(kind, kind))


def shrinkage(recipes: Any, picture: Any) -> float:
    """How much smaller than the original even the largest drawing is, with a margin for sharpness."""
    transforms = [recipe.get_transform(picture, (picture.width, picture.height)) for recipe in recipes]
    return min((one.get_rect().width / max(1, one.size[0]) for one in transforms), default=1.0) / 2


def draw(pixels: Pixels, recipe: Any, picture: Any, xmp: bytes) -> Drawn:
    """One rendition. `recipe` is a Wagtail filter; it never enlarges."""
    transform = recipe.get_transform(picture, pixels.size)
    rect = transform.get_rect()
    scale = pixels.image.width / pixels.size[0], pixels.image.height / pixels.size[1]
    box = (
        max(0.0, rect.left * scale[0]),
        max(0.0, rect.top * scale[1]),
        min(float(pixels.image.width), rect.right * scale[0]),
        min(float(pixels.image.height), rect.bottom * scale[1]),
    )
    size = (max(1, round(transform.size[0])), max(1, round(transform.size[1])))
    image = pixels.image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    environment: dict[str, Any] = {"original-format": pixels.format}
    willow = PillowImage(image)
    for operation in recipe.filter_operations:
        willow = operation.run(willow, picture, environment) or willow
    kind = environment.get("output-format", pixels.format)
    content = _encode(willow.image, kind if kind in EXTENSIONS else "jpeg", environment, xmp)
    return Drawn(content, sha256(content).hexdigest(), EXTENSIONS.get(kind, "jpg"))


def _srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through, in the colours every screen assumes."""
    transparent = image.has_transparency_data
    mode = "RGBA" if transparent else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        profile = None
    if image.mode in ("P", "PA", "1", "LA", "La", "RGBa"):
        image = image.convert(mode)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted if converted is not None else image.convert(mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile: the plain colours are nearer to the truth than no picture
    return image.convert(mode)


def _encode(image: Image.Image, kind: str, environment: dict[str, Any], xmp: bytes) -> bytes:
    out = BytesIO()
    if kind == "jpeg":
        if image.mode == "RGBA":
            ground = Image.new("RGB", image.size, (255, 255, 255))
            ground.paste(image, mask=image.getchannel("A"))
            image = ground
        quality = environment.get("jpeg-quality", 82)
        image.convert("RGB").save(out, "JPEG", quality=quality, progressive=True, optimize=True, xmp=xmp)
    elif kind == "webp":
        lossless = "lossless" in environment.get("output-format-options", ())
        image.save(out, "WEBP", quality=environment.get("webp-quality", 80), lossless=lossless, xmp=xmp)
    elif kind == "avif":
        image.save(out, "AVIF", quality=environment.get("avif-quality", 61), xmp=xmp)
    elif kind == "png":
        image.save(out, "PNG", optimize=True)
    else:
        image.convert("P", palette=Image.Palette.ADAPTIVE).save(out, "GIF")
    return out.getvalue()
