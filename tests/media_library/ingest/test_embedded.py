"""What pictures say of themselves: files written by exiftool, and by hand where exiftool would put them right."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from media_library.ingest.examining import Examiner
from tests.media_library.ingest import files
from tests.media_library.making import drawing, encoded

File = Callable[..., Path]
CAPTION = "Lễ hội Làng Sen ở Nam Đàn, Nghệ An"


def proposals(examiner: Examiner, path: Path) -> list[dict[str, str]]:
    return list(examiner.examine(path).proposals)


@pytest.mark.exiftool
def test_xmp_is_proposed_in_every_language(examiner: Examiner, file: File) -> None:
    path = files.exiftool(
        file(files.jpeg(), "a.jpg"),
        "-XMP-dc:Title-vi=Lễ hội", "-XMP-dc:Title-en-US=The festival",
        f"-XMP-dc:Description-vi={CAPTION}", "-XMP-iptcCore:AltTextAccessibility-vi=Đám rước trên đường làng",
        "-XMP-iptcCore:ExtDescrAccessibility-en=A procession",
        "-XMP-dc:Creator=Trần Văn An", "-XMP-photoshop:Credit=Báo Nghệ An", "-XMP-photoshop:Source=TTXVN",
        "-XMP-dc:Rights=© Báo Nghệ An", "-XMP-xmpRights:UsageTerms=Chỉ dùng cho báo chí",
        "-XMP-xmpRights:WebStatement=https://creativecommons.org/licenses/by/4.0/",
        "-XMP-plus:LicensorName=Báo Nghệ An", "-XMP-plus:LicensorURL=https://baonghean.vn",
        "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "-XMP-iptcExt:PersonInImage=Nguyễn Thị Hoa", "-XMP-iptcExt:PersonInImage=Lê Văn Ba",
        "-XMP-iptcExt:LocationShownSublocation=Làng Sen", "-XMP-iptcExt:LocationShownProvinceState=Nghệ An",
        "-XMP-iptcExt:Event=Lễ hội Làng Sen 2026", "-XMP-iptcCore:SubjectCode=medtop:20000041",
        "-XMP-dc:Subject=lễ hội", "-XMP-dc:Subject=hoa sen",
    )  # fmt: skip

    assert proposals(examiner, path) == [
        {"field": "title", "value": "Lễ hội", "origin": "xmp", "language": "vi"},
        {"field": "title", "value": "The festival", "origin": "xmp", "language": "en-US"},
        {"field": "caption", "value": CAPTION, "origin": "xmp", "language": "vi"},
        {"field": "alt", "value": "Đám rước trên đường làng", "origin": "xmp", "language": "vi"},
        {"field": "extended", "value": "A procession", "origin": "xmp", "language": "en"},
        {"field": "copyright", "value": "© Báo Nghệ An", "origin": "xmp"},
        {"field": "usage_terms", "value": "Chỉ dùng cho báo chí", "origin": "xmp"},
        {"field": "creator", "value": "Trần Văn An", "origin": "xmp"},
        {"field": "credit", "value": "Báo Nghệ An", "origin": "xmp"},
        {"field": "source", "value": "TTXVN", "origin": "xmp"},
        {"field": "event", "value": "Lễ hội Làng Sen 2026", "origin": "xmp"},
        {"field": "web_statement", "value": "https://creativecommons.org/licenses/by/4.0/", "origin": "xmp"},
        {
            "field": "digital_source_type",
            "value": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
            "origin": "xmp",
        },
        {"field": "person", "value": "Nguyễn Thị Hoa", "origin": "xmp"},
        {"field": "person", "value": "Lê Văn Ba", "origin": "xmp"},
        {"field": "subject", "value": "medtop:20000041", "origin": "xmp"},
        {"field": "keyword", "value": "lễ hội", "origin": "xmp"},
        {"field": "keyword", "value": "hoa sen", "origin": "xmp"},
        {"field": "place", "value": "Làng Sen, Nghệ An", "origin": "xmp"},
        {"field": "licensor", "value": "Báo Nghệ An, https://baonghean.vn", "origin": "xmp"},
    ]


@pytest.mark.exiftool
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_xmp_is_read_from_other_formats(examiner: Examiner, file: File, kind: str) -> None:
    path = files.exiftool(
        file(encoded(drawing(files.TINY), kind), f"a.{kind.lower()}"), f"-XMP-dc:Description-vi={CAPTION}"
    )

    assert {"field": "caption", "value": CAPTION, "origin": "xmp", "language": "vi"} in proposals(examiner, path)


@pytest.mark.exiftool
def test_what_xmp_and_iptc_both_say_is_proposed_once(examiner: Examiner, file: File) -> None:
    path = files.exiftool(
        file(files.jpeg(), "a.jpg"), "-codedcharacterset=utf8", f"-IPTC:Caption-Abstract={CAPTION}",
        f"-XMP-dc:Description={CAPTION}", "-IPTC:City=Vinh", "-IPTC:Country-PrimaryLocationName=Việt Nam",
        "-IPTC:DateCreated=2026:05:16", "-IPTC:TimeCreated=08:30:00+07:00",
    )  # fmt: skip

    assert proposals(examiner, path) == [
        {"field": "caption", "value": CAPTION, "origin": "xmp"},
        {"field": "place", "value": "Vinh, Việt Nam", "origin": "iptc"},
        {"field": "taken_at", "value": "2026-05-16T08:30:00+07:00", "origin": "iptc"},
    ]


@pytest.mark.exiftool
def test_exif_tells_when_where_and_with_what(examiner: Examiner, file: File) -> None:
    path = files.exiftool(
        file(files.jpeg(), "a.jpg"), "-EXIF:Make=NIKON CORPORATION", "-EXIF:Model=NIKON Z 8",
        "-EXIF:DateTimeOriginal=2026:05:16 08:30:00", "-EXIF:OffsetTimeOriginal=+09:00",
        "-EXIF:GPSLatitude=18.67", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=105.69", "-EXIF:GPSLongitudeRef=E",
        f"-EXIF:ImageDescription={CAPTION}", "-EXIF:Artist=Trần Văn An", "-EXIF:Copyright=Báo Nghệ An",
        "-EXIF:XPTitle=Rước nước", "-EXIF:XPKeywords=lễ hội;sông Lam",
    )  # fmt: skip

    assert proposals(examiner, path) == [
        {"field": "caption", "value": CAPTION, "origin": "exif"},
        {"field": "creator", "value": "Trần Văn An", "origin": "exif"},
        {"field": "copyright", "value": "Báo Nghệ An", "origin": "exif"},
        {"field": "title", "value": "Rước nước", "origin": "exif"},
        {"field": "keyword", "value": "lễ hội", "origin": "exif"},
        {"field": "keyword", "value": "sông Lam", "origin": "exif"},
        {"field": "taken_at", "value": "2026-05-16T08:30:00+09:00", "origin": "exif"},
        {"field": "gps", "value": "18.67, 105.69", "origin": "exif"},
        {"field": "camera", "value": "NIKON Z 8", "origin": "exif"},
    ]


@pytest.mark.exiftool
def test_a_time_without_a_zone_is_a_doubt(examiner: Examiner, file: File) -> None:
    path = files.exiftool(file(files.jpeg(), "a.jpg"), "-EXIF:DateTimeOriginal=2026:05:16 08:30:00")

    assert proposals(examiner, path) == [
        {"field": "taken_at", "value": "2026-05-16T08:30:00", "origin": "exif", "doubt": "no_zone"}
    ]


@pytest.mark.parametrize(
    ("block", "caption"),
    [
        (files.iptc((120, CAPTION.encode()), utf8=True), {"value": CAPTION}),
        (files.iptc((120, CAPTION.encode())), {"value": CAPTION}),
        (
            files.iptc((120, files.windows_1258(CAPTION))),
            {"value": CAPTION, "doubt": "windows-1258", "literal": "LêÞ hôòi Làng Sen õÒ Nam Ðàn, Nghêò An"},
        ),
        (
            files.iptc((120, "NghÖ An ®ãn b¹n bÌ quèc tÕ".encode("latin-1"))),
            {"value": "Nghệ An đón bạn bè quốc tế", "doubt": "old_font", "literal": "NghÖ An ®ãn b¹n bÌ quèc tÕ"},
        ),
        (files.iptc((120, "Musée".encode("latin-1"))), {"value": "Musée", "doubt": "latin-1"}),
    ],
)
def test_iptc_is_read_in_the_encoding_it_was_written_in(
    examiner: Examiner, file: File, block: bytes, caption: dict[str, str]
) -> None:
    path = file(files.with_iptc(files.jpeg(), block))

    assert proposals(examiner, path) == [{"field": "caption", "origin": "iptc", **caption}]


@pytest.mark.parametrize(
    ("packet", "note"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>', "unsafe_xmp"),
        (b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF", "broken_xmp"),
    ],
)
def test_bad_metadata_is_noted_and_the_picture_taken(examiner: Examiner, file: File, packet: bytes, note: str) -> None:
    seen = examiner.examine(file(files.with_xmp(files.jpeg(), packet)))

    assert (seen.format.name, seen.notes, seen.proposals) == ("jpeg", (note,), ())


def test_a_block_that_breaks_off_gives_what_came_before(examiner: Examiner, file: File) -> None:
    block = files.iptc((105, b"Headline"), (120, b"A long caption"))[:-4]

    assert proposals(examiner, file(files.with_iptc(files.jpeg(), block))) == [
        {"field": "headline", "value": "Headline", "origin": "iptc"}
    ]


def test_the_camera_s_own_words_are_no_caption(examiner: Examiner, file: File) -> None:
    exif = Image.Exif()
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA"

    assert proposals(examiner, file(files.jpeg(exif=exif))) == []
