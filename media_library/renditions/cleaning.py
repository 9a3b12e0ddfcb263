"""Leaves of an encoded picture what is needed to draw it: pixels, colours, transparency, movement. Everything else goes, such as
where and by which camera it was made, maker's notes, comments, previews, and what stands behind its end. The pixels are not
touched. Pure: bytes in, bytes out, in the containers that `media_library.renditions.stamping` sets a stamp into.

ITU-T T.81 annex B and T.871 (JPEG, JFIF) · https://www.w3.org/TR/png-3/ · RFC 9649 (WebP)
"""

import re
import struct

KINDS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp"}  # ends of names → what can be cleaned
APPLICATIONS, COMMENT, SCAN, END = range(0xE0, 0xF0), 0xFE, 0xDA, 0xD9
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in coded data: no stuffed byte, no restart
JFIF, PROFILE, ADOBE = (0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
OF_A_PNG = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
OF_A_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ALPH", b"ANIM", b"ANMF"))
WITH_ALPHA, WITH_EXIF, WITH_XMP = 0x10, 0x08, 0x04


class NotWholeError(Exception):
    """The file is not built as its kind says."""


def cleaned(content: bytes, kind: str) -> bytes:
    """`kind`: one of `KINDS`' values.

    Raises:
        NotWholeError
    """
    try:
        return {"jpeg": _jpeg, "png": _png, "webp": _webp}[kind](content)
    except (struct.error, IndexError) as short:
        raise NotWholeError("it ends too early") from short


def _jpeg(content: bytes) -> bytes:
    """Of what cameras put behind its end (previews, depth, films of phones), nothing."""
    if content[:2] != b"\xff\xd8":
        raise NotWholeError("no JPEG")
    kept, at = [b"\xff\xd8"], 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if content[at] != 0xFF:
            raise NotWholeError("no segment where one begins")
        marker = content[at + 1]
        if marker == END:
            return b"".join([*kept, b"\xff\xd9"])
        behind = at + 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
        kept.append(_segment(marker, content[at:behind]))
        at = behind
        if marker == SCAN:
            found = NEXT_MARKER.search(content, at)
            if found is None:
                raise NotWholeError("it has no end")
            kept.append(content[at : found.start()])
            at = found.start()


def _segment(marker: int, segment: bytes) -> bytes:
    """As it is, or nothing; of JFIF's without its preview."""
    if (marker, segment[4:9]) == JFIF:
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"
    kept = (marker, segment[4:16]) == PROFILE or (marker, segment[4:9]) == ADOBE
    return segment if kept or not (marker in APPLICATIONS or marker == COMMENT) else b""


def _png(content: bytes) -> bytes:
    if content[:8] != PNG_HEAD:
        raise NotWholeError("no PNG")
    kept, at, name = [PNG_HEAD], 8, b""
    while name != b"IEND":
        (length,) = struct.unpack(">I", content[at : at + 4])
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise NotWholeError("it ends too early")
        name = chunk[4:8]
        if name in OF_A_PNG:
            kept.append(chunk)
        at += len(chunk)
    return b"".join(kept)


def _webp(content: bytes) -> bytes:
    """As an extended one, which alone has places for a stamp: the flags say that they are there."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise NotWholeError("no WebP")
    chunks, at, end = [], 12, 8 + struct.unpack("<I", content[4:8])[0]
    while at + 8 <= end:
        name, (length,) = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])
        if at + 8 + length > len(content):
            raise NotWholeError("it ends too early")
        if name in OF_A_WEBP:
            chunks.append((name, content[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    first, head = chunks[0]
    if first != b"VP8X":
        head = _extended(first, head)
        chunks.insert(0, (b"VP8X", head))
    chunks[0] = (b"VP8X", bytes([head[0] | WITH_EXIF | WITH_XMP]) + head[1:])
    body = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _extended(name: bytes, coded: bytes) -> bytes:
    """The head of an extended file around one simple picture: flags, and the size less one."""
    if name == b"VP8 ":
        width, height, flags = *(side & 0x3FFF for side in struct.unpack("<HH", coded[6:10])), 0
    elif name == b"VP8L":
        (bits,) = struct.unpack("<I", coded[1:5])
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags = WITH_ALPHA if bits >> 28 & 1 else 0
    else:
        raise NotWholeError("no picture in it")
    return bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
