"""What an EPS, or an Illustrator file from before they were PDFs, tells without being run: its size, the previews that its own
program put into it, and what it says of itself. Pure: reads, runs nothing.

PostScript is a language of programs. One can read this disk, fill the memory or never end, and interpreters' safe modes have
been broken more than once; so no page is drawn from it here, whatever is installed.
https://www.adobe.com/content/dam/acom/en/devnet/actionscript/articles/5002.EPSF_Spec.pdf
"""

import re
import struct
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from media_library.ingest.embedded import iim
from media_library.ingest.limits import PICTURE
from media_library.renditions.colours import UnknownColoursError, in_srgb
from media_library.renditions.rendering import upright

TEXT, IN_PARTS = b"%!PS", b"\xc5\xd0\xd3\xc6"  # the latter is that of DOS, with a picture beside the program
PARTS = struct.Struct("<6I")  # where program, Windows Metafile and TIFF are, and how long each is
MOST_READ = 32 * 1024 * 1024  # of the program; what is told stands before what draws
END = 64 * 1024
BOX = re.compile(rb"%%(?:HiRes)?BoundingBox:\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
PACKET = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=[^>]*>", re.DOTALL)
THUMBNAIL = re.compile(rb"<x[am]pGImg:image>([^<]{64,})</x[am]pGImg:image>")
LINE_ENDS = re.compile(rb"&#x[aA];|\s")
OF_PHOTOSHOP = re.compile(rb"%BeginPhotoshop:[^\r\n]*(.*?)%EndPhotoshop", re.DOTALL)
# of an EPSI: width, height, bits a point; 0 is white
DRAWN_IN_LETTERS = re.compile(
    rb"%%BeginPreview:\s*(\d{1,5})\s+(\d{1,5})\s+([1248])\s+\d+\s*(.*?)%%EndPreview", re.DOTALL
)
NO_DIGITS = re.compile(rb"[^0-9a-fA-F]")
PHOTOSHOP_THUMBNAIL, PHOTOSHOP_XMP, THUMBNAIL_HEAD = 1036, 1060, 28
JPEG, BITS_OF_A_BYTE = b"\xff\xd8\xff", 8


class BrokenPostScript(Exception):  # noqa: N818 - named for the caller's decision
    """It ends before what it says it holds."""


@dataclass(frozen=True, slots=True)
class Preview:
    content: bytes
    kind: str  # as Pillow calls it; or raw, for what `opened` makes a picture of
    points: tuple[int, int, int] = (0, 0, 0)

    def opened(self) -> Any:
        """Not decoded yet. Raises whatever Pillow stumbles over."""
        if self.kind != "raw":
            return Image.open(BytesIO(self.content), formats=(self.kind,))
        width, height, bits = self.points
        mode, packed = ("1", "1;I") if bits == 1 else ("L", {2: "L;2I", 4: "L;4I", 8: "L;I"}[bits])
        return Image.frombytes(mode, (width, height), self.content, "raw", packed)


@dataclass(frozen=True, slots=True)
class Inside:
    """`size`: in points. `has_end`: it says where it ends, as programs that finished writing it do."""

    size: tuple[float, float] | None
    has_end: bool
    previews: tuple[Preview, ...]
    xmp: bytes
    iptc: bytes


def inside(path: Path) -> Inside:
    """
    Raises:
        BrokenPostScript
    """
    program, end, picture = _parts(path)
    shop = _of_photoshop(program)
    packet = packet_in(program) or iim.resource(shop, PHOTOSHOP_XMP)
    previews = [
        *([Preview(picture, "TIFF")] if picture else []),
        *thumbnails(packet),
        *_thumbnail_of_photoshop(shop),
        *_in_letters(program),
    ]
    box = BOX.search(program) or BOX.search(end)
    return Inside(_size(box), b"%%EOF" in end, tuple(previews), packet, iim.resource(shop, iim.IPTC_RESOURCE))


def seen(previews: Iterable[Preview]) -> Image.Image | None:
    """The largest in colour, or in grey, that can be decoded; one of black and white where there is no other."""
    decoded = [image for preview in previews if (image := _decoded(preview)) is not None]
    best = max(decoded, key=lambda image: (image.mode != "1", image.width * image.height), default=None)
    return best.convert("L") if best is not None and best.mode == "1" else best


def _decoded(preview: Preview) -> Image.Image | None:
    try:
        image = preview.opened()
        if image.width * image.height > PICTURE.pixels:
            return None
        image.load()
        return image if image.mode == "1" else in_srgb(upright(image))
    except (UnknownColoursError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, TypeError,
            RuntimeError, struct.error, Image.DecompressionBombError):  # fmt: skip  # it may bring another
        return None


def packet_in(content: bytes) -> bytes:
    found = PACKET.search(content)
    return found[0] if found is not None else b""


def thumbnails(packet: bytes) -> Iterator[Preview]:
    """What Adobe's programs keep in their XMP."""
    for found in THUMBNAIL.finditer(packet):
        try:
            content = b64decode(LINE_ENDS.sub(b"", found[1]))
        except (NoBase64, ValueError):
            continue
        if content.startswith(JPEG):
            yield Preview(content, "JPEG")


def _parts(path: Path) -> tuple[bytes, bytes, bytes]:
    """The program's beginning and end, and the TIFF beside it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(30)
        at, length, tiff_at, tiff_length = 0, size, 0, 0
        if head.startswith(IN_PARTS):
            if len(head) < 30:
                raise BrokenPostScript("a head alone")
            at, length, film_at, film_length, tiff_at, tiff_length = PARTS.unpack_from(head, 4)
            if max(at + length, film_at + film_length, tiff_at + tiff_length) > size:
                raise BrokenPostScript("cut off")
        file.seek(at)
        program = file.read(min(length, MOST_READ))
        if not program.startswith(TEXT):
            raise BrokenPostScript("no program in it")
        file.seek(at + max(0, length - END))
        end = file.read(min(length, END))
        file.seek(tiff_at)
        return program, end, file.read(tiff_length)


def _size(box: re.Match[bytes] | None) -> tuple[float, float] | None:
    try:
        left, bottom, right, top = map(float, box.groups()) if box is not None else (0.0, 0.0, 0.0, 0.0)
    except ValueError:  # several points in one number
        return None
    return (right - left, top - bottom) if right > left and top > bottom else None


def _of_photoshop(program: bytes) -> bytes:
    """Photoshop's own resources, which it writes in hexadecimal, a comment a line."""
    found = OF_PHOTOSHOP.search(program)
    digits = NO_DIGITS.sub(b"", found[1]) if found is not None else b""
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())


def _thumbnail_of_photoshop(shop: bytes) -> Iterator[Preview]:
    content = iim.resource(shop, PHOTOSHOP_THUMBNAIL)[THUMBNAIL_HEAD:]
    if content.startswith(JPEG):
        yield Preview(content, "JPEG")


def _in_letters(program: bytes) -> Iterator[Preview]:
    found = DRAWN_IN_LETTERS.search(program)
    if found is None:
        return
    width, height, bits = int(found[1]), int(found[2]), int(found[3])
    digits = NO_DIGITS.sub(b"", found[4])
    content = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    length = (width * bits + 7) // BITS_OF_A_BYTE * height
    if length and len(content) >= length:
        yield Preview(content[:length], "raw", (width, height, bits))
