"""The term base: what the house means (`Concept`) and how each language says it (`Term`).

A wording of the house is settled by two people: one proposes, another approves (`locales.terms.acts`). Forbidden words
are kept here too, with the reason: they are forbidden for this concept, not everywhere (外交部 is a fine word for a
ministry). Roles follow TBX-Basic; its names are used at the edge only (`locales.terms.tbx`).
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.registry.naming import Certainty, code_validator
from hub.registry.validity import Dated, overlaps, span_in_words
from locales.canonical import fold
from locales.languages import SOURCE, UnknownLanguage, display_name, language

TEXT_NEEDED = _("Write the term, or delete this row.")
REASON_NEEDED = _("Say why it is forbidden.")
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Domain(models.TextChoices):
    STATE = "state", _("state and Party")
    TITLE = "title", _("offices and forms of address")
    PRESS = "press", _("press and information")
    DIPLOMACY = "diplomacy", _("diplomacy")
    PLACE = "place", _("places")
    CULTURE = "culture", _("culture and history")
    ECONOMY = "economy", _("economy")


class Usage(models.TextChoices):
    PREFERRED = "preferred", _("preferred")
    ADMITTED = "admitted", _("admitted")
    ABBREVIATION = "abbreviation", _("abbreviation")
    FORBIDDEN = "forbidden", _("forbidden")


class Audience(models.TextChoices):
    GENERAL = "general", _("everybody")
    DIPLOMATIC = "diplomatic", _("diplomats")
    PRESS = "press", _("the press")
    TOURISM = "tourism", _("visitors")


class Concept(ClusterableModel):
    """One thing that is meant; `code` is its id for partners and never changes."""

    code = models.SlugField(_("code"), max_length=60, unique=True, validators=[code_validator])
    domain = models.CharField(_("domain"), max_length=12, choices=Domain)
    critical = models.BooleanField(
        _("critical"),
        default=False,
        help_text=_("A wrong word would be a political or legal mistake: countries, Party, leaders, borders."),
    )
    definition_vi = models.TextField(_("definition (Vietnamese)"), blank=True)
    definition_en = models.TextField(_("definition (English)"), blank=True)
    note_vi = models.TextField(_("note (Vietnamese)"), blank=True)
    note_en = models.TextField(_("note (English)"), blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.vietnamese or self.code

    @property
    def vietnamese(self) -> str:
        """What the source language calls it: the preferred word, or any it has."""
        words = [term for term in self.terms.all() if term.language == SOURCE]
        words.sort(key=lambda term: (term.usage != Usage.PREFERRED, term.status != Certainty.APPROVED, term.text))
        return words[0].text if words else ""

    def clean(self) -> None:
        super().clean()
        for name in ("definition_vi", "definition_en", "note_vi", "note_en"):
            setattr(self, name, normalize("NFC", getattr(self, name)).strip())

    def clean_children(self) -> None:
        """
        Raises:
            ValidationError: naming each term that stands twice or competes with another one.
        """
        terms = list(self.terms.all())
        refused = [refusal for _term, refusal in (*duplicates(terms), *rivals(terms))]
        if refused:
            raise ValidationError(refused)


def language_tag(tag: str) -> str:
    """A BCP 47 tag in its proper form; the terms may be in languages the house does not publish in.

    Raises:
        ValidationError: CLDR does not know it.
    """
    try:
        return language(tag.strip()).tag
    except UnknownLanguage:
        raise ValidationError(
            _("“%(tag)s” is no language we know. Write its BCP 47 tag, such as lo, zh-Hans or th."),
            code="language",
            params={"tag": tag},
        ) from None


class Folded(models.TextField):
    """The row's text as every search compares it; written with the row, never by hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: FBT001 - Django's signature
        folded = fold(model_instance.text)
        setattr(model_instance, self.attname, folded)
        return folded


