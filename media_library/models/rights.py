"""Rights records: one contract or permission, valid for as many assets as it covers.

A record is drafted by one person and approved by another (`media_library.rights.approving`); what is only drafted allows
nothing. Evidence (contracts, letters) is private: it is read in the admin by those who may, and never delivered.
"""

from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin

from hub.registry.naming import LanguageField, language_choices
from media_library.files.naming import stored_name
from media_library.ingest.sniffing import DOCUMENT, IMAGE
from media_library.models.library_file import LibraryFile
from media_library.rights.licences import DataMining, Licence, is_open
from media_library.rights.uses import Use, territory_codes


def evidence_path(_row: Any, filename: str) -> str:
    return f"evidence/{stored_name(filename, otherwise='evidence')}"


class RightsRecord(DraftStateMixin, RevisionMixin, ClusterableModel):
    """What a holder allows the house, by which paper, for what, where, in which languages and until when."""

    title = models.CharField(
        _("title"),
        max_length=255,
        help_text=_("How the library calls it, such as “Ví Giặm festival 2026, contract 12”."),
    )
    holder = models.ForeignKey(
        "registry.Agency",
        verbose_name=_("rights holder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    holder_name = models.CharField(
        _("rights holder, if no agency"),
        max_length=255,
        blank=True,
        help_text=_("A photographer, a family, a company."),
    )
    contract_number = models.CharField(_("contract no."), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.PRESS)
    terms = models.TextField(_("own terms"), blank=True, help_text=_("What the contract adds, in its words."))
    terms_url = models.URLField(
        _("terms on the web"), blank=True, help_text=_("Written into every file, where search engines look for it.")
    )
    licensor_url = models.URLField(
        _("where to ask for more"), blank=True, help_text=_("Left empty: the holder's website.")
    )
    licensor_email = models.EmailField(_("e-mail for licences"), blank=True)
    data_mining = models.CharField(
        _("data mining"),
        max_length=60,
        choices=DataMining,
        blank=True,
        help_text=_("Left empty: the files say nothing of it."),
    )
    watermark = models.CharField(
        _("words over previews"),
        max_length=80,
        blank=True,
        help_text=_("Left empty: the owner's name, and that it is a preview."),
    )
    uses = models.JSONField(_("permitted uses"), default=list, blank=True, help_text=_("None chosen: every use."))
    territories = models.JSONField(_("territories"), default=list, blank=True, help_text=_("None chosen: the world."))
    languages = models.JSONField(_("languages"), default=list, blank=True, help_text=_("None chosen: every language."))
    translation_allowed = models.BooleanField(
        _("may be translated"), default=True, help_text=_("Its words may be brought into other languages.")
    )
    modification_allowed = models.BooleanField(
        _("may be changed"),
        default=False,
        help_text=_("Cropped, retouched, cut: beyond the house's own sizes. Creative Commons always allows it."),
    )
    exclusive = models.BooleanField(_("exclusive"), default=False)
    usable_from = models.DateField(_("usable from"), null=True, blank=True)
    usable_until = models.DateField(_("usable until"), null=True, blank=True)
    third_party = models.TextField(
        _("third-party elements"),
        blank=True,
        help_text=_("Music, archive footage, works of art that need their own permission."),
    )
    fee_note = models.TextField(_("fee or royalty"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rights record")
        verbose_name_plural = _("rights records")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(usable_from__isnull=True)
                | models.Q(usable_until__isnull=True)
                | models.Q(usable_from__lte=models.F("usable_until")),
                name="media_library_rightsrecord_usable_from_before_until",
                violation_error_message=_("The last day of use lies before the first."),
            )
        ]
        permissions = [("approve_rightsrecord", _("Can approve a rights record drafted by somebody else"))]

    def __str__(self) -> str:
        return self.title

    def credits_by_language(self) -> dict[str, str]:
        return {row.language: row.line for row in self.credits.all()}

    def clean(self) -> None:
        super().clean()
        self.title = normalize("NFC", self.title)
        self.modification_allowed = self.modification_allowed or is_open(self.licence)
        if self.usable_from and self.usable_until and self.usable_until < self.usable_from:
            raise ValidationError({"usable_until": _("The last day of use lies before the first.")})
        if not self.holder_id and not self.holder_name.strip():
            raise ValidationError({"holder": _("Say whose right it is: choose an agency, or write a name.")})
        _refuse_unknown("uses", self.uses, frozenset(str(use) for use in Use))
        _refuse_unknown("territories", self.territories, territory_codes())
        _refuse_unknown("languages", self.languages, frozenset(tag for tag, _name in language_choices()))


def _refuse_unknown(field: str, chosen: list[str], known: frozenset[str]) -> None:
    unknown = sorted(set(chosen) - known)
    if unknown:
        raise ValidationError({field: _("Not known: %(values)s.") % {"values": ", ".join(unknown)}})


class RightsCredit(models.Model):
    """The credit line that the holder asks for, in one language."""

    record = ParentalKey(RightsRecord, on_delete=models.CASCADE, related_name="credits")
    language = LanguageField()
    line = models.CharField(_("credit line"), max_length=160)

    class Meta:
        verbose_name = _("credit line")
        verbose_name_plural = _("credit lines")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["record", "language"], name="media_library_one_credit_a_language")
        ]

    def __str__(self) -> str:
        return self.line


class RightsEvidence(models.Model):
    """A paper that proves the right: private."""

    record = ParentalKey(RightsRecord, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=160)
    file = LibraryFile(_("file"), upload_to=evidence_path, max_length=255, takes={DOCUMENT, IMAGE})

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
