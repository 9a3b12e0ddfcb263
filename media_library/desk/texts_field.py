"""Texts per language in one table: the form field of every asset's form."""

from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.registry.naming import language_choices
from media_library.models.assets import longest, part_labels
from media_library.translating.texts import Texts


class TextsWidget(forms.Widget):
    """A row per language, a column per part. The inputs are called `alt_vi`, `caption_zh-Hans` and so on."""

    template_name = "media_library/texts_widget.html"

    class Media:
        css = {"all": ("media_library/texts.css",)}

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__()
        self.parts = parts
        self.drafts: dict[str, str] = {}  # language → how its draft stands, in words

    def get_context(self, name: str, value: Texts | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        stem = name.removesuffix("texts")
        written = value or {}
        labels = part_labels(self.parts)
        context["parts"] = labels.values()
        context["rows"] = [
            {
                "language": tag,
                "name": endonym,
                "draft": self.drafts.get(tag, ""),
                "missing": bool(written) and not any(written.get(tag, {}).values()),
                "cells": [
                    {
                        "name": f"{stem}{part}_{tag}",
                        "value": written.get(tag, {}).get(part, ""),
                        "max": longest(part),
                        "label": label,
                    }
                    for part, label in labels.items()
                ],
            }
            for tag, endonym in language_choices()
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Texts | None:
        """None where the form was sent without any text, as the first step of a multiple upload does."""
        stem = name.removesuffix("texts")
        tags = [tag for tag, _endonym in language_choices()]
        if not any(f"{stem}{part}_{tag}" in data for tag in tags for part in self.parts):
            return None
        return {tag: {part: data.get(f"{stem}{part}_{tag}", "") for part in self.parts} for tag in tags}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None

    def id_for_label(self, id_: str) -> str:
        return ""


class TextsField(forms.Field):
    """Words per language; a form takes the parts that its kind of asset has."""

    def __init__(self, *parts: str, **kwargs: Any) -> None:
        super().__init__(required=False, label=gettext_lazy("Texts per language"), widget=TextsWidget(parts), **kwargs)
        self.parts = parts

    def clean(self, value: Texts | None) -> Texts | None:
        if value is None:
            return None
        names = dict(language_choices())
        labels = part_labels(self.parts)
        cleaned: Texts = {}
        faults = []
        for tag, parts in value.items():
            cleaned[tag] = {part: normalize("NFC", text).strip() for part, text in parts.items()}
            for part, text in cleaned[tag].items():
                limit = longest(part)
                if len(text) > limit:
                    message = _("%(language)s, %(part)s: %(length)s characters, at most %(limit)s fit.")
                    shown = {"language": names[tag], "part": labels[part], "length": len(text), "limit": limit}
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
