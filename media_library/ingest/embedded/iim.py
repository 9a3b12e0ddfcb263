"""IPTC-IIM: the older of the two ways in which agencies write captions into pictures. Pure: bytes in, datasets out."""

from collections.abc import Iterator

RECORD_APPLICATION = 2
CODED_CHARACTER_SET = (1, 90)
UTF_8 = b"\x1b%G"
BEGINS = b"\x1c"
LARGEST = 256 * 1024
PHOTOSHOP = b"8BIM"
IPTC_RESOURCE = 0x0404

NAMES = {
    5: "title",
    15: "category",
    25: "keyword",
    40: "instructions",
    55: "date",
    60: "time",
    80: "creator",
    85: "creator_job",
    90: "city",
    92: "sublocation",
    95: "province",
    101: "country",
    105: "headline",
    110: "credit",
    115: "source",
    116: "rights",
    120: "caption",
    122: "caption_writer",
}


def datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, number and content of each dataset; ends where the block is broken."""
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        record, number, length = block[at + 1], block[at + 2], int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if length & 0x8000:  # an extended length: so many bytes of length follow
            width = length & 0x7FFF
            if width > 4:
                return
            length = int.from_bytes(block[at : at + width], "big")
            at += width
        if length > LARGEST or at + length > len(block):
            return
        yield record, number, block[at : at + length]
        at += length


def in_photoshop(resources: bytes) -> bytes:
    """The IPTC block among Photoshop's resources (JPEG APP13); nothing where there is none."""
    return resource(resources, IPTC_RESOURCE)


def resource(resources: bytes, wanted: int) -> bytes:
    """One of Photoshop's resources, by its number."""
    at = resources.find(PHOTOSHOP)
    while 0 <= at <= len(resources) - 12:
        if resources[at : at + 4] != PHOTOSHOP:
            return b""
        number = int.from_bytes(resources[at + 4 : at + 6], "big")
        name = resources[at + 6] + 1
        at += 6 + name + name % 2
        length = int.from_bytes(resources[at : at + 4], "big")
        at += 4
        if number == wanted:
            return resources[at : at + length]
        at += length + length % 2
    return b""


def read(block: bytes) -> tuple[dict[str, list[bytes]], str]:
    """What the application record says, by name, and the encoding that the block declares, if it does."""
    said: dict[str, list[bytes]] = {}
    declared = ""
    for record, number, content in datasets(block):
        if (record, number) == CODED_CHARACTER_SET and content.startswith(UTF_8):
            declared = "utf-8"
        elif record == RECORD_APPLICATION and number in NAMES and content.strip(b"\0 "):
            said.setdefault(NAMES[number], []).append(content)
    return said, declared
