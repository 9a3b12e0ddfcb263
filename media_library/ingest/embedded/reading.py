"""From an opened picture to proposals: one for each thing that it says of itself, with where it says so.

Pure: reads what Pillow has found in the file. What is said twice in the same words is proposed once, by the most exact
of those who say it: XMP before IPTC, IPTC before EXIF.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from PIL.PngImagePlugin import iTXt

from media_library.ingest.embedded import exif, iim
from media_library.ingest.embedded import xmp as packet
from media_library.ingest.embedded.packets import comment_of, extended_xmp_of, iptc_of, xmp_of
from media_library.ingest.embedded.wording import Wording, encoding_of, of_text, read
from media_library.ingest.safe_xml import BrokenXml, UnsafeXml

LONGEST = 20_000  # of one value; what is longer is no caption
MOST = 200  # values of one picture
DAY = len("2026-05-19")
# cameras write their own names where a caption belongs, and programs copy them on into IPTC and XMP
OF_CAMERAS = re.compile(
    r"(?:<?\s*(?:konica minolta|minolta|olympus|samsung|kodak|sony|casio|toshiba|fujifilm|pentax|ricoh|epson|hp|vivitar)\s*)?"
    r"digital ?(?:still ?)?camera|exif[ _]jpeg(?:[ _]picture)?|dcim|sony dsc|samsung|default|ascii|screenshot|"
    r"my beautiful picture|file written by adobe photoshop.{0,12}",
    re.IGNORECASE,
)
OF_THE_CAMERA = ("gps", "camera")  # XMP repeats what EXIF says exactly


@dataclass(frozen=True, slots=True)
class Proposal:
    """`field`: what it would be in the library. `language`: a tag, or nothing where the file does not say.

    `doubt`: how the words were read where that is not certain; `literal`: the same bytes in the other reading.
    """

    field: str
    value: str
    origin: str
    language: str = ""
    doubt: str = ""
    literal: str = ""

    def as_json(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Said:
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]  # codes of what could not be read


def read_embedded(image: Any) -> Said:
    """What an opened picture says. Broken metadata is no broken picture: it is noted and left out."""
    notes: list[str] = []
    found: list[Proposal] = []
    if image.format == "PNG":
        image.load()  # what it says may follow what it shows
    ways = (
        (lambda said: from_packet(xmp_of(said)), "broken_xmp"),
        (lambda said: from_packet(extended_xmp_of(said)), "broken_xmp"),
        (_from_iptc, "broken_iptc"),
        (_from_exif, "broken_exif"),
        (_from_png, "broken_exif"),
    )
    for reading, note in ways:
        try:
            found += reading(image)
        except UnsafeXml:
            notes.append("unsafe_xmp")
        except (BrokenXml, ValueError, TypeError, KeyError, IndexError, OSError, SyntaxError, OverflowError, AttributeError):  # fmt: skip
            notes.append(note)
    found = [each for each in found if each.field != "caption" or not OF_CAMERAS.fullmatch(each.value)]
    if not any(each.field == "caption" for each in found):
        found += _from_comment(image)
    exact = {each.field for each in found if each.field in OF_THE_CAMERA and each.origin == "exif"}
    found = [each for each in found if each.field not in exact or each.origin == "exif"]
    hours = {each.value[:DAY] for each in found if each.field == "taken_at" and len(each.value) > DAY}
    found = [each for each in found if each.field != "taken_at" or each.value not in hours]
    kept: dict[tuple[str, str, str], Proposal] = {}
    for proposal in found[:MOST]:
        kept.setdefault((proposal.field, _sameness(proposal, found), proposal.value), proposal)
    return Said(tuple(kept.values()), tuple(dict.fromkeys(notes)))


def _sameness(proposal: Proposal, found: list[Proposal]) -> str:
    """A value without a language is the same as one with, where the words are equal."""
    if proposal.language:
        return proposal.language
    return next(
        (
            each.language
            for each in found
            if (each.field, each.value) == (proposal.field, proposal.value) and each.language
        ),
        "",
    )


# --- XMP --------------------------------------------------------------------------------------------------------------

IN_LANGUAGES = {
    "title": packet.DC + "title",
    "caption": packet.DC + "description",
    "alt": packet.CORE + "AltTextAccessibility",
    "extended": packet.CORE + "ExtDescrAccessibility",
    "copyright": packet.DC + "rights",
    "usage_terms": packet.RIGHTS + "UsageTerms",
}
PLAIN = {
    "headline": packet.PHOTOSHOP + "Headline",
    "credit": packet.PHOTOSHOP + "Credit",
    "source": packet.PHOTOSHOP + "Source",
    "event": packet.EXT + "Event",
    "web_statement": packet.RIGHTS + "WebStatement",
    "digital_source_type": packet.EXT + "DigitalSourceType",
    "ai_system": packet.EXT + "AISystemUsed",
    "ai_version": packet.EXT + "AISystemVersionUsed",
    "ai_prompt": packet.EXT + "AIPromptInformation",
    "ai_prompt_writer": packet.EXT + "AIPromptWriterName",
    "instructions": packet.PHOTOSHOP + "Instructions",
    "camera": packet.TIFF + "Model",
    "model_release": packet.PLUS + "ModelReleaseStatus",
    "property_release": packet.PLUS + "PropertyReleaseStatus",
    "minor_age": packet.PLUS + "MinorModelAgeDisclosure",
}
TAKEN = (packet.PHOTOSHOP + "DateCreated", packet.EXIF + "DateTimeOriginal")
LISTS = {
    "person": packet.EXT + "PersonInImage",
    "subject": packet.CORE + "SubjectCode",
    "keyword": packet.DC + "subject",
    "model_age": packet.EXT + "ModelAge",
}
PLACE_PARTS = ("Sublocation", "City", "ProvinceState", "CountryName")
# the older fields, of one place only
PLACE = (packet.CORE + "Location", *(packet.PHOTOSHOP + part for part in ("City", "State", "Country")))
# frames around faces, as Lightroom, Picasa and phones draw them, and as Windows did
FRAMES = (
    (packet.REGIONS + "Regions", packet.REGIONS + "Name"),
    (packet.MP + "RegionInfo", packet.MP_REGION + "PersonDisplayName"),
)


def from_packet(content: bytes) -> Iterator[Proposal]:
    """What XMP says, of a picture or of anything else; nothing where there is none.

    Raises:
        UnsafeXml
        BrokenXml
    """
    if not content:
        return
    found = packet.Packet(content)
    for field, name in IN_LANGUAGES.items():
        for language, value in found.words(name).items():
            yield from say(field, of_text(value), "xmp", "" if language == packet.DEFAULT else language)
    creators = found.values(packet.DC + "creator")
    if creators:
        yield from say("creator", of_text(", ".join(creators)), "xmp")
    for field, name in PLAIN.items():
        yield from say(field, of_text(found.text(name)), "xmp")
    for field, name in LISTS.items():
        for value in found.values(name):
            yield from say(field, of_text(value), "xmp")
    taken = next((said for name in TAKEN if (said := found.text(name))), "")
    # as EXIF writes it, by programs that copy it as it is
    yield from say("taken_at", of_text(re.sub(r"^(\d{4}):(\d\d):(\d\d)[ T]", r"\1-\2-\3T", taken)), "xmp")
    where = packet.position(found.text(packet.EXIF + "GPSLatitude"), found.text(packet.EXIF + "GPSLongitude"))
    if where is not None:
        yield Proposal("gps", f"{where[0]}, {where[1]}", "xmp")
    yield from _structures(found)


def _structures(found: packet.Packet) -> Iterator[Proposal]:
    for tag in ("LocationShown", "LocationCreated"):
        for place in found.structures(packet.EXT + tag):
            yield from _place(place.get(packet.EXT + part, "") for part in PLACE_PARTS)
    yield from _place(found.text(name) for name in PLACE)
    for frames, name in FRAMES:
        for frame in found.structures(frames):
            if frame.get(packet.REGIONS + "Type", "Face") == "Face":
                yield from say("person", of_text(frame.get(name, "")), "xmp")
    for licensor in found.structures(packet.PLUS + "Licensor"):
        said = [licensor.get(packet.PLUS + part, "") for part in ("LicensorName", "LicensorURL", "LicensorEmail")]
        yield from say("licensor", of_text(", ".join(part for part in said if part)), "xmp")
    for owner in found.structures(packet.PLUS + "CopyrightOwner"):
        yield from say("rights_holder", of_text(owner.get(packet.PLUS + "CopyrightOwnerName", "")), "xmp")


def _place(said: Iterable[str]) -> Iterator[Proposal]:
    """Of its parts, from the smallest on."""
    yield from say("place", of_text(", ".join(dict.fromkeys(part for part in said if part))), "xmp")


# --- IPTC -------------------------------------------------------------------------------------------------------------


def _from_iptc(image: Any) -> Iterator[Proposal]:
    return from_iptc(iptc_of(image))


def from_iptc(block: bytes) -> Iterator[Proposal]:
    """What an IPTC block says, of a picture or of anything else."""
    said, declared = iim.read(block)
    beside = encoding_of(value for values in said.values() for value in values)
    wordings = {
        name: [read(value, declared=declared, beside=beside) for value in values] for name, values in said.items()
    }
    for field in ("title", "headline", "caption", "credit", "source"):
        for wording in wordings.get(field, ())[:1]:
            yield from say(field, wording, "iptc")
    if "creator" in wordings:
        yield from say("creator", _joined(wordings["creator"]), "iptc")
    for wording in wordings.get("keyword", ()):
        yield from say("keyword", wording, "iptc")
    for wording in wordings.get("rights", ())[:1]:
        yield from say("copyright", wording, "iptc")
    for wording in wordings.get("instructions", ())[:1]:
        yield from say("instructions", wording, "iptc")
    places = [wordings[name][0] for name in ("sublocation", "city", "province", "country") if name in wordings]
    if places:
        yield from say("place", _joined(places), "iptc")
    if "date" in said:
        yield from _taken(said["date"][0], said.get("time", [b""])[0])


def _taken(day: bytes, hour: bytes) -> Iterator[Proposal]:
    date, time = (said.decode("ascii", "ignore").strip("\0 ") for said in (day, hour))
    date = re.sub(r"(?<=\d)[-:/](?=\d)", "", date)  # the standard has none; programs write them all the same
    if len(date) == 8 and date.isdigit() and not date.endswith("00"):
        value = f"{date[:4]}-{date[4:6]}-{date[6:]}"
        if len(time) >= 6 and time[:6].isdigit():
            value += f"T{time[:2]}:{time[2:4]}:{time[4:6]}"
            if len(time) == 11 and time[6] in "+-":
                value += f"{time[6:9]}:{time[9:]}"
        yield Proposal("taken_at", value, "iptc")


def _joined(wordings: list[Wording]) -> Wording:
    doubt = next((each.doubt for each in wordings if each.doubt), "")
    literal = ", ".join(each.literal or each.text for each in wordings) if doubt else ""
    return Wording(", ".join(dict.fromkeys(each.text for each in wordings)), doubt, literal)


# --- EXIF -------------------------------------------------------------------------------------------------------------


def _from_exif(image: Any) -> Iterator[Proposal]:
    tags = image.getexif()
    if not len(tags) and (image.info.get("exif") or b"").removeprefix(b"Exif\0\0")[:2] not in (b"II", b"MM", b""):
        raise ValueError("no EXIF")  # Pillow is silent about a second look at it
    for field, tag in (("caption", exif.DESCRIPTION), ("creator", exif.ARTIST), ("copyright", exif.COPYRIGHT)):
        # photographer and editor are parted by a zero
        wording = read(
            exif.as_bytes(tags.get(tag)).strip(b"\0 ").replace(b"\0", b"; " if tag == exif.COPYRIGHT else b"\0")
        )
        yield from say(field, wording, "exif")
    yield from say("caption", read(exif.comment(tags)), "exif")
    names = {"title": "title", "author": "creator", "comment": "caption", "subject": "headline"}
    for name, value in exif.explorer_words(tags).items():
        if name == "keywords":
            for word in value.split(";"):
                yield from say("keyword", of_text(word), "exif")
        else:
            yield from say(names[name], of_text(value), "exif")
    taken = exif.moment(tags)
    if taken is not None:
        yield Proposal("taken_at", taken.at.isoformat(), "exif", doubt="" if taken.zoned else "no_zone")
    where = exif.place(tags)
    if where is not None:
        yield Proposal("gps", f"{where[0]}, {where[1]}", "exif")
    device = of_text(exif.camera(tags)).text
    if device:
        yield Proposal("camera", device[:120], "exif")


# --- PNG --------------------------------------------------------------------------------------------------------------

PNG_WORDS = {"Title": "title", "Description": "caption", "Author": "creator", "Copyright": "copyright"}


def _from_png(image: Any) -> Iterator[Proposal]:
    """The words that the standard of PNG has for it; those that name no encoding are Latin-1, if their program knew."""
    for name, field in PNG_WORDS.items():
        value = image.info.get(name) if image.format == "PNG" else None
        if isinstance(value, str):
            yield from say(field, of_text(value) if isinstance(value, iTXt) else read(exif.as_bytes(value)), "file")


# --- comments ---------------------------------------------------------------------------------------------------------

# what programs write there of themselves
OF_PROGRAMS = re.compile(
    r"acdsee|applemark|compress|creat(?:ed|or)|encoder|generated|gimp|handmade|imagemagick|jpeg|jpg|lavc|lead tech|optimi[sz]|paint|"
    r"photoshop|picasa|processed|quality|rendered|resized|software|https?://|written by|\bversion\b",
    re.IGNORECASE,
)
A_FEW_WORDS = 6


def _from_comment(image: Any) -> Iterator[Proposal]:
    """A caption of last resort: programs of before IPTC had no other place."""
    content = comment_of(image).strip(b"\0 \r\n\t")
    wording = read(content)
    plain = not any(byte < 32 and byte not in b"\t\r\n" for byte in content)
    if len(wording.text) >= A_FEW_WORDS and plain and not OF_PROGRAMS.search(wording.text):
        yield from say("caption", wording, "file")


def say(field: str, wording: Wording, origin: str, language: str = "") -> Iterator[Proposal]:
    if wording.text and len(wording.text) <= LONGEST:
        yield Proposal(field, wording.text, origin, language, wording.doubt, wording.literal)
