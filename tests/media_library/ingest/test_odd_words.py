"""Words that files keep in places of their own: what cameras, agencies and editing programs really write."""

import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media_library.clips.footage import told_in
from media_library.ingest.embedded.envelopes import read_envelope
from media_library.ingest.embedded.wording import of_envelope
from media_library.ingest.examining import Examiner
from tests.media_library.ingest import files
from tests.media_library.making import clip, drawing, encoded

File = Callable[..., Path]
CAPTION = "Lễ hội Làng Sen"
BLOCK = files.iptc((120, CAPTION.encode()), (40, "Ghi rõ nguồn".encode()), (55, b"2026-05-19"), utf8=True)
SAID = [
    {"field": "caption", "value": CAPTION, "origin": "iptc"},
    {"field": "instructions", "value": "Ghi rõ nguồn", "origin": "iptc"},
    {"field": "taken_at", "value": "2026-05-19", "origin": "iptc"},
]
RESOURCES = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(BLOCK)) + BLOCK
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def packet(inner: str, spaces: str = "") -> str:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description {spaces}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>'


TITLE = packet(f"<dc:title>{CAPTION}</dc:title>", 'xmlns:dc="http://purl.org/dc/elements/1.1/"')


def said(examiner: Examiner, path: Path) -> list[dict[str, str]]:
    seen = examiner.examine(path)
    assert seen.notes == ()
    return list(seen.proposals)


