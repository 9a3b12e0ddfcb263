"""Colours that a file names by numbers and not by a profile: AVIF and HEIC (`nclx`), PNG (`cICP`, `gAMA`, `cHRM`), cameras that
were set to Adobe RGB (EXIF: `R03`). Made into the profile that they mean, so that all colours go one way. Pure: an opened file
in, a profile out.

High dynamic range is brought to what every screen shows: white where it was meant (203 nits), what is brighter pressed into
the last fifth. Numbers: ITU-T H.273; curves: ITU-R BT.2100, IEC 61966-2-1; profiles: ICC.1:2001.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

Pair = tuple[float, float]
Triple = tuple[float, float, float]
Curve = Callable[[float], float]

D65, D50, DCI_WHITE, C = (0.3127, 0.3290), (0.34567, 0.35850), (0.314, 0.351), (0.310, 0.316)
# red, green, blue and white of each space, by its number
PRIMARIES: dict[int, tuple[Pair, Pair, Pair, Pair]] = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), D65),
    4: ((0.670, 0.330), (0.210, 0.710), (0.140, 0.080), C),
    5: ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060), D65),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), D65),
    7: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), D65),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), D65),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), DCI_WHITE),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), D65),
}
ADOBE_RGB = ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060), D65)
OF_CAMERAS = frozenset({"JPEG", "MPO", "TIFF"})
EXIF, INTEROPERABILITY, COLOUR_SPACE = 0x8769, 0xA005, 0xA001
SRGB, SRGB_CURVE = 1, 13
LINEAR, PQ, HLG = 8, 16, 18
GAMMAS = {4: 2.2, 5: 2.8, 17: 2.6}
WHITE, BRIGHTEST, KNEE = 203.0, 1000.0, 0.8  # nits, nits, of white
STEPS = 4096
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
MOST_HEAD = 4 * 1024 * 1024  # of what is read to find the numbers
MOST_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Space:
    primaries: tuple[Pair, Pair, Pair, Pair]
    curve: Curve


def profile_of(file: IO[bytes], image: Any) -> bytes:
    """The profile that the file's numbers mean; nothing where it names none, or means sRGB. `image`: Pillow's, of that file."""
    reading = READINGS.get(image.format)
    if reading is None:
        return adobe_rgb() if image.format in OF_CAMERAS and is_adobe_rgb(image) else b""
    file.seek(0)
    try:
        space = reading(file.read(MOST_HEAD))
    except (struct.error, IndexError, ZeroDivisionError):
        return b""  # damaged numbers: as if there were none
    return _profile(space) if space is not None else b""


@cache
def adobe_rgb() -> bytes:
    return _profile(Space(ADOBE_RGB, _power(563 / 256)))


def is_adobe_rgb(image: Any) -> bool:
    """As the design rule for camera file systems (DCF 2.0) says it, and as some programs do."""
    try:
        exif = image.getexif()
        return str(exif.get_ifd(INTEROPERABILITY).get(1)).startswith("R03") or exif.get_ifd(EXIF).get(COLOUR_SPACE) == 2
    except (SyntaxError, struct.error, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError):
        return False  # damaged notes


def _numbered(primaries: int, transfer: int) -> Space | None:
    """Curves of television count as sRGB's: pictures are stored as they look on a screen."""
    special = transfer in (LINEAR, PQ, HLG) or transfer in GAMMAS
    if primaries not in PRIMARIES:
        primaries = SRGB
    if primaries == SRGB and not special:
        return None
    return Space(PRIMARIES[primaries], _curve(transfer))


# --- where the numbers are --------------------------------------------------------------------------------------------


def _space_of_png(content: bytes) -> Space | None:
    at, told = 8, {}
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        if name == b"IDAT":
            break
        told[name] = content[at + 8 : at + 8 + length]
        at += 12 + length
    if b"cICP" in told:
        return _numbered(told[b"cICP"][0], told[b"cICP"][1])
    if b"sRGB" in told or b"gAMA" not in told:
        return None
    gamma = struct.unpack(">I", told[b"gAMA"])[0] / 100_000
    primaries = PRIMARIES[SRGB]
    if b"cHRM" in told:
        x = [value / 100_000 for value in struct.unpack(">8I", told[b"cHRM"])]
        primaries = ((x[2], x[3]), (x[4], x[5]), (x[6], x[7]), (x[0], x[1]))
    usual = abs(gamma - 1 / 2.2) < 0.01
    if not 0.05 < gamma < 5 or (usual and _alike(primaries, PRIMARIES[SRGB])):
        return None
    return Space(primaries, _curve(SRGB_CURVE) if usual else _power(1 / gamma))


def _alike(some: tuple[Pair, ...], others: tuple[Pair, ...]) -> bool:
    return all(
        abs(a - b) < 0.01 for one, other in zip(some, others, strict=True) for a, b in zip(one, other, strict=True)
    )


def _space_of_boxes(content: bytes) -> Space | None:
    """The colours of the main item: properties stand in one list, and each item names those that are its own."""
    meta = next((inside for name, inside in _boxes(content) if name == b"meta"), b"")[4:]
    parts = dict(_boxes(meta))
    main = int.from_bytes(parts.get(b"pitm", b"")[4:], "big")
    properties: dict[bytes, bytes] = dict(_boxes(parts.get(b"iprp", b"")))
    listed = list(_boxes(properties.get(b"ipco", b"")))
    for number in _associated(properties.get(b"ipma", b""), main):
        name, inside = listed[number - 1] if 0 < number <= len(listed) else (b"", b"")
        if name == b"colr" and inside[:4] == b"nclx":
            return _numbered(*struct.unpack_from(">HH", inside, 4))
    return None


