"""What a file says of itself: whose it is, what may be done with it, what is seen, in every language that the rights allow.

IPTC Photo Metadata 2025.1, as values; `media_library.renditions.embedding` writes them. Pure but for reading the asset's own
relations, all of which the `…_PREFETCH` of `media_library.description` bring.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone, translation
from django.utils.translation import pgettext

from hub.registry.models.places import PlaceKind
from hub.registry.naming import SOURCE_LANGUAGE
from media_library.rights.clearance import AssetFacts, uses_in_words
from media_library.rights.clearing import facts_of, named_people
from media_library.rights.licences import Licence, statement_url
from media_library.rights.terms import Terms, in_force, terms_of, told_texts
from media_library.rights.uses import language_name, territory_name
from media_library.source_types import uri

if TYPE_CHECKING:  # pictures are drawn with their statement inside
    from hub.registry.models import Place
    from media_library.models import Asset, AssetText, RightsRecord

Words = dict[str, str]  # BCP 47 → words

TERMS_LANGUAGES = (
    "en",
    SOURCE_LANGUAGE,
)  # in which the house's own sentences are written; English for the widest circle
# which of IPTC's parts of an address a place is; whatever is not here lies in one of them
PART_OF_ADDRESS = {
    PlaceKind.COUNTRY: "CountryName",
    PlaceKind.PROVINCE: "ProvinceState",
    **dict.fromkeys((PlaceKind.DISTRICT, PlaceKind.CITY, PlaceKind.COMMUNE, PlaceKind.WARD), "City"),
}
SOMEWHERE_IN = "Sublocation"


@dataclass(frozen=True, slots=True)
class Licensor:
    """Whom to ask for more than is allowed."""

    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place that is seen, by name only: never where the camera stood. `part`: of an address, as IPTC calls it."""

    names: Words
    part: str


@dataclass(frozen=True, slots=True)
class RightsStatement:
    """Who made it, whose it is, how to credit it, what may be done with it, what it shows, and whether a machine made it.

    Of `Words`, the first is the one for readers whose language is not there. `keywords`: of each language.
    """

    creator: str
    credit: str
    owner: str
    notices: Words
    usage_terms: Words
    web_statement: str
    source_type: str
    licensor: Licensor = Licensor()
    data_mining: str = ""
    source: str = ""
    guid: str = ""
    titles: Words | None = None
    captions: Words | None = None
    alts: Words | None = None
    headline: str = ""
    keywords: dict[str, list[str]] = field(default_factory=dict)
    created: datetime | None = None
    people: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    event: str = ""
    ai_system: str = ""
    ai_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""


def statement_of(asset: "Asset") -> RightsStatement:
    """The statement of an asset; the owner by the names it carries today."""
    facts, made_by_ai = facts_of(asset), asset.made_by_ai
    record, texts, terms = in_force(asset), told_texts(asset), terms_of(asset, facts)
    titles = _said(texts, "title")
    titles = {SOURCE_LANGUAGE: titles.get(SOURCE_LANGUAGE) or asset.title} | titles
    return RightsStatement(
        creator=asset.creator,
        credit=asset.credit_in(SOURCE_LANGUAGE),
        owner=_owner_in(asset, record, SOURCE_LANGUAGE),
        notices=_notices(asset, record, [text.language for text in texts]),
        usage_terms={tag: _usage_terms(terms, tag) for tag in TERMS_LANGUAGES},
        web_statement=terms.terms_url or statement_url(terms.licence),
        source_type=uri(asset.digital_source_type),
        licensor=_licensor(asset, record),
        data_mining=terms.data_mining,
        source=asset.source,
        guid=str(asset.uid),
        titles=titles,
        captions=_said(texts, "caption"),
        alts=_said(texts, "alt"),
        headline=next(iter(_said(texts, "title").values()), ""),
        keywords={text.language: text.keyword_list for text in texts if text.keyword_list},
        created=timezone.localtime(asset.taken_at) if asset.taken_at is not None else None,
        people=_people(asset, facts),
        locations=tuple(_location(place, [text.language for text in texts]) for place in asset.places.all()),
        event=asset.event,
        ai_system=asset.ai_system if made_by_ai else "",
        ai_version=asset.ai_version if made_by_ai else "",
        ai_prompt=asset.ai_prompt if made_by_ai else "",
        ai_prompt_writer=asset.ai_prompt_writer if made_by_ai else "",
    )


