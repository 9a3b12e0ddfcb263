"""What the forms of all carriers have in common: the fields of the asset behind them, and who may change which."""

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model, model_to_dict
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from hub.registry.models import Agency
from media_library.desk.translated_texts import TranslatedTexts
from media_library.models import Asset
from media_library.rights.licences import Licence
from media_library.rights.opening import OF_RIGHTS, Opening, may_open, note, openings, said, who_may
from media_library.source_types import ORIGIN, DigitalSourceType

FIELDS = ("owner", "creator", "credit", "source", *OF_RIGHTS, *ORIGIN)
DEFAULTS = {"licence": Licence.PRESS, "digital_source_type": DigitalSourceType.DIGITAL_CAPTURE}
WIDGETS = {
    "usable_from": AdminDateInput,
    "usable_until": AdminDateInput,
    "ai_prompt": forms.Textarea(attrs={"rows": 2}),
}


class AssetFields(forms.Form):
    """The asset's fields, declared and not generated with the carrier's: its model has none of them."""


AssetFields.declared_fields.update(fields_for_model(Asset, fields=FIELDS, widgets=WIDGETS))


class OpenedByTwo:
    """For a form of what has rights: what opens them stands beside its field, unless whoever sends the form may open."""

    fields: Any
    cleaned_data: Any
    add_error: Any
    _opened: Sequence[Opening] = ()

    @property
    def rights_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in OF_RIGHTS if name in self.cleaned_data}

    def take_openings(self, found: Sequence[Opening], by: Any) -> None:
        if not found:
            return
        if may_open(by):
            self._opened = found
            return
        for opening in found:
            self.add_error(opening.part if opening.part in self.fields else None, said(opening))
        self.add_error(None, ValidationError(who_may(), code="second_person"))

    def note_openings(self, row: Any, by: Any) -> None:
        """Once the row is saved."""
        note(row, self._opened, by=by)


class AssetFormRules(OpenedByTwo, TranslatedTexts, AssetFields):
    """A carrier's form with fields of its asset: whose it is, its rights, its origin.

    What the asset's own rules refuse is said beside the field; what exists already is changed by those who may change
    rights, and shown to everybody else.
    """

    TEXTS: tuple[str, ...] = ()

    change_reason = forms.CharField(
        label=gettext_lazy("Why is the file replaced?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Kept with the version; the old file stays and can be taken up again."),
    )

    instance: Any
    initial: Any

    def show_asset(self, user: Any = None) -> None:
        """Puts the asset's values beside its carrier's."""
        spine = self.instance.spine
        if not self.instance.pk:
            del self.fields["change_reason"]  # nothing is replaced yet
        self.initial = {**model_to_dict(spine, fields=FIELDS), **self.initial}
        if "texts" in self.fields and self.instance.pk:
            self.show_texts(spine, self.TEXTS)
        for name in DEFAULTS:
            if name in self.fields:
                self.fields[name].required = False  # many pictures at once are sent with nothing but their files
        if "owner" in self.fields:
            self.fields["owner"].queryset = Agency.objects.prefetch_related("names")
        if self.instance.pk and user is not None and not user.has_perm("media_library.change_rights"):
            for name in OF_RIGHTS:
                if name in self.fields:
                    self.fields[name].disabled = True

    def examine_with(self, field: Any) -> None:
        """Wagtail makes a field of its own for its files; here it is ours."""
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = field(label=given.label, required=given.required, widget=given.widget)

    def full_clean(self) -> None:
        """Where many files are sent at once, each comes alone, and the page has a place for what is wrong with it and for
        nothing else: there everything is said of the file. Wagtail would keep the file aside, as it came."""
        super().full_clean()
        alone = self.is_bound and "file" in self.files and self.add_prefix("licence") not in self.data
        if alone and self.errors and "file" not in self.errors:
            faults = [str(fault) for faults in self.errors.values() for fault in faults]
            self.errors["file"] = self.error_class(faults)

    def give_to_asset(self, by: Any) -> None:
        """Puts what was entered into the asset and asks the asset's own rules, and whether it needs a second person."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = normalize("NFC", value)
        for name, value in DEFAULTS.items():
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                self.cleaned_data[name] = value
        spine = self.instance.spine
        if self.instance.pk:
            self.take_openings(openings(spine, self.rights_given), by)
        given = [name for name in FIELDS if name in self.cleaned_data]
        for name in given:
            setattr(spine, name, self.cleaned_data[name])
        try:
            spine.clean()
        except ValidationError as refused:
            for name, faults in refused.error_dict.items():
                if name in self.fields:
                    self.add_error(name, faults)  # an invalid carrier is not saved, nor is its asset
        if self.cleaned_data.get("texts") is not None:
            self.take_texts(spine, self.cleaned_data["texts"])
