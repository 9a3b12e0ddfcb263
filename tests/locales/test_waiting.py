"""What waits for translators on the first page of the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from locales.release_gate import gaps
from locales.waiting import TranslationsPanel
from tests import newsroom

pytestmark = pytest.mark.django_db


def member(role: str) -> User:
    ensure_roles()
    user = User.objects.create_user(role)
    user.groups.add(Group.objects.get(name=group_name(role)))
    return user


def panel(user: User) -> TranslationsPanel:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = User.objects.get(pk=user.pk)
    return TranslationsPanel(request)


def told(user: User) -> list[tuple[str, str, str, bool]]:
    return [(row.title, row.about, row.flag, row.urgent) for row in panel(user).get_context_data()["rows"]]


def submitted(page: Page, tag: str) -> Any:
    """Handed out to the translators, nothing translated."""
    newsroom.translate(page.get_parent().specific, tag)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=tag.lower()))
    translation.save_target(publish=False)
    return translation.get_target_instance()


def released(title: str = "Làng Sen mùa sen nở") -> Any:
    page = newsroom.article(title=title)
    newsroom.publish(page)
    return newsroom.fresh(page)


def words_of(page: Page) -> Any:
    return StringTranslation.objects.filter(
        locale=page.locale, context__object_id=page.translation_key, context__path__in=["title", "summary"]
    ).order_by("context__path")


@pytest.mark.parametrize("tag", ["lo", "zh-Hans"])
def test_a_translation_with_gaps_waits_with_their_number(tag: str) -> None:
    target = submitted(released(), tag)
    language = {"lo": "Lao", "zh-Hans": "Chinese (Simplified)"}[tag]
    assert len(gaps(target)) == 3
    assert told(member("translator")) == [("Làng Sen mùa sen nở", f"Article · {language}", "3 passages missing", False)]


@pytest.mark.parametrize("spoilt", [{"data": ""}, {"data": "  "}, {"has_error": True}])
def test_an_empty_or_faulty_passage_is_a_gap_as_it_is_for_the_gate(spoilt: dict[str, Any]) -> None:
    target = newsroom.translate(released(), "lo", release=False)
    words_of(target).filter(context__path="title").update(**spoilt)
    assert len(gaps(target)) == 1
    assert [flag for _title, _about, flag, _urgent in told(member("translator"))] == ["1 passage missing"]


def test_a_whole_translation_waits_until_it_is_released() -> None:
    translator, target = member("translator"), newsroom.translate(released(), "lo", release=False)
    assert [flag for _title, _about, flag, _urgent in told(translator)] == ["whole, waits to be released"]
    newsroom.publish(target)
    assert told(translator) == []


def test_gaps_in_a_live_translation_are_urgent() -> None:
    target = newsroom.translate(released(), "lo")
    words_of(target).filter(context__path="title").delete()
    assert told(member("translator")) == [("[lo] Làng Sen mùa sen nở", "Article · Lao", "1 passage missing", True)]


def test_a_source_that_was_published_again_is_told() -> None:
    page = released()
    newsroom.translate(page, "lo", release=False)
    newsroom.edit(page, summary="Mùa sen mới.")
    newsroom.publish(newsroom.fresh(page))
    assert [about for _title, about, _flag, _urgent in told(member("translator"))] == [
        "Article · Lao · the source was published again since"
    ]


def test_a_translation_that_was_withdrawn_waits_for_nobody() -> None:
    newsroom.translate(released(), "lo").unpublish()
    assert told(member("translator")) == []


def test_a_translation_of_a_withdrawn_source_waits_for_nobody() -> None:
    page = released()
    newsroom.translate(page, "lo", release=False)
    page.unpublish()
    assert told(member("translator")) == []


def test_a_page_that_stopped_following_its_source_waits_for_nobody() -> None:
    target = submitted(released(), "lo")
    Translation.objects.filter(source__object_id=target.translation_key).update(enabled=False)
    assert told(member("translator")) == []


def test_a_translator_of_one_language_sees_that_language_only() -> None:
    page, translator = released(), member("translator")
    for tag in ("lo", "en"):
        submitted(page, tag)
    lao = Page.objects.get(depth=2, locale__language_code="lo")
    GroupPagePermission.objects.filter(group__user=translator).update(page=lao)
    assert [about for _title, about, _flag, _urgent in told(translator)] == ["Article · Lao"]


@pytest.mark.parametrize(
    ("role", "translates"),
    [("translator", True), ("reviser", True), ("editor", True), ("reporter", False), ("auditor", False)],
)
def test_the_panel_is_for_those_who_translate(role: str, translates: bool) -> None:
    assert panel(member(role)).is_for() is translates


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_asks_as_often_for_many_as_for_one(number: int, django_assert_num_queries: Any) -> None:
    translator = member("translator")
    for n in range(number):
        submitted(released(f"Bài {n}"), "lo")
    panel(translator).get_context_data()
    asked = panel(translator)
    with django_assert_num_queries(2):
        context = asked.get_context_data()
    assert len(context["rows"]) == number
