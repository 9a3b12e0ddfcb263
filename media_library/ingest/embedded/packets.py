"""Where a picture keeps its XMP packet and its IPTC block: each kind of file has places of its own, and programs have theirs.

Pure but for GIF, whose packet Pillow does not tell of. What is found is read by `xmp` and `iim`.
"""

import re
import struct
from pathlib import Path
from typing import Any

from media_library.ingest.embedded import iim, xmp

TIFF_XMP, TIFF_IPTC, TIFF_PHOTOSHOP = 700, 33723, 34377
# as ImageMagick keeps it in a PNG: a name, a length, and the bytes in letters
IN_LETTERS = re.compile(r"\s*\w+\s+\d+\s+([0-9a-fA-F\s]*)\Z")
# of a JPEG: what has no room in one segment
IPTC_SEGMENT, XMP_EXTENSION = b"Photoshop 3.0\0", b"http://ns.adobe.com/xmp/extension/\0"
GIF_BEGINS, GIF_ENDS = b"\x21\xff\x0bXMP DataXMP", b"\x01\xff\xfe"
MOST_OF_A_GIF = 4 * 1024 * 1024


def xmp_of(image: Any) -> bytes:
    content = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if not content and hasattr(image, "tag_v2"):
        content = image.tag_v2.get(TIFF_XMP, b"")
    if not content and image.format == "GIF":
        content = _in_gif(image)
    if not content:
        content = _in_letters(image, "xmp")
    if isinstance(content, tuple):
        content = bytes(content)
    return content.encode() if isinstance(content, str) else bytes(content)


def extended_xmp_of(image: Any) -> bytes:
    """The second packet of a JPEG, in pieces under one name. As large as that of phones, it holds pictures and no words."""
    named: dict[bytes, dict[int, bytes]] = {}
    lengths: dict[bytes, int] = {}
    for segment in _segments(image, "APP1", XMP_EXTENSION):
        name, (length, at) = segment[:32], struct.unpack_from(">II", segment, 32)
        named.setdefault(name, {})[at] = segment[40:]
        lengths[name] = length
    main = xmp_of(image)
    name = next((each for each in named if each in main), b"")
    content = b"".join(piece for _at, piece in sorted(named.get(name, {}).items()))
    return content if len(content) == lengths.get(name, 0) <= xmp.LARGEST else b""


def comment_of(image: Any) -> bytes:
    """What stands beside the picture, of whoever wrote it."""
    content = image.info.get("comment") or (image.info.get("Comment") if image.format == "PNG" else b"") or b""
    return content.encode(errors="replace") if isinstance(content, str) else bytes(content)


def _segments(image: Any, kind: str, begins: bytes) -> list[bytes]:
    return [
        content[len(begins) :]
        for name, content in getattr(image, "applist", ())
        if name == kind and content.startswith(begins)
    ]


def iptc_of(image: Any) -> bytes:
    segments = _segments(image, "APP13", IPTC_SEGMENT)
    if segments:
        # one after the other, a list of resources that was too long for one; or each a list of its own
        return next((block for each in (b"".join(segments), *segments) if (block := iim.in_photoshop(each))), b"")
    resources = image.info.get("photoshop")
    if isinstance(resources, dict) and iim.IPTC_RESOURCE in resources:
        return bytes(resources[iim.IPTC_RESOURCE])
    if isinstance(resources, bytes):
        return iim.in_photoshop(resources)
    if hasattr(image, "tag_v2"):
        return _in_tiff(image.tag_v2)
    block = _in_letters(image, "iptc")
    return iim.in_photoshop(block) if block.startswith(iim.PHOTOSHOP) else block


def _in_tiff(tags: Any) -> bytes:
    """As it stands in the file: programs call the block bytes, or numbers of 32 bits, and Pillow reads one of those."""
    block = bytes(tags._tagdata.get(TIFF_IPTC, b""))
    if block[:1] == iim.BEGINS:
        return block
    swapped = b"".join(block[at : at + 4][::-1] for at in range(0, len(block), 4))
    if swapped[:1] == iim.BEGINS:
        return swapped
    photoshop = tags.get(TIFF_PHOTOSHOP)
    return iim.in_photoshop(photoshop) if isinstance(photoshop, bytes) else b""


def _in_letters(image: Any, name: str) -> bytes:
    told = image.info.get(f"Raw profile type {name}") or image.info.get(f"Raw profile type {name}".lower())
    found = IN_LETTERS.match(told) if isinstance(told, str) else None
    try:
        return bytes.fromhex("".join(found[1].split())) if found else b""
    except ValueError:
        return b""


def _in_gif(image: Any) -> bytes:
    path = str(getattr(image, "filename", "") or "")
    if not path:
        return b""
    with Path(path).open("rb") as file:
        content = file.read(MOST_OF_A_GIF)
    begin = content.find(GIF_BEGINS)
    end = content.find(GIF_ENDS, begin)
    return content[begin + len(GIF_BEGINS) : end] if 0 <= begin < end else b""
