"""Logos as agencies send them, made small: EPS with and without a preview, and what Illustrator saves."""

import base64
import struct
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tests.media_library.ingest.papers import written
from tests.media_library.making import drawing, encoded, pdf

SIZE = (240, 160)  # of previews
HEAD = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 360 240\n%%Creator: Inkscape\n%%EndComments\n"
# what an interpreter would do, and nobody here: write a file, and never end
PROGRAM = b"(/tmp/written-by-eps) (w) file closefile {} loop\n"
END = b"showpage\n%%EOF\n"


def xmp(*, thumbnail: bytes = b"", title: str = "Biểu trưng Nghệ An") -> bytes:
    image = ""
    if thumbnail:
        letters = base64.encodebytes(thumbnail).decode().replace("\n", "&#xA;")
        image = (
            '<xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource"><xmpGImg:format>JPEG</xmpGImg:format>'
            f"<xmpGImg:image>{letters}</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>"
        )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="vi">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<xmp:CreatorTool>Adobe Illustrator 28.0</xmp:CreatorTool>{image}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def eps(*inside: bytes, end: bytes = END) -> bytes:
    return HEAD + b"".join(inside) + PROGRAM + end


def of_dos(*, preview: bytes) -> bytes:
    program = eps()
    places = (30, len(program), 0, 0, 30 + len(program), len(preview))
    return b"\xc5\xd0\xd3\xc6" + struct.pack("<6IH", *places, 0xFFFF) + program + preview


def tiff_preview() -> bytes:
    return encoded(drawing(SIZE), "TIFF")


def jpeg_preview() -> bytes:
    return encoded(drawing(SIZE), "JPEG")


def in_letters() -> bytes:
    """Black on the left half."""
    rows = b"".join(b"% FF00\n" for _row in range(8))
    return b"%%BeginPreview: 16 8 1 8\n" + rows + b"%%EndPreview\n"


def of_photoshop() -> bytes:
    thumbnail = b"\0" * 28 + jpeg_preview()
    resource = b"8BIM" + struct.pack(">HHI", 1036, 0, len(thumbnail)) + thumbnail
    lines = resource.hex().upper()
    written_out = "\n".join(f"% {lines[at : at + 64]}" for at in range(0, len(lines), 64))
    return f"%BeginPhotoshop: {len(resource)}\n{written_out}\n%EndPhotoshop\n".encode()


def illustrator(*pages: str, thumbnail: bytes = b"") -> bytes:
    """A PDF, with the packet in which Illustrator says so."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(*pages))))
    packet = DecodedStreamObject()
    packet.set_data(xmp(thumbnail=thumbnail))
    packet.update(
        DictionaryObject({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    return written(writer)
