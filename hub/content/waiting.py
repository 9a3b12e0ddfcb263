"""What waits for those who write and those who approve: drafts, approvals, and where a new story begins. Reads only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.content.models import Article, Column, VideoStory
from hub.staff.models import User
from hub.staff.waiting import DeskPanel, Waiting, WaitingPanel, edit_url, said_of
from locales.languages import SOURCE, django_code
from locales.waiting import translation_of_this


class StartPanel(DeskPanel):
    """ "New article", "new video story": each opens the list of columns in which this person may write."""

    template_name = "content/start_panel.html"
    order = 10

    def is_for(self) -> bool:
        return PagePermissionPolicy().user_has_permission(self.user, "add")

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        columns = list(columns_to_write_in(self.user))
        return {
            "kinds": [
                {"name": model._meta.model_name, "label": label, "icon": icon, "columns": _add_urls(model, columns)}
                for model, label, icon in (
                    (Article, _("New article"), "doc-full"),
                    (VideoStory, _("New video story"), "media"),
                )
            ],
            "columns": columns,
        }


def columns_to_write_in(user: User) -> QuerySet[Column]:
    """The columns of the source language in which a person may file, by name."""
    mine: QuerySet[Column] = PagePermissionPolicy(Column).instances_user_has_permission_for(user, "add")
    return mine.filter(locale__language_code=django_code(SOURCE)).order_by("draft_title")


def _add_urls(model: type[Page], columns: Sequence[Column]) -> list[tuple[str, str]]:
    meta = model._meta
    return [
        (reverse("wagtailadmin_pages:add", args=(meta.app_label, meta.model_name, column.pk)), column.draft_title)
        for column in columns
    ]


class MyDraftsPanel(WaitingPanel):
    name = "drafts"
    heading = gettext_lazy("My drafts")
    nothing = gettext_lazy(
        "No draft of yours is open. Start with “New article” above; what you save as a draft waits here."
    )
    icon = "edit"
    order = 30

    def is_for(self) -> bool:
        return PagePermissionPolicy().user_has_permission(self.user, "add")

    def found(self) -> QuerySet[Page]:
        sent_back = _workflow_states(WorkflowState.STATUS_NEEDS_CHANGES)
        return (
            _mine(self.user)
            .exclude(Exists(_workflow_states(WorkflowState.STATUS_IN_PROGRESS)))
            .annotate(is_sent_back=Exists(sent_back))
            .order_by("-is_sent_back", "-latest_revision_created_at")
        )

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(
                title=page.get_admin_display_title(),
                url=edit_url(page.pk),
                about=said_of(page),
                at=page.latest_revision_created_at,
                flag=_draft_state(page),
                urgent=page.is_sent_back,
            )
            for page in rows
        ]


def _draft_state(page: Any) -> str:
    if page.is_sent_back:
        return _("sent back for changes")
    return _("changes not yet published") if page.live else _("draft")


class SentPanel(WaitingPanel):
    """What I have handed in. No news when there is none."""

    name = "sent"
    heading = gettext_lazy("Handed in, waiting for approval")
    icon = "time"
    order = 40

    def is_for(self) -> bool:
        return PagePermissionPolicy().user_has_permission(self.user, "add")

    def found(self) -> QuerySet[Page]:
        state = _workflow_states(WorkflowState.STATUS_IN_PROGRESS)
        return (
            _mine(self.user)
            .filter(Exists(state))
            .annotate(
                waits_at=Subquery(state.values("current_task_state__task__name")[:1]),
                waits_since=Subquery(state.values("current_task_state__started_at")[:1]),
            )
            .order_by("waits_since")
        )

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(
                title=page.get_admin_display_title(),
                url=edit_url(page.pk),
                about=said_of(page, page.waits_at or ""),
                at=page.waits_since,
            )
            for page in rows
        ]


class ApprovalsPanel(WaitingPanel):
    name = "approvals"
    heading = gettext_lazy("Waiting for my approval")
    nothing = gettext_lazy("Nothing waits for your approval. What the desk hands in appears here, the oldest first.")
    icon = "clipboard-list"
    order = 20

    def is_for(self) -> bool:
        """Approvers are named in the tasks of the workflows."""
        asked = GroupApprovalTask.objects.filter(active=True, groups__user=self.user)
        return bool(self.user.is_superuser or asked.exists())

    def all_url(self) -> str:
        return reverse("wagtailadmin_reports:workflow_tasks")

    def found(self) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = TaskState.objects.reviewable_by(self.user)
        return (
            states.filter(revision__base_content_type=_pages())
            .select_related("revision", "workflow_state__requested_by")
            .order_by("started_at")
        )

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        pages = Page.objects.select_related("locale").in_bulk([state.revision.object_id for state in rows])
        return [
            Waiting(
                title=state.revision.object_str,
                url=edit_url(page.pk),
                about=said_of(page, _by(state.workflow_state.requested_by)),
                at=state.started_at,
            )
            for state in rows
            if (page := pages.get(int(state.revision.object_id)))
        ]


def _by(user: User | None) -> str:
    return _("from %(name)s") % {"name": user.called} if user else ""


def _mine(user: User) -> QuerySet[Page]:
    """What a person has begun or changed last and may still edit, not translations: those wait with their language.

    A page that was withdrawn and left alone since is no draft; one with its hour fixed waits with what is scheduled.
    """
    editable: QuerySet[Page] = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    scheduled = Revision.page_revisions.filter(object_id=_id_in_words(), approved_go_live_at__isnull=False)
    return (
        editable.filter(Q(owner=user) | Q(latest_revision__user=user), has_unpublished_changes=True, depth__gt=1)
        .filter(Q(last_published_at=None) | Q(latest_revision_created_at__gt=F("last_published_at")))
        .exclude(Exists(scheduled))
        .exclude(Exists(translation_of_this()))
        .select_related("locale")
    )


def _workflow_states(status: str) -> QuerySet[WorkflowState]:
    states: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        base_content_type=_pages(), object_id=_id_in_words(), status=status
    )
    return states.order_by("-created_at")


def _id_in_words() -> Cast:
    """Revisions and workflow states keep the id of what they belong to as text."""
    return Cast(OuterRef("pk"), CharField())


def _pages() -> ContentType:
    return ContentType.objects.get_for_model(Page)
