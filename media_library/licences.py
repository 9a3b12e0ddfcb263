"""Licences under which the house gives things away. The open ones need no key."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What a taker may do. Values are SPDX identifiers where one exists."""

    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0: open to everybody")
    PRESS = "press", _("Press use: partners with a key, unaltered, with the credit line")
    INTERNAL = "internal", _("Internal: not for release")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a licence is told to the outside."""

    open: bool
    url: str


TERMS: dict[str, Terms] = {
    Licence.CC_BY: Terms(open=True, url="https://creativecommons.org/licenses/by/4.0/"),
    Licence.PRESS: Terms(open=False, url=""),
    Licence.INTERNAL: Terms(open=False, url=""),
}


def is_open(licence: str) -> bool:
    """May everybody take it, without a key?"""
    return licence in TERMS and TERMS[Licence(licence)].open
