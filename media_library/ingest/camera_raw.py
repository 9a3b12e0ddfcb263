"""Cameras' RAW files: what the sensor saw, before it was a picture; kept as they came, and drawn from the picture that the camera
put beside it. Where that is missing or small, LibRaw develops one, with the white balance that the camera noted.

Size and pictures are told upright. What such files say of themselves, `media_library.ingest.embedded.raw` reads.
"""

import struct
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from PIL import Image, ImageCms, ImageFile

from media_library.ingest import tiff
from media_library.ingest.cameras import raw_of
from media_library.ingest.cut_short import ends_at
from media_library.ingest.embedded import exif
from media_library.ingest.embedded.raw import CANON, FUJIFILM, JPEG_PLACE, RawNotes, notes_of
from media_library.renditions.numbered_colours import COLOUR_SPACE, adobe_rgb

FORMAT = "RAW"
PANASONIC = b"IIU\0"
SHARP = 1600  # points of the longer side: as the camera developed it, a picture of that size is better than as we do
WHOLE = 0.9  # of the sensor's points; cameras cut some off at the edges
HALVED = 3840  # from here on, half of the points are enough for all that is drawn
UNCALIBRATED = 0xFFFF
TURNS = {  # as LibRaw counts: one bit each for its sides, its ends, and for lying
    1: Image.Transpose.FLIP_LEFT_RIGHT,
    2: Image.Transpose.FLIP_TOP_BOTTOM,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.TRANSPOSE,
    5: Image.Transpose.ROTATE_90,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
}
LYING = range(4, 8)


class UndevelopedError(OSError):
    """Whole, perhaps, but packed in a way that nobody but its maker opens, and with no picture beside it."""


class CameraRaw(ImageFile.ImageFile):
    format, format_description = FORMAT, "RAW file of a camera"

    def _open(self) -> None:
        import rawpy  # noqa: PLC0415 - slow import: it brings LibRaw, and few pictures need it

        assert self.fp is not None  # noqa: S101 - it is being opened
        self._libraw: Any = rawpy
        self._raw: Any = rawpy.RawPy()
        try:
            self.fp.seek(0)
            self._raw.open_buffer(cast("BinaryIO", self.fp))
            self._sizes = self._raw.sizes
        except rawpy.LibRawError as unknown:
            raise SyntaxError(str(unknown)) from unknown
        self._wanted = 0
        self._preview = self._own_picture()
        self.is_developed = self._preview is None  # by us: without the photographer's eye
        self._mode, self._size = "RGB", self._seen_size()
        self._say(notes_of(self.fp))

    def _own_picture(self) -> Any:
        """The largest picture that the camera put beside; none where it is a thumbnail."""
        try:
            thumb = self._raw.extract_thumb()
            if thumb.format != self._libraw.ThumbFormat.JPEG:
                return None
            picture = Image.open(BytesIO(thumb.data), formats=("JPEG", "MPO"))
        except (self._libraw.LibRawError, OSError, SyntaxError, ValueError):
            return None
        return picture if max(picture.size) >= min(SHARP, max(self._cut()[2:]) * WHOLE) else None

    def _cut(self) -> tuple[int, int, int, int]:
        """Of the points that LibRaw develops, those that the camera shows: left, top, width, height."""
        sizes = self._sizes
        left, top = sizes.crop_left_margin - sizes.left_margin, sizes.crop_top_margin - sizes.top_margin
        fits = (
            left >= 0
            and top >= 0
            and left + sizes.crop_width <= sizes.width
            and top + sizes.crop_height <= sizes.height
        )
        if fits and sizes.crop_width > WHOLE * sizes.width and sizes.crop_height > WHOLE * sizes.height:
            return left, top, sizes.crop_width, sizes.crop_height
        return 0, 0, sizes.width, sizes.height

    def _seen_size(self) -> tuple[int, int]:
        """In the proportions of what is shown: some cameras cut the picture and keep all of the sensor."""
        width, height = self._cut()[2:]
        if self._preview is not None:
            own = self._preview.size
            scale = max(1.0, max(width, height) / max(own)) if max(own) < WHOLE * max(width, height) else 1.0
            width, height = round(own[0] * scale), round(own[1] * scale)
        return (height, width) if self._turn() in LYING else (width, height)

    def _turn(self) -> int:
        """Some programs put an upright picture beside points that lie."""
        cut = self._cut()
        stands = self._preview is not None and self._preview.height > self._preview.width and cut[2] > cut[3]
        return 0 if stands else int(self._sizes.flip)

    # --- pixels ---

    def draft(self, mode: str | None, size: tuple[int, int] | None) -> None:
        """How small a decoding may be; nothing of a JPEG need be decoded larger."""
        self._wanted = max(size or (0, 0))

    def load(self) -> Any:
        if self._raw is not None:
            picture = self._preview if self._preview is not None else self._developed()
            if self._preview is not None and self._wanted:
                picture.draft("RGB", (self._wanted, self._wanted))
            turn = TURNS.get(self._turn())
            picture = picture.convert("RGB") if picture.mode != "RGB" else picture
            picture.load()
            picture = picture.transpose(turn) if turn is not None else picture
            self._im, self._size, self._preview = picture.im, picture.size, None
            self._raw.close()
            self._raw = None
        return Image.Image.load(self)

    def _developed(self) -> Image.Image:
        left, top, width, height = self._cut()
        half = max(width, height) >= HALVED
        try:
            self._raw.unpack()
            points = self._raw.postprocess(
                half_size=half, use_camera_wb=True, output_color=self._libraw.ColorSpace.sRGB, output_bps=8, user_flip=0
            )
        except self._libraw.LibRawIOError as cut_off:
            raise OSError(str(cut_off)) from cut_off
        except self._libraw.LibRawError as closed:
            raise UndevelopedError(str(closed)) from closed
        whole = Image.fromarray(points)
        scale = whole.width / self._sizes.width, whole.height / self._sizes.height
        box = (left * scale[0], top * scale[1], (left + width) * scale[0], (top + height) * scale[1])
        return whole.crop(tuple(round(side) for side in box))  # type: ignore[arg-type]  # four of them

    # --- what it says of itself ---

    def getexif(self) -> Image.Exif:
        return self._notes.exif

    def _say(self, notes: RawNotes) -> None:
        self._notes = notes
        self.info |= notes.info
        self.applist = notes.segments
        if notes.tags is not None:
            self.tag_v2 = notes.tags
        if self._preview is None:
            self.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        elif "icc_profile" in self._preview.info:
            self.info["icc_profile"] = self._preview.info["icc_profile"]
        elif notes.exif.get_ifd(exif.IFD).get(COLOUR_SPACE) == UNCALIBRATED:  # cameras have sRGB and this one
            self.info["icc_profile"] = adobe_rgb()


def know_raw() -> None:
    Image.register_open(FORMAT, CameraRaw, lambda head: bool(raw_of(head)) or head[:2] in (b"II", b"MM"))


def is_whole(path: Path) -> bool:
    """As far as its lists tell where its parts are.

    Raises:
        BrokenTiff
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(128)
    if head[4:12] == CANON:
        return ends_at(path) <= size
    if head.startswith(FUJIFILM):
        places = struct.unpack_from(">6I", head, JPEG_PLACE)
        return all(at + length <= size for at, length in zip(places[::2], places[1::2], strict=True))
    pages = tiff.pages(path, inner=True)
    if head.startswith(PANASONIC):
        return all(page.first(tiff.RW2_POINTS) + page.first(tiff.LENGTHS) <= size for page in pages)
    return tiff.are_whole(pages, path)
