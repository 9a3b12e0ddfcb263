"""What a file is, read from its content: what a browser says of it is never asked, and its name only where the content is two
things at once (`as_named`). Pure: bytes in.

Knows what the library takes, and by name what it does not take, so that a refusal can say what the file really is.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from media_library.ingest.cameras import raw_of

HEAD = 64 * 1024
LARGEST_DIRECTORY = 8 * 1024 * 1024  # of a zip: some 80,000 names

IMAGE, VIDEO, AUDIO, DOCUMENT, DRAWING, SUBTITLES, ARCHIVE = (
    "image", "video", "audio", "document", "drawing", "subtitles", "archive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """`extension` is the one under which a file of this kind is stored; `spoken` is its name among people."""

    name: str
    kind: str
    extension: str
    mime: str
    spoken: str
    aliases: tuple[str, ...] = ()

    @property
    def extensions(self) -> frozenset[str]:
        return frozenset({self.extension, *self.aliases})


FORMATS = {
    made.name: made
    for made in (
        Format("jpeg", IMAGE, "jpg", "image/jpeg", "JPEG", ("jpeg", "jpe", "jfif", "mpo")),
        Format("png", IMAGE, "png", "image/png", "PNG", ("apng",)),
        Format("gif", IMAGE, "gif", "image/gif", "GIF"),
        Format("webp", IMAGE, "webp", "image/webp", "WebP"),
        Format("tiff", IMAGE, "tif", "image/tiff", "TIFF", ("tiff",)),
        Format("heif", IMAGE, "heic", "image/heic", "HEIC", ("heif", "hif")),
        Format("avif", IMAGE, "avif", "image/avif", "AVIF"),
        Format("bmp", IMAGE, "bmp", "image/bmp", "BMP", ("dib",)),
        Format("jp2", IMAGE, "jp2", "image/jp2", "JPEG 2000", ("jpf", "jpx")),
        Format("j2k", IMAGE, "j2k", "image/j2c", "JPEG 2000", ("j2c", "jpc")),
        Format("psd", IMAGE, "psd", "image/vnd.adobe.photoshop", "Photoshop"),
        Format("psb", IMAGE, "psb", "image/vnd.adobe.photoshop", "Photoshop"),
        Format("dng", IMAGE, "dng", "image/x-adobe-dng", "RAW (DNG)"),
        Format("cr2", IMAGE, "cr2", "image/x-canon-cr2", "RAW (Canon)"),
        Format("cr3", IMAGE, "cr3", "image/x-canon-cr3", "RAW (Canon)"),
        Format("nef", IMAGE, "nef", "image/x-nikon-nef", "RAW (Nikon)", ("nrw",)),
        Format("arw", IMAGE, "arw", "image/x-sony-arw", "RAW (Sony)", ("sr2",)),
        Format("raf", IMAGE, "raf", "image/x-fuji-raf", "RAW (Fujifilm)"),
        Format("orf", IMAGE, "orf", "image/x-olympus-orf", "RAW (Olympus)", ("ori",)),
        Format("rw2", IMAGE, "rw2", "image/x-panasonic-rw2", "RAW (Panasonic)", ("raw", "rwl")),
        Format("pef", IMAGE, "pef", "image/x-pentax-pef", "RAW (Pentax)"),
        Format("svg", DRAWING, "svg", "image/svg+xml", "SVG", ("svgz",)),
        Format("mp4", VIDEO, "mp4", "video/mp4", "MP4", ("m4v", "3gp", "3g2")),
        Format("mov", VIDEO, "mov", "video/quicktime", "MOV", ("qt",)),
        Format("webm", VIDEO, "webm", "video/webm", "WebM"),
        Format("mkv", VIDEO, "mkv", "video/x-matroska", "Matroska"),
        Format("mxf", VIDEO, "mxf", "application/mxf", "MXF"),
        Format("mts", VIDEO, "mts", "video/mp2t", "MPEG-TS", ("m2ts", "m2t", "ts")),
        Format("mpg", VIDEO, "mpg", "video/mpeg", "MPEG", ("mpeg", "vob", "m2p")),
        Format("avi", VIDEO, "avi", "video/x-msvideo", "AVI"),
        Format("wmv", VIDEO, "wmv", "video/x-ms-wmv", "Windows Media", ("asf",)),
        Format("flv", VIDEO, "flv", "video/x-flv", "Flash Video"),
        Format("ogv", VIDEO, "ogv", "video/ogg", "Ogg", ("ogg", "ogm")),
        Format("dv", VIDEO, "dv", "video/x-dv", "DV", ("dif",)),
        Format("mp3", AUDIO, "mp3", "audio/mpeg", "MP3"),
        Format("wav", AUDIO, "wav", "audio/wav", "WAV", ("wave",)),
        Format("m4a", AUDIO, "m4a", "audio/mp4", "M4A", ("m4b", "mp4", "mov", "3gp")),
        Format("flac", AUDIO, "flac", "audio/flac", "FLAC"),
        Format("ogg", AUDIO, "ogg", "audio/ogg", "Ogg", ("oga", "opus")),
        Format("aac", AUDIO, "aac", "audio/aac", "AAC"),
        Format("aiff", AUDIO, "aiff", "audio/aiff", "AIFF", ("aif", "aifc")),
        Format("wma", AUDIO, "wma", "audio/x-ms-wma", "Windows Media", ("asf",)),
        Format("amr", AUDIO, "amr", "audio/amr", "AMR"),
        Format("weba", AUDIO, "weba", "audio/webm", "WebM", ("webm",)),
        Format("mka", AUDIO, "mka", "audio/x-matroska", "Matroska", ("mkv",)),
        Format("pdf", DOCUMENT, "pdf", "application/pdf", "PDF"),
        Format("ai", DOCUMENT, "ai", "application/vnd.adobe.illustrator", "Illustrator"),
        Format("eps", DOCUMENT, "eps", "application/postscript", "EPS", ("epsf", "epsi", "ps")),
        Format(
            "docx", DOCUMENT, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
        ),
        Format("xlsx", DOCUMENT, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
        Format(
            "pptx",
            DOCUMENT,
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "PowerPoint",
        ),
        Format("odt", DOCUMENT, "odt", "application/vnd.oasis.opendocument.text", "OpenDocument"),
        Format("ods", DOCUMENT, "ods", "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"),
        Format("odp", DOCUMENT, "odp", "application/vnd.oasis.opendocument.presentation", "OpenDocument"),
        Format("epub", DOCUMENT, "epub", "application/epub+zip", "EPUB"),
        Format("srt", SUBTITLES, "srt", "application/x-subrip", "SubRip"),
        Format("vtt", SUBTITLES, "vtt", "text/vtt", "WebVTT"),
        Format("zip", ARCHIVE, "zip", "application/zip", "ZIP"),
    )
}
GZIP = b"\x1f\x8b"
CAMERA_RAW = frozenset({"dng", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2", "pef"})
RAW, OLD_OFFICE, SIDECAR = "RAW", "Word or Excel before 2007", "XMP"
# recognised, so that the refusal can name them
NOT_TAKEN = {
    b"<?xpacket": SIDECAR,
    b"<x:xmpmeta": SIDECAR,
    b"MZ": "a Windows program",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"Rar!": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    GZIP: "gzip",
    b"\xd0\xcf\x11\xe0": OLD_OFFICE,
    b"FOVb": RAW,
    b"\0MRM": RAW,
    b"II\x1a\0\0\0HEAP": RAW,
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"%!PS": "PostScript",
    b"gimp xcf ": "GIMP",
    b"v/1\x01": "OpenEXR",
    b"#?RADIANCE": "Radiance HDR",
    b"#!": "a script",
    b"{\\rtf": "RTF",
}
TOLD_APART = {RAW: "raw", OLD_OFFICE: "old_office", SIDECAR: "sidecar"}  # refused in words of their own
# what programs pack as a zip of their own says in its first part whose it is
PACKED_BY = {
    b"application/x-vnd.corel": "CorelDRAW",
    b"application/vnd.corel": "CorelDRAW",
    b"application/x-krita": "Krita",
    b"image/openraster": "OpenRaster",
}
OTHER_PICTURES = frozenset({"JPEG XL", "PostScript", "GIMP", "OpenEXR", "Radiance HDR", *PACKED_BY.values()})

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})
FILM_BRANDS = frozenset({b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"qt  "})
SOUND_BRANDS = frozenset({b"M4A ", b"M4B "})
IN_CHUNKS = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi", b"AIFF": "aiff", b"AIFC": "aiff"}
BITMAP_HEADS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})  # how long the second head of a BMP is
PACKETS = ((0, 188), (4, 192))  # of transport streams: where the first begins, and how long each is
MAGIC = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"II+\0": "tiff",
    b"MM\0+": "tiff",
    b"8BPS\0\1": "psd",
    b"8BPS\0\2": "psb",
    b"\0\0\0\x0cjP  ": "jp2",
    b"\xff\x4f\xff\x51": "j2k",
    b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02": "mxf",
    b"\0\0\1\xba": "mpg",
    b"fLaC": "flac",
    b"OggS": "ogg",
    b"ID3": "mp3",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "wmv",
    b"FLV\1": "flv",
    b"\x1f\x07\x00": "dv",
    b"#!AMR": "amr",
    b"\xc5\xd0\xd3\xc6": "eps",
}
# envelopes that hold a recording where they hold no picture
WITHOUT_PICTURE = {"mp4": "m4a", "mov": "m4a", "wmv": "wma", "webm": "weba", "mkv": "mka"}
# of PostScript, which is a printer's else
ENCAPSULATED = re.compile(rb"%!PS-Adobe-[\d.]+ EPSF|%!PS.{,2000}?Adobe Illustrator", re.DOTALL)
BY_ILLUSTRATOR = frozenset({"pdf", "eps"})
XML_DECLARED = re.compile(rb"\A\s*<\?xml\s[^>]*\?>")
# of CorelDRAW, Apple's office and Java
PARTS_OF_PROGRAMS = frozenset(
    {"content/riffData.cdr", "content/root.dat", "Index/Document.iwa", "META-INF/MANIFEST.MF"}
)
OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}


def sniff(path: Path) -> Format | None:
    """The format, or None for what the library does not know. A broken file of a known kind is still of that kind."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        inside = _inside_zip(path, head)
        return FORMATS[inside] if inside else None
    name = _by_magic(head) or _by_text(_unpacked(head))
    return FORMATS[name] if name else None


