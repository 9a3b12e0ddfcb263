"""Pictures in formats of archives, scanners and retouchers: BMP, JPEG 2000, Photoshop."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from media_library.ingest.examining import Examiner
from media_library.ingest.picture_formats import know_formats
from media_library.ingest.sentences import say
from media_library.renditions.rendering import decode
from tests.media_library.ingest import files
from tests.media_library.making import drawing, encoded
from tests.media_library.making_profiles import DISPLAY_P3, profile

File = Callable[..., Path]
Refused = Callable[[Path], tuple[str, dict[str, object]]]
CAPTION = "Lễ hội Làng Sen"
IPTC = files.iptc((120, CAPTION.encode()), utf8=True)
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{CAPTION}</dc:title></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
).encode()
RED, SIDE = (200, 30, 30), 8


def psd(
    *channels: int,
    colours: int = 3,
    bits: int = 8,
    packed: bool = False,
    resources: tuple[tuple[int, bytes], ...] = (),
    layers: int | None = None,
    large: bool = False,
) -> bytes:
    """Eight by eight points, of so much of each channel. `large`: as a PSB."""
    told = b"".join(
        b"8BIM" + struct.pack(">HHI", number, 0, len(content)) + content + b"\0" * (len(content) % 2)
        for number, content in resources
    )
    length = "Q" if large else "I"
    count = b"" if layers is None else struct.pack(f">{length * 2}hxx", 4 + struct.calcsize("=" + length), 4, layers)
    row = SIDE * bits // 8
    if packed:
        repeated = b"\xff" if bits == 16 else struct.pack("b", 1 - SIDE)
        rows = [
            (repeated + bytes([level])) * (SIDE if bits == 16 else 1) for level in channels for _line in range(SIDE)
        ]
        pixels = b"\0\1" + b"".join(struct.pack(">I" if large else ">H", len(each)) for each in rows) + b"".join(rows)
    else:
        pixels = b"\0\0" + b"".join(bytes([level]) * row * SIDE for level in channels)
    head = (
        (b"8BPS\0\2" if large else b"8BPS\0\1")
        + b"\0" * 6
        + struct.pack(">HIIHH", len(channels), SIDE, SIDE, bits, colours)
    )
    return head + b"\0" * 4 + struct.pack(">I", len(told)) + told + (count or bytes(8 if large else 4)) + pixels


def jp2(*boxes: tuple[bytes, bytes], colours: bytes = b"") -> bytes:
    """`boxes` before the stream of code; `colours`: a profile in the place of what names a colour space."""
    content = encoded(drawing(files.TINY), "JPEG2000")
    if colours:
        at = content.index(b"colr") - 4
        told = struct.pack(">I4sBBB", 11 + len(colours), b"colr", 2, 0, 0) + colours
        head = content.index(b"jp2h") - 4
        length = int.from_bytes(content[head : head + 4], "big") + len(told) - 15
        content = content[:head] + struct.pack(">I", length) + content[head + 4 : at] + told + content[at + 15 :]
    stream = content.index(b"jp2c") - 4
    added = b"".join(struct.pack(">I4s", 8 + len(inside), name) + inside for name, inside in boxes)
    return content[:stream] + added + content[stream:]


@pytest.mark.parametrize(
    ("content", "name", "size", "seen"),
    [
        (encoded(drawing(files.TINY), "BMP"), "bmp", files.TINY, RED),
        (jp2(), "jp2", files.TINY, RED),
        (encoded(drawing(files.TINY), "JPEG2000", no_jp2=True), "j2k", files.TINY, RED),
        (psd(*RED), "psd", (SIDE, SIDE), RED),
        (psd(*RED, packed=True), "psd", (SIDE, SIDE), RED),
        (psd(*RED, bits=16), "psd", (SIDE, SIDE), RED),
        (psd(*RED, bits=16, packed=True), "psd", (SIDE, SIDE), RED),
        (psd(90, colours=1, bits=16), "psd", (SIDE, SIDE), (90, 90, 90)),
        (psd(255, 0, 0, 255, colours=4), "psd", (SIDE, SIDE), (227, 8, 24)),
        (psd(0, colours=0, bits=1), "psd", (SIDE, SIDE), (255, 255, 255)),
        (psd(*RED, 90, 90, packed=True), "psd", (SIDE, SIDE), RED),
        (psd(*RED, 0), "psd", (SIDE, SIDE), RED),
        (psd(*RED, 0, layers=1), "psd", (SIDE, SIDE), RED),
        (psd(*RED, 0, layers=-1), "psd", (SIDE, SIDE), (255, 255, 255)),
        (psd(*RED, large=True), "psb", (SIDE, SIDE), RED),
        (psd(*RED, 0, packed=True, layers=1, large=True), "psb", (SIDE, SIDE), RED),
        (psd(*RED, 0, layers=-1, large=True), "psb", (SIDE, SIDE), (255, 255, 255)),
    ],
    ids=[
        *("bmp", "jp2", "j2k", "psd", "packed", "16 bits", "16 bits, packed", "16 bits of grey", "cmyk"),
        *("one bit", "other channels"),
        *("a selection", "a selection and layers", "shows through"),
        *("large", "large, packed, a selection", "large, shows through"),
    ],
)
def test_an_archives_picture_is_taken_and_drawn(
    examiner: Examiner, file: File, content: bytes, name: str, size: tuple[int, int], seen: tuple[int, int, int]
) -> None:
    know_formats()

    looked, drawn = examiner.examine(file(content)), decode(BytesIO(content))

    assert (looked.format.name, looked.width, looked.height) == (name, *size)
    point = (40, 40) if size == files.TINY else (4, 4)
    assert near(Image.open(BytesIO(looked.preview)).getpixel(point), seen)
    assert drawn.size == size
    assert drawn.format == {"bmp": "png", "psd": "png", "psb": "png"}.get(name, "jpeg")


def test_what_archives_pictures_say_is_read(examiner: Examiner, file: File) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "NIKON", 6
    tiff = exif.tobytes().removeprefix(b"Exif\0\0")
    of_psd = psd(*RED, resources=((1028, IPTC), (1058, tiff), (1060, XMP)))
    uuids = {
        "be7acfcb97a942e89c71999491e3afac": XMP,
        "33c7a4d2b81d4723a0baf1a3e097ad38": IPTC,
        b"JpgTiffExif->JP2".hex(): tiff,
    }
    of_jp2 = jp2(*((b"uuid", bytes.fromhex(name) + content) for name, content in uuids.items()))

    for content, size in ((of_psd, (SIDE, SIDE)), (of_jp2, files.TINY[::-1])):
        looked = examiner.examine(file(content))
        assert list(looked.proposals) == [
            {"field": "title", "value": CAPTION, "origin": "xmp"},
            {"field": "caption", "value": CAPTION, "origin": "iptc"},
            {"field": "camera", "value": "NIKON", "origin": "exif"},
        ]
        assert (looked.width, looked.height) == size


@pytest.mark.parametrize("kind", ["jp2", "psd"])
def test_a_profile_inside_is_believed(examiner: Examiner, file: File, kind: str) -> None:
    """More saturated than the same numbers in sRGB."""
    space = profile(DISPLAY_P3)
    content = jp2(colours=space) if kind == "jp2" else psd(*RED, resources=((1039, space),))

    seen = Image.open(BytesIO(examiner.examine(file(content)).preview)).getpixel((40, 40) if kind == "jp2" else (4, 4))

    assert isinstance(seen, tuple)
    assert seen[0] > RED[0] + 12


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (jp2()[:-200], "broken_picture"),
        (jp2()[:40], "broken_picture"),
        (encoded(drawing(files.TINY), "JPEG2000", no_jp2=True)[:-200], "broken_picture"),
        (encoded(drawing(files.TINY), "BMP")[:-200], "broken_picture"),
        (psd(*RED)[:-50], "broken_picture"),
        (psd(*RED)[:30], "broken_picture"),
        (psd(*RED, bits=32), "unknown_colours"),
        (psd(*RED, colours=7), "unknown_colours"),
        (psd(*RED, resources=((1057, b"\0\0\0\1\0"),)), "layers_alone"),
    ],
    ids=["jp2", "jp2 head", "j2k", "bmp", "psd", "psd head", "32 bits", "many inks", "layers alone"],
)
def test_what_is_cut_off_or_cannot_be_read_says_so(file: File, refusal_of: Refused, content: bytes, code: str) -> None:
    assert refusal_of(file(content)) == (code, {})


def test_a_bitmap_in_an_unusual_layout_is_not_called_damaged(file: File, refusal_of: Refused) -> None:
    content = encoded(drawing(files.TINY), "BMP")

    assert refusal_of(file(content[:28] + b"\2\0" + content[30:])) == ("unknown_colours", {})


@pytest.mark.parametrize("wide", [8_000, 40_000])
def test_large_ones_are_refused_before_they_are_decoded(file: File, refusal_of: Refused, wide: int) -> None:
    content = encoded(drawing(files.TINY), "JPEG2000", no_jp2=True)
    content = content[:8] + struct.pack(">II", wide, 8_000) + content[16:]

    code, about = refusal_of(file(content))

    assert (code, about["pixels"]) == ("too_many_pixels", wide * 8_000)


def test_a_text_that_begins_like_a_bitmap_is_none(file: File, refusal_of: Refused) -> None:
    assert refusal_of(file(b"BMW, Mercedes and others in Vinh")) == ("unknown", {})


def test_layers_alone_are_told_in_words() -> None:
    assert say("layers_alone", {}).startswith("The file holds layers alone and no picture of all together.")


def near(seen: object, meant: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= 6 for one, other in zip(seen[:3], meant, strict=True))