def _associated(box: bytes, main: int) -> Iterator[int]:
    version, wide = box[:1] >= b"\1", bool(int.from_bytes(box[:4], "big") & 1)
    (count,), at = struct.unpack_from(">I", box, 4) if box else (0,), 8
    for _entry in range(min(count, MOST_BOXES)):
        (item,) = struct.unpack_from(">I" if version else ">H", box, at)
        at += 4 if version else 2
        numbers = box[at]
        at += 1
        for _number in range(numbers):
            (value,) = struct.unpack_from(">H" if wide else ">B", box, at)
            at += 2 if wide else 1
            if item == main:
                yield value & (0x7FFF if wide else 0x7F)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _box in range(MOST_BOXES):
        if at + 8 > len(content):
            return
        size, name = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, at + 8)
            head = 16
        elif size == 0:
            size = len(content) - at
        if size < head:
            return
        yield name, content[at + head : at + size]
        at += size


READINGS = {"PNG": _space_of_png, "AVIF": _space_of_boxes, "HEIF": _space_of_boxes}


# --- curves: from a stored value to light, both of 1 ------------------------------------------------------------------


def _curve(transfer: int) -> Curve:
    if transfer in GAMMAS:
        return _power(GAMMAS[transfer])
    return {LINEAR: _power(1.0), PQ: _of_pq, HLG: _of_hlg}.get(transfer, _of_srgb)


def _power(exponent: float) -> Curve:
    return lambda value: value**exponent


def _of_srgb(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _of_pq(value: float) -> float:
    root = value ** (1 / 78.84375)
    nits = 10_000 * (max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)
    return _pressed(nits / WHITE)


def _of_hlg(value: float) -> float:
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = value * value / 3 if value <= 0.5 else (2.718281828459045 ** ((value - c) / a) + b) / 12
    return _pressed(BRIGHTEST * float(scene**1.2) / WHITE)


def _pressed(light: float) -> float:
    """As it is up to the knee; from there on, without a corner, so that the brightest is 1."""
    most = BRIGHTEST / WHITE
    if light <= KNEE:
        return light
    part, steep = min(1.0, (light - KNEE) / (most - KNEE)), (most - KNEE) / (1 - KNEE)
    bend = 1 / (steep - 1)
    return KNEE + (1 - KNEE) * part * (1 + bend) / (part + bend)


# --- the profile ------------------------------------------------------------------------------------------------------


def _profile(space: Space) -> bytes:
    """A matrix and one curve."""
    values = [round(65_535 * min(1.0, max(0.0, space.curve(step / (STEPS - 1))))) for step in range(STEPS)]
    curve = b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *values)
    columns = _columns(space.primaries)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 9) + b"numbered\0" + b"\0" * 78,
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": _xyz(_of_point(D50)),
        b"rXYZ": _xyz(columns[0]),
        b"gXYZ": _xyz(columns[1]),
        b"bXYZ": _xyz(columns[2]),
    }
    places, data, begin = [], b"", 128 + 4 + 12 * (len(tags) + 3)
    for name, value in (*tags.items(), (b"rTRC", curve)):
        places.append((name, begin + len(data), len(value)))
        data += value + b"\0" * (-len(value) % 4)
    shared = places[-1][1:]
    places += [(b"gTRC", *shared), (b"bTRC", *shared)]
    body = struct.pack(">I", len(places)) + b"".join(struct.pack(">4sII", *place) for place in places) + data
    head = struct.pack(">I4xI", 128 + len(body), 0x02400000) + b"mntrRGB XYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28
    return (head + _fixed(_of_point(D50))).ljust(128, b"\0") + body


def _columns(primaries: tuple[Pair, Pair, Pair, Pair]) -> tuple[Triple, Triple, Triple]:
    """Of the matrix from light to XYZ, under the white of profiles."""
    red, green, blue = (_of_point(point) for point in primaries[:3])
    white = _of_point(primaries[3])
    amounts = _times(_inverse(_turned((red, green, blue))), white)
    scaled = [
        (x * amount, y * amount, z * amount) for (x, y, z), amount in zip((red, green, blue), amounts, strict=True)
    ]
    there, wanted = _times(BRADFORD, white), _times(BRADFORD, _of_point(D50))
    back = _inverse(BRADFORD)

    def adapted(light: Triple) -> Triple:
        cones = _times(BRADFORD, light)
        return _times(
            back, (cones[0] * wanted[0] / there[0], cones[1] * wanted[1] / there[1], cones[2] * wanted[2] / there[2])
        )

    return adapted(scaled[0]), adapted(scaled[1]), adapted(scaled[2])


def _of_point(point: Pair) -> Triple:
    x, y = point
    return (x / y, 1.0, (1 - x - y) / y)


def _times(matrix: tuple[Triple, Triple, Triple], v: Triple) -> Triple:
    first, second, third = (row[0] * v[0] + row[1] * v[1] + row[2] * v[2] for row in matrix)
    return first, second, third


def _turned(matrix: tuple[Triple, Triple, Triple]) -> tuple[Triple, Triple, Triple]:
    first, second, third = zip(*matrix, strict=True)
    return first, second, third


def _inverse(m: tuple[Triple, Triple, Triple]) -> tuple[Triple, Triple, Triple]:
    (a, b, c), (d, e, f), (g, h, i) = m
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole),
        ((f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole),
        ((d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole),
    )


def _xyz(values: Triple) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _fixed(values: Triple) -> bytes:
    return struct.pack(">3i", *(round(value * 65_536) for value in values))
