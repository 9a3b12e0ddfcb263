"""XMP: the packet of RDF in which today's programs write what a picture shows and whose it is. Pure."""

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element

from media_library.ingest.safe_xml import BrokenXml, UnsafeXml, parse

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
TIFF = "{http://ns.adobe.com/tiff/1.0/}"
REGIONS = "{http://www.metadataworkinggroup.com/schemas/regions/}"
MP = "{http://ns.microsoft.com/photo/1.2/}"
MP_REGION = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
CC = "{http://creativecommons.org/ns#}"
LARGEST = 2 * 1024 * 1024
DEFAULT = "x-default"

# no letter of XML; some programs write their cameras' rubbish all the same
NO_LETTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEGREES = re.compile(r"(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?([NSEW])")

Words = dict[str, str]


class Packet:
    """The properties of a packet, however they were written: as elements or as attributes, in one description or many."""

    def __init__(self, content: bytes) -> None:
        """
        Raises:
            UnsafeXml: entities, or deeper than anything honest.
            BrokenXml: no XML.
        """
        if len(content) > LARGEST:
            raise UnsafeXml("too large")
        root = _parsed(content)
        rdf = root if root.tag == f"{RDF}RDF" else next(root.iter(f"{RDF}RDF"), None)
        if rdf is None:
            raise BrokenXml("no RDF")
        self.properties: dict[str, Element | str] = {}
        for description in rdf.findall(f"{RDF}Description"):
            for name, value in description.attrib.items():
                if not name.startswith((RDF, "{http://www.w3.org/XML/")):
                    self.properties.setdefault(name, value)
            for child in description:
                self.properties.setdefault(child.tag, child)

    def text(self, name: str) -> str:
        """One value; the first of a list, the default of a set of languages."""
        words = self.words(name)
        return words.get(DEFAULT) or next(iter(words.values()), "")

    def words(self, name: str) -> Words:
        """Values by language; one without a language stands under `x-default`."""
        return dict(reversed([*self._values(name)]))

    def values(self, name: str) -> list[str]:
        return [value for _language, value in self._values(name)]

    def structures(self, name: str) -> list[dict[str, str]]:
        """A list of structures, each with its fields; a set of languages counts with its first."""
        found = self.properties.get(name)
        if not isinstance(found, Element):
            return []
        return [
            _fields(item)
            for item in (found.iter(f"{RDF}li") if found.find(".//" + f"{RDF}li") is not None else [found])
        ]

    def _values(self, name: str) -> Iterator[tuple[str, str]]:
        found = self.properties.get(name)
        if found is None:
            return
        if isinstance(found, str):
            yield DEFAULT, found.strip()
            return
        yield from _values_of(found)


def _parsed(content: bytes) -> Element:
    """As it is; and where that is no XML, without what is no letter."""
    if content[:2] in (b"\0<", b"<\0", b"\xfe\xff", b"\xff\xfe"):
        order = "utf-16-be" if content[:2] in (b"\0<", b"\xfe\xff") else "utf-16-le"
        content = content.decode(order, errors="replace").lstrip("\ufeff").encode(errors="replace")
    content = content.strip(b"\0 \r\n\t")
    with suppress(BrokenXml):
        return parse(content)
    return parse(NO_LETTERS.sub("", content.decode(errors="replace")).encode())


def position(latitude: str, longitude: str) -> tuple[float, float] | None:
    """In degrees: XMP writes `18,40.25N`."""
    found = [DEGREES.fullmatch(said.strip()) for said in (latitude, longitude)]
    parts = [
        (float(one[1]) + float(one[2] or 0) / 60 + float(one[3] or 0) / 3600) * (-1 if one[4] in "SW" else 1)
        for one in found
        if one is not None
    ]
    if len(parts) < 2 or not (abs(parts[0]) <= 90 and abs(parts[1]) <= 180) or parts == [0, 0]:
        return None
    return round(parts[0], 6), round(parts[1], 6)


def _values_of(element: Element) -> Iterator[tuple[str, str]]:
    items = list(element.iter(f"{RDF}li"))
    for item in items or [element]:
        value = (
            (item.text or "").strip()
            or item.get(f"{RDF}resource", "")
            or (element.get(f"{RDF}resource", "") if not items else "")
        )
        if value:
            yield item.get(LANG, DEFAULT), value


def _fields(item: Element) -> dict[str, str]:
    inner = item.find(f"{RDF}Description")
    holder = inner if inner is not None else item
    fields = {name: value.strip() for name, value in holder.attrib.items() if not name.startswith(RDF)}
    for child in holder:
        value = next((value for _language, value in _values_of(child)), "")
        if value:
            fields.setdefault(child.tag, value)
    return fields
