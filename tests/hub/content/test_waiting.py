"""The first page of the admin, for those who write and those who approve."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from hub.content.approval import ensure_approval
from hub.content.waiting import ApprovalsPanel, MyDraftsPanel, SentPanel, StartPanel
from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from hub.staff.waiting import DeskPanel
from tests import newsroom
from tests.hub.content.desk_room import agency

pytestmark = pytest.mark.django_db


def member(role: str, name: str = "") -> User:
    ensure_roles()
    user = User.objects.create_user(name or role, first_name="Lan", last_name="Chi")
    user.groups.add(Group.objects.get(name=group_name(role)))
    return user


def panel(kind: type[DeskPanel], user: User) -> Any:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = User.objects.get(pk=user.pk)  # a request knows nothing of the one before
    return kind(request)


def told(kind: type[DeskPanel], user: User) -> list[tuple[str, str]]:
    return [(row.title, row.flag) for row in panel(kind, user).get_context_data()["rows"]]


def draft_of(user: User, title: str = "Bài nháp", **fields: Any) -> Any:
    page = newsroom.article(title=title, owner=user, agency=agency(), **fields)
    page.save_revision(user=user)
    return newsroom.fresh(page)


def hand_in(page: Any, user: User) -> Any:
    return page.get_workflow().start(page, user)


@pytest.fixture
def approval(db: None) -> None:
    newsroom.open_newsroom()
    ensure_roles()
    ensure_approval()


def test_what_i_save_as_a_draft_waits_for_me_newest_first() -> None:
    editor = member("editor")
    draft_of(editor, "Bài một")
    draft_of(editor, "Bài hai")
    assert told(MyDraftsPanel, editor) == [("Bài hai", "draft"), ("Bài một", "draft")]


def test_a_draft_of_somebody_else_is_not_mine() -> None:
    draft_of(member("desk_head"))
    assert told(MyDraftsPanel, member("editor")) == []


def test_a_page_that_i_changed_last_is_mine_too() -> None:
    editor, page = member("editor"), draft_of(member("desk_head"))
    page.save_revision(user=editor)
    assert told(MyDraftsPanel, editor) == [("Bài nháp", "draft")]


def test_a_draft_in_a_part_of_the_tree_i_may_no_longer_edit_is_not_shown() -> None:
    editor = member("editor")
    draft_of(editor)
    GroupPagePermission.objects.filter(group__user=editor).delete()
    assert told(MyDraftsPanel, editor) == []


def test_what_is_published_is_no_draft_until_it_is_changed() -> None:
    editor = member("editor")
    page = draft_of(editor)
    newsroom.publish(page)
    assert told(MyDraftsPanel, editor) == []
    newsroom.fresh(page).save_revision(user=editor)
    assert told(MyDraftsPanel, editor) == [("Bài nháp", "changes not yet published")]


def test_what_was_withdrawn_is_a_draft_again_only_when_it_is_changed() -> None:
    editor = member("editor")
    page = draft_of(editor)
    newsroom.publish(page)
    newsroom.fresh(page).unpublish()
    assert told(MyDraftsPanel, editor) == []
    newsroom.fresh(page).save_revision(user=editor)
    assert told(MyDraftsPanel, editor) == [("Bài nháp", "draft")]


def test_a_translation_waits_with_its_language_and_not_among_my_drafts() -> None:
    editor = member("editor")
    page = draft_of(editor)
    newsroom.publish(page)
    newsroom.translate(page, "lo", release=False).save_revision(user=editor)
    assert told(MyDraftsPanel, editor) == []


def test_what_is_scheduled_is_no_draft() -> None:
    editor = member("editor")
    page = draft_of(editor)
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision(user=editor).publish()
    assert told(MyDraftsPanel, editor) == []


def test_what_i_hand_in_leaves_my_drafts_and_waits_for_the_desk_head(approval: None) -> None:
    reporter, head = member("reporter"), member("desk_head")
    hand_in(draft_of(reporter), reporter)
    assert told(MyDraftsPanel, reporter) == []
    sent = panel(SentPanel, reporter).get_context_data()["rows"]
    assert [(row.title, row.about) for row in sent] == [
        ("Bài nháp", "Article · Vietnamese · Trưởng ban duyệt bài / Desk head approves")
    ]
    waits = panel(ApprovalsPanel, head).get_context_data()["rows"]
    assert [(row.title, row.about) for row in waits] == [("Bài nháp", "Article · Vietnamese · from Chi Lan")]


def test_what_is_sent_back_stands_first_among_my_drafts(approval: None) -> None:
    reporter, head = member("reporter"), member("desk_head")
    page = draft_of(reporter, "Bài bị trả")
    state = hand_in(page, reporter)
    draft_of(reporter, "Bài mới hơn")
    state.current_task_state.reject(user=head)
    assert told(MyDraftsPanel, reporter) == [("Bài bị trả", "sent back for changes"), ("Bài mới hơn", "draft")]
    assert told(SentPanel, reporter) == []
    assert told(ApprovalsPanel, head) == []


def test_the_longest_wait_stands_first(approval: None) -> None:
    reporter, head = member("reporter"), member("desk_head")
    for title in ("Bài một", "Bài hai"):
        hand_in(draft_of(reporter, title), reporter)
    assert told(ApprovalsPanel, head) == [("Bài một", ""), ("Bài hai", "")]


@pytest.mark.parametrize(
    ("role", "approves"),
    [("reporter", False), ("editor", False), ("desk_head", True), ("translator", False), ("media_librarian", False)],
)
def test_the_approvals_are_for_those_whom_the_workflow_names(approval: None, role: str, approves: bool) -> None:
    assert panel(ApprovalsPanel, member(role)).is_for() is approves


@pytest.mark.parametrize(
    ("role", "writes"), [("reporter", True), ("editor", True), ("media_librarian", False), ("auditor", False)]
)
def test_drafts_and_beginnings_are_for_those_who_write(role: str, writes: bool) -> None:
    user = member(role)
    assert [panel(kind, user).is_for() for kind in (StartPanel, MyDraftsPanel, SentPanel)] == [writes] * 3


def test_a_new_story_may_begin_in_each_column_of_the_source_language() -> None:
    shelf = newsroom.column()
    newsroom.translate(shelf, "en")
    kinds = panel(StartPanel, member("editor")).get_context_data()["kinds"]
    assert [(kind["label"], kind["columns"]) for kind in kinds] == [
        ("New article", [(f"/admin/pages/add/content/article/{shelf.pk}/", "Văn hóa")]),
        ("New video story", [(f"/admin/pages/add/content/videostory/{shelf.pk}/", "Văn hóa")]),
    ]


def test_no_story_begins_in_a_column_i_may_not_write_in() -> None:
    newsroom.column()
    mine = newsroom.open_newsroom().add_child(
        instance=type(newsroom.column("Du lịch", "du-lich"))(
            title="Của tôi", slug="cua-toi", locale=newsroom.open_newsroom().locale
        )
    )
    writer = member("editor")
    GroupPagePermission.objects.filter(group__user=writer).update(page=mine)
    kinds = panel(StartPanel, writer).get_context_data()["kinds"]
    assert [[title for _url, title in kind["columns"]] for kind in kinds] == [["Của tôi"], ["Của tôi"]]


COSTS = {MyDraftsPanel: 2, SentPanel: 2, ApprovalsPanel: 5, StartPanel: 2}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("kind", COSTS)
def test_a_panel_asks_as_often_for_many_as_for_one(
    approval: None, kind: type[DeskPanel], number: int, django_assert_num_queries: Any
) -> None:
    head = member("desk_head")
    for n in range(number):
        newsroom.column(f"Mục {n}", f"muc-{n}")
        draft_of(head, f"Nháp {n}")
        hand_in(draft_of(head, f"Trình {n}"), head)
    panel(kind, head).get_context_data()  # content types and languages are remembered from here on
    asked = panel(kind, head)
    with django_assert_num_queries(COSTS[kind]):
        context = asked.get_context_data()
    assert context.get("number", number) == number


def test_a_long_list_shows_the_first_and_counts_the_rest() -> None:
    editor = member("editor")
    for n in range(8):
        draft_of(editor, f"Bài {n}")
    context = panel(MyDraftsPanel, editor).get_context_data()
    assert ([row.title for row in context["rows"]], context["number"], context["left"]) == (
        ["Bài 7", "Bài 6", "Bài 5", "Bài 4", "Bài 3", "Bài 2"],
        8,
        2,
    )


def test_an_empty_panel_says_what_to_do_first(client: Any) -> None:
    newsroom.column()
    client.force_login(member("editor"))
    page = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "en"}).content.decode()
    for sentence in (MyDraftsPanel.nothing, "New article", "In which column?"):
        assert str(sentence) in page
    assert "Handed in, waiting for approval" not in page


@pytest.mark.parametrize("role", ["editor", "translator", "media_librarian", "auditor", "partner_manager"])
def test_every_role_has_a_first_page(client: Any, role: str) -> None:
    client.force_login(member(role))
    page = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "en"})
    assert page.status_code == 200
    keeps_no_pages = role not in ("editor", "translator")
    assert ("Your work stands in the menu" in page.content.decode()) is keeps_no_pages


# --- the workflow ----------------------------------------------------------------------------------------------------


def approvers() -> list[tuple[str, str, list[str]]]:
    return [
        (str(step.workflow), step.task.name, [group.name for group in step.task.specific.groups.all()])
        for workflow in Workflow.objects.order_by("pk")
        for step in workflow.workflow_tasks.all()
    ]


OURS = ("Trưởng ban duyệt / Desk approval", "Trưởng ban duyệt bài / Desk head approves", ["Trưởng ban"])


def vendors_workflow() -> GroupApprovalTask:
    """As Wagtail's migrations leave it."""
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()
    group, _created = Group.objects.get_or_create(name="Moderators")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.set([group])
    workflow = Workflow.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    return task


