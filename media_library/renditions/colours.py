"""From whatever colours a file has to those that every screen assumes: sRGB, eight bits. Pure: Pillow's images in and out.

What a picture says of its colours is believed in this order: a profile inside it, then the numbers by which AVIF and HEIC
name a colour space (`media_library.renditions.numbered_colours`). What says nothing is sRGB; in the colours of print, ink on
coated paper (`media_library.renditions.print_colours`).
"""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from media_library.renditions.print_colours import coated_paper

MULTIPLIED = {"La": "LA", "RGBa": "RGBA"}  # colours that have been made darker where something shows through
OF_INK = b"CMYK"
DULLEST_WHITE = 128
SRGB = ImageCms.createProfile("sRGB")


class UnknownColoursError(Exception):
    """The numbers of its points mean nothing here: light measured in floating point, say."""


def in_srgb(image: Image.Image, profile: bytes = b"") -> Image.Image:
    """RGB, or RGBA where something shows through.

    profile: what its numbers mean (`numbered_colours.profile_of`); taken where it holds none.

    Raises:
        UnknownColoursError
    """
    transparent = image.has_transparency_data
    mode = "RGBA" if transparent else "RGB"
    inside = image.info.get("icc_profile") or profile
    if image.mode == "F":
        raise UnknownColoursError(image.mode)
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in MULTIPLIED:
        image = image.convert(MULTIPLIED[image.mode])
    if image.mode in ("P", "PA", "1") or (image.mode in ("L", "RGB") and transparent):
        image = image.convert(mode)  # one colour is declared to be transparent
    if profile and inside is profile and image.mode in ("L", "LA"):
        image = image.convert(mode)  # numbers tell of three colours, also of grey
    if image.mode == "LA":
        return _grey_with_alpha(image, inside)
    if image.mode == "CMYK":
        return _of_print(image, inside)
    return _converted(image, inside, mode) if inside else image.convert(mode)


def _of_print(image: Image.Image, profile: bytes) -> Image.Image:
    """The darkest that can be printed is black, as on paper beside nothing darker. What does not know ink, is not asked."""
    known = _kind_of(profile) == OF_INK
    return _converted(image, profile if known else coated_paper(), "RGB", ImageCms.Flags.BLACKPOINTCOMPENSATION)


def _kind_of(profile: bytes) -> bytes:
    return profile[16:20]


def _grey_with_alpha(image: Image.Image, profile: bytes) -> Image.Image:
    """Profiles know grey and know nothing of what shows through: each goes its own way."""
    grey = image.getchannel("L")
    colours = _converted(grey, profile, "RGB") if profile else grey.convert("RGB")
    colours.putalpha(image.getchannel("A"))
    return colours


def _converted(image: Image.Image, profile: bytes, mode: str, how: ImageCms.Flags = ImageCms.Flags.NONE) -> Image.Image:
    try:
        source: Any = ImageCms.ImageCmsProfile(BytesIO(profile))
        if image.mode in ("RGB", "RGBA") and not _knows_white(source):
            return image.convert(mode)
        converted = ImageCms.profileToProfile(image, source, SRGB, outputMode=mode, flags=how)
        return converted if converted is not None else image.convert(mode)
    except (ImageCms.PyCMSError, OSError):
        if image.mode == "CMYK" and profile is not coated_paper():
            return _of_print(image, b"")
        # a damaged profile, or one of another kind of picture: the plain colours are nearer to the truth than no picture
        return image.convert(mode)


def _knows_white(source: Any) -> bool:
    """A profile that is filled with zeros is one, and makes noise of every picture."""
    white = ImageCms.profileToProfile(Image.new("RGB", (1, 1), "white"), source, SRGB, outputMode="RGB")
    return white is not None and min(white.tobytes()) > DULLEST_WHITE
