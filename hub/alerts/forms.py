"""The form of a saved search: a name, and whether and how its owner is told. What is wrong with the values is said by the
act that takes them (`hub.alerts.saving`)."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from hub.alerts.models import Alert, SavedSearch
from hub.alerts.saving import EMAILS
from hub.alerts.sharing import groups_of
from hub.outbound import letters
from hub.outbound.calling import LONGEST_URL
from hub.registry.models import Agency
from hub.staff.models import User

FIELDS = ("name", "alert", "webhook_url")


class SavedSearchForm(forms.Form):
    name = forms.CharField(max_length=80, label=_("Name"))
    alert = forms.ChoiceField(choices=Alert.choices, widget=forms.RadioSelect, label=_("Tell me of new matches"))
    webhook_url = forms.CharField(
        required=False,
        max_length=LONGEST_URL,
        label=_("Address of the webhook"),
        help_text=_("Only for a webhook: where the other system listens, such as https://example.vn/hooks/hub."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any, saved: SavedSearch, **initial: str) -> None:
        super().__init__(data, initial={name: getattr(saved, name) for name in FIELDS} | initial)
        if not letters.offered():
            alert: Any = self.fields["alert"]
            alert.choices = [choice for choice in Alert.choices if choice[0] not in EMAILS or choice[0] == saved.alert]
            alert.help_text = _("E-mail is not offered: this hub is not set up to send any.")

    def put_into(self, saved: SavedSearch) -> None:
        for name in FIELDS:
            setattr(saved, name, self.cleaned_data[name])


EVERYBODY, AGENCY, GROUP = "all", "agency", "group-"


class ShareForm(forms.Form):
    """Under which name, and with whom."""

    name = forms.CharField(max_length=80, label=_("Name"))
    audience = forms.ChoiceField(widget=forms.RadioSelect, label=_("Share with"))

    def __init__(self, data: Any, saved: SavedSearch, user: User) -> None:
        super().__init__(data, initial={"name": saved.name, "audience": EVERYBODY})
        self.user, self.groups = user, {f"{GROUP}{group.pk}": group for group in groups_of(user).order_by("name")}
        choices: list[tuple[str, Any]] = [(EVERYBODY, _("everybody in the admin"))]
        if user.agency is not None:
            choices.append((AGENCY, user.agency))
        choices += [(value, group.name) for value, group in self.groups.items()]
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]  # a choice

    @property
    def agency(self) -> Agency | None:
        return self.user.agency if self.cleaned_data["audience"] == AGENCY else None

    @property
    def group(self) -> Group | None:
        return self.groups.get(self.cleaned_data["audience"])
