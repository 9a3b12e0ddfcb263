"""Writes a rights statement as the packets that files carry: XMP, EXIF, and the older IPTC record of JPEG. Pure.

XMP has everything, in every language. EXIF and IPTC-IIM have what old readers look for there, in the source language:
creator, credit, copyright, caption, keywords; IIM's fields are as short as its standard of 1991 made them.
https://www.iptc.org/std/photometadata/specification/ · http://www.metadataworkinggroup.com (guidelines 2.0)
"""

import struct
from collections.abc import Iterable, Mapping
from hashlib import md5
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.renditions.stamping import Stamp
from media_library.rights.statements import Location, RightsStatement, Words

PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"  # the same in every XMP packet: Adobe XMP specification part 1, 7.3.2
LONGEST_XMP = 65_000  # what fits into one segment of a JPEG, with room for its head
MOST_PEOPLE, MOST_PLACES = 50, 10  # with which it fits, whatever is entered, once every caption stays away
PLUS_DATA_MINING = "http://ns.useplus.org/ldf/vocab/"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
IMAGE_DESCRIPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298  # EXIF tags
# 72 points an inch, and where colour is measured: pictures for screens have no other
REQUIRED = {0x011A: 72.0, 0x011B: 72.0, 0x0128: 2, 0x0213: 1}


def stamp_of(statement: RightsStatement, shown: Mapping[int, Any] | None = None) -> Stamp:
    """The same bytes for the same statement. `shown`: EXIF tags by which the picture is to be shown; otherwise as it is drawn here."""
    return Stamp(xmp=xmp(statement), exif=exif(statement, shown), iptc=iptc(statement))


# --- XMP --------------------------------------------------------------------------------------------------------------


def xmp(statement: RightsStatement) -> bytes:
    """The packet. Should every language together be too long for a JPEG, the last ones of the captions stay away."""
    said = (statement.captions, statement.alts, statement.titles, statement.keywords)
    told = [tag for words in said for tag in words or {}]
    languages = list(dict.fromkeys(told))
    packet = _packet(statement, languages)
    while len(packet) > LONGEST_XMP and languages:
        languages.pop()
        packet = _packet(statement, languages)
    return packet


def _packet(statement: RightsStatement, languages: list[str]) -> bytes:
    licensor, words = statement.licensor, {}
    for name, said in (("title", statement.titles), ("caption", statement.captions), ("alt", statement.alts)):
        words[name] = _in(said or {}, languages)
    parts = [
        _alternatives("dc:title", words["title"]),
        _alternatives("dc:description", words["caption"]),
        _alternatives("Iptc4xmpCore:AltTextAccessibility", words["alt"]),
        _list("dc:creator", "Seq", [statement.creator]),
        _list("dc:subject", "Bag", _keywords(statement, languages)),
        _alternatives("dc:rights", statement.notices),
        _plain("photoshop:Headline", statement.headline),
        _plain("photoshop:DateCreated", statement.created.isoformat(timespec="seconds") if statement.created else ""),
        _plain("photoshop:Credit", statement.credit),
        _plain("photoshop:Source", statement.source),
        _plain("xmpRights:Marked", "True"),
        _list("xmpRights:Owner", "Bag", [statement.owner]),
        _alternatives("xmpRights:UsageTerms", statement.usage_terms),
        _plain("xmpRights:WebStatement", statement.web_statement),
        _structure("plus:CopyrightOwner", {"plus:CopyrightOwnerName": statement.owner}),
        _structure(
            "plus:Licensor",
            {
                "plus:LicensorName": licensor.name,
                "plus:LicensorURL": licensor.url,
                "plus:LicensorEmail": licensor.email,
            },
        ),
        _plain("plus:DataMining", PLUS_DATA_MINING + statement.data_mining if statement.data_mining else ""),
        _list("Iptc4xmpExt:PersonInImage", "Bag", statement.people[:MOST_PEOPLE]),
        _locations(statement.locations[:MOST_PLACES], languages),
        _alternatives("Iptc4xmpExt:Event", {SOURCE_LANGUAGE: statement.event} if statement.event else {}),
        _plain("Iptc4xmpExt:DigitalSourceType", statement.source_type),
        _plain("Iptc4xmpExt:DigImageGUID", statement.guid),
        _plain("Iptc4xmpExt:AISystemUsed", statement.ai_system),
        _plain("Iptc4xmpExt:AISystemVersionUsed", statement.ai_version),
        _plain("Iptc4xmpExt:AIPromptInformation", statement.ai_prompt),
        _plain("Iptc4xmpExt:AIPromptWriterName", statement.ai_prompt_writer),
    ]
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return (
        f'<?xpacket begin="\ufeff" id="{PACKET_ID}"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    rows = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{rows}</rdf:{kind}></{name}>" if rows else ""


def _alternatives(name: str, words: Words) -> str:
    if not words:
        return ""
    told = [("x-default", next(iter(words.values()))), *words.items()]
    rows = "".join(f"<rdf:li xml:lang={quoteattr(tag)}>{escape(text)}</rdf:li>" for tag, text in told)
    return f"<{name}><rdf:Alt>{rows}</rdf:Alt></{name}>"


def _structure(name: str, fields: dict[str, str]) -> str:
    """A list of one structure; nothing where no field has a value."""
    rows = "".join(_plain(field, value) for field, value in fields.items())
    return f'<{name}><rdf:Seq><rdf:li rdf:parseType="Resource">{rows}</rdf:li></rdf:Seq></{name}>' if rows else ""


def _locations(locations: Iterable[Location], languages: list[str]) -> str:
    """Each by its name in every language, and, for readers that know the parts of an address only, as one of them."""
    rows = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + _alternatives("Iptc4xmpExt:LocationName", _in(one.names, [SOURCE_LANGUAGE, *languages]))
        + _plain(f"Iptc4xmpExt:{one.part}", _first(one.names))
        + "</rdf:li>"
        for one in locations
    )
    return f"<Iptc4xmpExt:LocationShown><rdf:Bag>{rows}</rdf:Bag></Iptc4xmpExt:LocationShown>" if rows else ""


