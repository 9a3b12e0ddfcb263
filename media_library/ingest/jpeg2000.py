"""JPEG 2000, in which archives and scanners keep their pictures: whether it is whole, its profile, and what it says of itself.

Pillow decodes it, and takes what was cut off for blurred. Pure: open files in.
"""

from pathlib import Path

from PIL import Image
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile

from media_library.ingest.boxes import boxes
from media_library.ingest.embedded.iim import IPTC_RESOURCE

BEGINS, STREAM = b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"
ENDS = b"\xff\xd9"
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
IPTC = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")
EXIF = b"JpgTiffExif->JP2"
LARGEST = 4 * 1024 * 1024
SUPER = b"jp2h"  # a box of boxes
WITH_PROFILE = (2, 3)


class Jpeg2000(Jpeg2KImageFile):
    def _open(self) -> None:
        super()._open()
        if self.codec != "jp2":
            return
        assert self.fp is not None  # noqa: S101 - it was just read
        for name, at, length in boxes(self.fp, opened=SUPER):
            if name not in (b"colr", b"uuid") or length > LARGEST:
                continue
            self.fp.seek(at)
            content = self.fp.read(length)
            if name == b"colr" and content[0] in WITH_PROFILE:
                self.info.setdefault("icc_profile", content[3:])
            elif content[:16] == XMP:
                self.info["xmp"] = content[16:]
            elif content[:16] == EXIF:
                self.info["exif"] = content[16:]
            elif content[:16] == IPTC:
                self.info["photoshop"] = {IPTC_RESOURCE: content[16:]}


def know_jpeg2000() -> None:
    Image.register_open(Jpeg2KImageFile.format, Jpeg2000, _begins)


def is_whole(path: Path) -> bool:
    """Its stream of code ends where streams end."""
    size = path.stat().st_size
    with path.open("rb") as file:
        streams = [(at, length) for name, at, length in boxes(file, opened=SUPER) if name == b"jp2c"]
        file.seek(0)
        at, length = (0, size) if file.read(4) == STREAM else next(iter(streams), (0, 0))
        begin = max(at, at + length - 16)
        file.seek(begin)
        return 0 < at + length <= size and file.read(at + length - begin).rstrip(b"\0").endswith(ENDS)


def _begins(head: bytes) -> bool:
    return head.startswith((BEGINS, STREAM))
