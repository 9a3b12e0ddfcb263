"""Pictures as agencies' and cameras' programs write them: what is taken, how it is seen, and what is refused in which words."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from media_library.ingest.examining import Examiner
from media_library.ingest.sentences import say
from media_library.ingest.sniffing import sniff
from media_library.renditions.rendering import decode
from tests.media_library.ingest import files
from tests.media_library.making import drawing, encoded
from tests.media_library.making_profiles import ADOBE_RGB, DISPLAY_P3, profile

File = Callable[..., Path]
Refused = Callable[[Path], tuple[str, dict[str, object]]]
RED = (200, 30, 30)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Sen</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
)


def lab() -> bytes:
    srgb, space = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    seen = ImageCms.profileToProfile(drawing(files.TINY), srgb, space, outputMode="LAB")
    assert seen is not None
    return encoded(seen, "TIFF")


def wide(columns: tuple[tuple[float, float, float], ...], kind: str) -> bytes:
    """The same red in a larger space: other numbers, and a profile that says what they mean."""
    space = profile(columns)
    srgb = ImageCms.createProfile("sRGB")
    seen = ImageCms.profileToProfile(drawing(files.TINY), srgb, ImageCms.ImageCmsProfile(BytesIO(space)), outputMode="RGB")  # fmt: skip
    assert seen is not None
    return encoded(seen, kind, icc_profile=space, quality=95)


def as_a_camera_says_it() -> bytes:
    """Adobe RGB as cameras write it: no profile, but a note in EXIF."""
    exif = Image.Exif()
    exif[0x8769] = {0xA001: 0xFFFF, 0xA005: {1: "R03"}}
    plain = Image.open(BytesIO(wide(ADOBE_RGB, "PNG")))
    plain.info.clear()
    return encoded(plain, "JPEG", quality=95, exif=exif)


def tiff(pages: list[dict[int, int]], pixels: bytes, *, order: str = "<", large: bool = False) -> bytes:
    """A TIFF with exactly these tags (numbers alone), each page's one strip at the same place: Pillow writes none like it."""
    slot, width, counted = ("Q", 20, "Q") if large else ("I", 12, "H")
    head = (b"II" if order == "<" else b"MM") + (
        struct.pack(order + "HHHQ", 43, 8, 0, 16) if large else struct.pack(order + "HI", 42, 8)
    )
    content, at = b"", len(head)
    for number, tags in enumerate(pages):
        length = struct.calcsize("=" + counted) + width * len(tags) + struct.calcsize("=" + slot)
        following = at + length if number + 1 < len(pages) else 0
        content += struct.pack(order + counted, len(tags))
        for tag, value in sorted(tags.items()):
            content += struct.pack(order + "HH" + slot * 2, tag, 16 if large else 4, 1, value)
        content += struct.pack(order + slot, following)
        at += length
    return head + content + pixels


def page(**also: int) -> dict[int, int]:
    """Of 8 × 8 grey points, its strip at 1000."""
    plain = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 273: 1000, 277: 1, 278: 8, 279: 64}
    return plain | {int(tag.removeprefix("t")): value for tag, value in also.items()}


def with_pixels(pages: list[dict[int, int]], **how: bool) -> bytes:
    content = tiff(pages, b"", **how)  # type: ignore[arg-type]  # large alone
    return content.ljust(1000, b"\0") + b"\x80" * 64


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_what_lies_on_its_side_is_measured_as_it_is_seen(
    examiner: Examiner, file: File, kind: str, turned: int
) -> None:
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[turned]
    stored = drawing(files.TINY).transpose(back) if back is not None else drawing(files.TINY)
    exif = Image.Exif()
    exif[0x0112] = turned
    content = encoded(stored, kind, exif=exif)

    seen, pixels = examiner.examine(file(content)), decode(BytesIO(content))

    assert (seen.width, seen.height) == pixels.size == pixels.image.size == files.TINY
    assert near(pixels.image.getpixel((40, 40)), RED)
    assert near(Image.open(BytesIO(seen.preview)).getpixel((40, 40)), RED)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_turn_that_xmp_alone_tells_is_measured_as_it_is_seen(examiner: Examiner, file: File, kind: str) -> None:
    turned = XMP.replace(b" xmlns:dc", b' xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6" xmlns:dc')
    stored = drawing(files.TINY).transpose(Image.Transpose.ROTATE_90)
    content = encoded(stored, kind, **({"xmp": turned} if kind == "JPEG" else {"tiffinfo": {700: turned}}))

    seen, pixels = examiner.examine(file(content)), decode(BytesIO(content))

    assert (seen.width, seen.height) == pixels.size == pixels.image.size == files.TINY
    assert near(pixels.image.getpixel((40, 40)), RED)


