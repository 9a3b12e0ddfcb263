"""Photoshop's files (PSD; PSB for large ones, with longer lengths): the picture of all layers together, which Photoshop puts beside
them for others, and what they say.

Pillow decodes that picture; this tells it what of the file it passes over. Layers are never read.
"""

import struct
from io import SEEK_CUR, BytesIO
from pathlib import Path
from typing import IO, Any

from PIL import Image, ImageFile
from PIL.PsdImagePlugin import MODES, PsdImageFile

from media_library.ingest.embedded.iim import IPTC_RESOURCE

BEGINS, LARGE = b"8BPS\0\1", b"8BPS\0\2"
VERSION, EXIF, XMP = 1057, 1058, 1060
MANY_INKS = (7, 8)  # colours of their own, of which Pillow shows the first
PLAIN, PACKBITS = 0, 1
DEEP = {(1, 16): ("L", 1), (3, 16): ("RGB", 3)}  # grey and colours of 16 bits, of which eight are read


class Photoshop(PsdImageFile):
    n_frames, is_animated = 1, False  # Pillow counts layers

    def _open(self) -> None:
        file: Any = self.fp
        self.is_large = file.read(len(LARGE)) == LARGE
        file.seek(0)
        if self.is_large:
            self.fp = _head_of_a_small_one(file)
        super()._open()
        self.fp = self._fp = file
        told = {number: content for number, _name, content in reversed(self.resources)}
        self.has_picture = told.get(VERSION, b"\0\0\0\0\1")[4:5] != b"\0"
        for name, number in (("exif", EXIF), ("xmp", XMP)):
            if number in told:
                self.info[name] = told[number]
        if IPTC_RESOURCE in told:
            self.info["photoshop"] = {IPTC_RESOURCE: told[IPTC_RESOURCE]}
        self.tile = self._channels()
        if self.mode == "RGBA" and not self._lets_through():
            self._mode, self.tile = "RGB", self.tile[:3]

    def seek(self, frame: int) -> None:
        if frame > 1:
            raise EOFError("layers are not read")

    def _channels(self) -> list[Any]:
        """Where each is that is shown. Pillow looks for them as if there were no others."""
        file = self._fp
        file.seek(12)
        head = file.read(14)
        (channels,), (depth,) = struct.unpack_from(">H", head), struct.unpack_from(">H", head, 10)
        self.info["bit_depth"] = depth
        count, wide = ("I", 8) if self.is_large else ("H", 4)
        for _section, width in (("colours", 4), ("resources", 4), ("layers", wide)):
            begin = file.tell()
            file.seek(int.from_bytes(file.read(width), "big"), SEEK_CUR)
        if self.is_large and file.tell() > begin + wide:
            self._layers_position = begin + 2 * wide
        packed = int.from_bytes(file.read(2), "big")
        if packed == PACKBITS:
            lines = f">{channels * self.height}{count}"
            rows = struct.unpack(lines, file.read(struct.calcsize(lines)))
            lengths = [sum(rows[at : at + self.height]) for at in range(0, len(rows), self.height)]
        elif packed == PLAIN:
            lengths = [(self.width * depth + 7) // 8 * self.height] * channels
        else:
            raise SyntaxError("packed in a way that Photoshop does not use here")
        written = ";I" if self.mode in ("1", "CMYK") else ";16B" if depth == 16 else ""
        begin = file.tell()
        return [
            ImageFile._Tile(
                "packbits" if packed else "raw", (0, 0, *self.size), begin + sum(lengths[:at]), name + written
            )
            for at, name in enumerate(self.mode)
        ]

    def _lets_through(self) -> bool:
        """The fourth channel is what shows through where the number of layers says so; otherwise it is a kept selection."""
        if self._layers_position is None:
            return False
        self._fp.seek(self._layers_position)
        return int.from_bytes(self._fp.read(2), "big", signed=True) < 0


def _head_of_a_small_one(file: IO[bytes]) -> BytesIO:
    """Up to where lengths are longer in large ones: Pillow knows the small ones alone."""
    head = file.read(26)
    told = BEGINS + head[len(BEGINS) :]
    for _section in ("colours", "resources"):
        length = file.read(4)
        told += length + file.read(int.from_bytes(length, "big"))
    return BytesIO(told + bytes(4) + bytes(2))  # no layers, and points that are not packed


def know_photoshop() -> None:
    MODES.pop(MANY_INKS, None)
    MODES.update(DEEP)
    Image.register_open(PsdImageFile.format, Photoshop, _begins)


def is_known(path: Path) -> bool:
    """Are these colours, in so many bits, among those that are read?"""
    with path.open("rb") as file:
        head = file.read(26)
    return (int.from_bytes(head[24:26], "big"), int.from_bytes(head[22:24], "big")) in MODES


def _begins(head: bytes) -> bool:
    return head.startswith((BEGINS, LARGE))
