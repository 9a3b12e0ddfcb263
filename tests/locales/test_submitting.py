"""Traps 2 and 8: submitting must publish nothing, and must leave no live alias of an ancestor behind."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from hub.content.models import Article
from locales.release_gate import gaps
from tests.locales.conftest import TARGETS, Desk


def pages_in(code: str) -> list[tuple[str, bool, int | None]]:
    return list(
        Page.objects.filter(locale__language_code=code).order_by("path").values_list("title", "live", "alias_of_id")
    )


@pytest.mark.parametrize("code", TARGETS)
def test_submitting_publishes_nothing(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    assert pages_in(code) == [
        ("Trang chủ", False, None),
        ("Di sản", False, None),
        ("Làng Sen đón khách", False, None),
    ]


def test_submitting_brings_untranslated_ancestors_along_and_says_so(desk: Desk, article: Any) -> None:
    assert desk.submit(article, "lo") == [
        "The page 'Làng Sen đón khách' was successfully submitted for translation into Lao",
        "The pages it stands in were submitted for translation into Lao as well: Trang chủ, Di sản.",
    ]
    assert Translation.objects.filter(enabled=True, target_locale__language_code="lo").count() == 3


def test_submitting_below_translated_ancestors_says_nothing_of_them(desk: Desk, column: Any, article: Any) -> None:
    desk.submit(column, "lo")
    assert desk.submit(article, "lo") == [
        "The page 'Làng Sen đón khách' was successfully submitted for translation into Lao"
    ]


def test_submitting_to_several_languages_makes_no_alias(desk: Desk, article: Any) -> None:
    desk.submit(article, "en", *TARGETS)
    assert Page.objects.filter(alias_of__isnull=False).count() == 0
    assert Page.objects.count() == 1 + 3 * 4


def test_submitting_a_subtree_makes_no_alias(desk: Desk, home: Any, article: Any) -> None:
    desk.client.post(
        reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
        {"locales": [Locale.objects.get(language_code="lo").pk], "include_subtree": "on"},
    )
    assert pages_in("lo") == [
        ("Trang chủ", False, None),
        ("Di sản", False, None),
        ("Làng Sen đón khách", False, None),
    ]


@pytest.mark.parametrize("code", TARGETS)
def test_submitting_turns_an_old_live_alias_into_a_draft(desk: Desk, home: Any, column: Any, code: str) -> None:
    home.live = False  # no alias of a live page can be made any more; databases from elsewhere may have one
    home.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True, alias=True)
    Page.objects.filter(alias_of=home).update(live=True)
    assert pages_in(code) == [("Trang chủ", True, home.pk)]
    desk.submit(column, code)
    assert pages_in(code) == [("Trang chủ", False, None), ("Di sản", False, None)]


def test_submitting_a_draft_takes_its_latest_words(desk: Desk, column: Any) -> None:
    page = column.add_child(instance=Article(title="Bản đầu", slug="ban", locale=column.locale, live=False))
    page.title = "Bản sau"
    page.save_revision()
    desk.submit(page, "lo")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    assert [segment.string.data for segment in source.stringsegment_set.all()] == ["Bản sau"]
    page.title = "Bản cuối"
    page.save_revision()
    desk.sync(page, publish=False)
    assert [segment.string.data for segment in source.stringsegment_set.all()] == ["Bản cuối"]


def test_submitting_to_a_further_language_takes_todays_words(desk: Desk, article: Any) -> None:
    desk.submit(article, "lo")
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.submit(article, "zh-hans")
    assert desk.target(article, "zh-hans").summary == "Sen nở sớm."
    assert [gap.excerpt for gap in gaps(desk.target(article, "zh-hans"))][1] == "Sen nở sớm."


def test_submitting_an_incomplete_page_is_refused_in_the_form(desk: Desk, column: Any) -> None:
    page = column.add_child(instance=Article(title="Bản đầu", slug="ban", locale=column.locale, live=False))
    Page.objects.filter(pk=page.pk).update(title="")
    response = desk.client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        {"locales": [Locale.objects.get(language_code="lo").pk]},
    )
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()[0] == "The page is not complete, so it cannot be translated yet:"
    assert pages_in("lo") == []


@pytest.mark.parametrize("code", TARGETS)
def test_converting_to_an_alias_is_refused(desk: Desk, released: Callable[[str], Any], article: Any, code: str) -> None:
    page = released(code)
    response = desk.client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    assert desk.said(response)[-1].startswith("A page cannot become an alias of a page in another language")
    page.refresh_from_db()
    assert (page.alias_of_id, page.title) == (None, f"[{code}] Làng Sen đón khách")


def test_synchronising_a_whole_language_is_not_on_offer(desk: Desk, languages: list[Locale]) -> None:
    response = desk.client.get(reverse("wagtaillocales:edit", args=[languages[1].pk]))
    assert response.status_code == 200
    assert "sync_from" not in response.content.decode()


ROLES = [("anonymous", 302), ("translator without the right", 302), ("editor", 200)]


@pytest.mark.parametrize(("role", "status"), ROLES)
def test_submit_form_permissions(
    desk: Desk, article: Any, client: Any, django_user_model: Any, role: str, status: int
) -> None:
    if role == "editor":
        client = desk.client
    elif role != "anonymous":
        client.force_login(django_user_model.objects.create_user(username="khach", password="mat-khau-dai"))
    response = client.get(reverse("wagtail_localize:submit_page_translation", args=[article.pk]))
    assert response.status_code == status
