"""Partners, what their agreements let them take, and the keys they ask with.

A key itself is stored nowhere: only its SHA-256. It has 256 random bits, so a slow hash would add nothing.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.partners.entitlement import GRANTABLE, Entitlement, Scope, agreed
from hub.partners.networks import read_networks
from hub.registry.naming import language_choices


def all_scopes() -> list[str]:
    return [str(scope) for scope in Scope]


class Partner(models.Model):
    """Somebody who takes the hub's content: a site, a broadcaster, an embassy."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    contact = models.EmailField(_("contact e-mail"), help_text=_("Whom we tell when something they took has changed."))
    agency = models.ForeignKey(
        "registry.Agency", verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", _("Two capital letters, such as VN, LA or JP (ISO 3166)."))],
        help_text=_("Two letters (ISO 3166), such as VN, LA or JP."),
    )
    notes = models.TextField(_("notes"), blank=True, help_text=_("The agreement: number, date, what was agreed."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switched off, none of its keys is accepted.")
    )
    languages = models.JSONField(_("languages"), default=list, blank=True, help_text=_("None chosen: every language."))
    licences = models.JSONField(
        _("licences"), default=list, blank=True, help_text=_("Beyond what is open to everybody.")
    )
    scopes = models.JSONField(_("may read"), default=all_scopes)
    networks = models.TextField(
        _("addresses"),
        blank=True,
        help_text=_("One address or network a line, such as 203.0.113.0/24. Empty: from anywhere."),
    )
    rate_limit = models.PositiveIntegerField(
        _("requests a minute"), default=600, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.networks = "\n".join(_told_at("networks", self.networks))
        _refuse_unknown("languages", self.languages, [tag for tag, _name in language_choices()])
        _refuse_unknown("licences", self.licences, [value for value, _label in GRANTABLE])
        _refuse_unknown("scopes", self.scopes, all_scopes())

    @property
    def entitlement(self) -> Entitlement:
        return agreed(
            self.pk, languages=self.languages, licences=self.licences, scopes=self.scopes, country=self.country
        )


def _told_at(field: str, text: str) -> list[str]:
    try:
        return read_networks(text)
    except ValidationError as wrong:
        raise ValidationError({field: wrong.messages}) from wrong


def _refuse_unknown(field: str, chosen: object, known: list[str]) -> None:
    unknown = [part for part in chosen if part not in known] if isinstance(chosen, list) else [chosen]
    if unknown:
        raise ValidationError(
            {
                field: _("Unknown: %(unknown)s. Choose from: %(known)s.")
                % {"unknown": ", ".join(map(str, unknown)), "known": ", ".join(known)}
            }
        )


class PartnerKey(models.Model):
    """One key of a partner; its text is shown once, when it is made (`hub.partners.keys`)."""

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(_("name"), max_length=80, help_text=_("Which system uses it: “web site”, “newsroom test”."))
    prefix = models.CharField(_("begins with"), max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    is_demo = models.BooleanField(_("demo key"), default=False, editable=False)

    class Meta:
        verbose_name = _("partner key")
        verbose_name_plural = _("partner keys")
        ordering = ["partner", "-created_at"]

    def __str__(self) -> str:
        return f"{self.partner}: {self.name} ({self.prefix}…)"

    @property
    def expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def usable(self) -> bool:
        return self.revoked_at is None and not self.expired and self.partner.is_active

    @property
    def standing(self) -> str:
        """What somebody who looks at the list wants to know."""
        if self.revoked_at is not None:
            return str(_("revoked"))
        if self.expired:
            return str(_("expired"))
        return str(_("in use") if self.last_used_at else _("not used yet"))