def _in(words: Words, languages: Iterable[str]) -> Words:
    return {tag: text for tag, text in words.items() if tag in languages}


def _keywords(statement: RightsStatement, languages: Iterable[str]) -> list[str]:
    """One list, as the standard has it, the source language's first; of two languages that say the same, once."""
    told = (word for tag, words in statement.keywords.items() if tag in languages for word in words)
    return list(dict.fromkeys(told))


# --- EXIF -------------------------------------------------------------------------------------------------------------


def exif(statement: RightsStatement, shown: Mapping[int, Any] | None = None) -> bytes:
    """A TIFF with three texts, in UTF-8 as the Metadata Working Group asks, and with what EXIF requires of every JPEG."""
    tags: Any = Image.Exif()
    tags.update({**REQUIRED, **(shown or {})})
    told = {
        IMAGE_DESCRIPTION: _first(statement.captions),
        ARTIST: statement.creator,
        COPYRIGHT: _first(statement.notices),
    }
    for tag, text in told.items():
        if text:
            tags[tag] = text.encode() + b"\0"
    return bytes(tags.tobytes()).removeprefix(b"Exif\x00\x00")


def _first(words: Words | None) -> str:
    return next(iter((words or {}).values()), "")


# --- IPTC-IIM ---------------------------------------------------------------------------------------------------------


def iptc(statement: RightsStatement) -> bytes:
    """Photoshop's resource block with the record, and the digest by which readers see that XMP says the same."""
    fields = [
        (2, 5, _first(statement.titles), 64),
        *((2, 25, word, 64) for word in _keywords(statement, statement.keywords)),
        (2, 55, f"{statement.created:%Y%m%d}" if statement.created else "", 8),
        (2, 60, f"{statement.created:%H%M%S%z}" if statement.created else "", 11),
        (2, 80, statement.creator, 32),
        (2, 105, statement.headline, 256),
        (2, 110, statement.credit, 32),
        (2, 115, statement.source, 32),
        (2, 116, _first(statement.notices), 128),
        (2, 120, _first(statement.captions), 2000),
    ]
    record = _dataset(1, 90, b"\x1b%G") + _dataset(2, 0, b"\x00\x04")
    record += b"".join(_dataset(number, field, _cut(text, most)) for number, field, text, most in fields if text)
    digest = md5(record, usedforsecurity=False).digest()
    return b"Photoshop 3.0\x00" + _resource(0x0404, record) + _resource(0x0425, digest)


def _dataset(record: int, field: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, field, len(value)) + value


def _resource(number: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)


def _cut(text: str, most: int) -> bytes:
    """At most so many bytes, never half a character."""
    return text.encode()[:most].decode(errors="ignore").rstrip().encode()
