"""A translator hands in: the approval starts on a whole translation, and on nothing less."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile

from hub.staff.roles import ensure_roles
from tests.locales.conftest import TARGETS, Desk, DeskClient


def signed_in(group: str) -> Desk:
    user = get_user_model().objects.create_user(
        username=group, email=f"{len(group)}@example.org", password="mat-khau-dai"
    )
    ensure_roles()
    user.groups.add(Group.objects.get(name=group))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client = DeskClient()
    client.force_login(user)
    return Desk(client)


@pytest.fixture
def approval(home: Any) -> Workflow:
    workflow = Workflow.objects.create(name="Duyệt phát hành")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Trưởng ban duyệt"), sort_order=1)
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    return workflow


@pytest.fixture
def submitted(desk: Desk, approval: Workflow, article: Any) -> Callable[[str], Any]:
    def submit(code: str) -> Any:
        desk.submit(article, code)
        return article

    return submit


def hand_in(desk: Desk, article: Any, code: str) -> Any:
    return desk.client.post(reverse("hand_in_translation", args=[desk.translation(article, code).pk]))


@pytest.mark.parametrize("code", TARGETS)
def test_a_whole_translation_waits_for_approval(desk: Desk, submitted: Callable[[str], Any], code: str) -> None:
    article = submitted(code)
    desk.translate_all(article, code)
    translator = signed_in("Biên dịch viên")
    response = hand_in(translator, article, code)
    page = desk.target(article, code)
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert translator.said(response) == [f"“[{code}] Làng Sen đón khách” waits for approval now."]
    assert (page.live, page.current_workflow_state.status, page.get_latest_revision_as_object().summary) == (
        False,
        "in_progress",
        f"[{code}] Mùa sen nở.",
    )


def test_gaps_are_named_and_nothing_starts(desk: Desk, submitted: Callable[[str], Any]) -> None:
    article = submitted("lo")
    translator = signed_in("Biên dịch viên")
    response = hand_in(translator, article, "lo")
    (told,) = translator.said(response)
    assert told.startswith("“Làng Sen đón khách” cannot be published in Lao: ")
    assert desk.target(article, "lo").current_workflow_state is None


def test_it_is_handed_in_once(desk: Desk, submitted: Callable[[str], Any]) -> None:
    article = submitted("lo")
    desk.translate_all(article, "lo")
    translator = signed_in("Biên dịch viên")
    hand_in(translator, article, "lo")
    assert (
        translator.client.post(reverse("hand_in_translation", args=[desk.translation(article, "lo").pk])).status_code
        == 302
    )
    assert desk.target(article, "lo").workflow_states.count() == 1


@pytest.mark.parametrize(
    ("group", "started"), [("Biên dịch viên", True), ("Hiệu đính viên", True), ("Kiểm tra viên", False)]
)
def test_who_may_hand_in(desk: Desk, submitted: Callable[[str], Any], group: str, started: bool) -> None:
    article = submitted("lo")
    desk.translate_all(article, "lo")
    hand_in(signed_in(group), article, "lo")
    assert desk.target(article, "lo").workflow_states.exists() is started


@pytest.mark.parametrize(("group", "enabled"), [("Biên dịch viên", True), ("Hiệu đính viên", False)])
def test_who_may_stop_a_translation(desk: Desk, submitted: Callable[[str], Any], group: str, enabled: bool) -> None:
    article = submitted("lo")
    translation = desk.translation(article, "lo")
    signed_in(group).client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert translation.enabled is enabled


@pytest.mark.parametrize(
    ("group", "button"), [("Biên dịch viên", "Hand in for approval"), ("Hiệu đính viên", ""), ("Trưởng ban", "")]
)
def test_the_editor_offers_it_to_those_who_may_not_publish(
    desk: Desk, submitted: Callable[[str], Any], group: str, button: str
) -> None:
    article = submitted("lo")
    answer = signed_in(group).client.get(reverse("wagtailadmin_pages:edit", args=[desk.target(article, "lo").pk]))
    assert ("data-hand-in" in answer.content.decode(), "Hand in for approval" in answer.content.decode()) == (
        bool(button),
        bool(button),
    )
