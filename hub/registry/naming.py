"""Names per language, each with the days on which it was the name and how sure we are of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol
from unicodedata import combining, normalize

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.registry.validity import Dated, covers

SOURCE_LANGUAGE = "vi"

code_validator = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Small letters a–z, digits and hyphens only, such as “so-ngoai-vu”.")
)


def code_like(words: str) -> str:
    """`Nam Đàn` → `nam-dan`: how a Vietnamese name is spelled in a code, so that it is found without its accents."""
    letters = normalize("NFD", words.lower().replace("đ", "d"))
    return "-".join("".join(letter for letter in letters if not combining(letter)).split())


class Certainty(models.TextChoices):
    """How sure the house is of a wording: what is doubtful is never shown as settled."""

    APPROVED = "approved", _("approved")
    PROPOSED = "proposed", _("proposed")


def language_choices() -> list[tuple[str, str]]:
    """BCP 47 tag and endonym of each language of the house."""
    return [(tag, name) for tag, (_code, name) in zip(settings.HUB_LANGUAGES, settings.LANGUAGES, strict=True)]


class LanguageField(models.CharField):
    """A BCP 47 tag of one of the house's languages; the choices follow the configuration, not a migration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("language"))
        kwargs["max_length"] = 35  # RFC 5646, 4.4.1
        kwargs["choices"] = language_choices
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs


class Named(Protocol):
    language: str
    name: str
    status: str
    valid_from: date | None
    valid_to: date | None


class DatedName(Dated):
    """One name in one language; subclasses add the `ParentalKey` to what bears it."""

    language = LanguageField()
    name = models.CharField(_("name"), max_length=255)
    status = models.CharField(_("status"), max_length=10, choices=Certainty, default=Certainty.APPROVED)

    class Meta(Dated.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = normalize("NFC", self.name)


def name_in(names: Iterable[Named], language: str, day: date | None = None) -> str:
    """The name in a language on a day (today, unless told).

    Where that language has none for the day: the source language's; where no name covers the day, the last one before
    it, or the oldest. An empty string where nothing is known. One language never has two names on one day.
    """
    day = day or timezone.localdate()
    rows = [row for wanted in (language, SOURCE_LANGUAGE) for row in names if row.language == wanted]
    covering = next((row for row in rows if covers(row, day)), None)
    if covering is not None:
        return covering.name
    own = [row for row in rows if row.language == language] or rows
    begun = [row for row in own if (row.valid_from or date.min) <= day]
    if begun:
        return max(begun, key=lambda row: row.valid_from or date.min).name
    return min(own, key=lambda row: row.valid_from or date.min).name if own else ""


def named(row: Any, language: str | None, day: date | None = None) -> dict[str, Any] | None:
    """A row with names as it is told: its code, and its name in one language or, with None, in all it has."""
    if row is None:
        return None
    if language is not None:
        return {"code": row.code, "name": row.name_in(language, day)}
    languages = sorted({name.language for name in row.names.all()})
    return {"code": row.code, "names": {tag: row.name_in(tag, day) for tag in languages}}
