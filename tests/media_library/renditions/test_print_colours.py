"""Pictures in the colours of print: with their own profile, and without one as ink on coated paper."""

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from media_library.renditions.colours import in_srgb
from media_library.renditions.print_colours import coated_paper
from media_library.renditions.rendering import decode
from tests.media_library.making import encoded
from tests.media_library.making_profiles import ADOBE_RGB, profile

Ink = tuple[int, int, int, int]
NONE, CYAN, MAGENTA, YELLOW, BLACK = (0, 0, 0, 0), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255)
RED, ALL, HALF = (0, 255, 255, 0), (255, 255, 255, 255), (0, 0, 0, 128)


@pytest.mark.parametrize(
    ("ink", "seen"),
    [
        (NONE, (255, 255, 255)),
        (CYAN, (0, 159, 228)),
        (MAGENTA, (229, 0, 126)),
        (YELLOW, (255, 237, 0)),
        (RED, (227, 8, 24)),
        (BLACK, (29, 30, 31)),
        (HALF, (158, 158, 158)),
        (ALL, (0, 0, 0)),
    ],
)
def test_ink_without_a_profile_is_seen_as_on_coated_paper(ink: Ink, seen: tuple[int, int, int]) -> None:
    assert near(in_srgb(printed(ink)).getpixel((0, 0)), seen)


@pytest.mark.parametrize("kind", ["TIFF", "JPEG"])
def test_files_in_the_colours_of_print_are_drawn_so(kind: str) -> None:
    drawn = decode(BytesIO(encoded(printed(CYAN), kind, quality=100)))

    assert near(drawn.image.getpixel((3, 3)), (0, 159, 228))


def test_a_profile_inside_is_believed() -> None:
    """One that takes all ink for the paper's white: nobody's, but told apart."""
    table = coated_paper().index(b"mft2") + 52 + 4 * 256 * 2
    white = struct.pack(">3H", 65_280, 128 * 256, 128 * 256)
    made = coated_paper()[:table] + white * 9**4 + coated_paper()[table + 6 * 9**4 :]

    assert near(in_srgb(printed(ALL), made).getpixel((0, 0)), (255, 255, 255))


@pytest.mark.parametrize(
    "wrong", [profile(ADOBE_RGB), coated_paper()[:600], b"no profile"], ids=["of light", "cut off", "none"]
)
def test_what_is_no_profile_of_ink_is_not_asked(wrong: bytes) -> None:
    assert near(in_srgb(printed(CYAN), wrong).getpixel((0, 0)), (0, 159, 228))


def test_the_profile_is_one_that_others_read() -> None:
    read = ImageCms.ImageCmsProfile(BytesIO(coated_paper())).profile

    assert (read.xcolor_space.strip(), read.connection_space.strip(), read.device_class) == ("CMYK", "Lab", "prtr")


def printed(ink: Ink) -> Image.Image:
    return Image.new("CMYK", (8, 8), ink)


def near(seen: object, meant: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= 3 for one, other in zip(seen, meant, strict=True))
