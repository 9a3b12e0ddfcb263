"""What each act of the desk asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from hub.content.models import RELEASED
from hub.content.models.editions import EditionPage
from hub.publishing.acts import DELETION_REASON_NEEDED, LONGEST, NOTE_NEEDED, WITHDRAWAL_REASON_NEEDED
from hub.publishing.identity import edition_id_of


def words(label: Any, help_text: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class CorrectForm(forms.Form):
    note = words(
        _("What was wrong, and what is right now"),
        _("Readers see this note under the text, partners get it with the new version."),
        NOTE_NEEDED,
    )


class WithdrawForm(forms.Form):
    reason = words(
        _("Reason"),
        _("Readers who come to the old address and partners see it."),
        WITHDRAWAL_REASON_NEEDED,
    )
    replacement = forms.ModelChoiceField(
        queryset=Page.objects.all(),
        required=False,
        label=_("To be read instead"),
        help_text=_("A published page in the same language; leave it empty if there is none."),
        widget=AdminPageChooser(target_models=list(RELEASED)),
    )

    def __init__(self, *args: Any, page: EditionPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_replacement(self) -> str:
        """The edition's id, as the act takes it."""
        chosen: Page | None = self.cleaned_data["replacement"]
        if chosen is None:
            return ""
        if chosen.translation_key == self.page.translation_key:
            raise forms.ValidationError(_("This is the page that is being withdrawn. Choose another one."))
        if not chosen.live:
            raise forms.ValidationError(_("“%(page)s” is not published.") % {"page": chosen.get_admin_display_title()})
        if chosen.locale_id != self.page.locale_id:
            raise forms.ValidationError(_("Choose a page in the same language."))
        return edition_id_of(chosen)


class DeleteForm(forms.Form):
    reason = words(
        _("Reason"),
        _("Readers and partners see it, and it stays in the audit log."),
        DELETION_REASON_NEEDED,
    )
