"""Traps 5 and 6: a work's other languages are known even when its source goes, and translations outlive their page."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from locales.editions import editions_of, is_source, untranslated_ancestors
from tests.locales.conftest import Desk


def test_editions_are_the_other_languages(desk: Desk, released: Callable[[str], Any], article: Any) -> None:
    lao = released("lo")
    desk.submit(article, "zh-hans")
    chinese = desk.target(article, "zh-hans")
    assert [page.pk for page in editions_of(article)] == [lao.pk, chinese.pk]
    assert [page.pk for page in editions_of(lao)] == [article.pk, chinese.pk]


def test_editions_are_found_while_the_source_is_being_deleted(released: Callable[[str], Any], article: Any) -> None:
    lao = released("lo")
    article.delete()
    assert list(editions_of(article)) == [Page.objects.get(pk=lao.pk)]


def test_editions_of_a_work_in_one_language_are_none(article: Any) -> None:
    assert list(editions_of(article)) == []


def test_source_is_the_vietnamese_page(released: Callable[[str], Any], article: Any) -> None:
    assert [is_source(article), is_source(released("lo"))] == [True, False]


def test_untranslated_ancestors_come_from_the_top(desk: Desk, home: Any, column: Any, article: Any) -> None:
    desk.submit(home, "lo")
    lao = desk.target(home, "lo").locale_id
    assert [page.title for page in untranslated_ancestors(article, lao)] == ["Di sản"]
    assert [page.title for page in untranslated_ancestors(article, lao + 1)] == ["Trang chủ", "Di sản"]


def test_deleting_a_translation_keeps_its_words(desk: Desk, released: Callable[[str], Any], article: Any) -> None:
    page = released("lo")
    kept = list(StringTranslation.objects.filter(context__object_id=article.translation_key).values_list("data"))
    page.delete()
    assert (
        list(StringTranslation.objects.filter(context__object_id=article.translation_key).values_list("data")) == kept
    )
    assert desk.translation(article, "lo").enabled is False


def test_translation_submitted_again_has_its_words_back(
    desk: Desk, released: Callable[[str], Any], article: Any
) -> None:
    released("lo").delete()
    desk.submit(article, "lo")
    desk.publish(article, "lo")
    assert desk.target(article, "lo").title == "[lo] Làng Sen đón khách"


def test_deleting_the_source_keeps_the_words_of_its_translations(released: Callable[[str], Any], article: Any) -> None:
    released("lo")
    article.delete()
    assert StringTranslation.objects.filter(context__object_id=article.translation_key).count() == 5
