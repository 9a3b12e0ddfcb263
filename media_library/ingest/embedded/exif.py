"""EXIF: what the camera wrote: when, where, with what, and the few words people put into it. Pure: reads Pillow's tags."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

IFD, GPS = 0x8769, 0x8825
DESCRIPTION, MAKE, MODEL, ARTIST, COPYRIGHT, ORIENTATION = 0x010E, 0x010F, 0x0110, 0x013B, 0x8298, 0x0112
TAKEN, DIGITISED, CHANGED = 0x9003, 0x9004, 0x0132
COMMENT = 0x9286
OFFSET_TAKEN, OFFSET_DIGITISED = 0x9011, 0x9012
# `2024:05:19 08:30:00`; cameras of the first years put other signs between
WRITTEN = re.compile(r"\s*(\d{4})[:/-](\d\d?)[:/-](\d\d?)[ T:]+(\d\d?):(\d\d)(?::(\d\d))?")
# Windows Explorer's own: UTF-16 without a mark
EXPLORER = {0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "author", 0x9C9E: "keywords", 0x9C9F: "subject"}


@dataclass(frozen=True, slots=True)
class Moment:
    """`zoned`: the camera said which offset it meant."""

    at: datetime
    zoned: bool


def moment(exif: Any) -> Moment | None:
    inner = exif.get_ifd(IFD)
    for value, offset in (
        (inner.get(TAKEN), inner.get(OFFSET_TAKEN)),
        (inner.get(DIGITISED), inner.get(OFFSET_DIGITISED)),
        (exif.get(CHANGED), None),
    ):
        read = _moment(value, offset)
        if read is not None:
            return read
    return None


def _moment(value: Any, offset: Any) -> Moment | None:
    found = WRITTEN.match(str(value))
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone follows
    except ValueError:
        return None
    if at.year < 1900:
        return None
    zone = _zone(str(offset or "").strip("\0 "))
    return Moment(at.replace(tzinfo=zone), zoned=True) if zone else Moment(at, zoned=False)


def _zone(offset: str) -> timezone | None:
    if offset in ("Z", "+00:00", "-00:00"):
        return UTC
    try:
        hours, minutes = offset[1:].split(":")
        span = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-span if offset[0] == "-" else span)
    except (ValueError, IndexError):
        return None


def place(exif: Any) -> tuple[float, float] | None:
    """Latitude and longitude in degrees."""
    tags = exif.get_ifd(GPS)
    try:
        latitude, longitude = _degrees(tags[2], tags[1], "S"), _degrees(tags[4], tags[3], "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180 and not (latitude == 0 and longitude == 0)
    return (latitude, longitude) if on_earth and not math.isnan(latitude + longitude) else None


def _degrees(parts: Any, half: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if str(half).strip("\0 ").upper() == negative else value, 6)


def camera(exif: Any) -> str:
    """`NIKON Z 8`: the maker is named once."""
    maker, model = (as_text(exif.get(tag)) for tag in (MAKE, MODEL))
    if maker and model.lower().startswith(maker.split()[0].lower()):
        return model
    return f"{maker} {model}".strip()


def explorer_words(exif: Any) -> dict[str, str]:
    found = {}
    for tag, name in EXPLORER.items():
        value = exif.get(tag)
        if value:
            raw = bytes(value) if not isinstance(value, str) else value.encode("latin-1", errors="ignore")
            words = raw.decode("utf-16-le", errors="ignore").split("\0", 1)[0].strip()
            if words:
                found[name] = words
    return found


def comment(exif: Any) -> bytes:
    """What people wrote with their cameras' own programs; eight bytes before it name its encoding."""
    value = as_bytes(exif.get_ifd(IFD).get(COMMENT))
    named, words = value[:8], value[8:]
    if named == b"UNICODE\0":
        high, low = words[::2].count(0), words[1::2].count(0)
        order = getattr(exif, "endian", None) or "<"
        order = ">" if high > low else "<" if low > high else order
        return words.decode("utf-16-be" if order == ">" else "utf-16-le", errors="ignore").split("\0", 1)[0].encode()
    words = words if named in (b"ASCII\0\0\0", b"\0" * 8, b" " * 8) else value
    plain = words.split(b"\0", 1)[0].strip()
    if len(plain) < 2:  # a comment in letters of two bytes, which forgot to say so
        return b""
    return b"" if any(byte < 32 and byte not in b"\t\r\n" for byte in plain) else plain


def as_bytes(value: Any) -> bytes:
    """Text tags as they were stored: Pillow reads them as Latin-1, whatever they are."""
    if isinstance(value, bytes):
        return value
    try:
        return str(value or "").encode("latin-1")
    except UnicodeEncodeError:
        return str(value).encode()


def as_text(value: Any) -> str:
    return str(value or "").strip("\0 ") if not isinstance(value, bytes) else value.decode("latin-1").strip("\0 ")