def _said(texts: list["AssetText"], part: str) -> Words:
    return {text.language: str(getattr(text, part)) for text in texts if getattr(text, part)}


def _people(asset: "Asset", facts: AssetFacts) -> tuple[str, ...]:
    """As in the API."""
    told = (each.name_in(SOURCE_LANGUAGE) for each in named_people(asset, facts))
    return tuple(dict.fromkeys(name for name in told if name))


def _location(place: "Place", languages: list[str]) -> Location:
    names = {tag: place.name_in(tag) for tag in dict.fromkeys((SOURCE_LANGUAGE, *languages))}
    own = names[SOURCE_LANGUAGE] or place.code
    names = {tag: name for tag, name in names.items() if name and name != own}
    return Location({SOURCE_LANGUAGE: own} | names, PART_OF_ADDRESS.get(PlaceKind(place.kind), SOMEWHERE_IN))


def _owner_in(asset: "Asset", record: "RightsRecord | None", language: str) -> str:
    """Whose it is: the record's holder, or the agency that owns it."""
    if record is not None and record.holder_name:
        return record.holder_name
    holder = (record.holder if record is not None else None) or asset.owner
    return holder.name_in(language) if holder is not None else ""


def _notices(asset: "Asset", record: "RightsRecord | None", languages: list[str]) -> Words:
    names = {tag: _owner_in(asset, record, tag) for tag in dict.fromkeys((SOURCE_LANGUAGE, *languages))}
    own = names[SOURCE_LANGUAGE]
    # a language that has no name of its own is told the Vietnamese one anyway, by the first
    return {tag: f"© {name}" for tag, name in names.items() if name and (tag == SOURCE_LANGUAGE or name != own)}


def _usage_terms(terms: Terms, language: str) -> str:
    with translation.override(language):
        limits = [_licence_in_words(terms)]
        if terms.uses is not None:
            uses = uses_in_words(terms.uses) or pgettext("in a file", "none")
            limits.append(pgettext("in a file", "Uses: %(uses)s") % {"uses": uses})
        if terms.territories:
            names = ", ".join(sorted(territory_name(code) for code in terms.territories))
            limits.append(pgettext("in a file", "Territories: %(territories)s") % {"territories": names})
        if terms.languages:
            names = ", ".join(sorted(map(language_name, terms.languages)))
            limits.append(pgettext("in a file", "Languages: %(languages)s") % {"languages": names})
        if not terms.translation_allowed:
            limits.append(pgettext("in a file", "Not to be translated"))
        if terms.exclusive:
            limits.append(pgettext("in a file", "Exclusive rights"))
        if terms.own_terms:
            limits.append(terms.own_terms.rstrip("."))
        if terms.third_party:
            told = terms.third_party.rstrip(".")
            limits.append(pgettext("in a file", "Not covered, third parties: %(elements)s") % {"elements": told})
        if terms.usable_from is not None:
            limits.append(pgettext("in a file", "From %(day)s") % {"day": terms.usable_from.isoformat()})
        if terms.usable_until is not None:
            limits.append(pgettext("in a file", "Until %(day)s") % {"day": terms.usable_until.isoformat()})
    return ". ".join(limits)


def _licence_in_words(terms: Terms) -> str:
    """What of it may be changed goes with the licence: Creative Commons allows it by itself."""
    if terms.licence == Licence.PRESS and terms.modification_allowed:
        return pgettext("in a file", "Press use by partners, with the credit line; may be changed")
    return {
        Licence.CC_BY: pgettext("in a file", "Creative Commons Attribution 4.0 International"),
        Licence.PRESS: pgettext("in a file", "Press use by partners, unaltered, with the credit line"),
        Licence.INTERNAL: pgettext("in a file", "Internal: not for release"),
    }[Licence(terms.licence)]


def _licensor(asset: "Asset", record: "RightsRecord | None") -> Licensor:
    """The holder, where the record says how to reach it; else the agency with its website."""
    holder = (record.holder if record is not None else None) or asset.owner
    foreign = record is not None and bool(record.holder_name)
    website = holder.website if holder is not None and not foreign else ""
    return Licensor(
        name=_owner_in(asset, record, SOURCE_LANGUAGE),
        url=(record.licensor_url if record else "") or website,
        email=record.licensor_email if record else "",
    )
