"""What a file says of its own rights: the XMP packet inside every picture that leaves the house.

Pure but for reading the asset's own relations. Reading IPTC and XMP out of uploads is a later piece of work.
"""

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.licences import TERMS, Licence

SOURCE_TYPE_URI = "http://cv.iptc.org/newscodes/digitalsourcetype/"
PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"  # the same in every XMP packet: Adobe XMP specification part 1, 7.3.2


@dataclass(frozen=True, slots=True)
class RightsStatement:
    """Who made it, whose it is, how to credit it, and what may be done with it."""

    creator: str
    credit: str
    owner: str
    usage_terms: str
    licence_url: str
    source_type: str

    def xmp(self) -> bytes:
        """An XMP packet, the same bytes for the same statement."""
        parts = [
            _ordered("dc:creator", "Seq", self.creator),
            _in_language("dc:rights", f"© {self.owner}" if self.owner else ""),
            _plain("photoshop:Credit", self.credit),
            _plain("xmpRights:Marked", "True"),
            _ordered("xmpRights:Owner", "Bag", self.owner),
            _in_language("xmpRights:UsageTerms", self.usage_terms),
            _plain("xmpRights:WebStatement", self.licence_url),
            _plain("Iptc4xmpExt:DigitalSourceType", self.source_type),
        ]
        return (
            f'<?xpacket begin="\ufeff" id="{PACKET_ID}"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
            ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
            f"{''.join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>"
            '<?xpacket end="w"?>'
        ).encode()


def statement_of(asset: Any) -> RightsStatement:
    """The statement of a picture, clip or document; the owner by the name it carries today, in Vietnamese."""
    # a file is one for all languages; English names the licence to the widest circle
    terms = {
        Licence.CC_BY: "Creative Commons Attribution 4.0 International",
        Licence.PRESS: "Press use by partners, unaltered, with the credit line",
        Licence.INTERNAL: "Internal: not for release",
    }
    return RightsStatement(
        creator=asset.creator,
        credit=asset.credit,
        owner=asset.owner.name_in(SOURCE_LANGUAGE) if asset.owner_id else "",
        usage_terms=terms[Licence(asset.licence)],
        licence_url=TERMS[asset.licence].url,
        source_type=SOURCE_TYPE_URI + asset.digital_source_type,
    )


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _ordered(name: str, kind: str, value: str) -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}></{name}>" if value else ""


def _in_language(name: str, value: str, language: str = "x-default") -> str:
    if not value:
        return ""
    return f"<{name}><rdf:Alt><rdf:li xml:lang={quoteattr(language)}>{escape(value)}</rdf:li></rdf:Alt></{name}>"
