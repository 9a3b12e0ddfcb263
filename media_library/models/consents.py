"""Who is seen or heard in an asset, and whether they agreed (Civil Code Art. 32; Law 91/2025/QH15; Decree 56/2017).

One consent may cover many assets; its withdrawal ends the use of all of them. No consent is ever assumed.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from media_library.ingest.sniffing import DOCUMENT, IMAGE
from media_library.models.assets import Asset
from media_library.models.library_file import LibraryFile
from media_library.models.rights import evidence_path
from media_library.rights.uses import Use


class ConsentForm(models.TextChoices):
    WRITTEN = "written", _("in writing")
    ELECTRONIC = "electronic", _("electronically")
    RECORDED = "recorded", _("on film or tape")


class Consent(models.Model):
    """What one person agreed to. A child's is given by the guardian, and from seven years by the child too."""

    person = models.ForeignKey(
        "registry.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name, if not in the registry"), max_length=160, blank=True)
    form = models.CharField(_("form of consent"), max_length=12, choices=ConsentForm, default=ConsentForm.WRITTEN)
    scope = models.JSONField(
        _("agreed uses"), default=list, help_text=_("Only what was agreed to: nothing is assumed.")
    )
    given_on = models.DateField(
        _("given on"),
        null=True,
        blank=True,
        help_text=_("By the person; of a child from seven years on, by the child."),
    )
    ends_on = models.DateField(_("valid until"), null=True, blank=True, help_text=_("Empty: until it is withdrawn."))
    guardian = models.CharField(_("guardian"), max_length=160, blank=True, help_text=_("Of a child under 16."))
    guardian_given_on = models.DateField(_("guardian's consent given on"), null=True, blank=True)
    evidence = LibraryFile(_("evidence"), upload_to=evidence_path, max_length=255, blank=True, takes={DOCUMENT, IMAGE})
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason of the withdrawal"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.who}: {self.get_form_display()}" + (f", {self.given_on:%d/%m/%Y}" if self.given_on else "")

    @property
    def who(self) -> str:
        return self.name or (str(self.person) if self.person is not None else "")

    def clean(self) -> None:
        super().clean()
        if not self.person_id and not self.name.strip():
            raise ValidationError({"name": _("Say whose consent it is: choose a person, or write a name.")})
        if not self.given_on and not self.guardian_given_on:
            raise ValidationError({"given_on": _("Say on which day it was given.")})
        self._refuse_what_is_not_given_yet()
        if self.guardian_given_on and not self.guardian.strip():
            raise ValidationError({"guardian": _("Say who gave the consent for the child.")})
        unknown = set(self.scope) - {str(use) for use in Use}
        if unknown or not self.scope:
            raise ValidationError({"scope": _("Choose at least one use.")})
        if self.withdrawn_on and self.withdrawn_on > timezone.localdate():
            message = _(
                "A withdrawal holds at once. If the consent ends on a later day, write that into “valid until”."
            )
            raise ValidationError({"withdrawn_on": message})
        if self.withdrawn_on and not self.withdrawal_reason.strip():
            raise ValidationError({"withdrawal_reason": _("Say why the consent was withdrawn.")})

    def _refuse_what_is_not_given_yet(self) -> None:
        for name, day in (("given_on", self.given_on), ("guardian_given_on", self.guardian_given_on)):
            if day and day > timezone.localdate():
                raise ValidationError({name: _("That day is still to come: enter the consent once it is given.")})


class Basis(models.TextChoices):
    """Why a person may be shown."""

    CONSENT = "consent", _("consent")
    PUBLIC_EVENT = "public_event", _("public event (Civil Code Art. 32.2.b)")
    PUBLIC_INTEREST = "public_interest", _("public interest (Civil Code Art. 32.2.a)")
    UNRECOGNISABLE = "unrecognisable", _("cannot be recognised")


class PersonShown(models.Model):
    """One person in one asset. What stands here of a child decides whether the asset may be used at all."""

    asset = ParentalKey(Asset, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        "registry.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name, if not in the registry"), max_length=160, blank=True)
    basis = models.CharField(_("may be shown by"), max_length=16, choices=Basis, default=Basis.CONSENT)
    consent = models.ForeignKey(
        Consent, verbose_name=_("consent"), null=True, blank=True, on_delete=models.PROTECT, related_name="shown_in"
    )
    age = models.PositiveSmallIntegerField(
        _("age"), null=True, blank=True, help_text=_("At the time, if under 16. Empty: 16 or older.")
    )
    face_visible = models.BooleanField(_("face can be recognised"), default=True)
    face_blurred = models.BooleanField(
        _("face is blurred"),
        default=False,
        help_text=_("Counts once somebody who may approve rights records has looked at the file and confirmed it."),
    )
    # who confirmed it, when, and of which version of the file: what is taken up instead of that is looked at anew
    blur_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    blur_seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    blur_seen_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    named = models.BooleanField(_("is named in the words"), default=False)
    school_named = models.BooleanField(_("school is named or seen"), default=False)

    class Meta:
        verbose_name = _("person shown")
        verbose_name_plural = _("people shown")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(blur_seen_at__isnull=True, blur_seen_version__isnull=True)
                | models.Q(blur_seen_at__isnull=False, blur_seen_version__isnull=False),
                name="media_library_blur_is_seen_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        return self.name or (str(self.person) if self.person is not None else "")

    def name_in(self, language: str) -> str:
        """As the registry says it, of those who are in it."""
        return (self.person.name_in(language) if self.person is not None else "") or self.name

    @property
    def needs_consent(self) -> bool:
        return self.basis == Basis.CONSENT

    @property
    def face_shown(self) -> bool:
        return self.face_visible and not self.blur_counts

    @property
    def blur_counts(self) -> bool:
        return self.face_blurred and self.is_blurred_in(self.asset.file_version)

    @property
    def recognisable(self) -> bool:
        """Whatever is said of it: a face that is seen and a name in the words tell who it is."""
        return self.face_shown or self.named

    def is_blurred_in(self, version: int | None) -> bool:
        """A tick blurs no face: somebody else has looked at that very version of the file. None: nobody knows which."""
        return self.face_blurred and version is not None and self.blur_seen_version == version

    def clean(self) -> None:
        super().clean()
        if not self.person_id and not self.name.strip():
            raise ValidationError({"name": _("Choose a person, or write a name or a description.")})
        if self.person_id and self.consent is not None and self.consent.person_id not in (None, self.person_id):
            raise ValidationError(
                {"consent": _("This is somebody else's consent: %(who)s.") % {"who": self.consent.who}}
            )
        if self.basis == Basis.UNRECOGNISABLE and self.recognisable:
            message = _("Whose face can be recognised, or who is named in the words, needs another reason.")
            raise ValidationError({"basis": message})


def rights_prefetch(to: str = "") -> tuple[models.Prefetch | str, ...]:
    """All that decides beside the asset's own row and record; `to` is the way from what is listed to its asset, ending in `__`.
    What stills cost (the clip with its rights, and who is seen in it) costs a list nothing that has none."""
    return _deciding(to, PersonShown.objects.select_related("consent", "person").prefetch_related("person__names"))


def consents_prefetch() -> tuple[models.Prefetch | str, ...]:
    """The same without names: enough to decide, and a query less."""
    return _deciding("", PersonShown.objects.select_related("consent"))


def _deciding(to: str, people: models.QuerySet[PersonShown]) -> tuple[models.Prefetch | str, ...]:
    of_clips = models.Prefetch(f"{to}still_of__asset__people", people)
    return models.Prefetch(f"{to}people", people), f"{to}still_of", of_clips
