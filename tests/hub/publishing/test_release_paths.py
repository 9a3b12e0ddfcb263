"""What is not ready stays in the house, on whatever path somebody tries: nothing typed is lost, a workflow stays where it is."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Revision, Workflow, WorkflowPage, WorkflowTask

from hub.content.models import Article
from hub.publishing import acts
from hub.publishing.acts import NOTHING_CHANGED
from hub.publishing.models import PublishingEvent
from hub.publishing.scheduling import publish_due
from hub.staff.models import User
from tests import newsroom
from tests.hub.content.desk_room import agency, speaking_english
from tests.hub.content.test_page_editor import form_of

pytestmark = pytest.mark.django_db

MISSING = "The agency that answers for it is missing."
REFUSAL = (
    "“Làng Sen mùa sen nở” is not released yet: this is still missing. Your text is saved as a draft."
    f"<ul><li>{MISSING}</li></ul>"
)


@pytest.fixture
def head() -> User:
    return speaking_english(newsroom.desk_head())


@pytest.fixture
def desk(client: Client, head: User) -> Client:
    client.force_login(head)
    return client


@pytest.fixture
def unready() -> Article:
    return newsroom.article(agency=None)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def latest(page: Page) -> Any:
    return newsroom.fresh(page).get_latest_revision_as_object()


def in_moderation(page: Article, by: User) -> Any:
    """Submitted; the task waits for approval."""
    group, _created = Group.objects.get_or_create(name="Duyệt")
    task = GroupApprovalTask.objects.create(name="Duyệt bài")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Duyệt bài")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent())
    workflow.start(page, by)
    return newsroom.fresh(page).current_workflow_task_state


def still_waiting(page: Article) -> tuple[str, str, bool]:
    page = newsroom.fresh(page)
    return page.current_workflow_state.status, page.current_workflow_task_state.status, page.live


# --- code ------------------------------------------------------------------------------------------------------------


def test_revision_that_is_not_ready_is_not_published(unready: Article) -> None:
    with pytest.raises(ValidationError) as refused:
        unready.get_latest_revision().publish()
    assert (refused.value.messages, newsroom.fresh(unready).live) == ([MISSING], False)
    assert not PublishingEvent.objects.exists()


def test_page_that_is_not_ready_is_not_published(unready: Article) -> None:
    with pytest.raises(ValidationError):
        unready.publish(unready.get_latest_revision())
    assert newsroom.fresh(unready).live is False


def test_scheduling_what_is_not_ready_is_refused_at_once(unready: Article) -> None:
    unready.go_live_at = timezone.now() + timedelta(hours=1)
    with pytest.raises(ValidationError):
        unready.save_revision().publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_act_refuses_what_is_not_ready(unready: Article, head: User) -> None:
    with pytest.raises(ValidationError) as refused:
        acts.publish(unready, by=head)
    assert (refused.value.messages, newsroom.fresh(unready).live) == ([MISSING], False)


def test_correction_of_a_draft_that_was_only_saved_again_is_refused_by_the_act(head: User) -> None:
    page = newsroom.article(agency=agency())
    newsroom.publish(page)
    draft = latest(page)
    draft.body[0].value.source = draft.body[0].value.source.replace("<p>", '<p data-block-key="a1b2c">')
    draft.save_revision()
    assert newsroom.fresh(page).has_unpublished_changes is True
    with pytest.raises(ValidationError) as refused:
        acts.correct(newsroom.fresh(page), by=head, note="Không có gì")
    assert refused.value.messages == [str(NOTHING_CHANGED)]
    assert PublishingEvent.objects.count() == 1


@pytest.mark.parametrize("change", ["body", "places", "agency", "summary"])
def test_correction_of_any_change_is_published(head: User, change: str) -> None:
    from tests.hub.content.desk_room import complete  # noqa: PLC0415 - keeps the names above few

    place = list(complete().places.all())
    page = newsroom.article(agency=agency())
    newsroom.publish(page)
    value = {"body": [("heading", "Mới")], "places": place, "agency": agency("so-vhtt"), "summary": "Mới."}[change]
    newsroom.edit(page, **{change: value})
    acts.correct(newsroom.fresh(page), by=head, note="Sửa")
    assert PublishingEvent.objects.latest("pk").act == "corrected"


# --- the admin -------------------------------------------------------------------------------------------------------


def test_approval_on_the_dashboard_is_refused_and_the_workflow_waits(
    desk: Client, head: User, unready: Article
) -> None:
    task = in_moderation(unready, head)
    url = reverse("wagtailadmin_pages:workflow_action", args=(unready.pk, "approve", task.pk))
    response = desk.post(url, {"next": reverse("wagtailadmin_home")})
    assert (response.status_code, response.url, said(response)) == (302, edit_url(unready), [REFUSAL])
    assert still_waiting(unready) == ("in_progress", "in_progress", False)


def test_approval_with_a_comment_is_refused_in_its_dialogue(desk: Client, head: User, unready: Article) -> None:
    task = in_moderation(unready, head)
    url = reverse("wagtailadmin_pages:workflow_action", args=(unready.pk, "approve", task.pk))
    response = desk.post(url, {"comment": "Được"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert json.loads(response.content) == {"step": "success", "redirect": edit_url(unready)}
    assert said(response) == [REFUSAL]
    assert still_waiting(unready) == ("in_progress", "in_progress", False)


def test_approval_in_the_editor_is_refused_and_what_was_typed_is_kept(
    desk: Client, head: User, unready: Article
) -> None:
    in_moderation(unready, head)
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = desk.post(edit_url(unready), form_of(unready, summary="Gõ thêm rồi mới duyệt.", **approve))
    assert (response.status_code, response.url, said(response)) == (302, edit_url(unready), [REFUSAL])
    assert latest(unready).summary == "Gõ thêm rồi mới duyệt."
    assert still_waiting(unready) == ("in_progress", "in_progress", False)


def test_after_mending_the_same_workflow_goes_on(desk: Client, head: User, unready: Article) -> None:
    in_moderation(unready, head)
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    desk.post(edit_url(unready), form_of(unready, **approve))
    desk.post(edit_url(unready), form_of(unready, agency=agency().pk, **approve))
    page = newsroom.fresh(unready)
    assert (page.live, page.workflow_states.get().status) == (True, "approved")


def test_refusal_speaks_the_editors_language(client: Client, unready: Article) -> None:
    client.force_login(newsroom.desk_head())
    response = client.post(edit_url(unready), form_of(unready, **{"action-publish": "1"}))
    assert said(response)[0].startswith("Chưa phát hành “Làng Sen mùa sen nở” vì còn thiếu")


def test_copy_is_never_published_along(desk: Client) -> None:
    page = newsroom.article()
    newsroom.publish(page)
    data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk}
    url = reverse("wagtailadmin_pages:copy", args=(page.pk,))
    response = desk.post(url, data | {"publish_copies": "on"})
    assert said(response) == [
        "A copy starts as a draft: copy “Làng Sen mùa sen nở” without publishing, then release the copy."
    ]
    desk.post(url, data)
    assert list(Article.objects.order_by("pk").values_list("title", "live")) == [
        ("Làng Sen mùa sen nở", True),
        ("Bản sao", False),
    ]


def test_no_alias_of_what_is_live(desk: Client) -> None:
    page = newsroom.article()
    newsroom.publish(page)
    data = {"new_title": "Bí danh", "new_slug": "bi-danh", "new_parent_page": page.get_parent().pk, "alias": "on"}
    response = desk.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), data)
    assert said(response) == [
        "“Làng Sen mùa sen nở” cannot stand in two places: gather it in a dossier, or copy it without “alias”."
    ]
    assert Article.objects.count() == 1


# --- the scheduler ---------------------------------------------------------------------------------------------------


def due(page: Article, ago: timedelta = timedelta(minutes=1)) -> Revision:
    """Was scheduled while it was ready; its hour has come."""
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - ago
    revision.content["go_live_at"] = (timezone.now() - ago).isoformat()
    revision.save()
    return revision


def take_the_agency_away(revision: Revision) -> None:
    revision.content["agency"] = None
    revision.save()


def refusals(page: Page) -> list[tuple[str, str]]:
    return list(
        PageLogEntry.objects.filter(page=page.pk, action__startswith="hub.schedule")
        .order_by("timestamp")
        .values_list("action", "data__reason")
    )


def test_scheduled_page_that_is_not_ready_stops_no_other_and_leaves_one_trace() -> None:
    one, other = newsroom.article(title="Một"), newsroom.article(title="Hai")
    take_the_agency_away(due(one, timedelta(minutes=2)))
    due(other)
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert [newsroom.fresh(page).live for page in (one, other)] == [False, True]
    assert refusals(one) == [("hub.schedule_refused", MISSING)]


def test_scheduled_page_goes_out_once_it_is_mended() -> None:
    page = newsroom.article()
    revision = due(page)
    take_the_agency_away(revision)
    assert publish_due() == 0
    revision.content["agency"] = agency().pk
    revision.save()
    assert publish_due() == 1
    assert newsroom.fresh(page).live is True


def test_scheduled_page_is_given_up_after_a_day() -> None:
    page = newsroom.article()
    take_the_agency_away(due(page, timedelta(days=1, minutes=1)))
    publish_due()
    publish_due()
    assert refusals(page) == [("hub.schedule_dropped", MISSING)]
    assert newsroom.fresh(page).scheduled_revision is None


def test_broken_revision_stops_no_other() -> None:
    one, other = newsroom.article(title="Một"), newsroom.article(title="Hai")
    broken = due(one, timedelta(minutes=2))
    broken.content = []
    broken.save()
    due(other)
    publish_due()
    assert [newsroom.fresh(page).live for page in (one, other)] == [False, True]
    assert refusals(one) == [("hub.schedule_refused", "An unexpected error; the technicians find it in the log.")]


def test_editor_of_an_overdue_page_is_told_why(desk: Client) -> None:
    page = newsroom.article()
    take_the_agency_away(due(page))
    publish_due()
    told = [text for text in said(desk.get(edit_url(page))) if "released" in text]
    assert told == [
        f"It was not released at its time: {MISSING} Mend that, or cancel the scheduled publishing to edit it."
    ]
