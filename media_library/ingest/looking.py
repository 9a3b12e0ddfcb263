"""Looking at one file: what it is, whether it is whole, what it measures and what it says of itself.

Runs in the examiner's process, where a file that eats memory or time harms nobody (`media_library.ingest.examining`).
Pure: a path in, a `Look` out; no database, no settings, no translations.
"""

import struct
import zipfile
from base64 import b64encode
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from media_library.ingest import camera_raw, jpeg2000, photoshop, postscript, sniffing, tiff
from media_library.ingest.camera_raw import UndevelopedError
from media_library.ingest.cut_short import ends_at, has_half_a_packet
from media_library.ingest.embedded.papers import BrokenPaper, read_paper
from media_library.ingest.embedded.reading import Proposal, from_iptc, from_packet, read_embedded
from media_library.ingest.likeness import likeness
from media_library.ingest.limits import BUNDLE, DOCUMENT_PAGES, LARGEST, PICTURE, most_pixels
from media_library.ingest.main_colours import main_colours
from media_library.ingest.picture_formats import PILLOW_NAMES, know_formats
from media_library.ingest.refusals import FileRefused
from media_library.ingest.safe_xml import BrokenXml, UnsafeXml
from media_library.ingest.sniffing import CAMERA_RAW, Format, as_named, name_notes, named, sniff
from media_library.ingest.svg import sanitise
from media_library.renditions.colours import UnknownColoursError, in_srgb
from media_library.renditions.numbered_colours import profile_of
from media_library.renditions.rendering import on_ground, upright, upright_size

PREVIEW = 320
BITS_A_SAMPLE = 258
SMALL = 512  # pixels a side are enough to see that a picture decodes to its end, and how it looks
WHITE = (255, 255, 255)
PDF_TAIL = 64 * 1024  # some programs write their own notes behind the end


@dataclass(frozen=True, slots=True)
class Look:
    """`notes`: codes of what a person should know, such as that it is CMYK."""

    format: str
    width: int | None = None
    height: int | None = None
    frames: int = 1
    likeness: str = ""
    preview: str = ""  # a small JPEG in base64: what the browser shows before the file is in the library
    notes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def as_json(self) -> dict[str, Any]:
        told = asdict(self)
        told["proposals"] = [proposal.as_json() for proposal in self.proposals]
        return told


def look(path: Path, name: str = "") -> Look:
    """`name` decides nothing but what only it can (`sniffing.as_named`): it is compared, so that a wrong ending can be told.

    Raises:
        FileRefused: nothing the library takes, too large in some way, damaged, or cut off.
        MemoryError: it is too much for this process.
    """
    size = path.stat().st_size
    if not size:
        raise FileRefused("empty")
    format = sniff(path)  # noqa: A001 - the word of the trade
    if format is None:
        with path.open("rb") as file:
            what = named(file.read(256))
        if what in sniffing.TOLD_APART:
            raise FileRefused(sniffing.TOLD_APART[what])
        if what in sniffing.OTHER_PICTURES:
            raise FileRefused("other_picture", what=what)
        raise FileRefused("not_taken", what=what) if what else FileRefused("unknown")
    format = as_named(path, format, name)  # noqa: A001 - as above
    if format.kind in (sniffing.SUBTITLES, sniffing.ARCHIVE):
        raise FileRefused(format.kind)
    if size > LARGEST[format.kind]:
        raise FileRefused("too_many_bytes", bytes=size, most_bytes=LARGEST[format.kind])
    notes = name_notes(name, format)
    if format.kind == sniffing.IMAGE:
        return _picture(path, format, notes)
    if format.kind == sniffing.DRAWING:
        drawing = sanitise(path.read_bytes())
        notes += (*(("sanitised",) if drawing.removed else ()), *(("unpacked",) if drawing.unpacked else ()))
        width, height = (round(side) if side else None for side in (drawing.width, drawing.height))
        return Look(format.name, width, height, notes=notes)
    if format.kind == sniffing.DOCUMENT:
        return _document(path, format, notes)
    if ends_at(path) > size:
        raise FileRefused("cut_off")
    if has_half_a_packet(path, format):
        notes += ("half_a_packet",)
    return Look(format.name, notes=notes)  # clips are measured by ffmpeg, which is a process of its own


# --- pictures ---------------------------------------------------------------------------------------------------------