class Term(Dated):
    """One word or phrase for a concept in one language, for certain readers, from a first to a last day."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="terms")
    language = models.CharField(_("language"), max_length=35)  # RFC 5646, 4.4.1
    text = models.CharField(_("term"), max_length=255, error_messages={"blank": TEXT_NEEDED})
    folded = Folded()
    usage = models.CharField(_("usage"), max_length=12, choices=Usage, default=Usage.PREFERRED)
    status = models.CharField(_("status"), max_length=10, choices=Certainty, default=Certainty.PROPOSED)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience, default=Audience.GENERAL)
    reason = models.CharField(
        _("why forbidden"), max_length=500, blank=True, help_text=_("Translators read it when they have used the word.")
    )
    source = models.CharField(_("source"), max_length=255, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved on"), null=True, blank=True, editable=False)

    class Meta(Dated.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["language", "pk"]
        default_permissions = ()  # who may change a concept may change its terms
        permissions = [("approve_term", _("Can approve terms"))]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="terms_term_has_text",
                violation_error_message=TEXT_NEEDED,
            ),
            models.CheckConstraint(
                condition=~Q(usage=Usage.FORBIDDEN) | ~Q(reason=""),
                name="terms_forbidden_has_reason",
                violation_error_message=REASON_NEEDED,
            ),
            models.UniqueConstraint(
                fields=["concept", "language", "audience", "text"], name="terms_one_row_a_text_and_audience"
            ),
            # of rows with a last day the database cannot say whether they overlap: `rivals` does
            models.UniqueConstraint(
                fields=["concept", "language", "audience"],
                condition=Q(usage=Usage.PREFERRED, status=Certainty.APPROVED, valid_to__isnull=True),
                name="terms_one_preferred_now",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def substance(self) -> tuple[Any, ...]:
        """What was approved: when any of it changes, somebody has to approve it again."""
        return (self.language, self.text, self.usage, self.audience, self.reason, self.valid_from, self.valid_to)

    def clean(self) -> None:
        super().clean()
        written = bool(self.text)  # an empty one has been refused as a blank field
        for name in ("text", "reason", "source", "note"):
            setattr(self, name, " ".join(normalize("NFC", getattr(self, name)).split()))
        faults: dict[str, Any] = {}
        if written and not self.text:
            faults["text"] = TEXT_NEEDED
        elif INVISIBLE.search(self.text):
            faults["text"] = _("There is an invisible control character in it: type it anew.")
        if self.usage == Usage.FORBIDDEN and not self.reason:
            faults["reason"] = REASON_NEEDED
        try:
            self.language = self.language and language_tag(self.language)
        except ValidationError as unknown:
            faults["language"] = unknown
        if faults:
            raise ValidationError(faults)

    def said_in(self) -> str:
        """Its language in the reader's words."""
        return display_name(self.language)

    def usable(self, day: date) -> bool:
        return self.usage != Usage.FORBIDDEN and self.covers(day)


def duplicates(terms: Sequence[Term]) -> list[tuple[Term, ValidationError]]:
    """Each term whose text an earlier one of the same concept has, in the same language for the same readers."""
    found, seen = [], set()
    for term in terms:
        key = (term.language, term.audience, term.text)
        if key in seen:
            refusal = _now("“%(text)s” stands here twice in %(language)s for the same readers.")
            found.append((term, ValidationError(refusal % _about(term), code="duplicate")))
        seen.add(key)
    return found


def rivals(terms: Sequence[Term]) -> list[tuple[Term, ValidationError]]:
    """Each approved preferred term that claims a day of another one, in the same language for the same readers."""
    settled = [term for term in terms if term.usage == Usage.PREFERRED and term.status == Certainty.APPROVED]
    return [
        (term, rivalry(term, other))
        for term, other in overlaps(settled, group=lambda term: (term.language, term.audience))
    ]


def rivalry(term: Term, other: Term) -> ValidationError:
    """What to say to someone who would have two preferred terms at a time."""
    refusal = _now(
        "“%(other)s” (%(span)s) is already the preferred term in %(language)s for the same readers. "
        "Give it a last day or make it “admitted” before “%(text)s” is approved."
    )
    return ValidationError(refusal % {**_about(term), "other": other.text, "span": span_in_words(other)}, code="rival")


def _about(term: Term) -> dict[str, str]:
    return {"text": term.text, "language": term.said_in()}


class Wordbook(models.Model):
    """One row that says which state the words are in: it changes with every term and every name of the registry.

    A process that keeps what it made of them asks for `state`, in one query, whether that is still true.
    """

    state = models.UUIDField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.state)
