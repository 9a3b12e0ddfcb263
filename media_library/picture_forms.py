"""The forms in which editors add and change pictures and documents, everywhere Wagtail asks for one.

Own: texts per language in one table, days in their order, and a file that can really be read. A refused form leaves
nothing behind, neither row nor file.
"""

from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.registry.models import Agency, Place
from hub.registry.naming import language_choices
from media_library.licences import Licence
from media_library.models import PictureText
from media_library.models.rights import DigitalSourceType
from media_library.rendering import UnreadableError, decode
from media_library.renditions import STANDARD

Texts = dict[str, dict[str, str]]
LENGTHS = {"alt": 255, "caption": 500}
DEFAULTS = {"licence": Licence.PRESS, "digital_source_type": DigitalSourceType.DIGITAL_CAPTURE}
DAYS = {"usable_from": AdminDateInput, "usable_until": AdminDateInput}


class TextsWidget(forms.Widget):
    """A row per language: alt text and caption. The inputs are called `alt_vi`, `caption_zh-Hans` and so on."""

    template_name = "media_library/texts_widget.html"

    def get_context(self, name: str, value: Texts | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        stem = name.removesuffix("texts")
        written = value or {}
        context["rows"] = [
            {
                "language": tag,
                "name": endonym,
                "cells": [
                    {
                        "name": f"{stem}{part}_{tag}",
                        "value": written.get(tag, {}).get(part, ""),
                        "max": limit,
                        "part": part,
                    }
                    for part, limit in LENGTHS.items()
                ],
            }
            for tag, endonym in language_choices()
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Texts | None:
        """None where the form was sent without any text, as the first step of a multiple upload does."""
        stem = name.removesuffix("texts")
        tags = [tag for tag, _endonym in language_choices()]
        if not any(f"{stem}{part}_{tag}" in data for tag in tags for part in LENGTHS):
            return None
        return {tag: {part: data.get(f"{stem}{part}_{tag}", "") for part in LENGTHS} for tag in tags}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None

    def id_for_label(self, id_: str) -> str:
        return ""


class TextsField(forms.Field):
    widget = TextsWidget

    def clean(self, value: Texts | None) -> Texts | None:
        if value is None:
            return None
        names = dict(language_choices())
        labels = {"alt": _("alt text"), "caption": _("caption")}
        cleaned: Texts = {}
        faults = []
        for tag, parts in value.items():
            cleaned[tag] = {part: normalize("NFC", text).strip() for part, text in parts.items()}
            for part, text in cleaned[tag].items():
                if len(text) > LENGTHS[part]:
                    message = _("%(language)s, %(part)s: %(length)s characters, at most %(limit)s fit.")
                    shown = {"language": names[tag], "part": labels[part], "length": len(text), "limit": LENGTHS[part]}
                    faults.append(ValidationError(message, params=shown))
                elif "\x00" in text:
                    faults.append(ValidationError(_("Null characters are not allowed.")))
        if faults:
            raise ValidationError(faults)
        return cleaned

    def has_changed(self, initial: Texts | None, data: Texts | None) -> bool:
        def filled(texts: Texts | None) -> Texts:
            return {tag: parts for tag, parts in (texts or {}).items() if any(parts.values())}

        return data is not None and filled(initial) != filled(data)


class ReadablePictureField(WagtailImageField):
    """Wagtail's checks, and the proof: the picture is decoded once, whole."""

    def to_python(self, data: Any) -> Any:
        unreadable = ValidationError(
            _("The file is damaged or is not a picture. Open it in a picture program, save it again and upload that."),
            code="invalid_image",
        )
        try:
            file = super().to_python(data)
            if file is not None:
                decode(file)
                file.seek(0)
        except ValidationError:
            raise
        # reading a damaged header may fail in any of Pillow's ways
        except (
            UnreadableError,
            OSError,
            SyntaxError,
            ValueError,
            EOFError,
            KeyError,
            IndexError,
            OverflowError,
        ) as broken:
            raise unreadable from broken
        return file


class AssetFormRules:
    """What the forms of all assets check: words in NFC, days in order, owners read in one query."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def tidy_choices(self) -> None:
        for name in DEFAULTS:
            if name in self.fields:
                self.fields[name].required = False  # many pictures at once are sent with nothing but their files
        for name, model in (("owner", Agency), ("place", Place)):
            if name in self.fields:
                self.fields[name].queryset = model.objects.prefetch_related("names")  # type: ignore[attr-defined] # a choice of rows

    def check_rights(self) -> None:
        for name, value in DEFAULTS.items():
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:  # type: ignore[attr-defined] # of the form
                self.cleaned_data[name] = value
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = normalize("NFC", value)
        first, last = self.cleaned_data.get("usable_from"), self.cleaned_data.get("usable_until")
        if first and last and last < first and "usable_until" in self.fields:
            self.add_error("usable_until", _("The last day of use lies before the first."))  # type: ignore[attr-defined] # of the form


class PictureForm(AssetFormRules, BaseImageForm):
    """WAGTAILIMAGES_IMAGE_FORM_BASE."""

    texts = TextsField(label=gettext_lazy("Texts per language"), required=False)
    original_file: Any
    field_order = ("title", "file", "texts", "collection", "tags", "creator", "credit", "owner", "licence")

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, **DAYS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tidy_choices()
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = ReadablePictureField(label=given.label, required=given.required, widget=given.widget)
        if self.instance.pk:
            self.initial["texts"] = {
                row.language: {"alt": row.alt, "caption": row.caption} for row in self.instance.texts.all()
            }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.check_rights()
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        replaced = self.original_file if "file" in self.changed_data and self.original_file else None
        # Wagtail would delete the old file and every rendition at once: here only when the change is certain, and what
        # partners hold addresses of stays
        self.original_file = None
        if self.cleaned_data.get("texts") is not None:
            self._put_texts(self.cleaned_data["texts"])
        picture = super().save(commit=commit)
        if commit and replaced:
            picture.renditions.exclude(filter_spec__in=STANDARD.values()).delete()
            transaction.on_commit(_deletion(replaced.storage, replaced.name))
        return picture

    def _put_texts(self, texts: Texts) -> None:
        """Into the cluster: the rows are written when the picture is."""
        rows = {row.language: row for row in self.instance.texts.all()}
        for tag, parts in texts.items():
            if any(parts.values()):
                row = rows.setdefault(tag, PictureText(language=tag))
                row.alt, row.caption = parts["alt"], parts["caption"]
            else:
                rows.pop(tag, None)
        self.instance.texts.set(list(rows.values()))


class DocumentForm(AssetFormRules, BaseDocumentForm):
    """WAGTAILDOCS_DOCUMENT_FORM_BASE."""

    original_file: Any

    class Meta(BaseDocumentForm.Meta):
        widgets = {**BaseDocumentForm.Meta.widgets, **DAYS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tidy_choices()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.check_rights()
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        replaced = self.original_file if "file" in self.changed_data and self.original_file else None
        self.original_file = None
        document = super().save(commit=commit)
        if commit and replaced:
            transaction.on_commit(_deletion(replaced.storage, replaced.name))
        return document


def _deletion(storage: Storage, name: str) -> Any:
    return lambda: storage.delete(name)
