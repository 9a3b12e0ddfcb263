"""What an asset may be asked for: uses, territories and languages, by the names that contracts give them. Pure."""

from functools import cache

from babel import Locale
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Use(models.TextChoices):
    """A permitted use. The values are the contract's (`docs/partner-api.md`)."""

    WEB = "web", _("web")
    PRINT = "print", _("print")
    BROADCAST = "broadcast", _("broadcast")
    SOCIAL = "social", _("social networks")
    EXHIBITION = "exhibition", _("exhibition")


@cache
def _territories(language: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes and their names in a language, by CLDR."""
    names = Locale.parse(language, sep="-").territories
    no_countries = ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    return {
        code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in no_countries
    }


def territory_choices() -> list[tuple[str, str]]:
    """For a form, in the language of whoever reads it."""
    return sorted(_territories(_language()).items(), key=lambda each: each[1])


def territory_codes() -> frozenset[str]:
    return frozenset(_territories("en"))


def territory_name(code: str) -> str:
    return _territories(_language()).get(code, code)


def language_name(tag: str) -> str:
    """Of a BCP 47 tag, by CLDR, in the language of whoever reads it."""
    return Locale.parse(tag, sep="-").get_display_name(_language()) or tag


def _language() -> str:
    return "vi" if (get_language() or "en").startswith("vi") else "en"
