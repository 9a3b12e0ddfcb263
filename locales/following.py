"""What no translator changes follows the source as it is released: its agency, its places, the hour of an event.

Localize copies such fields from the source as it was last handed to the translators, and never an emptied list; so a
place taken out of the source, or a date put right, would stay wrong in every other language until somebody synchronises.
Words are not touched here: those are the translators', and the release gate's.
"""

from collections.abc import Collection
from typing import Any

from django.db import models, transaction
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import Translation

from locales.release_gate import ReleaseRefused


def follow(source: Page, *, by: Any = None) -> list[tuple[Page, ReleaseRefused]]:
    """Bring the translations of a source that was just released up to its synchronised fields: live ones by a
    publication of what readers see, drafts by a new draft. The address stays until somebody synchronises.

    Returns the live ones that could not follow, each with the reason; they stay as they were.
    """
    stayed = []
    for translation in Translation.objects.filter(
        source__object_id=source.translation_key, source__locale_id=source.locale_id, enabled=True
    ):
        target = (
            type(source)
            .objects.filter(
                translation_key=source.translation_key, locale_id=translation.target_locale_id, alias_of__isnull=True
            )
            .first()
        )
        if target is None:
            continue
        draft = target.get_latest_revision_as_object() if target.has_unpublished_changes or not target.live else None
        try:
            with transaction.atomic():
                if target.live and take_over(source, target, besides=("slug",)):
                    target.save_revision(user=by).publish(user=by, skip_permission_checks=True)
                if draft is not None and take_over(source, draft, besides=("slug",)):
                    draft.save_revision(user=by)
        except ReleaseRefused as refused:
            stayed.append((target, refused))
    return stayed


def take_over(source: models.Model, target: models.Model, *, besides: Collection[str] = ()) -> bool:
    """Give `target` what `source` has in the fields that follow it. Saves nothing. Returns whether any was different."""
    different = False
    for field in _following(type(target)):
        if field.name in besides:
            continue
        there, here = _value(field, source), _value(field, target)
        if there == here:
            continue
        different = True
        if field.many_to_many:
            setattr(target, field.name, list(getattr(source, field.name).all()))
        else:
            setattr(target, field.attname, there)
    return different


def as_released(source: Any) -> Any:
    """The source as readers see it, where they do; else as it is given."""
    if not isinstance(source, Page):
        return source
    return type(source).objects.filter(pk=source.pk, live=True).first() or source


def _following(model: type[models.Model]) -> list[Any]:
    named = [each.get_field(model) for each in get_translatable_fields(model) if isinstance(each, SynchronizedField)]
    return [field for field in named if isinstance(field, models.Field | ParentalManyToManyField)]


def _value(field: Any, page: models.Model) -> Any:
    if field.many_to_many:
        return {each.pk for each in getattr(page, field.name).all()}
    return getattr(page, field.attname)
