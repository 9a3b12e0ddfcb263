"""Which pages are the same work in another language. Reads only; what follows from it is the business of the caller."""

from typing import Any

from wagtail.models import Page

from locales.languages import SOURCE


def editions_of(page: Page) -> Any:
    """The same work's pages in the other languages, live or not: a page queryset, oldest language first.

    It asks for the translation key alone, so it still answers while `page` itself is being unpublished or deleted.
    """
    return (
        Page.objects.filter(translation_key=page.translation_key)
        .exclude(locale_id=page.locale_id)
        .select_related("locale")
        .order_by("locale_id", "pk")
    )


def is_source(page: Page) -> bool:
    """Whether it is written in the source language of the house."""
    return bool(page.locale.language_code == SOURCE)


def untranslated_ancestors(page: Page, locale_id: int) -> list[Page]:
    """The pages above `page` that have no page of their own in a language, from the top: an alias is not one."""
    above = list(page.get_ancestors().filter(depth__gt=1).specific())
    there = set(
        Page.objects.filter(
            translation_key__in=[each.translation_key for each in above], locale_id=locale_id, alias_of__isnull=True
        ).values_list("translation_key", flat=True)
    )
    return [each for each in above if each.translation_key not in there]
