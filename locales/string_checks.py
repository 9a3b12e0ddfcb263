"""Checks every translated string as it is saved, whoever saves it: editor, PO file, machine, our own code.

A string that cannot be used is kept with its error on the segment, where the translator's editor shows it: nothing
typed is lost, nothing faulty reaches a page, and a corrected string is free of its error at once.
"""

import unicodedata
from typing import Any

from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TranslationContext,
    TranslationSource,
    post_save_string_translation,
)
from wagtail_localize.strings import StringValue

from locales.segment_places import place


def connect() -> None:
    pre_save.connect(check_string, sender=StringTranslation, dispatch_uid="locales.check_string")
    post_save.connect(clear_override_error, sender=SegmentOverride, dispatch_uid="locales.clear_override_error")
    # localize's own writes any title into draft_title, with its entities and however long: a DataError on PostgreSQL
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(show_title, sender=StringTranslation, dispatch_uid="locales.show_title")


def check_string(
    sender: type[StringTranslation], instance: StringTranslation, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    if update_fields is not None and "data" not in update_fields:
        return
    instance.data = unicodedata.normalize("NFC", instance.data)
    fault = fault_in(instance.data, instance.context)
    instance.has_error, instance.field_error = bool(fault), fault


def fault_in(data: str, context: TranslationContext | None) -> str:
    """Why this text cannot stand there, as a sentence for its translator; empty when it can.

    Broken markup is not looked for here: localize finds it by itself.
    """
    text = StringValue(data).render_text()
    if not text.strip():
        return gettext("The translation is empty.")
    limit = _limit(context) if context is not None else None
    if limit is not None and len(text) > limit:
        return gettext("The translation is too long: %(length)d characters, at most %(limit)d are possible.") % {
            "length": len(text),
            "limit": limit,
        }
    return ""


def clear_override_error(
    sender: type[SegmentOverride], instance: SegmentOverride, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """A new value starts without the old one's error; localize would ignore it for ever."""
    if instance.has_error and (update_fields is None or "data_json" in update_fields):
        SegmentOverride.objects.filter(pk=instance.pk).update(has_error=False, field_error="")
        instance.has_error, instance.field_error = False, ""


def show_title(sender: type[StringTranslation], instance: StringTranslation, **_: Any) -> None:
    """A translated title shows in the page tree at once, as readers will see it; a faulty one has to wait."""
    if instance.context is not None and instance.context.path == "title" and not instance.has_error:
        Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id).update(
            draft_title=StringValue(instance.data).render_text()
        )


def _limit(context: TranslationContext) -> int | None:
    source = (
        TranslationSource.objects.filter(object_id=context.object_id).select_related("specific_content_type").first()
    )
    if source is None:
        return None
    return place(source.specific_content_type.model_class(), context.field_path or context.path).limit