def as_named(path: Path, format: Format, name: str) -> Format:  # noqa: A002 - as below
    """What Illustrator saves is a PDF, in older days PostScript, with a part of its own; it is opened as either. Which of the two
    it was meant to be, its name says."""
    if format.name not in BY_ILLUSTRATOR or not name.lower().endswith(".ai"):
        return format
    with path.open("rb") as file:
        return FORMATS["ai"] if b"Illustrator" in file.read(16 * HEAD) else format


def _unpacked(head: bytes) -> bytes:
    """Drawings are also sent as one file of gzip, which is a kind of SVG."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD) if head.startswith(GZIP) else head
    except zlib.error:
        return head


def picture(head: bytes) -> str:
    """The name of the picture's format; nothing where it begins like none."""
    name = _by_magic(head)
    return name if name and FORMATS[name].kind == IMAGE else ""


def named(head: bytes) -> str:
    """What an unknown file is, in a word; nothing where that is not known either."""
    if declared := _declared(head):
        return next((words for begins, words in PACKED_BY.items() if declared.startswith(begins)), "")
    if head.startswith(b"RIFF") and head[8:11].upper() == b"CDR":
        return "CorelDRAW"
    head = XML_DECLARED.sub(b"", head.removeprefix(b"\xef\xbb\xbf")).lstrip()
    return next((words for magic, words in NOT_TAKEN.items() if head.startswith(magic)), "")


