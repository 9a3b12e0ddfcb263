"""What a file says of its own rights: the XMP packet inside every picture that leaves the house.

IPTC Photo Metadata 2025.1. Pure but for reading the asset's own relations. Captions in all languages are not in it yet.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.clearing import facts_of
from media_library.licences import TERMS, Licence
from media_library.source_types import uri

if TYPE_CHECKING:  # pictures are drawn with their statement inside
    from media_library.models import Asset

PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"  # the same in every XMP packet: Adobe XMP specification part 1, 7.3.2


@dataclass(frozen=True, slots=True)
class RightsStatement:
    """Who made it, whose it is, how to credit it, what may be done with it, and whether a machine made it."""

    creator: str
    credit: str
    owner: str
    usage_terms: str
    licence_url: str
    source_type: str
    source: str = ""
    guid: str = ""
    ai_system: str = ""
    ai_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""

    def xmp(self) -> bytes:
        """An XMP packet, the same bytes for the same statement."""
        parts = [
            _ordered("dc:creator", "Seq", self.creator),
            _in_language("dc:rights", f"© {self.owner}" if self.owner else ""),
            _plain("photoshop:Credit", self.credit),
            _plain("photoshop:Source", self.source),
            _plain("xmpRights:Marked", "True"),
            _ordered("xmpRights:Owner", "Bag", self.owner),
            _in_language("xmpRights:UsageTerms", self.usage_terms),
            _plain("xmpRights:WebStatement", self.licence_url),
            _plain("Iptc4xmpExt:DigitalSourceType", self.source_type),
            _plain("Iptc4xmpExt:DigImageGUID", self.guid),
            _plain("Iptc4xmpExt:AISystemUsed", self.ai_system),
            _plain("Iptc4xmpExt:AISystemVersionUsed", self.ai_version),
            _plain("Iptc4xmpExt:AIPromptInformation", self.ai_prompt),
            _plain("Iptc4xmpExt:AIPromptWriterName", self.ai_prompt_writer),
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


def statement_of(asset: "Asset") -> RightsStatement:
    """The statement of an asset; the owner by the name it carries today, in Vietnamese."""
    # a file is one for all languages; English names the licence to the widest circle
    terms = {
        Licence.CC_BY: "Creative Commons Attribution 4.0 International",
        Licence.PRESS: "Press use by partners, unaltered, with the credit line",
        Licence.INTERNAL: "Internal: not for release",
    }
    facts, record = facts_of(asset), asset.rights
    licence = Licence(facts.effective_licence)
    limits = [terms[licence]]
    if record is not None and record.live:
        limits += [f"Uses: {', '.join(record.uses)}"] if record.uses else []
        limits += [f"Territories: {', '.join(record.territories)}"] if record.territories else []
        limits += [record.terms.strip()] if record.terms.strip() else []
    if facts.last_day is not None:
        limits.append(f"Until {facts.last_day.isoformat()}")
    made_by_ai = asset.made_by_ai
    return RightsStatement(
        creator=asset.creator,
        credit=asset.credit_in(SOURCE_LANGUAGE),
        owner=_owner(asset),
        usage_terms=". ".join(limits),
        licence_url=TERMS[licence].url,
        source_type=uri(asset.digital_source_type),
        source=asset.source,
        guid=str(asset.uid),
        ai_system=asset.ai_system if made_by_ai else "",
        ai_version=asset.ai_version if made_by_ai else "",
        ai_prompt=asset.ai_prompt if made_by_ai else "",
        ai_prompt_writer=asset.ai_prompt_writer if made_by_ai else "",
    )


def _owner(asset: "Asset") -> str:
    """Whose it is: the record's holder, or the agency that owns it."""
    record = asset.rights
    if record is not None and record.live and (record.holder_name or record.holder is not None):
        return record.holder_name or (record.holder.name_in(SOURCE_LANGUAGE) if record.holder is not None else "")
    return asset.owner.name_in(SOURCE_LANGUAGE) if asset.owner is not None else ""


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _ordered(name: str, kind: str, value: str) -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}></{name}>" if value else ""


def _in_language(name: str, value: str, language: str = "x-default") -> str:
    if not value:
        return ""
    return f"<{name}><rdf:Alt><rdf:li xml:lang={quoteattr(language)}>{escape(value)}</rdf:li></rdf:Alt></{name}>"
