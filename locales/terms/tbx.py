"""The term base for translation tools: TBX-Basic (ISO 30042:2019, DCA style). Here its names meet ours.

A forbidden term is TBX's "deprecated" one; the readers a term is for are its `customerSubset`. Writes only.
"""

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as Xml

from django.utils.translation import override

from locales.languages import SOURCE
from locales.terms.models import Audience, Concept, Term, Usage

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATUS = {
    Usage.PREFERRED: "preferredTerm-admn-sts",
    Usage.ADMITTED: "admittedTerm-admn-sts",
    Usage.ABBREVIATION: "admittedTerm-admn-sts",
    Usage.FORBIDDEN: "deprecatedTerm-admn-sts",
}


def written(terms: Iterable[Term]) -> bytes:
    """The terms, in the order they come in; those of one concept stand together."""
    root = Xml.Element("tbx", {"type": "TBX-Basic", "style": "dca", LANG: SOURCE, "xmlns": NAMESPACE})
    head = Xml.SubElement(Xml.SubElement(root, "tbxHeader"), "fileDesc")
    Xml.SubElement(Xml.SubElement(head, "titleStmt"), "title").text = "Thuật ngữ thông tin đối ngoại tỉnh Nghệ An"
    Xml.SubElement(Xml.SubElement(head, "sourceDesc"), "p").text = "Bảng thuật ngữ đã duyệt"
    body = Xml.SubElement(Xml.SubElement(root, "text"), "body")
    with override("en"):  # the names of the domains are the file's, not the reader's
        for _code, of_concept in groupby(terms, key=lambda term: term.concept.code):
            _write_concept(body, list(of_concept))
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _write_concept(body: Xml.Element, terms: list[Term]) -> None:
    concept: Concept = terms[0].concept
    entry = Xml.SubElement(body, "conceptEntry", {"id": f"c-{concept.code}"})
    _typed(entry, "descrip", "subjectField", str(concept.get_domain_display()))
    for note in (concept.note_vi, concept.note_en):
        if note:
            Xml.SubElement(entry, "note").text = note
    for lang, of_language in groupby(sorted(terms, key=lambda term: term.language), key=lambda term: term.language):
        section = Xml.SubElement(entry, "langSec", {LANG: lang})
        definition = {"vi": concept.definition_vi, "en": concept.definition_en}.get(lang)
        if definition:
            _typed(section, "descrip", "definition", definition)
        for term in of_language:
            _write_term(section, term)


def _write_term(section: Xml.Element, term: Term) -> None:
    said = Xml.SubElement(section, "termSec")
    Xml.SubElement(said, "term").text = term.text
    _typed(said, "termNote", "administrativeStatus", STATUS[Usage(term.usage)])
    if term.usage == Usage.ABBREVIATION:
        _typed(said, "termNote", "termType", "abbreviation")
    if term.audience != Audience.GENERAL:
        _typed(said, "admin", "customerSubset", term.audience)
    if term.source:
        _typed(said, "admin", "source", term.source)
    for note in (term.reason, term.note):
        if note:
            Xml.SubElement(said, "note").text = note


def _typed(parent: Xml.Element, name: str, kind: str, text: str) -> None:
    Xml.SubElement(parent, name, {"type": kind}).text = text
