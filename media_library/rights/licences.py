"""Licences under which the house gives things away. The open ones need no key."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What a taker may do. Values are SPDX identifiers where one exists."""

    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0: open to everybody")
    PRESS = "press", _("Press use: partners with a key, unaltered, with the credit line")
    INTERNAL = "internal", _("Internal: not for release")

    @property
    def in_short(self) -> str:
        """For lists: what stands before the colon."""
        return str(self.label).partition(":")[0]


class DataMining(models.TextChoices):
    """What machines may learn from it. Values are the last part of the PLUS vocabulary's URI (IPTC 2023.1)."""

    ALLOWED = "DMI-ALLOWED", _("allowed")
    NO_AI_TRAINING = "DMI-PROHIBITED-AIMLTRAINING", _("prohibited for the training of AI")
    NO_GENERATIVE_TRAINING = "DMI-PROHIBITED-GENAIMLTRAINING", _("prohibited for the training of generative AI")
    SEARCH_ONLY = "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", _("prohibited, but for search engines")
    PROHIBITED = "DMI-PROHIBITED", _("prohibited")
    SEE_TERMS = "DMI-PROHIBITED-SEECONSTRAINT", _("prohibited, but as the terms say")


@dataclass(frozen=True, slots=True)
class LicenceTerms:
    """How a licence is told to the outside."""

    open: bool
    url: str


TERMS: dict[str, LicenceTerms] = {
    Licence.CC_BY: LicenceTerms(open=True, url="https://creativecommons.org/licenses/by/4.0/"),
    Licence.PRESS: LicenceTerms(open=False, url=""),
    Licence.INTERNAL: LicenceTerms(open=False, url=""),
}


def statement_url(licence: str) -> str:
    """Where everybody can read what it allows: for files, which say one address to readers of every language. Nothing of what is
    not given away."""
    if licence == Licence.PRESS:
        return f"{settings.BASE_URL}/licences/#{licence}"
    return TERMS[licence].url


def is_open(licence: str) -> bool:
    """May everybody take it, without a key?"""
    return licence in TERMS and TERMS[Licence(licence)].open