def _picture(path: Path, format: Format, notes: tuple[str, ...]) -> Look:  # noqa: A002 - as above
    know_formats()
    if format.name == "tiff":
        notes += _pages(path)
    if format.name in ("jp2", "j2k") and not jpeg2000.is_whole(path):
        raise FileRefused("broken_picture")
    if format.name in CAMERA_RAW:
        _refuse_half_a_raw(path)
    try:
        image = _opened(path, format)
        _refuse_too_large(format, *image.size)  # first: of a PNG, how it is to be turned is known when it is decoded
        if not getattr(image, "has_picture", True):
            raise FileRefused("layers_alone")
        said = read_embedded(image)  # before its turn is asked for: Pillow tells once that EXIF is damaged
        width, height = upright_size(image)
        frames = _frames(image, format)
        if format.name == "png":
            with Image.open(path, formats=PILLOW_NAMES["png"]) as envelope:
                envelope.verify()  # its checksums: decoding alone takes a tail of zeros for black
        notes += _colour_notes(path, image) + said.notes
        _decode_other_frames(image, frames, format)
        image.seek(0)
        if format.name == "jpeg" or format.name in CAMERA_RAW:
            image.draft(None, (SMALL, SMALL))
        image.load()
        image.thumbnail((SMALL, SMALL))  # in its place: a copy of the whole would take as much again
        with path.open("rb") as file:
            numbered = profile_of(file, image)
        seen = on_ground(in_srgb(upright(image), numbered), WHITE)
        alike, colours, shown = likeness(seen), main_colours(seen), _preview(seen)
    except UnknownColoursError as unknown:
        raise FileRefused("unknown_colours") from unknown
    except UndevelopedError as closed:
        raise FileRefused("raw") from closed
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, TypeError, AttributeError,
            RuntimeError, struct.error, Image.DecompressionBombError, UnidentifiedImageError) as broken:  # fmt: skip
        raise FileRefused("broken_picture") from broken
    return Look(
        format.name,
        width,
        height,
        frames,
        likeness=alike,
        preview=shown,
        notes=notes,
        colours=colours,
        proposals=said.proposals,
    )


def _opened(path: Path, format: Format) -> Any:  # noqa: A002 - as above
    """
    Raises:
        UnknownColoursError: a whole TIFF, or a Photoshop file, in numbers that Pillow knows no colours for.
        UndevelopedError: a RAW file of a camera that is not known.
    """
    try:
        return Image.open(path, formats=PILLOW_NAMES[format.name])
    except UnidentifiedImageError as unknown:
        if format.name in ("tiff", "jp2", "j2k"):
            raise UnknownColoursError from unknown  # that it is whole was seen before
        if format.name in ("psd", "psb") and not photoshop.is_known(path):
            raise UnknownColoursError from unknown
        if format.name in CAMERA_RAW:
            raise UndevelopedError from unknown
        raise
    except OSError as unread:
        if format.name == "bmp" and str(unread).startswith("Unsupported"):
            raise UnknownColoursError from unread
        raise


def _pages(path: Path) -> tuple[str, ...]:
    """A note where there are several. What is cut off in a later page is cut off."""
    try:
        found = tiff.pages(path)
    except tiff.BrokenTiff as broken:
        raise FileRefused("broken_picture") from broken
    if found[0].is_raw:
        raise FileRefused("raw")
    if not tiff.are_whole(found, path):
        raise FileRefused("broken_picture")
    if found[0].is_packed_otherwise:
        raise FileRefused("unknown_colours")
    if found[0].is_light_of_its_own:
        raise FileRefused("light")
    return ("pages",) if len([page for page in found if not page.first(tiff.SUBFILE) & tiff.REDUCED]) > 1 else ()


def _refuse_half_a_raw(path: Path) -> None:
    try:
        whole = camera_raw.is_whole(path)
    except (tiff.BrokenTiff, struct.error) as broken:
        raise FileRefused("broken_picture") from broken
    if not whole:
        raise FileRefused("broken_picture")


def _refuse_too_large(format: Format, width: int, height: int) -> None:  # noqa: A002 - as above
    most = most_pixels(format.name)
    if width * height > most:
        raise FileRefused("too_many_pixels", pixels=width * height, most_pixels=most)
    if max(width, height) > PICTURE.side:
        raise FileRefused("too_long_side", width=width, height=height, most=PICTURE.side)


def _frames(image: Any, format: Format) -> int:  # noqa: A002 - as above
    """How many pictures move in it; the further pages of a TIFF or the second picture of a phone count for nothing."""
    if format.name not in ("gif", "webp", "png", "avif"):
        return 1
    frames = int(getattr(image, "n_frames", 1))
    width, height = image.size
    if frames > 1 and (frames > PICTURE.frames or frames * width * height > PICTURE.moving_pixels):
        raise FileRefused("too_many_frames", frames=frames, width=width, height=height)
    return frames


