"""Drawing: from an original to the pixels of its renditions, encoded.

Owns pixels only: upright, sRGB, no metadata of the camera (its place above all). What is asked for comes as `Recipe`s,
plain values; what the files say of themselves is set in afterwards (`media_library.renditions.stamping`). Knows no Django, no
database, no store: it runs as a program of its own (`media_library.renditions.easel`), away from what a hostile file may do.

Of what moves, the first frame is drawn: a moving picture is uploaded as a clip.
"""

import math
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from media_library.ingest.limits import most_pixels
from media_library.ingest.picture_formats import decoders_of
from media_library.ingest.sniffing import HEAD
from media_library.renditions.colours import UnknownColoursError, in_srgb
from media_library.renditions.numbered_colours import profile_of

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = frozenset({5, 6, 7, 8})
SAVED_AS = {
    "mpo": "jpeg",
    "gif": "png",
    "bmp": "png",
    "psd": "png",
    "jpeg2000": "jpeg",
    "raw": "jpeg",
    "avif": "webp",
}  # unless a filter names a format
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif", "avif": "avif"}
CONTENT_TYPES = {name: f"image/{kind}" for kind, name in EXTENSIONS.items()} | {"jpeg": "image/jpeg"}
WIDEST = 1920  # of the standard drawings
THUMB = 320  # the width that lists show

QUALITY = {"jpeg": 82, "webp": 80, "avif": 55}  # these three look alike
# of AVIF: twice as quick as 6 and a twentieth larger; of WebP (`method`): three times as quick as 4, as much larger
AVIF_SPEED, WEBP_METHOD = 8, 2
# a place for the metadata, so that stamping finds one in every file
NO_XMP, NO_EXIF = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
FONTS = Path(__file__).with_name("fonts")
LAO = range(0x0E80, 0x0F00)


def in_width(width: int, kind: str) -> str:
    """The filter of a picture in its own proportions."""
    return f"width-{width}|format-{kind}"


class UnreadableError(Exception):
    """The file is no whole picture."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One drawing: which part of the upright original, in which size, encoded how. `words`: tiled over a preview."""

    box: tuple[float, float, float, float]
    size: tuple[int, int]
    kind: str = ""  # empty: as the original
    quality: int | None = None
    lossless: bool = False
    background: tuple[int, int, int] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded original: `size` is the whole picture's, `image` may be a smaller decoding of it."""

    image: Image.Image
    size: tuple[int, int]
    format: str


@dataclass(frozen=True, slots=True)
class Drawn:
    content: bytes
    kind: str
    size: tuple[int, int]

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.kind]


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as seen, without decoding. Of a TIFF, Pillow tells them so by itself, where the TIFF itself says it and
    not a packet inside."""
    width, height = image.size
    told = ORIENTATION in getattr(image, "tag_v2", ())
    return (height, width) if not told and orientation(image) in LYING else (width, height)


def upright(image: Image.Image) -> Image.Image:
    """A decoded picture as it is seen."""
    turn = TURNS.get(orientation(image))
    return image.transpose(turn) if turn is not None else image


def orientation(image: Image.Image) -> int:
    """What the camera noted; where its notes are damaged, none."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except (SyntaxError, struct.error, ValueError, TypeError, KeyError, IndexError):
        return 1


def decode(file: IO[bytes] | Any, *, shrink: float = 1.0) -> Pixels:
    """Read a whole picture, turn it upright, bring it to sRGB, forget its metadata.

    `shrink`: by how much the largest drawing is smaller; a JPEG is then decoded at a fraction of its size.

    Raises:
        UnreadableError: broken, cut off, larger than can be held, or no picture at all.
    """
    file.seek(0)
    decoders = decoders_of(file.read(HEAD))
    file.seek(0)
    try:
        with Image.open(file, formats=decoders) as envelope:
            if envelope.width * envelope.height > most_pixels(envelope.format or ""):
                raise UnreadableError(f"{envelope.width} × {envelope.height} pixels are too many")
            if envelope.format == "PNG":
                envelope.verify()  # its checksums: decoding alone takes a tail of zeros for black
            numbered = profile_of(file, envelope)
        file.seek(0)
        image = Image.open(file, formats=decoders)
        size = upright_size(image)
        kind = (image.format or "").lower()
        if shrink > 1 and kind in ("jpeg", "mpo", "raw"):
            image.draft(None, (math.ceil(image.width / shrink), math.ceil(image.height / shrink)))
        image.load()
        pixels = in_srgb(upright(image), numbered)
    # Pillow's decoders raise whatever their file made them stumble over
    except (UnknownColoursError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, TypeError, MemoryError,
            RuntimeError, struct.error, Image.DecompressionBombError, UnidentifiedImageError) as broken:  # fmt: skip
        raise UnreadableError(str(broken)) from broken
    pixels.info.clear()
    return Pixels(pixels, size, SAVED_AS.get(kind, kind))


