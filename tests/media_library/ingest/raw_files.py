"""Cameras' RAW files, made small: what the sensor sees of a drawing, in the envelopes of their makers."""

import struct
from fractions import Fraction

import numpy as np
from PIL import Image

Value = bytes | int | tuple[int, ...] | list[float] | str
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, SRATIONAL = 1, 2, 3, 4, 5, 7, 10
JPEG_PACKED, OF_SENSOR, OF_JPEG = 7, 32803, 6
TO_SRGB = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)
Tags = dict[int, tuple[int, Value]]


def tiff(*pages: Tags, inside: tuple[Tags, ...] = (), data: tuple[bytes, ...] = (), magic: bytes = b"II*\0") -> bytes:
    """`inside`: the pages within the first one. A value of `b"@3"` is the place of the fourth of `data`; `b"#2"` that of the
    third page inside."""
    head, at = bytearray(magic + struct.pack("<I", 8)), 8
    for last in [*pages, *inside]:
        at = _page_end(at, last)
    places = []
    for content in data:
        places.append(at)
        at += len(content) + len(content) % 2
    starts, begin = [], 8
    for each in [*pages, *inside]:
        starts.append(begin)
        begin = _page_end(begin, each)
    out = bytes(head)
    for number, each in enumerate([*pages, *inside]):
        following = starts[number + 1] if number + 1 < len(pages) else 0
        out += _page(each, starts[number], following, places, starts[len(pages) :])
    return out + b"".join(content + b"\0" * (len(content) % 2) for content in data)


def _packed(kind: int, value: Value, places: list[int], inner: list[int]) -> tuple[int, bytes]:
    if isinstance(value, bytes) and value[:1] == b"@" and kind == LONG:
        value = places[int(value[1:])]
    if isinstance(value, bytes) and value[:1] == b"#" and kind == LONG:
        value = inner[int(value[1:])]
    if isinstance(value, str):
        value = value.encode() + b"\0"
    if isinstance(value, bytes):
        return len(value), value
    if isinstance(value, list):
        parts = [Fraction(each).limit_denominator(10_000) for each in value]
        sign = "i" if kind == SRATIONAL else "I"
        return len(value), b"".join(struct.pack(f"<{sign}{sign}", part.numerator, part.denominator) for part in parts)
    values = value if isinstance(value, tuple) else (value,)
    return len(values), struct.pack(f"<{len(values)}{'H' if kind == SHORT else 'B' if kind == BYTE else 'I'}", *values)


def _page_end(at: int, tags: Tags) -> int:
    longer = [len(_packed(kind, value, [0] * 99, [0] * 99)[1]) for kind, value in tags.values()]
    return at + 6 + 12 * len(tags) + sum(length + length % 2 for length in longer if length > 4)


def _page(tags: Tags, at: int, following: int, places: list[int], inner: list[int]) -> bytes:
    table, rest, begin = struct.pack("<H", len(tags)), b"", at + 6 + 12 * len(tags)
    for tag, (kind, value) in sorted(tags.items()):
        count, packed = _packed(kind, value, places, inner)
        if len(packed) > 4:
            slot = struct.pack("<I", begin + len(rest))
            rest += packed + b"\0" * (len(packed) % 2)
        else:
            slot = packed.ljust(4, b"\0")
        table += struct.pack("<HHI", tag, kind, count) + slot
    return table + struct.pack("<I", following) + rest


def seen_by_sensor(image: Image.Image) -> bytes:
    """Red, green and blue in turns, as light: sixteen bits each."""
    light = (np.asarray(image.convert("RGB"), dtype=np.float64) / 255) ** 2.2 * 65_535
    mosaic = np.empty(light.shape[:2], dtype="<u2")
    for row, column, colour in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[row::2, column::2] = light[row::2, column::2, colour]
    return mosaic.tobytes()


