"""The house's own way of approval: what a reporter hands in, the head of the desk releases."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from hub.staff.roles import group_name

WORKFLOW = "Trưởng ban duyệt / Desk approval"
TASK = "Trưởng ban duyệt bài / Desk head approves"

# what Wagtail's own migrations leave behind
VENDORS_NAME = "Moderators approval"
VENDORS_GROUP = "Moderators"


def ensure_approval() -> None:
    """Wagtail's default workflow becomes the house's, as long as nobody has touched it. Idempotent.

    A house that has arranged its own workflows keeps them as they are; one that has none on the whole tree gets ours.
    """
    desk_heads = Group.objects.get(name=group_name("desk_head"))
    if task := _untouched_task():
        task.name = TASK
        task.save(update_fields=["name"])
        task.groups.set([desk_heads])
        Workflow.objects.filter(name=VENDORS_NAME).update(name=WORKFLOW)
    elif not Workflow.objects.exists():
        _make(desk_heads)


def _untouched_task() -> GroupApprovalTask | None:
    """The one task of the default workflow, if name, task and group are still Wagtail's."""
    steps = list(WorkflowTask.objects.filter(workflow__name=VENDORS_NAME, workflow__active=True).select_related("task"))
    if len(steps) != 1:
        return None
    task = GroupApprovalTask.objects.filter(pk=steps[0].task_id, name=VENDORS_NAME).first()
    if task is None or list(task.groups.values_list("name", flat=True)) != [VENDORS_GROUP]:
        return None
    return task


def _make(approvers: Group) -> None:
    workflow = Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.set([approvers])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
