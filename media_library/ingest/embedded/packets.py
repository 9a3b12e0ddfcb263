"""Where a picture keeps its XMP packet and its IPTC block: each kind of file has places of its own, and programs have theirs.

Pure but for GIF, whose packet Pillow does not tell of. What is found is read by `xmp` and `iim`.
"""

import re
from pathlib import Path
from typing import Any

from media_library.ingest.embedded import iim

TIFF_XMP, TIFF_IPTC, TIFF_PHOTOSHOP = 700, 33723, 34377
# as ImageMagick keeps it in a PNG: a name, a length, and the bytes in letters
IN_LETTERS = re.compile(r"\s*\w+\s+\d+\s+([0-9a-fA-F\s]*)\Z")
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


def iptc_of(image: Any) -> bytes:
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
