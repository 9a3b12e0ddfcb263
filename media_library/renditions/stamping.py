"""Sets what a file says of itself into an encoded picture, without touching its pixels.

A caption in one more language costs a copy, not an encoding. What stood in these places before is gone. Pure: bytes in,
bytes out; the containers are those that `media_library.renditions.rendering` writes.
"""

import struct
import zlib
from dataclasses import dataclass

XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\x00"
EXIF_IN_JPEG = b"Exif\x00\x00"
LONGEST_SEGMENT = 65_533
XMP_IN_PNG = b"XML:com.adobe.xmp"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Ready packets: XMP, EXIF (a TIFF), and the resource block with the older IPTC record, which JPEG alone has."""

    xmp: bytes
    exif: bytes
    iptc: bytes


class NoPlaceError(Exception):
    """The file has no place for a stamp: it is none of ours."""


def stamp(content: bytes, kind: str, given: Stamp) -> bytes:
    """The same picture, with the stamp inside. A GIF stays as it is.

    Raises:
        NoPlaceError: the file is not built as its kind says.
    """
    if kind == "jpeg":
        return _jpeg(content, given)
    if kind == "webp":
        return _webp(content, given)
    if kind == "avif":
        return _avif(content, given)
    return _png(content, given) if kind == "png" else content


# --- JPEG: segments ---------------------------------------------------------------------------------------------------


def _jpeg(content: bytes, given: Stamp) -> bytes:
    """JFIF first, then ours; other applications' segments stay, but for those that ours replace."""
    if content[:2] != b"\xff\xd8":
        raise NoPlaceError("no JPEG")
    first, others, at = [], [], 2
    while content[at : at + 1] == b"\xff" and content[at + 1] != 0xDA:
        marker, (length,) = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])
        segment = content[at : at + 2 + length]
        if marker == 0xE0:
            first.append(segment)
        elif marker not in (0xE1, 0xED):
            others.append(segment)
        at += 2 + length
    if content[at : at + 2] != b"\xff\xda":
        raise NoPlaceError("no picture in the JPEG")
    ours = [
        _segment(0xE1, EXIF_IN_JPEG + given.exif),
        _segment(0xE1, XMP_IN_JPEG + given.xmp),
        _segment(0xED, given.iptc) if given.iptc else b"",
    ]
    return b"".join([b"\xff\xd8", *first, *ours, *others, content[at:]])


def _segment(marker: int, payload: bytes) -> bytes:
    if len(payload) > LONGEST_SEGMENT:
        raise NoPlaceError(f"{len(payload)} bytes are too many for a segment")
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload


# --- WebP: chunks of RIFF ---------------------------------------------------------------------------------------------


def _webp(content: bytes, given: Stamp) -> bytes:
    if content[:4] != b"RIFF" or content[8:16] != b"WEBPVP8X":
        raise NoPlaceError("no extended WebP")
    chunks, at = [], 12
    while at + 8 <= len(content):
        name, (length,) = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])
        if name not in (b"EXIF", b"XMP "):
            chunks.append((name, content[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    chunks += [(b"EXIF", given.exif), (b"XMP ", given.xmp)]
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2) for name, payload in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


# --- AVIF: items of ISO base media ------------------------------------------------------------------------------------


def _avif(content: bytes, given: Stamp) -> bytes:
    """Each item's data is in the last box, `mdat`; `iloc` says where. Both are written anew, with the same fields."""
    boxes = _boxes(content, 0, len(content))
    if [name for name, _start, _end in boxes] != [b"ftyp", b"meta", b"mdat"]:
        raise NoPlaceError("no AVIF of ours")
    _name, meta_start, meta_end = boxes[1]
    inside = {name: (start, end) for name, start, end in _boxes(content, meta_start + 12, meta_end)}
    items_start, items_end = inside[b"iinf"]
    told = {
        content[start + 16 : start + 20]: struct.unpack(">H", content[start + 12 : start + 14])[0]
        for _name, start, _end in _boxes(content, items_start + 14, items_end)
    }
    if not {b"Exif", b"mime"} <= set(told):
        raise NoPlaceError("no place for metadata")
    replaced = {told[b"Exif"]: struct.pack(">I", 0) + given.exif, told[b"mime"]: given.xmp}
    data_at = boxes[2][1] + 8
    head, data = bytearray(content[:data_at]), bytearray()
    start, end = inside[b"iloc"]
    if content[start + 8] != 0 or content[start + 12 : start + 14] != b"\x44\x00":
        raise NoPlaceError("places of another size than ours")
    for at in range(start + 16, end, 14):
        item, _reference, extents, offset, length = struct.unpack(">HHHII", content[at : at + 14])
        if extents != 1:
            raise NoPlaceError("an item in pieces")
        payload = replaced.get(item, content[offset : offset + length])
        head[at + 6 : at + 14] = struct.pack(">II", data_at + len(data), len(payload))
        data += payload
    head[data_at - 8 : data_at - 4] = struct.pack(">I", len(data) + 8)
    return bytes(head + data)


def _boxes(content: bytes, start: int, end: int) -> list[tuple[bytes, int, int]]:
    found = []
    while start + 8 <= end:
        (size,) = struct.unpack(">I", content[start : start + 4])
        if size < 8 or start + size > end:
            raise NoPlaceError("a box of impossible size")
        found.append((content[start + 4 : start + 8], start, start + size))
        start += size
    return found


# --- PNG: chunks ------------------------------------------------------------------------------------------------------


def _png(content: bytes, given: Stamp) -> bytes:
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise NoPlaceError("no PNG")
    after_head = 8 + 25
    text = XMP_IN_PNG + b"\0\0\0\0\0" + given.xmp
    rest, at = [], after_head
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        chunk = content[at : at + 12 + length]
        if chunk[4:8] != b"eXIf" and not chunk[8:].startswith(XMP_IN_PNG):
            rest.append(chunk)
        at += 12 + length
    ours = _png_chunk(b"iTXt", text) + _png_chunk(b"eXIf", given.exif)
    return content[:after_head] + ours + b"".join(rest)


def _png_chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))