def points(size: tuple[int, int], place: bytes) -> Tags:
    return {
        254: (LONG, 0),
        256: (LONG, size[0]),
        257: (LONG, size[1]),
        258: (SHORT, 16),
        259: (SHORT, 1),
        262: (SHORT, OF_SENSOR),
        273: (LONG, place),
        277: (SHORT, 1),
        278: (LONG, size[1]),
        279: (LONG, size[0] * size[1] * 2),
        33421: (SHORT, (2, 2)),
        33422: (BYTE, (0, 1, 1, 2)),
        50714: (SHORT, 0),
        50717: (LONG, 65_535),
    }


COLOURS: Tags = {
    50706: (BYTE, (1, 4, 0, 0)),
    50707: (BYTE, (1, 1, 0, 0)),
    50708: (ASCII, "Camera of Vinh"),
    50721: (SRATIONAL, list(TO_SRGB)),
    50728: (RATIONAL, [1.0, 1.0, 1.0]),
    50778: (SHORT, 21),
}


def dng(
    sensor: Image.Image,
    *,
    picture: bytes = b"",
    size: tuple[int, int] = (0, 0),
    turned: int = 1,
    also: Tags | None = None,
    colours: int = 1,
) -> bytes:
    """`picture`: a JPEG of that size, as the camera developed it. `colours`: as EXIF names them."""
    noted: Tags = {0xA001: (SHORT, colours)}
    said: Tags = {271: (ASCII, "Vinh"), 272: (ASCII, "Camera"), 274: (SHORT, turned), **COLOURS, **(also or {})}
    if not picture:
        return tiff(points(sensor.size, b"@0") | said, data=(seen_by_sensor(sensor),))
    shown: Tags = {
        254: (LONG, 1),
        256: (LONG, size[0]),
        257: (LONG, size[1]),
        258: (SHORT, (8, 8, 8)),
        259: (SHORT, JPEG_PACKED),
        262: (SHORT, OF_JPEG),
        273: (LONG, b"@1"),
        277: (SHORT, 3),
        278: (LONG, size[1]),
        279: (LONG, len(picture)),
        330: (LONG, b"#0"),
        0x8769: (LONG, b"#1"),
    }
    return tiff(shown | said, inside=(points(sensor.size, b"@0"), noted), data=(seen_by_sensor(sensor), picture))


MAKERS = {
    "nef": ("NIKON CORPORATION", "NIKON D90"),
    "arw": ("SONY", "DSLR-A700"),
    "pef": ("PENTAX Corporation", "PENTAX K-5"),
    "rw2": ("Panasonic", "DMC-LX3"),
}


def of_maker(
    name: str, sensor: Image.Image, *, picture: bytes = b"", size: tuple[int, int] = (0, 0), turned: int = 1
) -> bytes:
    """As its cameras write it, unpacked: a thumbnail, the picture, and the sensor's points within."""
    if name == "dng":
        return dng(sensor, picture=picture, size=size, turned=turned)
    maker, model = MAKERS[name]
    said: Tags = {271: (ASCII, maker), 272: (ASCII, model), 274: (SHORT, turned)}
    seen = seen_by_sensor(sensor)
    if name == "rw2":
        return tiff(points(sensor.size, b"@0") | {280: (LONG, b"@0")} | said, data=(seen,), magic=b"IIU\0")
    if not picture:
        return tiff(points(sensor.size, b"@0") | said, data=(seen,))
    thumbnail: Tags = {
        254: (LONG, 1),
        256: (LONG, 16),
        257: (LONG, 16),
        258: (SHORT, (8, 8, 8)),
        259: (SHORT, 1),
        262: (SHORT, 2),
        273: (LONG, b"@2"),
        277: (SHORT, 3),
        278: (LONG, 16),
        279: (LONG, 768),
        330: (LONG, b"#0"),
    }
    shown: Tags = {254: (LONG, 1), 256: (LONG, size[0]), 257: (LONG, size[1]), 259: (SHORT, 6)} | {
        513: (LONG, b"@1"),
        514: (LONG, len(picture)),
    }
    return tiff(thumbnail | said, shown, inside=(points(sensor.size, b"@0"),), data=(seen, picture, bytes(768)))