def tiff(kind: int, block: bytes) -> bytes:
    """Of 8 × 8 points, its IPTC as bytes (7) or as numbers of 32 bits (4), in the order of this file."""
    block = block.ljust(-(-len(block) // 4) * 4, b"\0")
    tags = [
        (256, 4, 1, 8), (257, 4, 1, 8), (258, 4, 1, 8), (259, 4, 1, 1), (262, 4, 1, 1), (273, 4, 1, 400), (277, 4, 1, 1),
        (278, 4, 1, 8), (279, 4, 1, 64), (33723, kind, len(block) // (4 if kind == 4 else 1), 500),
    ]  # fmt: skip
    content = b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return content.ljust(400, b"\0") + b"\x80" * 64 + b"\0" * 36 + block


def segmented(*parts: bytes, marker: int = 0xED, begins: bytes = b"Photoshop 3.0\0") -> bytes:
    """A JPEG with a segment for each."""
    segments = (struct.pack(">BBH", 0xFF, marker, len(begins + part) + 2) + begins + part for part in parts)
    picture = files.jpeg()
    return picture[:2] + b"".join(segments) + picture[2:]


def halves(content: bytes) -> tuple[bytes, bytes]:
    return content[: len(content) // 2], content[len(content) // 2 :]


def extended(*, name: bytes = b"A" * 32, length: int | None = None) -> bytes:
    """What Lightroom does with a packet that has no room: the main one names the other, which comes in pieces."""
    main = packet(f"<n:HasExtendedXMP>{'A' * 32}</n:HasExtendedXMP>", 'xmlns:n="http://ns.adobe.com/xmp/note/"')
    content = TITLE.encode()
    first, second = halves(content)
    heads = [name + struct.pack(">II", length or len(content), at) for at in (0, len(first))]
    pieces = (heads[1] + second, heads[0] + first)  # in whatever order
    begins = b"http://ns.adobe.com/xmp/extension/\0"
    return files.with_xmp(segmented(*pieces, marker=0xE1, begins=begins), main.encode())


def gif() -> bytes:
    """As Photoshop writes it: a packet that counts for a row of blocks, and a ladder by which decoders come down from it."""
    content = encoded(drawing(files.TINY), "GIF")
    ladder = b"\1" + bytes(range(255, -1, -1)) + b"\0"
    return content[:-1] + b"\x21\xff\x0bXMP DataXMP" + TITLE.encode() + ladder + content[-1:]


def png(**words: str) -> bytes:
    told = PngInfo()
    for name, value in words.items():
        told.add_text(name.replace("_", " "), value)
    return encoded(drawing(files.TINY), "PNG", pnginfo=told)


def in_letters(name: str, content: bytes) -> str:
    return f"\n{name}\n{len(content):8}\n{content.hex()}\n"


@pytest.mark.parametrize(
    "content",
    [
        tiff(7, BLOCK),
        tiff(4, BLOCK),
        tiff(4, b"".join(BLOCK.ljust(120, b"\0")[at : at + 4][::-1] for at in range(0, 120, 4))),
        png(Raw_profile_type_iptc=in_letters("iptc", BLOCK)),
        png(Raw_profile_type_iptc=in_letters("iptc", b"8BIM\x04\x04\0\0" + struct.pack(">I", len(BLOCK)) + BLOCK)),
        files.with_iptc(files.jpeg(), BLOCK),
        segmented(*halves(RESOURCES)),
        segmented(b"8BIM\x04\x25\0\0\0\0\0\x10" + b"d" * 16, RESOURCES),
        segmented(b"8BIM\x04\x25\0\0\0\0", RESOURCES),
    ],
    ids=[
        *("tiff", "tiff of numbers", "tiff of turned numbers", "png", "png of resources"),
        *("jpeg", "two halves", "two lists", "behind a damaged list"),
    ],
)
def test_iptc_is_found_wherever_it_stands(examiner: Examiner, file: File, content: bytes) -> None:
    assert said(examiner, file(content)) == SAID


@pytest.mark.parametrize(
    "content",
    [
        gif(),
        png(Raw_profile_type_xmp=in_letters("xmp", TITLE.encode())),
        files.with_xmp(files.jpeg(), TITLE.encode("utf-16-be")),
        files.with_xmp(files.jpeg(), TITLE.encode("utf-16")),
        files.with_xmp(files.jpeg(), TITLE.replace(CAPTION, CAPTION + "\x10").encode()),
    ],
    ids=["gif", "png", "utf-16", "utf-16 that says so", "with rubbish"],
)
def test_xmp_is_found_and_read_as_programs_write_it(examiner: Examiner, file: File, content: bytes) -> None:
    assert said(examiner, file(content)) == [{"field": "title", "value": CAPTION, "origin": "xmp"}]


@pytest.mark.parametrize(
    ("content", "found"),
    [(extended(), True), (extended(name=b"B" * 32), False), (extended(length=99_999), False)],
    ids=["whole", "another picture's", "a piece is missing"],
)
def test_xmp_in_several_segments_is_one_packet(examiner: Examiner, file: File, content: bytes, found: bool) -> None:
    assert said(examiner, file(content)) == ([{"field": "title", "value": CAPTION, "origin": "xmp"}] if found else [])


@pytest.mark.parametrize(
    ("content", "caption"),
    [
        (files.jpeg(comment=CAPTION.encode()), CAPTION),
        (files.jpeg(comment=b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90"), None),
        (files.jpeg(comment=b"x\x01\x02\x03\x04\x05\x06"), None),
        (encoded(drawing(files.TINY), "GIF", comment=CAPTION.encode()), CAPTION),
        (png(Comment="Lang Sen 1990"), "Lang Sen 1990"),
    ],
    ids=["jpeg", "a program's", "no words", "gif", "png"],
)
def test_a_comment_is_the_caption_where_there_is_no_other(
    examiner: Examiner, file: File, content: bytes, caption: str | None
) -> None:
    assert said(examiner, file(content)) == (
        [{"field": "caption", "value": caption, "origin": "file"}] if caption else []
    )


@pytest.mark.parametrize(
    "named", ["OLYMPUS DIGITAL CAMERA", "Exif_JPEG_PICTURE", "File written by Adobe Photoshop¨ 4.0"]
)
def test_what_a_camera_calls_itself_is_no_caption(examiner: Examiner, file: File, named: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = named
    content = files.with_iptc(files.jpeg(exif=exif, comment=CAPTION.encode()), files.iptc((120, named.encode())))

    assert said(examiner, file(content)) == [{"field": "caption", "value": CAPTION, "origin": "file"}]


def test_a_comment_says_nothing_beside_a_caption(examiner: Examiner, file: File) -> None:
    assert said(examiner, file(files.with_iptc(files.jpeg(comment=b"Some other words"), BLOCK))) == SAID


def test_older_fields_of_a_place_and_frames_around_faces_are_read(examiner: Examiner, file: File) -> None:
    inner = (
        "<photoshop:City>Vinh</photoshop:City><photoshop:State>Nghệ An</photoshop:State>"
        "<exif:GPSLatitude>18,40.5N</exif:GPSLatitude><exif:GPSLongitude>105,41,24E</exif:GPSLongitude>"
        "<exif:DateTimeOriginal>2026:05:19 08:30:00+07:00</exif:DateTimeOriginal><tiff:Model>NIKON Z 8</tiff:Model>"
        "<r:Regions><rdf:Description><r:RegionList><rdf:Bag>"
        '<rdf:li><rdf:Description r:Name="Nguyễn Thị Hoa" r:Type="Face"/></rdf:li>'
        '<rdf:li r:Name="Biển hiệu" r:Type="BarCode"/></rdf:Bag></r:RegionList></rdf:Description></r:Regions>'
        '<m:RegionInfo rdf:parseType="Resource"><p:Regions><rdf:Bag><rdf:li q:PersonDisplayName="Lê Văn Ba"/></rdf:Bag></p:Regions></m:RegionInfo>'
    )
    spaces = (
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" '
        'xmlns:m="http://ns.microsoft.com/photo/1.2/" xmlns:p="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" '
        'xmlns:q="http://ns.microsoft.com/photo/1.2/t/Region#"'
    )

    assert said(examiner, file(files.with_xmp(files.jpeg(), packet(inner, spaces).encode()))) == [
        {"field": "camera", "value": "NIKON Z 8", "origin": "xmp"},
        {"field": "taken_at", "value": "2026-05-19T08:30:00+07:00", "origin": "xmp"},
        {"field": "gps", "value": "18.675, 105.69", "origin": "xmp"},
        {"field": "place", "value": "Vinh, Nghệ An", "origin": "xmp"},
        {"field": "person", "value": "Nguyễn Thị Hoa", "origin": "xmp"},
        {"field": "person", "value": "Lê Văn Ba", "origin": "xmp"},
    ]


@pytest.mark.parametrize(
    ("comment", "caption"),
    [
        (b"UNICODE\0" + CAPTION.encode("utf-16-le"), CAPTION),
        (b"UNICODE\0" + CAPTION.encode("utf-16-be"), CAPTION),
        (b"ASCII\0\0\0Xin chao\0\0\0", "Xin chao"),
        (b"\0" * 8 + CAPTION.encode(), CAPTION),
        (b"ASCII\0\0\0" + b" " * 99, None),
        (b"ASCII\0\0\0\x01\x02\xff\xfe", None),
    ],
)
def test_a_comment_of_the_camera_is_a_caption(examiner: Examiner, file: File, comment: bytes, caption: str | None) -> None:  # fmt: skip
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = comment

    assert said(examiner, file(files.jpeg(exif=exif))) == (
        [{"field": "caption", "value": caption, "origin": "exif"}] if caption else []
    )


def test_times_and_rights_as_old_cameras_wrote_them(examiner: Examiner, file: File) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2004/05/09 16:00"
    exif[0x8298] = "Trần Văn An\0Báo Nghệ An".encode()

    assert said(examiner, file(files.with_iptc(files.jpeg(exif=exif), files.iptc((55, b"20040509"))))) == [
        {"field": "copyright", "value": "Trần Văn An; Báo Nghệ An", "origin": "exif"},
        {"field": "taken_at", "value": "2004-05-09T16:00:00", "origin": "exif", "doubt": "no_zone"},
    ]


def test_words_of_a_png_are_read(examiner: Examiner, file: File) -> None:
    assert said(examiner, file(png(Title=CAPTION, Author="Trần Văn An", Comment="Created with GIMP"))) == [
        {"field": "title", "value": CAPTION, "origin": "file"},
        {"field": "creator", "value": "Trần Văn An", "origin": "file"},
    ]


@pytest.mark.parametrize(
    ("content", "text", "doubt"),
    [
        (CAPTION.encode(), CAPTION, ""),
        (files.windows_1258(CAPTION), CAPTION, "windows-1258"),
        (files.windows_1258(CAPTION).decode("latin-1").encode(), CAPTION, "windows-1258"),
        ("Musée".encode(), "Musée", ""),
        ("Musée".encode("latin-1"), "Musée", "latin-1"),
    ],
)
def test_words_of_an_envelope_are_read_in_the_encoding_they_were_written_in(
    content: bytes, text: str, doubt: str
) -> None:
    wording = of_envelope(content)

    assert (wording.text, wording.doubt) == (text, doubt)


def test_what_an_editing_program_writes_into_a_film_is_read(tmp_path: Path) -> None:
    path = tmp_path / "phim.mov"
    clip(path, seconds=1)
    content = TITLE.encode()
    uuid = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    with path.open("ab") as file:
        file.write(struct.pack(">I", 24 + len(content)) + b"uuid" + uuid + content)

    found = [one.as_json() for one in read_envelope(told_in(path, "mov"))]

    assert {"field": "title", "value": CAPTION, "origin": "xmp"} in found
    assert [one.as_json() for one in read_envelope({"xmp": "<rdf", "title": CAPTION})] == [
        {"field": "title", "value": CAPTION, "origin": "file"}
    ]


def test_a_packet_in_a_png_that_is_packed_is_read(examiner: Examiner, file: File) -> None:
    content = encoded(drawing(files.TINY), "PNG")
    chunk = b"iTXtXML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(TITLE.encode())
    chunk = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))

    for at in (33, -12):  # before the picture, and behind it
        assert said(examiner, file(content[:at] + chunk + content[at:])) == [
            {"field": "title", "value": CAPTION, "origin": "xmp"}
        ]


@pytest.mark.parametrize("kind", ["avi", "wav", "mp3"])
def test_a_packet_in_an_older_envelope_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"tu-lieu.{kind}"
    sounding = ("-f", "lavfi", "-i", "sine=duration=0.2")
    subprocess.run([get_ffmpeg_exe(), "-loglevel", "error", *sounding, str(path)], check=True)
    content = TITLE.encode()
    if kind == "mp3":
        frame = b"PRIV" + _of_seven_bits(len(content) + 4) + b"\0\0XMP\0" + content
        path.write_bytes(b"ID3\x04\0\0" + _of_seven_bits(len(frame)) + frame + path.read_bytes())
    else:
        with path.open("ab") as file:
            file.write(b"_PMX" + struct.pack("<I", len(content)) + content)

    found = [one.as_json() for one in read_envelope(told_in(path, kind))]

    assert {"field": "title", "value": CAPTION, "origin": "xmp"} in found


def _of_seven_bits(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
