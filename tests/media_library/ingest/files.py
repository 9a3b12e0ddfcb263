"""Files of every kind, whole, broken and hostile, made small and in a moment; and exiftool, which writes into them."""

import io
import struct
import subprocess
import unicodedata
import zipfile
import zlib
from pathlib import Path

from PIL import Image
from pillow_heif import from_pillow

from tests.media_library.making import drawing, encoded, pdf

TINY = (320, 200)

PDF = pdf("Sen")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>'


def jpeg(**options: object) -> bytes:
    return encoded(drawing(TINY), **options)


def heic() -> bytes:
    out = io.BytesIO()
    from_pillow(drawing(TINY)).save(out)
    return out.getvalue()


def moving(kind: str, frames: int = 3) -> bytes:
    pictures = [drawing(TINY).rotate(number * 30) for number in range(frames)]
    return encoded(pictures[0], kind, save_all=True, append_images=pictures[1:], duration=40)


def deep_tiff() -> bytes:
    return encoded(Image.new("I;16", TINY, 40_000), "TIFF")


def png_of(width: int, height: int) -> bytes:
    """A picture of that size in a few bytes: only its header is true."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bundle(**members: bytes) -> bytes:
    """The same bytes at any hour: they name tests, and two processes have to name them alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def stored(**members: bytes) -> bytes:
    """As `bundle`, and not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def word(**members: bytes) -> bytes:
    return bundle(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<document/>", **members})


def exiftool(path: Path, *arguments: str) -> Path:
    subprocess.run(["exiftool", "-q", "-overwrite_original", *arguments, str(path)], check=True, capture_output=True)
    return path


def windows_1258(text: str) -> bytes:
    """As a Windows of the time wrote it: letters with hats of their own, tones after them."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


def iptc(*datasets: tuple[int, bytes], utf8: bool = False) -> bytes:
    """A block of IPTC-IIM with exactly these bytes: exiftool would put them right."""
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" if utf8 else b""
    for number, content in datasets:
        block += bytes([0x1C, 2, number]) + struct.pack(">H", len(content)) + content
    return block


def with_iptc(picture: bytes, block: bytes) -> bytes:
    """A JPEG with that block, as Photoshop stores it."""
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    content = b"Photoshop 3.0\0" + resource
    return picture[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + picture[2:]


def with_xmp(picture: bytes, packet: bytes) -> bytes:
    content = b"http://ns.adobe.com/xap/1.0/\0" + packet
    return picture[:2] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + picture[2:]