@pytest.mark.parametrize(
    "content",
    [
        lab(),
        wide(ADOBE_RGB, "JPEG"),
        as_a_camera_says_it(),
        wide(DISPLAY_P3, "PNG"),
        wide(DISPLAY_P3, "WEBP"),
    ],
    ids=["lab", "adobe-rgb", "adobe-rgb-in-exif", "p3-png", "p3-webp"],
)
def test_colours_come_out_as_they_are_meant(examiner: Examiner, file: File, content: bytes) -> None:
    seen = examiner.examine(file(content))

    assert near(decode(BytesIO(content)).image.getpixel((40, 40)), RED)
    assert near(Image.open(BytesIO(seen.preview)).getpixel((40, 40)), RED)


def test_photoshops_cmyk_with_an_alpha_channel_is_read(examiner: Examiner, file: File) -> None:
    points = bytes((0, 255, 255, 0, 90)) * 64  # red, and what Photoshop keeps of a selection
    tags = page(t262=5, t277=5, t279=320, t338=2)
    tags[258] = 8
    content = tiff([tags], b"").ljust(1000, b"\0") + points
    # five samples of eight bits: the numbers stand elsewhere in the file
    place = len(content)
    entry = struct.pack("<HHII", 258, 4, 1, 8)
    content = content.replace(entry, struct.pack("<HHII", 258, 3, 5, place)) + struct.pack("<5H", *(8,) * 5)

    seen = examiner.examine(file(content))

    assert (seen.format.name, seen.notes) == ("tiff", ("cmyk",))
    assert near(Image.open(BytesIO(seen.preview)).getpixel((4, 4)), (227, 8, 24))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%!PS" + b"\0" * 99, "PostScript"),
        (b"\xff\x0a" + b"\0" * 99, "JPEG XL"),
        (b"gimp xcf v011\0" + b"\0" * 99, "GIMP"),
        (b"v/1\x01\2\0\0\0" + b"\0" * 99, "OpenEXR"),
        (b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n", "Radiance HDR"),
        (b"RIFF\xff\0\0\0CDRDvrsn" + b"\0" * 99, "CorelDRAW"),
        (files.stored(mimetype=b"application/x-vnd.corel.zcf.draw.document+zip"), "CorelDRAW"),
        (files.stored(mimetype=b"image/openraster", mergedimage=files.jpeg()), "OpenRaster"),
        (files.stored(mimetype=b"application/x-krita", preview=files.jpeg()), "Krita"),
    ],
    ids=["ps", "jxl", "xcf", "exr", "hdr", "old cdr", "cdr", "ora", "kra"],
)
def test_pictures_in_other_formats_are_not_called_no_pictures(
    file: File, refusal_of: Refused, content: bytes, what: str
) -> None:
    assert refusal_of(file(content)) == ("other_picture", {"what": what})
    assert say("other_picture", {"what": what}) == (
        f"This is a picture in a format that web and newsrooms do not read: {what}. Save it as JPEG, PNG or TIFF and upload that."
    )


@pytest.mark.parametrize(
    "content",
    [
        files.stored(mimetype=b"application/vnd.oasis.opendocument.graphics", preview=files.jpeg()),
        files.bundle(**{"content/root.dat": b"x", "previews__thumbnail.png": files.jpeg()}),
        files.bundle(**{"Index__Document.iwa": b"x", "preview.jpg": files.jpeg()}),
        files.bundle(**{"META-INF/MANIFEST.MF": b"x", "icon.jpg": files.jpeg()}),
    ],
    ids=["drawing of OpenDocument", "CorelDRAW", "Pages", "Java"],
)
def test_what_a_program_packs_as_a_zip_of_its_own_is_no_heap_of_pictures(
    file: File, refusal_of: Refused, content: bytes
) -> None:
    assert refusal_of(file(content)) == ("unknown", {})


def test_a_zip_that_begins_with_a_list_of_kinds_is_a_zip(file: File, refusal_of: Refused) -> None:
    assert refusal_of(file(files.stored(mimetypes=b"image/openraster", one=files.jpeg()))) == ("archive", {})


@pytest.mark.parametrize(("brands", "kind"), [(b"heic", "heif"), (b"isom", "mp4"), (b"isomheic", "mp4")])
def test_a_brand_that_nobody_knows_is_what_it_says_it_is_like(file: File, brands: bytes, kind: str) -> None:
    seen = sniff(file(struct.pack(">I", 16 + len(brands)) + b"ftypxyzt\0\0\0\0" + brands))

    assert seen is not None
    assert seen.name == kind


