"""What a camera's RAW file says of itself: most are TIFFs, Canon's newer ones are boxes as films are, Fujifilm's hold a JPEG that
says it. Pure: an open file in.
"""

import struct
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any

from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from media_library.ingest.boxes import boxes
from media_library.ingest.embedded import exif

FUJIFILM, CANON = b"FUJIFILMCCD-RAW", b"ftypcrx "
NOTES = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")  # Canon's box of what the camera noted
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
LARGEST_NOTE = 4 * 1024 * 1024
JPEG_PLACE = (
    84  # Fujifilm's: where its JPEG begins, how long it is; then the same of its tables and its sensor's points
)


@dataclass(slots=True)
class RawNotes:
    """In the places where Pillow's images have them: `info`, and of a TIFF its `tags`, of a JPEG its segments."""

    exif: Image.Exif = field(default_factory=Image.Exif)
    info: dict[str | tuple[int, int], Any] = field(default_factory=dict)
    tags: ImageFileDirectory_v2 | None = None
    segments: list[Any] = field(default_factory=list)


def notes_of(file: IO[bytes]) -> RawNotes:
    """Without the note how it is to be turned. Damaged, it says so as pictures do whose EXIF is none."""
    file.seek(0)
    head = file.read(128)
    notes = RawNotes()
    try:
        if head.startswith(FUJIFILM):
            _of_fujifilm(file, head, notes)
        elif head[4:12] == CANON:
            _of_canon(file, notes)
        else:
            _of_tiff(file, head, notes)
    except (SyntaxError, struct.error, ValueError, KeyError, IndexError, TypeError, OSError):
        notes.info["exif"] = b"damaged"
    notes.exif.pop(exif.ORIENTATION, None)
    return notes


def _of_tiff(file: IO[bytes], head: bytes, notes: RawNotes) -> None:
    """Some write letters of their own where a TIFF has its number."""
    order = "<" if head[:2] == b"II" else ">"
    (place,) = struct.unpack_from(order + "I", head, 4)
    notes.tags = ImageFileDirectory_v2(head[:2] + struct.pack(order + "HI", 42, 8))
    file.seek(place)
    notes.tags.load(file)
    notes.exif.endian = order
    notes.exif.load_from_fp(file, place)


def _of_fujifilm(file: IO[bytes], head: bytes, notes: RawNotes) -> None:
    place, length = struct.unpack_from(">II", head, JPEG_PLACE)
    file.seek(place)
    jpeg: Any = Image.open(BytesIO(file.read(length)), formats=("JPEG", "MPO"))
    notes.segments = jpeg.applist
    notes.info |= {name: jpeg.info[name] for name in ("xmp", "exif") if name in jpeg.info}
    notes.exif.load(notes.info.get("exif", b""))


def _of_canon(file: IO[bytes], notes: RawNotes) -> None:
    """Each directory of EXIF is a TIFF of its own."""
    told = {}
    for name, at, length in boxes(file, opened=b"moov"):
        if name != b"uuid" or length > LARGEST_NOTE:
            continue
        file.seek(at)
        uuid = file.read(16)
        if uuid == XMP:
            notes.info["xmp"] = file.read(length - 16)
        elif uuid == NOTES:
            for note, begin, size in boxes(file, at + 16, at + length):
                file.seek(begin)
                told[note] = file.read(min(size, LARGEST_NOTE))
    notes.exif.load(told.get(b"CMT1", b""))
    for note, tag in ((b"CMT2", exif.IFD), (b"CMT4", exif.GPS)):
        if note in told:
            inner = Image.Exif()
            inner.load(told[note])
            notes.exif._ifds[tag] = dict(inner)
