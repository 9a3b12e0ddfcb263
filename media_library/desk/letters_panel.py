"""In the account of those who look after rights: whether letters about them come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from hub.outbound import letters
from media_library.models import LetterChoice
from media_library.rights.warning import looks_after_rights


class LetterChoiceForm(forms.ModelForm):
    class Meta:
        model = LetterChoice
        fields = ["rights"]


class RightsLettersPanel(BaseSettingsPanel):
    name = "rights_letters"
    title = _("Letters about rights")
    tab = notifications_tab
    order = 200

    def is_active(self) -> bool:
        return letters.offered() and looks_after_rights(self.user)

    def get_form(self) -> Any:
        choice = LetterChoice.objects.filter(user=self.user).first() or LetterChoice(user=self.user)
        return LetterChoiceForm(self.request.POST or None, instance=choice, prefix=self.name)
