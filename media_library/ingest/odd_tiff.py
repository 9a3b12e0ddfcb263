"""TIFFs that Pillow draws wrongly or not at all, made right: planes of 16 bits, grey in which 0 is white, grey of 32 bits, light
in floating point, Lab of 16 bits or as profiles count it, and palettes beside an alpha channel. What is left is refused, in its sentence.
"""

from typing import Any, cast

from PIL import Image, ImageFile, TiffImagePlugin

PLANAR, PHOTOMETRIC, SAMPLE_FORMAT, BITS = 284, 262, 339, 258
WHITE_IS_ZERO, BLACK_IS_ZERO, LAB, ICC_LAB = 0, 1, 8, 9
WHOLE_NUMBERS, DEEP = 1, 16
IN_PLANES = frozenset({"RGB", "RGBA", "RGBX", "CMYK"})
AS_OF_THE_MACHINE = {"I;32B": "I;32N", "I;32BS": "I;32NS", "F;32BF": "F;32NF"}


class OddTiff(TiffImagePlugin.TiffImageFile):
    def _setup(self) -> None:
        super()._setup()  # type: ignore[no-untyped-call, unused-ignore]
        if not self.tile:
            return
        one: Any = self.tile[0]
        if one.codec_name == "raw" and self.tag_v2.get(PLANAR) == 2 and self._bits() == DEEP and self.mode in IN_PLANES:
            # Pillow's own reader puts a plane of 16 bits in another's place; libtiff's does not
            width, height = self._tile_size
            packed = (f"{self.mode};16N", False, self.tag_v2.offset)
            self.tile = [ImageFile._Tile("libtiff", (0, 0, width, height), 0, packed)]
            self.use_load_libtiff = True
        elif one.codec_name == "libtiff" and one.args[0] in AS_OF_THE_MACHINE:
            # what libtiff unpacks has the machine's own order, which Pillow forgets of 32 bits
            self.tile = [one._replace(args=(AS_OF_THE_MACHINE[one.args[0]], *one.args[1:]))]

    def load(self) -> Any:
        to_be_read = bool(self.tile)
        super().load()
        if to_be_read and not self.tile:
            right = self._right()
            if right is not None:
                self.im, self._mode = right.im, right.mode
        return Image.Image.load(self)

    def _right(self) -> Image.Image | None:
        """As it should be; None where it is already."""
        colours, bits = self.tag_v2.get(PHOTOMETRIC, WHITE_IS_ZERO), self._bits()
        if colours in (LAB, ICC_LAB) and self.mode == "RGB":
            return _lab(self, signed=colours == LAB)
        if self.mode == "PA":
            # made smaller, Pillow would mix the numbers of the palette as if they were colours
            return self.convert("RGBA")
        wide = self.mode == "I" and bits == 32 and self._format() == WHOLE_NUMBERS
        if self.mode == "F" or wide or (self.mode.startswith("I;16") and colours == WHITE_IS_ZERO):
            # numpy takes longer to load than most pictures take to open, and only these need it
            from media_library.ingest import deep_grey  # noqa: PLC0415

            return deep_grey.right(self, white_is_zero=colours == WHITE_IS_ZERO)
        return None

    def _bits(self) -> int:
        return max(cast("tuple[int, ...]", self.tag_v2.get(BITS, (1,))), default=1)

    def _format(self) -> int:
        return next(iter(self.tag_v2.get(SAMPLE_FORMAT, (WHOLE_NUMBERS,))), WHOLE_NUMBERS)


def know_odd_tiffs() -> None:
    """Safe to call twice."""
    for order, packed in ((b"II", "RGB;16L"), (b"MM", "RGB;16B")):
        # the upper halves of the numbers are the same Lab in 8 bits; `OddTiff` calls them what they are
        for colours in (LAB, ICC_LAB):
            TiffImagePlugin.OPEN_INFO[order, colours, (1,), 1, (16,) * 3, ()] = ("RGB", packed)
        TiffImagePlugin.OPEN_INFO[order, ICC_LAB, (1,), 1, (8,) * 3, ()] = ("RGB", "RGB")
    for colours in (WHITE_IS_ZERO, BLACK_IS_ZERO):
        TiffImagePlugin.OPEN_INFO[b"MM", colours, (1,), 1, (32,), ()] = ("I", "I;32B")
    TiffImagePlugin.OPEN_INFO[b"II", WHITE_IS_ZERO, (1,), 1, (32,), ()] = ("I", "I;32N")
    TiffImagePlugin.OPEN_INFO[b"MM", WHITE_IS_ZERO, (1,), 1, (16,), ()] = ("I;16B", "I;16B")
    Image.register_open("TIFF", OddTiff, TiffImagePlugin._accept)


def _lab(image: Image.Image, *, signed: bool) -> Image.Image:
    """signed: as TIFF counts the two colours, not as profiles do, and Pillow."""
    light, green_red, blue_yellow = Image.Image.split(image)
    if signed:
        turned = [value ^ 128 for value in range(256)]
        green_red, blue_yellow = green_red.point(turned), blue_yellow.point(turned)
    return Image.merge("LAB", (light, green_red, blue_yellow))