def test_the_untouched_default_workflow_becomes_the_houses_own() -> None:
    ensure_roles()
    vendors_workflow()
    ensure_approval()
    ensure_approval()
    assert approvers() == [OURS]


def test_a_default_workflow_with_another_group_is_left_alone() -> None:
    ensure_roles()
    vendors_workflow().groups.set([Group.objects.create(name="Thư ký tòa soạn")])
    ensure_approval()
    assert approvers() == [("Moderators approval", "Moderators approval", ["Thư ký tòa soạn"])]


def test_a_default_workflow_with_a_renamed_task_is_left_alone() -> None:
    ensure_roles()
    task = vendors_workflow()
    task.name = "Duyệt vòng một"
    task.save()
    ensure_approval()
    assert approvers() == [("Moderators approval", "Duyệt vòng một", ["Moderators"])]


def test_a_workflow_with_another_name_is_left_alone() -> None:
    ensure_roles()
    vendors_workflow()
    Workflow.objects.update(name="Quy trình của tôi")
    ensure_approval()
    assert approvers() == [("Quy trình của tôi", "Moderators approval", ["Moderators"])]


def test_a_house_without_any_workflow_gets_one_on_the_whole_tree() -> None:
    ensure_roles()
    Workflow.objects.all().delete()
    ensure_approval()
    assert approvers() == [OURS]
    assert [each.page_id for each in Workflow.objects.get().workflow_pages.all()] == [Page.get_first_root_node().pk]
