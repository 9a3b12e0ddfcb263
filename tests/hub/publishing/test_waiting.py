"""What the ledger tells on the first page of the admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import TranslationSource

from hub.publishing.models import PublishingEvent
from hub.publishing.waiting import FaultsPanel, LatestPanel, ScheduledPanel, StalePanel
from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from hub.staff.waiting import Waiting, WaitingPanel
from tests import newsroom

pytestmark = pytest.mark.django_db


def member(role: str) -> User:
    """One of each; asked again, the rights it has by now."""
    user = User.objects.filter(username=role).first()
    if user is None:
        ensure_roles()
        user = User.objects.create_user(role)
        user.groups.add(Group.objects.get(name=group_name(role)))
    return user


def panel(kind: type[WaitingPanel], role: str) -> WaitingPanel:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = User.objects.get(pk=member(role).pk)
    return kind(request)


def rows(kind: type[WaitingPanel], role: str) -> list[Waiting]:
    found: list[Waiting] = panel(kind, role).get_context_data()["rows"]
    return found


def released(title: str = "Làng Sen mùa sen nở") -> Any:
    page = newsroom.article(title=title)
    newsroom.publish(page)
    return newsroom.fresh(page)


def stale(title: str = "Làng Sen mùa sen nở", tag: str = "lo") -> Any:
    page = released(title)
    newsroom.relay()
    target = newsroom.translate(page, tag)
    newsroom.relay()
    newsroom.edit(page, summary="Mùa sen đã khác.")
    newsroom.publish(newsroom.fresh(page))
    newsroom.relay()
    return target


def stuck(title: str = "Bài kẹt") -> PublishingEvent:
    released(title)
    event = PublishingEvent.objects.latest("pk")
    event.fault, event.attempts = "KeyError: 'x'", 3
    event.save()
    return event


def scheduled(title: str = "Bài hẹn giờ", *, days: int = 1) -> Page:
    page = newsroom.article(title=title)
    page.go_live_at = timezone.now() + timedelta(days=days)
    page.save_revision().publish()
    return page


def confined(role: str, page: Page) -> None:
    """The role has its rights below one page only."""
    GroupPagePermission.objects.filter(group__user=member(role)).update(page=page)


# --- behind the source -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["lo", "zh-Hans"])
def test_a_released_translation_behind_its_source_waits_with_the_number_of_passages(tag: str) -> None:
    target = stale(tag=tag)
    source = TranslationSource.objects.get(object_id=target.translation_key)
    language = {"lo": "Lao", "zh-Hans": "Chinese (Simplified)"}[tag]
    assert rows(StalePanel, "translator") == [
        Waiting(
            title=f"[{tag}] Làng Sen mùa sen nở",
            url=reverse("wagtailadmin_pages:edit", args=(target.pk,)),
            about=language,
            flag="1 passage behind",
            urgent=True,
            next_step="take over the source’s changes",
            next_url=reverse("wagtail_localize:update_translations", args=(source.pk,)),
        )
    ]


def test_a_current_translation_does_not_wait() -> None:
    newsroom.translate(released(), "lo")
    newsroom.relay()
    assert rows(StalePanel, "translator") == []


def test_a_withdrawn_translation_does_not_wait() -> None:
    stale().unpublish()
    newsroom.relay()
    assert rows(StalePanel, "translator") == []


def test_a_translator_of_another_language_does_not_see_it() -> None:
    stale()
    confined("translator", Page.objects.get(depth=2, locale__language_code="vi"))
    assert rows(StalePanel, "translator") == []


# --- faults ----------------------------------------------------------------------------------------------------------


def test_what_cannot_be_told_is_named_with_its_fault() -> None:
    event = stuck()
    assert rows(FaultsPanel, "desk_head") == [
        Waiting(
            title="Bài kẹt",
            url=reverse("hub_ledger:ledger"),
            about="Vietnamese · published · KeyError: 'x'",
            at=event.at,
            flag="tried 3 times",
            urgent=True,
        )
    ]


def test_no_fault_no_panel() -> None:
    released()
    newsroom.relay()
    assert "waiting-faults" not in panel(FaultsPanel, "desk_head").render_html({})


# --- scheduled -------------------------------------------------------------------------------------------------------


def test_what_goes_out_and_what_ends_stand_in_the_order_of_their_hours() -> None:
    scheduled("Ngày kia", days=2)
    ending = released("Sắp hết hạn")
    ending.expire_at = timezone.now() + timedelta(days=1)
    ending.save()
    scheduled("Năm sau", days=300)
    assert [(row.title, row.flag, row.urgent) for row in rows(ScheduledPanel, "editor")] == [
        ("Sắp hết hạn", "ends", False),
        ("Ngày kia", "goes out", False),
    ]


def test_an_hour_that_has_passed_is_urgent() -> None:
    page = scheduled()
    newsroom.fresh(page).revisions.update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    assert [(row.title, row.urgent) for row in rows(ScheduledPanel, "editor")] == [("Bài hẹn giờ", True)]


def test_what_is_scheduled_elsewhere_in_the_tree_is_not_shown() -> None:
    scheduled()
    confined("editor", newsroom.column("Du lịch", "du-lich"))
    assert rows(ScheduledPanel, "editor") == []


# --- latest ----------------------------------------------------------------------------------------------------------


def test_the_latest_releases_stand_newest_first_with_their_public_address() -> None:
    released("Bài một")
    gone = released("Bài hai")
    gone.unpublish()
    newsroom.relay()
    assert [(row.title, row.flag, row.url) for row in rows(LatestPanel, "reporter")] == [
        ("Bài hai", "withdrawn", ""),
        ("Bài hai", "published", ""),
        ("Bài một", "published", "/vi/van-hoa/bai-mot/"),
    ]


def test_releases_elsewhere_in_the_tree_are_shown_to_readers_of_the_ledger_only() -> None:
    released()
    newsroom.relay()
    confined("reporter", newsroom.column("Du lịch", "du-lich"))
    assert rows(LatestPanel, "reporter") == []
    assert len(rows(LatestPanel, "auditor")) == 1


# --- who, and at what cost -------------------------------------------------------------------------------------------

FOR = {
    "reporter": {LatestPanel},
    "editor": {StalePanel, ScheduledPanel, LatestPanel},
    "desk_head": {FaultsPanel, StalePanel, ScheduledPanel, LatestPanel},
    "translator": {StalePanel, LatestPanel},
    "media_librarian": set(),
    "partner_manager": set(),
    "auditor": {FaultsPanel, LatestPanel},
}


@pytest.mark.parametrize("role", FOR)
def test_each_role_has_its_panels(role: str) -> None:
    every = (FaultsPanel, StalePanel, ScheduledPanel, LatestPanel)
    assert {kind for kind in every if panel(kind, role).is_for()} == FOR[role]


MAKE = {FaultsPanel: stuck, StalePanel: stale, ScheduledPanel: scheduled, LatestPanel: released}
COSTS = {
    (FaultsPanel, "desk_head"): 2,
    (StalePanel, "editor"): 2,
    (ScheduledPanel, "editor"): 3,
    (LatestPanel, "editor"): 5,
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("kind", "role"), COSTS)
def test_a_panel_asks_as_often_for_many_as_for_one(
    kind: type[WaitingPanel], role: str, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        MAKE[kind](f"Bài {n}")
    if kind is LatestPanel:
        newsroom.relay()
    panel(kind, role).get_context_data()
    asked = panel(kind, role)
    with django_assert_num_queries(COSTS[kind, role]):
        context = asked.get_context_data()
    assert len(context["rows"]) == number
