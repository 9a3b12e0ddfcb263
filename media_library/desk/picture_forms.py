"""The forms in which editors add and change pictures and documents, everywhere Wagtail asks for one.

A refused form leaves nothing behind, neither row nor file.
"""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from media_library.desk.asset_forms import AssetFormRules
from media_library.desk.examined_field import DocumentFileField, PictureFileField
from media_library.desk.storing_form import StoringForm
from media_library.desk.texts_field import TextsField
from media_library.models.versions import Change
from media_library.renditions.standard import STANDARD


class PictureForm(StoringForm, AssetFormRules, BaseImageForm):
    """WAGTAILIMAGES_IMAGE_FORM_BASE."""

    TEXTS = ("alt", "caption")

    texts = TextsField(*TEXTS)
    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")  # Wagtail's form asks with it and forgets it
        super().__init__(*args, **kwargs)
        self.show_asset(self.user)
        self.examine_with(PictureFileField)
        self.order_fields(("title", "file", "texts", "collection", "tags", "creator", "credit", "owner", "licence"))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.give_to_asset(self.user)
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        replaced = "file" in self.changed_data and self.original_file
        # Wagtail would delete the old file and every rendition: here the file is kept as a version, and so is what
        # partners hold addresses of
        self.original_file = None
        self.instance.change = Change(by=self.user, reason=self.cleaned_data.get("change_reason", ""))
        picture = super().save(commit=commit)
        if commit and replaced:
            picture.renditions.exclude(filter_spec__in=STANDARD.values()).delete()
        if commit:
            self.hand_in_texts(picture.spine, self.user)
            self.note_openings(picture.spine, self.user)
        return picture


class DocumentForm(StoringForm, AssetFormRules, BaseDocumentForm):
    """WAGTAILDOCS_DOCUMENT_FORM_BASE."""

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")  # Wagtail's form asks with it and forgets it
        super().__init__(*args, **kwargs)
        self.show_asset(self.user)
        self.examine_with(DocumentFileField)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.give_to_asset(self.user)
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        self.original_file = None  # kept as a version
        self.instance.change = Change(by=self.user, reason=self.cleaned_data.get("change_reason", ""))
        document = super().save(commit=commit)
        if commit:
            self.note_openings(document.spine, self.user)
        return document
