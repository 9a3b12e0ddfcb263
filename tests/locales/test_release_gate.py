"""Trap 3: publishing an updated translation with gaps puts Vietnamese text on the live foreign page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from locales.release_gate import Gap, UntranslatedRefused, gaps
from tests.locales.conftest import TARGETS, Desk

LANGUAGE = {"lo": "Lao", "zh-hans": "Chinese (Simplified)"}


def live_words(page: Any) -> list[str]:
    """What readers see: the row itself."""
    row = type(page).objects.get(pk=page.pk)
    return [row.title, row.summary, *(str(block.value) for block in row.body)]


@pytest.mark.parametrize("code", TARGETS)
def test_gaps_name_field_and_words(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    assert gaps(desk.target(article, code)) == [
        Gap("Title", "Làng Sen đón khách"),
        Gap("Summary", "Mùa sen nở."),
        Gap("Body › Heading", "Đường đến"),
        Gap("Body › Paragraph", "Làng Sen thuộc xã Kim Liên."),
        Gap("Body › Paragraph", "Làng mở cửa hằng ngày."),
    ]


def test_gaps_of_source_page_are_none(article: Any) -> None:
    assert gaps(article) == []


@pytest.mark.parametrize("code", TARGETS)
def test_gaps_take_words_equal_to_the_source_as_translated(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    desk.translate_all(article, code)
    desk.say(article, code, desk.segment(article, "title"), "Làng Sen đón khách")
    assert gaps(desk.target(article, code)) == []


@pytest.mark.parametrize("code", TARGETS)
def test_words_equal_to_the_source_can_be_published(desk: Desk, home: Any, code: str) -> None:
    desk.submit(home, code)
    desk.say(home, code, desk.segment(home, "title"), "Trang chủ")
    desk.publish(home, code)
    assert [desk.target(home, code).live, desk.target(home, code).title] == [True, "Trang chủ"]


@pytest.mark.parametrize("code", TARGETS)
def test_gaps_take_an_empty_translation_as_missing(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    desk.translate_all(article, code)
    desk.say(article, code, desk.segment(article, "summary"), "   ")
    assert gaps(desk.target(article, code)) == [Gap("Summary", "Mùa sen nở.")]


@pytest.mark.parametrize("code", TARGETS)
def test_publish_button_with_gaps_is_refused_and_says_what_is_missing(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    before = live_words(page)
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.sync(article, publish=False)
    revisions = page.revisions.count()
    assert desk.publish(article, code) == [
        f"“[{code}] Làng Sen đón khách” cannot be published in {LANGUAGE[code]}: 1 passage is not translated. "
        "Summary: “Sen nở sớm.”"
    ]
    assert live_words(page) == before
    assert page.revisions.count() == revisions


def test_publish_button_speaks_vietnamese_to_vietnamese_editors(desk: Desk, editor: Any, article: Any) -> None:
    editor.wagtail_userprofile.preferred_language = "vi"
    editor.wagtail_userprofile.save()
    desk.submit(article, "lo")
    response = desk.client.post(
        reverse("wagtailadmin_pages:edit", args=[desk.target(article, "lo").pk]), {"action": "publish"}
    )
    assert response.status_code == 302
    assert "Tiếng Lào" in desk.said(response)[-1]


@pytest.mark.parametrize("code", TARGETS)
def test_publish_button_without_gaps_publishes_in_the_same_request(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    assert live_words(page) == [
        f"[{code}] Làng Sen đón khách",
        f"[{code}] Mùa sen nở.",
        f"[{code}] Đường đến",
        f"<p>[{code}] Làng Sen thuộc xã Kim Liên.</p><p>[{code}] Làng mở cửa <b>hằng ngày</b>.</p>",
    ]
    assert page.live_revision == page.latest_revision


@pytest.mark.parametrize("code", TARGETS)
def test_sync_and_publish_holds_back_languages_with_gaps(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    before = live_words(page)
    desk.edit_source(article, title="Làng Sen mùa hội")
    assert desk.sync(article, publish=True) == [
        f"“[{code}] Làng Sen đón khách” cannot be published in {LANGUAGE[code]}: 1 passage is not translated. "
        "Title: “Làng Sen mùa hội”",
        "Successfully updated translations for 'Làng Sen mùa hội'",
    ]
    assert live_words(page) == before


def test_sync_and_publish_releases_the_language_that_is_whole(
    desk: Desk, home: Any, column: Any, article: Any, released: Callable[[str], Any]
) -> None:
    lao = released("lo")
    for page in (home, column):
        desk.release(page, "zh-hans")
    chinese = desk.release(article, "zh-hans")
    desk.edit_source(article, title="Làng Sen mùa hội")
    desk.sync(article, publish=False)
    desk.translate_all(article, "lo")
    desk.sync(article, publish=True)
    assert live_words(lao)[0] == "[lo] Làng Sen mùa hội"
    assert live_words(chinese)[0] == "[zh-hans] Làng Sen đón khách"


def test_sync_and_publish_needs_the_right_to_publish(
    desk: Desk, released: Callable[[str], Any], article: Any, django_user_model: Any, client: Any
) -> None:
    page = released("lo")
    desk.edit_source(article, slug="lang-sen-moi")
    revisions = page.revisions.count()
    translator = django_user_model.objects.create_user(username="dich", password="mat-khau-dai")
    group = Group.objects.create(name="dịch")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="submit_translation", content_type__app_label="wagtail_localize"),
    )
    translator.groups.add(group)
    client.force_login(translator)
    source = desk.translation(article, "lo").source
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    refused = client.post(address, {"publish_translations": "on"})
    allowed = client.post(address, {})
    assert (refused["Location"], allowed.status_code) == (reverse("wagtailadmin_home"), 302)
    assert page.revisions.count() == revisions


@pytest.mark.parametrize("code", TARGETS)
def test_save_target_as_draft_leaves_the_live_row_alone(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    before = live_words(page)
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.sync(article, publish=False)
    desk.translation(article, code).save_target(publish=False)
    assert live_words(page) == before
    page.refresh_from_db()
    assert (page.has_unpublished_changes, page.get_latest_revision_as_object().summary) == (True, "Sen nở sớm.")


@pytest.mark.parametrize("code", TARGETS)
def test_save_target_publishing_with_gaps_is_refused_whole(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    before = live_words(page)
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.sync(article, publish=False)
    with pytest.raises(UntranslatedRefused) as refused:
        desk.translation(article, code).save_target(publish=True)
    assert refused.value.gaps == [Gap("Summary", "Sen nở sớm.")]
    assert live_words(page) == before


def test_save_target_first_publication_with_gaps_is_refused(desk: Desk, home: Any) -> None:
    desk.submit(home, "lo")
    with pytest.raises(UntranslatedRefused):
        desk.translation(home, "lo").save_target(publish=True)
    assert desk.target(home, "lo").live is False


@pytest.mark.parametrize("code", TARGETS)
def test_revision_holding_source_words_is_refused_even_after_they_were_translated(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    before = live_words(page)
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.sync(article, publish=False)
    desk.translation(article, code).save_target(publish=False)
    desk.translate_all(article, code)
    page.refresh_from_db()
    with pytest.raises(UntranslatedRefused) as refused:
        page.latest_revision.publish()
    assert refused.value.gaps == [Gap("Summary", "Sen nở sớm.")]
    assert live_words(page) == before


def test_revision_translated_before_the_source_moved_on_can_be_published(
    desk: Desk, released: Callable[[str], Any], article: Any
) -> None:
    page = released("lo")
    whole = page.latest_revision
    page.unpublish()
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.sync(article, publish=False)
    whole.publish()
    assert live_words(page)[1] == "[lo] Mùa sen nở."


def test_page_that_no_longer_follows_its_source_is_its_editors_own(
    desk: Desk, released: Callable[[str], Any], article: Any
) -> None:
    page = released("lo")
    translation = desk.translation(article, "lo")
    desk.client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    page.summary = "Mùa sen nở."
    page.save_revision().publish()
    assert live_words(page)[1] == "Mùa sen nở."


def test_page_publish_is_refused_like_its_revision(desk: Desk, article: Any, home: Any, column: Any) -> None:
    desk.release(home, "lo")
    desk.release(column, "lo")
    desk.submit(article, "lo")
    page = desk.target(article, "lo")
    with pytest.raises(UntranslatedRefused):
        page.publish(page.latest_revision)
    assert Page.objects.get(pk=page.pk).live is False


def test_bulk_publish_with_gaps_is_refused_with_a_message(desk: Desk, home: Any) -> None:
    desk.submit(home, "lo")
    page = desk.target(home, "lo")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = desk.client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})
    assert response.status_code == 302
    assert desk.said(response)[-1] == (
        "“Trang chủ” cannot be published in Lao: 1 passage is not translated. Title: “Trang chủ”"
    )
    assert Page.objects.get(pk=page.pk).live is False


def test_parent_that_is_not_live_refuses_the_page(desk: Desk, home: Any, column: Any, article: Any) -> None:
    desk.submit(article, "lo")
    desk.translate_all(article, "lo")
    assert desk.publish(article, "lo") == [
        "“[lo] Làng Sen đón khách” stands in “Di sản”, which is not published in Lao. Publish that one first."
    ]
    assert desk.target(article, "lo").live is False


def test_refusal_is_a_validation_error(desk: Desk, home: Any) -> None:
    assert issubclass(UntranslatedRefused, ValidationError)
