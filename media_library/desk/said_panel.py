"""What an asset's file says of itself, and which pictures look like it: whichever door the file came through.

Nothing is taken over unless a person does it: an offer is a button that fills its field, and the form is then saved.
"""

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.utils.translation import gettext as _

from hub.registry.naming import language_choices
from media_library.desk.panels import AssetPanel
from media_library.ingest.alike import Likenesses, pictures
from media_library.ingest.proposing import Offer, Proposer
from media_library.models import Asset, AssetText, FileVersion, Picture
from media_library.models.assets import part_labels


@dataclass(frozen=True, slots=True)
class Told:
    """One field of the asset's form, and what the file offers for it."""

    label: str
    target: str  # the id of its input
    offers: tuple[Offer, ...]


class SaysPanel(AssetPanel):
    class BoundPanel(AssetPanel.BoundPanel):
        template_name = "media_library/says_panel.html"

        def told(self, asset: Asset) -> dict[str, Any]:
            version = asset.versions.first()
            carrier: Any = asset.carrier
            alike = _alike(carrier, self.request.user) if isinstance(carrier, Picture) else []
            if version is None:
                return {"alike": alike}
            return {"alike": alike, **_said(asset, version)}

        @property
        def media(self) -> Media:
            own = Media(css={"all": ["media_library/ingest.css"]}, js=["media_library/review.js"])
            return super().media + own


def _said(asset: Asset, version: FileVersion) -> dict[str, Any]:
    offers = Proposer().offers(version.proposals, version.notes)
    known = _written(asset)
    told = []
    for name, each in offers.fields.items():
        label = _label(name)
        wanted = tuple(offer for offer in each if offer.value != known.get(name))
        if label and wanted:
            told.append(Told(label, f"id_{name}", wanted))
        elif wanted:
            offers.facts += [(_("People shown"), offer.shown) for offer in wanted]
    places = [(_("Places shown"), str(place)) for place in offers.places]
    subjects = [(_("Media topics"), str(subject)) for subject in offers.subjects]
    return {"told": told, "facts": [*offers.facts, *places, *subjects]}


def _written(asset: Asset) -> dict[str, str]:
    words = {f"{part}_{row.language}": getattr(row, part) for row in asset.texts.all() for part in AssetText.WORDS}
    names = ("creator", "credit", "source", "event", "licence", "digital_source_type")
    return words | {name: getattr(asset, name) for name in names}


def _label(name: str) -> str:
    """Of the form's field of that name; nothing where the form has none."""
    part, _underscore, tag = name.partition("_")
    languages = dict(language_choices())
    if part in AssetText.WORDS and tag in languages:
        return f"{part_labels((part,))[part].capitalize()} ({languages[tag]})"
    if name == "people":
        return ""
    return str(Asset._meta.get_field(name).verbose_name).capitalize()


def _alike(picture: Picture, user: Any) -> list[Picture]:
    near = Likenesses(user).near(picture.likeness, but=picture.pk)
    found = pictures(near)
    return [found[pk] for pk in near if pk in found]
