"""The form of a partner, and the one that asks what a new key is for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from hub.partners.entitlement import GRANTABLE, Scope
from hub.partners.models import Partner
from hub.registry.naming import language_choices


class PartnerForm(WagtailAdminModelForm):
    """Languages, licences and scopes are ticked, not typed."""

    languages = forms.MultipleChoiceField(
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("None chosen: every language."),
    )
    licences = forms.MultipleChoiceField(
        choices=GRANTABLE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Licences"),
        help_text=gettext_lazy("Beyond what is open to everybody."),
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("May read")
    )

    class Meta:
        model = Partner
        fields = (
            "name", "contact", "agency", "country", "notes", "is_active", "languages", "licences", "scopes", "networks",
            "rate_limit",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.setdefault("scopes", [str(scope) for scope in Scope])

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).strip().upper()


class KeyForm(forms.Form):
    """What a new key is for, and until when it is good."""

    name = forms.CharField(
        max_length=80,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Which system will use it: “web site”, “newsroom test”."),
    )
    expires_at = forms.DateTimeField(
        required=False,
        widget=AdminDateTimeInput,
        label=gettext_lazy("Expires"),
        help_text=gettext_lazy("Empty: good until it is revoked."),
    )

    def clean_expires_at(self) -> Any:
        moment = self.cleaned_data["expires_at"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed already: choose a later one."))
        return moment
