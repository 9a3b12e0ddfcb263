"""From what a file says of itself to what a form offers: each with its origin, beside the field it would fill.

Looks up what the words name (languages, topics, places); decides nothing. What is doubtful says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.registry.models import Place, Subject
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.canonical import fold
from media_library.ingest.captions import ORIGIN as SHEET
from media_library.ingest.releases import AGES, who_is_the_child
from media_library.ingest.releases import in_words as release_in_words
from media_library.ingest.sentences import doubt
from media_library.ingest.sentences import note as say_note
from media_library.ingest.sidecars import ORIGIN as SIDECAR
from media_library.rights.licences import TERMS, Licence
from media_library.source_types import HOW_AI_MADE_IT, VOCABULARY, DigitalSourceType

TEXTS = {
    "title": "title",
    "headline": "title",
    "caption": "caption",
    "extended": "caption",
    "alt": "alt",
    "keyword": "keywords",
}
OF_RELEASES = ("model_release", "property_release", *AGES)
OF_THE_ASSET = ("creator", "credit", "source", "event", *HOW_AI_MADE_IT)
ORIGINS = {
    "xmp": "XMP",
    "iptc": "IPTC",
    "exif": "EXIF",
    "file": "Info",
    SIDECAR: gettext_lazy("XMP file beside it"),
    SHEET: gettext_lazy("sheet of captions"),
}
VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


@dataclass(frozen=True, slots=True)
class Offer:
    """`value` is what the field would get; `certain` offers are taken over together, the others one by one."""

    value: str
    origin: str
    warning: str = ""
    literal: str = ""
    shown: str = ""

    @property
    def certain(self) -> bool:
        return not self.warning


# of the encodings that are supposed: who writes in them
LANGUAGE_OF = {"gb18030": "zh-Hans", "big5": "zh-Hant", "shift_jis": "ja", "euc-kr": "ko", "windows-1251": "ru"}


@dataclass(slots=True)
class Offers:
    """`fields`: by name of the form's field. `facts`: what is only shown. `places`, `subjects`: rows that are named. `children`:
    among the people offered, those who are children by the file."""

    fields: dict[str, list[Offer]] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    children: list[str] = field(default_factory=list)

    def add(self, name: str, offer: Offer) -> None:
        known = self.fields.setdefault(name, [])
        if offer.value and offer.value not in [each.value for each in known]:
            known.append(offer)

    @property
    def languages(self) -> list[str]:
        parts = {name.partition("_")[2] for name in self.fields if name.partition("_")[0] in TEXTS.values()}
        return [tag for tag, _name in language_choices() if tag in parts]


class Proposer:
    """For many files: the places and topics of the registry are read once."""

    def __init__(self) -> None:
        self._places = _named(Place.objects.prefetch_related("names"))
        self._subjects = {row.code: row for row in Subject.objects.prefetch_related("names")}

    def offers(self, proposals: Iterable[dict[str, str]], notes: Iterable[str] = ()) -> Offers:
        made, proposals = Offers(), list(proposals)
        keywords: dict[str, list[dict[str, str]]] = {}
        for said in proposals:
            if said["field"] == "keyword":
                keywords.setdefault(said.get("language", ""), []).append(said)
            else:
                self._offer(made, said)
        for each in keywords.values():
            joined = {**each[0], "value": ", ".join(said["value"] for said in each)}
            joined |= next(({"doubt": said["doubt"]} for said in each if said.get("doubt")), {})
            self._offer(made, joined)
        made.facts += [("", words) for words in map(say_note, notes) if words]
        _propose_child(made, proposals)
        return made

    def _offer(self, made: Offers, said: dict[str, str]) -> None:
        name, value = said["field"], said["value"]
        if name in TEXTS:
            language, warning = _language(said)
            made.add(f"{TEXTS[name]}_{language}", _offer(said, value, warning))
        elif name in OF_THE_ASSET:
            made.add(name, _offer(said, value))
        elif name == "person":
            made.add("people", _offer(said, value))
        elif name == "taken_at":
            self._moment(made, said)
        elif name == "licence":
            self._licence(made, said)
        elif name == "digital_source_type":
            code = value.removeprefix(VOCABULARY).removeprefix("https" + VOCABULARY.removeprefix("http"))
            if code in DigitalSourceType.values:
                made.add(name, _offer(said, code, shown=str(DigitalSourceType(code).label)))
            elif said["origin"] == SHEET:
                made.facts.append(("", no_source_type(value)))
        elif name == "subject":
            subject = self._subjects.get(value.rpartition(":")[2].rpartition("/")[2])
            if subject is not None and subject not in made.subjects:
                made.subjects.append(subject)
        elif name == "place":
            self._place(made, said)
        else:
            self._rights(made, said)

    def _moment(self, made: Offers, said: dict[str, str]) -> None:
        at = moment(said["value"])
        if at is not None:
            shown = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
            made.add("taken_at", _offer(said, timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"), shown=shown))
        elif said["origin"] == SHEET:
            made.facts.append(("", no_day(said["value"])))

    def _licence(self, made: Offers, said: dict[str, str]) -> None:
        if said["value"] in Licence.values:
            made.add("licence", _offer(said, said["value"], shown=str(Licence(said["value"]).label)))
        else:
            made.facts.append(("", no_licence(said["value"])))

    def _place(self, made: Offers, said: dict[str, str]) -> None:
        made.facts.append((_("Place"), said["value"]))
        found = self._find_places(said["value"])
        made.places += [row for row in found if row not in made.places]
        if not found and said["origin"] == SHEET:
            made.facts.append(("", no_place(said["value"])))

    def _rights(self, made: Offers, said: dict[str, str]) -> None:
        labels = {
            "copyright": _("Copyright"),
            "usage_terms": _("Terms of use"),
            "web_statement": _("Licence"),
            "licensor": _("Licensor"),
            "rights_holder": _("Rights holder"),
            "instructions": _("Instructions"),
            "gps": _("Position"),
            "camera": _("Camera"),
            "model_release": _("Model release"),
            "property_release": _("Property release"),
            **dict.fromkeys(AGES, _("Age of the youngest person shown")),
        }
        told = release_in_words(said) if said["field"] in OF_RELEASES else said["value"]
        fact = (labels.get(said["field"], said["field"]), told)
        if fact not in made.facts:
            made.facts.append(fact)
        if said["field"] == "web_statement":
            for licence, terms in TERMS.items():
                if terms.url and said["value"].split("://")[-1].startswith(terms.url.split("://")[-1].rstrip("/")):
                    made.add("licence", _offer(said, licence, shown=said["value"]))

    def _find_places(self, value: str) -> list[Place]:
        parts = [fold(part).strip() for part in value.split(",")]
        return [self._places[part] for part in parts if part in self._places]


def _propose_child(made: Offers, proposals: list[dict[str, str]]) -> None:
    for name, age in who_is_the_child(proposals).items():
        origin = next(said["origin"] for said in proposals if said["field"] in AGES)
        made.add("people", Offer(name, str(ORIGINS.get(origin, origin)), shown=name))
        made.children.append(name)
        words = _(
            "A child of %(age)s is shown, says the file. Keep “%(name)s” among the people shown: it may not be used before the "
            "guardian has agreed, and from seven years on the child too."
        )
        made.facts.append(("", words % {"age": age, "name": name}))


def no_day(value: str) -> str:
    return _("“%(value)s” is no day: write 2026-05-16 or 16/05/2026.") % {"value": value}


def no_licence(value: str) -> str:
    return _("“%(value)s” is no licence: %(known)s.") % {"value": value, "known": ", ".join(Licence.values)}


def no_source_type(value: str) -> str:
    told = {"value": value, "known": ", ".join(DigitalSourceType.values)}
    return _("“%(value)s” is no digital source type: %(known)s.") % told


def no_place(name: str) -> str:
    return _("The registry has no place “%(name)s”.") % {"name": name}


def names_in(value: str) -> tuple[str, ...]:
    """Of people or places, parted by commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def moment(value: str) -> datetime | None:
    """A time that says no zone is Vietnam's; a day alone is its noon."""
    try:
        at = parse_datetime(value)
        if at is None:
            day = parse_date(value)
            at = datetime(day.year, day.month, day.day, 12) if day else None  # noqa: DTZ001 - made aware below
        if at is None:
            return None
        return timezone.make_aware(at) if timezone.is_naive(at) else at
    except (ValueError, OverflowError):
        return None


