"""What is told of an asset's rights, put together once: the API (`media_library.description`), a package's manifest and sheets
(`media_library.packages.telling`) and the words inside a file (`media_library.rights.statements`) only format it.

The limits are the same that `media_library.rights.clearance` decides by; what a contract says beside them is told while the
record is in force.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.rights.clearance import AssetFacts
from media_library.rights.clearing import facts_of
from media_library.rights.licences import TERMS

if TYPE_CHECKING:  # pictures are drawn with their terms inside
    from media_library.models import Asset, AssetText, RightsRecord, SubtitleTrack, Video

NO_SPEECH = "zxx"


@dataclass(frozen=True, slots=True)
class Terms:
    """The narrowest of the asset's own licence and days, its rights record, and the consents it stands on (A.8 of the rights
    model: one record, many outputs).

    `licence`: an SPDX identifier where there is one; `licence_url`: empty where it has no text on the web. `uses`: values of
    `Use`; None: every use, empty: none is left. `territories`: ISO 3166-1 alpha-2, `languages`: BCP 47; empty: no limit.
    `holder` to `data_mining`: of a record in force, as the contract has it.
    """

    licence: str
    licence_url: str
    uses: frozenset[str] | None
    territories: frozenset[str]
    languages: frozenset[str]
    translation_allowed: bool
    modification_allowed: bool
    exclusive: bool
    usable_from: date | None
    usable_until: date | None
    holder: str
    own_terms: str
    terms_url: str
    third_party: str
    data_mining: str

    @property
    def listed_uses(self) -> list[str] | None:
        """For programs. An empty list: no limit; None: no use is left."""
        return [] if self.uses is None else sorted(self.uses) or None


def terms_of(asset: "Asset", facts: AssetFacts | None = None) -> Terms:
    """`facts`: of the asset, where the caller has them."""
    facts = facts or facts_of(asset, naming=False)
    grant, record = facts.grant, in_force(asset)
    return Terms(
        licence=facts.effective_licence,
        licence_url=TERMS[facts.effective_licence].url,
        uses=facts.uses,
        territories=grant.territories if grant else frozenset(),
        languages=grant.languages if grant else frozenset(),
        translation_allowed=grant.translation_allowed if grant else True,
        modification_allowed=facts.modification_allowed,
        exclusive=grant.exclusive if grant else False,
        usable_from=facts.first_day,
        usable_until=facts.last_day,
        holder=(record.holder_name or str(record.holder or "")) if record else "",
        own_terms=record.terms.strip() if record else "",
        terms_url=record.terms_url if record else "",
        third_party=record.third_party.strip() if record else "",
        data_mining=record.data_mining if record else "",
    )


def in_force(asset: "Asset") -> "RightsRecord | None":
    """What is drafted or ended limits, and says nothing."""
    return asset.rights if asset.rights is not None and asset.rights.live else None


# --- in which languages its words leave -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToldLanguages:
    """`named`: those of the record; empty: all. `original`: the only one, where nothing may be translated."""

    named: frozenset[str]
    original: str | None

    def __contains__(self, tag: object) -> bool:
        return (not self.named or tag in self.named) and self.original in (None, tag)


def told_languages(asset: "Asset", *, spoken: str = "") -> ToldLanguages:
    """`spoken`: of what somebody says, the language it is said in; all else is written in the source language first."""
    record = asset.rights
    if record is None:
        return ToldLanguages(frozenset(), None)
    original = SOURCE_LANGUAGE if spoken in ("", NO_SPEECH) else spoken
    return ToldLanguages(frozenset(record.languages), None if record.translation_allowed else original)


def told_texts(asset: "Asset") -> list["AssetText"]:
    """The words that may leave, the source language's first."""
    languages = told_languages(asset)
    rows = [row for row in asset.texts.all() if row.language in languages]
    return sorted(rows, key=lambda row: (row.language != SOURCE_LANGUAGE, row.language))


def told_text(asset: "Asset", language: str) -> "AssetText | None":
    return asset.text_in(language) if language in told_languages(asset) else None


def told_tracks(video: "Video") -> list["SubtitleTrack"]:
    """The subtitles that may leave; what is said may be written down where it may not be translated."""
    return sorted(filter(is_told, video.subtitles.all()), key=lambda track: track.language)


def is_told(track: "SubtitleTrack") -> bool:
    return track.language in told_languages(track.video.asset, spoken=track.video.spoken_language)
