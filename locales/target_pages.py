"""How a translation becomes a page: the house's own `Translation.save_target`, put in place when the app is ready.

Localize's own writes the live row, fallback text included, and publishes only after the commit; it also makes live
aliases of ancestors that are not translated. Here a live row changes by publication alone, in the same transaction;
ancestors are submitted for translation as drafts; and the release gate is asked first. What no translator changes comes
from the source as released (`following`). It offers no hook for this, so its methods are replaced; every caller (its
editor, its sync, its submit form, our own code) comes through here.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize import models as localize_models
from wagtail_localize.models import StringTranslation, Translation, TranslationLog, TranslationSource

from locales.editions import untranslated_ancestors
from locales.following import as_released, take_over
from locales.release_gate import UntranslatedRefused, gaps_in, refuse_orphan

_localize_save_target = Translation.save_target
_localize_copy_synchronised_fields = localize_models.copy_synchronised_fields


def save_target(self: Translation, user: Any = None, publish: bool = True) -> None:  # noqa: FBT001, FBT002 - localize's signature
    """Bring the target page up to its translations: as a draft, or published at once.

    Raises:
        ReleaseRefused: it is to be published and may not be; nothing was written.
        ValidationError: a translation does not fit its field; the message stands on the segment.
    """
    if not issubclass(self.source.specific_content_type.model_class(), Page):
        _localize_save_target(self, user=user, publish=publish)
        return
    try:
        with transaction.atomic():
            page = _target(self)
            if publish and page is not None:
                _refuse_release(self, page)
            _submit_ancestors(self, user)
            page = _draft(self, page, user)
            if publish:
                _refuse_release(self, page)
                page.get_latest_revision().publish(user=user)
    except ValidationError as invalid:
        _mark_segments(self, invalid)
        raise


def copy_synchronised_fields(source: Any, target: Any) -> None:
    _localize_copy_synchronised_fields(source, target)
    take_over(as_released(source), target)


def install() -> None:
    Translation.save_target = save_target
    localize_models.copy_synchronised_fields = copy_synchronised_fields


def _target(translation: Translation) -> Page | None:
    model = translation.source.specific_content_type.model_class()
    return model.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    ).first()


def _refuse_release(translation: Translation, page: Page) -> None:
    """As early as it can be known; the publication asks the gate once more, of the words that go live."""
    if found := gaps_in(translation):
        raise UntranslatedRefused(page, found)
    refuse_orphan(page)


def _submit_ancestors(translation: Translation, user: Any) -> None:
    original = translation.source.get_source_instance()
    for ancestor in untranslated_ancestors(original, translation.target_locale_id):
        source, _ = TranslationSource.get_or_create_from_instance(ancestor)
        above, _ = Translation.objects.update_or_create(
            source=source, target_locale=translation.target_locale, defaults={"enabled": True}
        )
        above.save_target(user=user, publish=False)


def _draft(translation: Translation, page: Page | None, user: Any) -> Page:
    if page is not None and page.alias_of_id:
        page.unpublish(user=user)  # it showed the source's words; localize turns it into a page of its own
        page = None
    if page is not None and page.live:
        return _draft_above_live(translation, user)
    page, _ = translation.source.create_or_update_translation(
        translation.target_locale, user=user, publish=False, copy_parent_pages=False, fallback=True
    )
    return page


def _draft_above_live(translation: Translation, user: Any) -> Page:
    """A new revision above the live page, whose row keeps what readers see until the revision is published."""
    source = translation.source
    page = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.id)
    revision = page.save_revision(user=user)
    source.sync_view_restrictions(source.as_instance(), page)
    TranslationLog.objects.create(source=source, locale=translation.target_locale, revision=revision)
    return page


def _mark_segments(translation: Translation, invalid: ValidationError) -> None:
    """Leave each field's error on its segment, where the translator's editor shows it."""
    for path, errors in getattr(invalid, "error_dict", {}).items():
        for string in StringTranslation.objects.filter(
            locale_id=translation.target_locale_id,
            context__object_id=translation.source.object_id,
            context__path=path,
            translation_of__segments__source_id=translation.source_id,
        ).distinct():
            string.set_field_error(errors)