def _offer(said: dict[str, str], value: str, warning: str = "", shown: str = "") -> Offer:
    words = " ".join(part for part in (doubt(said.get("doubt", "")), warning) if part)
    return Offer(
        value, str(ORIGINS.get(said["origin"], said["origin"])), words, said.get("literal", ""), shown or value
    )


def _language(said: dict[str, str]) -> tuple[str, str]:
    """The house's tag; where the file says none, that of its encoding, if it has one; else the source language, with a
    warning unless it is plainly that."""
    tags = [tag for tag, _name in language_choices()]
    given = said.get("language", "") or LANGUAGE_OF.get(said.get("doubt", ""), "")
    exact = next((tag for tag in tags if tag.lower() == given.lower()), "")
    near = next((tag for tag in tags if given and tag.split("-")[0].lower() == given.split("-")[0].lower()), "")
    if exact or near:
        return exact or near, ""
    if given:
        return SOURCE_LANGUAGE, _("The file says this is in the language “%(tag)s”.") % {"tag": given}
    plainly = bool(VIETNAMESE & set(said["value"].lower()))
    return SOURCE_LANGUAGE, "" if plainly else _("The file does not say in which language.")


def _named(rows: Any) -> dict[str, Place]:
    return {fold(name.name): row for row in rows for name in row.names.all() if name.name}
