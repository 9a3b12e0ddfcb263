"""Colours that files name by numbers: read from where they stand, and seen as they were meant."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from pillow_heif import from_pillow

from media_library.ingest.picture_formats import know_formats
from media_library.renditions.numbered_colours import profile_of
from media_library.renditions.rendering import decode
from tests.media_library.making import encoded

ORANGE = (200, 100, 50)
SRGB, BT2020, P3 = 1, 9, 12
SRGB_CURVE, PQ, HLG = 13, 16, 18


def avif(primaries: int, transfer: int, colour: tuple[int, int, int] = ORANGE) -> bytes:
    """Pillow writes sRGB's numbers; these are put in their place."""
    content = encoded(Image.new("RGB", (32, 32), colour), "AVIF", quality=100, subsampling="4:4:4")
    at = content.index(b"colrnclx") + 8
    return content[:at] + struct.pack(">HH", primaries, transfer) + content[at + 4 :]


def heic(primaries: int, transfer: int) -> bytes:
    out = BytesIO()
    from_pillow(Image.new("RGB", (64, 64), ORANGE)).save(
        out,
        quality=100,
        chroma=444,
        save_nclx_profile=True,
        color_primaries=primaries,
        transfer_characteristics=transfer,
    )
    return out.getvalue()


def png(*chunks: tuple[bytes, bytes], mode: str = "RGB", colour: tuple[int, ...] | int = ORANGE) -> bytes:
    content = encoded(Image.new(mode, (8, 8), colour), "PNG")
    added = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return content[:33] + added + content[33:]


def gamma(value: int) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", value)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (avif(SRGB, SRGB_CURVE), (200, 100, 50)),
        (avif(P3, SRGB_CURVE), (215, 93, 33)),
        (heic(P3, SRGB_CURVE), (215, 93, 33)),
        (avif(SRGB, PQ, (147, 147, 147)), (242, 242, 242)),  # 58 %: 203 nits, the white of BT.2408, a little pressed
        (avif(BT2020, HLG, (128, 128, 128)), (137, 137, 137)),  # a twelfth of the scene's light: 51 nits
        (png((b"cICP", bytes((P3, SRGB_CURVE, 0, 1)))), (215, 93, 33)),
        (png(gamma(100_000)), (229, 168, 124)),  # light itself
        (png(gamma(100_000), mode="L", colour=100), (168, 168, 168)),
        (png(gamma(45_455)), ORANGE),
        (png(gamma(100_000), (b"sRGB", b"\0")), ORANGE),
        (png(gamma(45_455), (b"cHRM", struct.pack(">8I", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000))), (215, 93, 33)),
        (png(gamma(0)), ORANGE),
    ],
    ids=["srgb", "p3-avif", "p3-heic", "pq", "hlg", "p3-png", "linear", "linear-grey", "usual", "srgb-said", "primaries", "nonsense"],
)  # fmt: skip
def test_colours_named_by_numbers_are_seen_as_they_were_meant(content: bytes, seen: tuple[int, int, int]) -> None:
    know_formats()

    colour = decode(BytesIO(content)).image.convert("RGB").getpixel((4, 4))

    assert isinstance(colour, tuple)
    assert all(abs(one - other) <= 4 for one, other in zip(colour, seen, strict=True)), colour


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (avif(P3, SRGB_CURVE)[:90], "AVIF"),
        (png((b"cICP", b"\x0c")), "PNG"),
        (b"", "HEIF"),
        (avif(P3, SRGB_CURVE), "WEBP"),
    ],
    ids=["cut", "half a chunk", "nothing", "of another kind"],
)
def test_damaged_numbers_are_none(content: bytes, kind: str) -> None:
    image = Image.new("RGB", (1, 1))
    image.format = kind

    assert profile_of(BytesIO(content), image) == b""
