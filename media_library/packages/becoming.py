"""What a basket can become above the library: a gallery, and whatever else packages above know to make of assets.

They offer it when the app is ready (`becomes`); a person sees what is offered to them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from media_library.models import Asset


@dataclass(frozen=True, slots=True)
class Offer:
    """A link beside the basket. `url` leads to a page that takes the basket of whoever is signed in."""

    label: str
    url: str
    icon: str


Offering = Callable[[Any, Sequence[Asset]], Sequence[Offer]]
_offerings: list[Offering] = []


def becomes(offering: Offering) -> Offering:
    """Registers an offering: user and what is in their basket → what can be made of it."""
    if offering not in _offerings:
        _offerings.append(offering)
    return offering


def offers_to(user: Any, assets: Sequence[Asset]) -> list[Offer]:
    return [offer for offering in _offerings for offer in offering(user, assets)]