def shrinkage(recipes: list[Recipe], width: int) -> float:
    """How much smaller than the original a decoding may be for these drawings, with a margin for sharpness.

    Never less than the largest standard drawing needs: whatever else is drawn with it, a drawing comes out the same.
    """
    scales = [(one.box[2] - one.box[0]) / max(1, one.size[0]) for one in recipes]
    return min([*scales, width / WIDEST]) / 1.5


def draw(pixels: Pixels, recipe: Recipe) -> Drawn:
    """One rendition; it never enlarges what the recipe does not."""
    scale = pixels.image.width / pixels.size[0], pixels.image.height / pixels.size[1]
    left, top, right, bottom = recipe.box
    box = (
        max(0.0, left * scale[0]),
        max(0.0, top * scale[1]),
        min(float(pixels.image.width), right * scale[0]),
        min(float(pixels.image.height), bottom * scale[1]),
    )
    image = pixels.image.resize(recipe.size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    kind = recipe.kind or pixels.format
    kind = kind if kind in EXTENSIONS else "jpeg"
    if recipe.background or kind == "jpeg":
        image = on_ground(image, recipe.background or (255, 255, 255))
    if recipe.words:
        image = marked(image, recipe.words)
    return Drawn(encoded(image, kind, recipe), kind, image.size)


def on_ground(image: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, colour)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def marked(image: Image.Image, words: str) -> Image.Image:
    """With the words over all of it, slanting: white with a dark rim, so they are read on light and on dark."""
    height = max(14, min(image.size) // 18)
    fonts = {name: ImageFont.truetype(FONTS / f"{name}.woff2", height) for name in ("noto-sans-latin", "noto-sans-lao")}
    runs: list[tuple[str, str]] = []
    for sign in words:
        name = "noto-sans-lao" if ord(sign) in LAO else "noto-sans-latin"
        if runs and (runs[-1][0] == name or sign == " "):
            runs[-1] = (runs[-1][0], runs[-1][1] + sign)
        else:
            runs.append((name, sign))
    width = sum(math.ceil(fonts[name].getlength(part)) for name, part in runs) + 3 * height
    tile = Image.new("RGBA", (width, height * 4), (0, 0, 0, 0))
    pen = ImageDraw.Draw(tile)
    for row, start in ((0, 0), (2, -width // 2)):
        for begin in (start, start + width):
            place = float(begin)
            for name, part in runs:
                pen.text(
                    (place, height * row + height * 0.2), part, font=fonts[name], anchor="la",
                    fill=(255, 255, 255, 170), stroke_width=max(1, height // 14), stroke_fill=(0, 0, 0, 130),
                )  # fmt: skip
                place += fonts[name].getlength(part)
    side = math.ceil(math.hypot(*image.size)) + 2 * width
    sheet = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    for top in range(0, side, tile.height):
        for left in range(0, side, tile.width):
            sheet.paste(tile, (left, top))
    slanted = sheet.rotate(24, Image.Resampling.BICUBIC)
    left, top = (side - image.width) // 2, (side - image.height) // 2
    over = slanted.crop((left, top, left + image.width, top + image.height))
    done = Image.alpha_composite(image.convert("RGBA"), over)
    return done if image.mode == "RGBA" else done.convert("RGB")


def encoded(image: Image.Image, kind: str, recipe: Recipe) -> bytes:
    out = BytesIO()
    quality = recipe.quality or QUALITY.get(kind, 0)
    if kind == "jpeg":
        image.convert("RGB").save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    elif kind == "webp":
        image.save(out, "WEBP", quality=quality, method=WEBP_METHOD, lossless=recipe.lossless, xmp=NO_XMP, exif=NO_EXIF)
    elif kind == "avif":
        image.save(out, "AVIF", quality=100 if recipe.lossless else quality, speed=AVIF_SPEED, xmp=NO_XMP, exif=NO_EXIF)
    elif kind == "png":
        image.save(out, "PNG", optimize=True)
    else:
        image.convert("P", palette=Image.Palette.ADAPTIVE).save(out, "GIF")
    return out.getvalue()