def name_notes(name: str, format: Format) -> tuple[str, ...]:  # noqa: A002 - the word of the trade
    """A note where a name ends as files of another kind do."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in format.extensions:
        return ()
    known = any(ending in each.extensions for each in FORMATS.values())
    return ("mislabelled",) if known else ()


def _by_magic(head: bytes) -> str:
    raw = raw_of(head)
    if raw:
        return raw
    named = next((name for magic, name in MAGIC.items() if head.startswith(magic)), "")
    if named:
        return "ogv" if named == "ogg" and b"\x80theora" in head[:4096] else named
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in BITMAP_HEADS:
        return "bmp"
    if head[:4] in (b"RIFF", b"RF64", b"FORM") and head[8:12] in IN_CHUNKS:
        return IN_CHUNKS[head[8:12]]
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        return _iso_media(head)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:64] else "mkv"
    if any(all(head[at : at + 1] == b"G" for at in range(first, 4 * step, step)) for first, step in PACKETS):
        return "mts"
    if ENCAPSULATED.match(head):
        return "eps"
    return _by_frames(head) or ("pdf" if b"%PDF-" in head[:1024] else "")


def _by_frames(head: bytes) -> str:
    """Sound without an envelope: each frame begins with eleven bits that are set, and with numbers that mean something."""
    if len(head) < 4 or head[0] != 0xFF:
        return ""
    if head[1] & 0xF6 == 0xF0:
        return "aac" if head[2] >> 2 & 0xF < 13 else ""  # its samples a second
    means_something = head[2] >> 4 != 0xF and head[2] >> 2 & 3 != 3 and head[1] & 0x18 != 0x08
    return "mp3" if head[1] & 0xE6 in (0xE2, 0xE4, 0xE6) and means_something else ""


def _iso_media(head: bytes) -> str:
    if head[4:8] != b"ftyp":
        return "mov"  # QuickTime of before brands
    length = int.from_bytes(head[:4], "big")
    major = head[8:12]
    brands = {major, *(head[at : at + 4] for at in range(16, min(length, 256), 4))}
    if major in AVIF_BRANDS or (major in (b"mif1", b"msf1") and brands & AVIF_BRANDS):
        return "avif"
    if major in HEIF_BRANDS:
        return "heif"
    if major in SOUND_BRANDS:
        return "m4a"
    if brands & HEIF_BRANDS and not brands & FILM_BRANDS:
        return "heif"
    return "mov" if major == b"qt  " else "mp4"


def _by_text(head: bytes) -> str:
    try:
        text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="ignore")
    except UnicodeError:
        return ""
    start = text.lstrip()
    if start.startswith("WEBVTT"):
        return "vtt"
    lines = [line.strip() for line in start.splitlines()[:4]]
    if len(lines) > 1 and lines[0].isdigit() and " --> " in lines[1]:
        return "srt"
    if start.startswith("<") and "<svg" in text:
        return "svg"
    return ""


def _inside_zip(path: Path, head: bytes) -> str:
    """Word, EPUB and their like are zips that say so in their first entries. Nothing for those of other programs: what they are
    made of is no heap of files that somebody sends."""
    declared = _declared(head)
    if declared:
        for name in ("epub", "odt", "ods", "odp"):
            if declared.startswith(FORMATS[name].mime.encode()):
                return name
        return ""
    try:
        if zip_directory_size(path) > LARGEST_DIRECTORY:
            return "zip"
        with zipfile.ZipFile(path) as bundle:
            names = bundle.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        # the list of its parts is at the end; of one that was cut off, the first parts tell what it was
        begun = b"[Content_Types].xml" in head
        return next((kind for part, kind in OFFICE.items() if begun and part.encode() in head), "zip")
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in OFFICE.items() if any(name.startswith(part) for name in names)), "zip")
    return "" if PARTS_OF_PROGRAMS.intersection(names) else "zip"


def _declared(head: bytes) -> bytes:
    """The kind that a program writes first into its zip, by itself and plain; nothing where that is not what comes first."""
    begins_so = head.startswith(b"PK\x03\x04") and head[8:10] == b"\0\0" and head[26:30] == b"\x08\0\0\0"
    return head[38:120] if begins_so and head[30:38] == b"mimetype" else b""


def zip_directory_size(path: Path) -> int:
    """How large the list of a zip's entries says it is, before anything reads it; zip64 counts as too large.

    Raises:
        zipfile.BadZipFile: it has none.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile("no end of the central directory")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    return LARGEST_DIRECTORY + 1 if entries == 0xFFFF and length == 0xFFFFFFFF else length
