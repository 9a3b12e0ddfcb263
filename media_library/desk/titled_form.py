"""The form of clips, recordings and brand assets."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from media_library.desk.asset_forms import AssetFormRules
from media_library.desk.shelves import offer_shelves
from media_library.desk.storing_form import StoringForm
from media_library.desk.texts_field import TextsField
from media_library.models.versions import Change


class TitledForm(StoringForm, AssetFormRules, WagtailAdminModelForm):
    """Of what has a title and a description in each language."""

    TEXTS = ("title", "caption")

    texts = TextsField(*TEXTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_asset(self.for_user)
        offer_shelves(self, self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.give_to_asset(self.for_user)
        self.instance.change = Change(by=self.for_user, reason=cleaned.get("change_reason", ""))
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        carrier = super().save(commit=commit)
        if commit:
            self.hand_in_texts(carrier.spine, self.for_user)
            self.note_openings(carrier.spine, self.for_user)
        return carrier