def test_what_opens_a_picture_is_the_same_for_examiner_and_drawing(examiner: Examiner, file: File) -> None:
    content = encoded(drawing(files.TINY), "AVIF")
    content = content[:8] + b"mif1" + content[12:]  # as HEIC begins: only its further brands say what it is

    assert examiner.examine(file(content)).format.name == "avif"
    assert decode(BytesIO(content)).format == "webp"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damaged_notes_of_a_camera_are_no_damaged_picture(examiner: Examiner, file: File, kind: str) -> None:
    content = encoded(drawing(files.TINY), kind, exif=b"Exif\0\0nothing of the sort")

    seen = examiner.examine(file(content))

    assert (seen.format.mime, seen.width, seen.height) == (f"image/{kind.lower()}", *files.TINY)
    assert seen.notes == ("broken_exif",)
    assert decode(BytesIO(content)).size == files.TINY


def test_long_notes_of_a_program_are_no_damage(examiner: Examiner, file: File) -> None:
    notes = PngInfo()
    notes.add_text("Raw profile type exif", "\nexif\n 1\n" + "00" * 600_000, zip=True)
    seen = examiner.examine(file(encoded(drawing(files.TINY), "PNG", pnginfo=notes)))

    assert seen.notes == ("broken_exif",)
    assert (seen.format.name, seen.width, seen.height) == ("png", *files.TINY)


def test_premultiplied_grey_is_read(examiner: Examiner, file: File) -> None:
    points = bytes((60, 128)) * 64
    tags = page(t277=2, t279=128, t338=1)
    content = tiff([tags], b"").ljust(1000, b"\0") + points
    entry = struct.pack("<HHII", 258, 4, 1, 8)
    content = content.replace(entry, struct.pack("<HHI2H", 258, 3, 2, 8, 8))

    seen = examiner.examine(file(content))

    assert (seen.format.name, seen.width, seen.height) == ("tiff", 8, 8)
    assert near(decode(BytesIO(content)).image.getpixel((4, 4)), (120, 120, 120))


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (with_pixels([page()]), ()),
        (with_pixels([page()], large=True), ()),
        (with_pixels([page(), page()]), ("pages",)),
        (with_pixels([page(), page(t254=1)]), ()),  # a smaller copy of itself
    ],
    ids=["one", "big", "two", "pyramid"],
)
def test_pages_of_a_tiff_are_told(examiner: Examiner, file: File, content: bytes, notes: tuple[str, ...]) -> None:
    seen = examiner.examine(file(content))

    assert (seen.format.name, seen.width, seen.height, seen.notes) == ("tiff", 8, 8, notes)


@pytest.mark.parametrize(
    "content",
    [
        with_pixels([page(), page(t273=1001)]),
        with_pixels([page(t279=65)]),
        with_pixels([page()])[:40],
        b"II*\0\xff\xff\xff\xff",
        b"II+\0\x08\0\0\0" + b"\xff" * 8,
    ],
    ids=["second page", "first page", "tags", "nowhere", "beyond all files"],
)
def test_a_tiff_that_ends_too_early_is_damaged(file: File, refusal_of: Refused, content: bytes) -> None:
    assert refusal_of(file(content)) == ("broken_picture", {})


@pytest.mark.parametrize(
    "content",
    [with_pixels([page(t258=24)]), encoded(Image.new("F", (8, 8), 80.0), "TIFF"), with_pixels([page(t259=50001)])],
    ids=["24 bits", "what was measured", "WebP inside"],
)
def test_a_whole_picture_in_unknown_colours_is_not_called_damaged(file: File, refusal_of: Refused, content: bytes) -> None:  # fmt: skip
    assert refusal_of(file(content)) == ("unknown_colours", {})
    assert say("unknown_colours", {}).startswith("The picture is whole")


def test_a_phones_108_megapixels_are_taken(examiner: Examiner, file: File) -> None:
    seen = examiner.examine(file(encoded(Image.new("L", (12_000, 9_000), 90), quality=40)))

    assert (seen.format.name, seen.width, seen.height) == ("jpeg", 12_000, 9_000)


@pytest.mark.parametrize(
    ("content", "notes"),
    [(encoded(Image.new("I;16", (8, 8), 900), "PNG"), ("deep_colour",)), (encoded(Image.new("L", (8, 8)), "PNG"), ())],
)
def test_sixteen_bits_are_told(examiner: Examiner, file: File, content: bytes, notes: tuple[str, ...]) -> None:
    assert examiner.examine(file(content)).notes == notes


def near(seen: object, meant: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= 16 for one, other in zip(seen[:3], meant, strict=True))
