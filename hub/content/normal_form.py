"""How text is stored: in Unicode's composed form (NFC), without control characters. The one place that decides it.

Vietnamese and Korean reach us decomposed from Macs and from pasted files: two texts that look the same would neither be
found nor compared as the same. Changes the page it is given, saves nothing.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

# C0 without tab and line breaks, DEL, C1, lone surrogates, non-characters
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def composed(value: Any) -> Any:
    """NFC of a text, or of every text in nested lists and dictionaries (keys stay: they are names of fields)."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, dict):
        return {key: composed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [composed(part) for part in value]
    return value


def compose_texts(page: models.Model) -> None:
    """Put every text of a page, its streams included, into NFC."""
    for field in _text_fields(page):
        text = getattr(page, field.name)
        if isinstance(text, str) and text != (better := composed(text)):
            setattr(page, field.name, better)
    for field in _streams(page):
        raw = _raw(getattr(page, field.name))
        if raw != (better := composed(raw)):
            setattr(page, field.name, field.stream_block.to_python(better))


def refuse_control_characters(page: models.Model) -> None:
    """
    Raises:
        ValidationError: by field; the message names the character and the words before it.
    """
    faults = {
        field.name: _control_fault(text)
        for field in (*_text_fields(page), *_streams(page))
        if field.editable
        for text in _texts(_raw(getattr(page, field.name)))
        if CONTROL.search(text)
    }
    if faults:
        raise ValidationError(faults)


def _control_fault(text: str) -> str:
    found = CONTROL.search(text)
    assert found is not None  # noqa: S101 - the caller has looked
    before = CONTROL.sub("", text[max(0, found.start() - 30) : found.start()]).strip()
    return _(
        "There is an invisible control character (%(code)s) after “%(before)s”. Delete it and type that place again."
    ) % {
        "code": f"U+{ord(found.group()):04X}",
        "before": before,
    }


def _text_fields(page: models.Model) -> list[Any]:
    return [field for field in page._meta.concrete_fields if isinstance(field, models.CharField | models.TextField)]


def _streams(page: models.Model) -> list[Any]:
    return [field for field in page._meta.concrete_fields if isinstance(field, StreamField)]


def _raw(value: Any) -> Any:
    return value.stream_block.get_prep_value(value) if isinstance(value, StreamValue) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