def _decode_other_frames(image: Any, frames: int, format: Format) -> None:  # noqa: A002 - as above
    for number in range(1, frames):
        image.seek(number)
        image.load()


def _colour_notes(path: Path, image: Any) -> tuple[str, ...]:
    notes = []
    if image.mode == "CMYK":
        notes.append("cmyk")
    if image.format == camera_raw.FORMAT:
        notes.append("developed" if image.is_developed else "camera_raw")
    if image.mode.startswith(("I", "F")) or _bits(path, image) > 8:
        notes.append("deep_colour")
    if getattr(image, "is_animated", False) and image.format in ("GIF", "WEBP", "PNG", "AVIF"):
        notes.append("animated")
    return tuple(notes)


def _bits(path: Path, image: Any) -> int:
    """Of one colour, in the file: what Pillow decodes has eight."""
    if image.format == "TIFF":
        return max(image.tag_v2.get(BITS_A_SAMPLE, (8,)), default=8)
    if image.format == "PNG":
        with path.open("rb") as file:
            return file.read(25)[24]  # the first chunk is the head
    return int(image.info.get("bit_depth") or 8)


def _preview(image: Any) -> str:
    image.thumbnail((PREVIEW, PREVIEW))
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=70)
    return b64encode(out.getvalue()).decode()


# --- documents --------------------------------------------------------------------------------------------------------


def _document(path: Path, format: Format, notes: tuple[str, ...]) -> Look:  # noqa: A002 - as above
    if format.name not in ("pdf", "ai", "eps"):
        return _office(path, format, notes)
    with path.open("rb") as file:
        is_postscript = file.read(4) in (postscript.TEXT, postscript.IN_PARTS)
    return _postscript(path, format, notes) if is_postscript else _pdf(path, format, notes)


def _postscript(path: Path, format: Format, notes: tuple[str, ...]) -> Look:  # noqa: A002 - as above
    """It is looked at and never run."""
    try:
        inside = postscript.inside(path)
    except postscript.BrokenPostScript as broken:
        raise FileRefused("broken_document") from broken
    found: list[Proposal] = []
    try:
        found += from_packet(inside.xmp)
    except UnsafeXml:
        notes += ("unsafe_xmp",)
    except (BrokenXml, ValueError, KeyError, TypeError, AttributeError):
        notes += ("broken_xmp",)
    said = {(each.field, each.value) for each in found}
    found += [each for each in from_iptc(inside.iptc) if (each.field, each.value) not in said]
    seen = postscript.seen(inside.previews)
    if seen is None:
        notes += ("no_picture",)
    if not inside.has_end:
        notes += ("no_end",)
    shown = _preview(on_ground(seen, WHITE)) if seen is not None else ""
    return Look(format.name, preview=shown, notes=notes, proposals=tuple(found))


def _pdf(path: Path, format: Format, notes: tuple[str, ...]) -> Look:  # noqa: A002 - as above
    """Whole: its end is there; and open to every reader, which finds its way when the table is wrong."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - PDF_TAIL))
        if b"%%EOF" not in file.read():
            raise FileRefused("broken_document")
    try:
        paper = read_paper(path)
    except BrokenPaper as broken:
        raise FileRefused("broken_document") from broken
    if paper.locked:
        raise FileRefused("encrypted")
    if paper.pages > DOCUMENT_PAGES:
        raise FileRefused("too_many_pages", pages=paper.pages, most=DOCUMENT_PAGES)
    return Look(format.name, notes=(*notes, *paper.notes), proposals=paper.proposals)


def _office(path: Path, format: Format, notes: tuple[str, ...]) -> Look:  # noqa: A002 - as above
    try:
        with zipfile.ZipFile(path) as bundle:
            entries = bundle.infolist()
            refuse_bomb(entries)
            if any(entry.flag_bits & 1 for entry in entries):
                raise FileRefused("encrypted")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise FileRefused("broken_document") from broken
    return Look(format.name, notes=notes)


def refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    """What a zip's list promises, before anything is unpacked.

    Raises:
        FileRefused: far more than anything honest.
    """
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    swollen = unpacked > BUNDLE.small and unpacked / packed > BUNDLE.ratio
    if len(entries) > BUNDLE.entries or unpacked > BUNDLE.unpacked or swollen:
        raise FileRefused("bomb")
