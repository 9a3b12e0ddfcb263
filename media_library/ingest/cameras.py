"""Whose RAW file begins like this. Pure: the first bytes in, the format's name out, as `media_library.ingest.sniffing` has it."""

from io import BytesIO

from media_library.ingest import tiff

MAGIC = {
    b"FUJIFILMCCD-RAW": "raf",
    b"IIRO": "orf",
    b"IIRS": "orf",
    b"MMOR": "orf",
    b"IIU\0": "rw2",
}
MAKERS = {b"NIKON": "nef", b"SONY": "arw", b"PENTAX": "pef", b"RICOH": "pef"}


def raw_of(head: bytes) -> str:
    """Nothing where it is none, or one of a maker whose files nobody has tried."""
    if head[4:12] == b"ftypcrx ":
        return "cr3"
    if head[:4] == b"II*\0" and head[8:10] == b"CR":
        return "cr2"
    named = next((name for magic, name in MAGIC.items() if head.startswith(magic)), "")
    return named or (_of_tiff(head) if head[:4] in (b"II*\0", b"MM\0*") else "")


def _of_tiff(head: bytes) -> str:
    """As any TIFF, to all who do not look at its first page."""
    try:
        page = tiff.first_page(BytesIO(head))
    except tiff.BrokenTiff:
        return ""
    if tiff.DNG_VERSION in page.tags:
        return "dng"
    if not page.is_raw:
        return ""
    return next((name for maker, name in MAKERS.items() if page.maker.upper().startswith(maker)), "")
