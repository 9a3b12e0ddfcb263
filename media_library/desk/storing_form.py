"""A form that is valid only when the store has its new files: what the store refuses stands beside the field, and what was
typed stands where it was. Should the row not be saved then, its file is swept (`media_library.files.sweeping`).
"""

import logging
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from media_library.files.store import STORE_FAILS, in_words, put_ahead, take_back

logger = logging.getLogger("hub.ingest")


class StoringForm(forms.BaseForm):
    """First among the bases of a form of a row with a file, or of one whose children have files."""

    def is_valid(self) -> bool:
        return super().is_valid() and self._is_stored()

    def _is_stored(self) -> bool:
        put: list[Any] = []
        for form in _with_children(self):
            try:
                put += put_ahead([form.instance])
            except STORE_FAILS as away:
                take_back(put)
                form.add_error(_field_of(form), not_stored(away))
                return False
        return True


def not_stored(away: Exception) -> forms.ValidationError:
    """What stands beside a field whose file the store does not take; for whoever runs the hub, why."""
    logger.error("store_fails reason=%s", away)
    words = _("%(why)s Nothing else is lost: choose the file again later.")
    return forms.ValidationError(words, code="store_fails", params={"why": in_words(away)})


def _with_children(form: Any) -> Iterator[Any]:
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            if child.has_changed() and not child.cleaned_data.get("DELETE"):
                yield child


def _field_of(form: Any) -> str | None:
    files = (name for name, field in form.fields.items() if isinstance(field, forms.FileField))
    return next((name for name in files if form.cleaned_data.get(name)), None)
