"""What clips and recordings say of themselves in their envelopes: MP4, MOV, Matroska, ID3, AVI and WAV with their broadcast
extension. Pure: names and values in.
"""

import re
from collections.abc import Iterator, Mapping

from media_library.ingest.embedded.reading import Proposal, from_packet, say
from media_library.ingest.embedded.wording import Wording, of_envelope
from media_library.ingest.safe_xml import BrokenXml, UnsafeXml

APPLE = "com.apple.quicktime."
FIELDS = {
    "title": ("title", f"{APPLE}title", f"{APPLE}displayname"),
    "caption": ("description", "comment", "synopsis", f"{APPLE}description", f"{APPLE}comment"),
    "creator": ("artist", "author", "composer", f"{APPLE}author", f"{APPLE}artist"),
    "copyright": ("copyright", f"{APPLE}copyright"),
    "keyword": ("keywords", f"{APPLE}keywords"),
    "taken_at": (f"{APPLE}creationdate", "creation_time", "origination_date", "date"),
    "gps": ("location", f"{APPLE}location.iso6709"),
    "camera": (f"{APPLE}model", "model"),
}
WHERE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_envelope(told: Mapping[str, str]) -> Iterator[Proposal]:
    """What a packet of XMP inside says, then one for each field: of several names, the first that says something."""
    said = list(_of_packet(told.get("xmp") or _spelled_out(told.get("id3v2_priv.xmp", ""))))
    yield from said
    known = {(each.field, each.value) for each in said}
    yield from (each for each in _of_names(told) if (each.field, each.value) not in known)


def _of_packet(xmp: str) -> list[Proposal]:
    """Editing programs write one into what they export; a broken one is no broken clip."""
    try:
        return list(from_packet(xmp.encode(errors="replace")))
    except (UnsafeXml, BrokenXml, ValueError):
        return []


def _spelled_out(private: str) -> str:
    """Of MP3: what ffmpeg tells in signs of its own, letter by letter."""
    content = re.sub(
        rb"\\x([0-9a-fA-F]{2})", lambda found: bytes([int(found[1], 16)]), private.encode(errors="replace")
    )
    return content.decode(errors="replace")


def _of_names(told: Mapping[str, str]) -> Iterator[Proposal]:
    for field, names in FIELDS.items():
        value = next((told[name] for name in names if told.get(name)), "")
        if field == "keyword":
            for word in value.replace(";", ",").split(","):
                yield from say(field, _wording(word), "file")
        elif field == "gps":
            found = WHERE.match(value)
            if found:
                yield Proposal(field, f"{float(found[1])}, {float(found[2])}", "file")
        elif field == "taken_at":
            if DAY.match(value):
                yield Proposal(field, re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value), "file")
        else:
            yield from say(field, _wording(value), "file")


def _wording(value: str) -> Wording:
    """`media_library.clips.footage.told_in` keeps bytes that are no UTF-8 as they are."""
    return of_envelope(value.encode(errors="surrogateescape"))
