"""What an asker may take: the rule, as values. Asks no database and no settings; decided anew at every request.

Without a key: everything under an open licence, in every language. With a key: also what the partner's licences allow,
and only in the languages of its agreement.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_library.rights.licences import TERMS, Licence

OPEN_LICENCES = frozenset(str(licence) for licence, terms in TERMS.items() if terms.open)
# what an agreement can add to the open ones; "internal" leaves the house for nobody
GRANTABLE = [(str(choice.value), choice.label) for choice in (Licence.PRESS,)]


class Scope(models.TextChoices):
    """What a key may be used for. The values are the contract's."""

    ITEMS = "read:items", gettext_lazy("texts: items, works, changes, snapshot")
    MEDIA = "read:media", gettext_lazy("pictures, clips and documents")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """`partner` is None for anybody without a key. Empty `languages`: all of them. `country`: where the partner is."""

    partner: int | None
    languages: frozenset[str]
    licences: frozenset[str]
    scopes: frozenset[str]
    country: str = ""

    def sees(self, lang: str, licence: str) -> bool:
        """May this asker take an edition in that language under that licence?"""
        return self.reads(lang) and licence in self.licences

    def reads(self, lang: str) -> bool:
        return not self.languages or lang in self.languages

    def why_not(self, lang: str, licence: str) -> str:
        """The reason of a refusal, in words."""
        if not self.reads(lang):
            return _("Your agreement covers these languages: %(languages)s. This edition is in %(language)s.") % {
                "languages": ", ".join(sorted(self.languages)),
                "language": lang,
            }
        if licence == Licence.INTERNAL:
            return _("It is for internal use and not released to anybody.")
        if self.partner is None:
            return _(
                "It is for partners: send your key as “Authorization: Bearer …”. Its licence is “%(licence)s”."
            ) % {"licence": licence}
        return _("Your agreement does not include the licence “%(licence)s”.") % {"licence": licence}

    @property
    def fingerprint(self) -> str:
        """Changes when what the asker may take changes."""
        parts = (sorted(self.languages), sorted(self.licences), sorted(self.scopes))
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:8]


ANYBODY = Entitlement(
    partner=None, languages=frozenset(), licences=OPEN_LICENCES, scopes=frozenset(str(scope) for scope in Scope)
)


def agreed(
    partner: int, *, languages: Iterable[str], licences: Iterable[str], scopes: Iterable[str], country: str = ""
) -> Entitlement:
    """What an agreement gives: never less than the open licences, never what is internal."""
    grantable = {value for value, _label in GRANTABLE}
    return Entitlement(
        partner=partner,
        languages=frozenset(languages),
        licences=OPEN_LICENCES | (frozenset(licences) & grantable),
        scopes=frozenset(scopes),
        country=country,
    )
