"""Where content meets Wagtail's admin: the pre-flight stops what is not ready on the desk's paths to release."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import Page

from hub.content import preflight_view, waiting
from hub.content.models.editions import EditionPage
from hub.content.preflight.findings import refusal_in_words, refuse_unready


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    urls = [path("preflight/<int:page_id>/", preflight_view.findings, name="preflight")]
    return [path("content/", include((urls, "hub_content")))]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Our panels in place of Wagtail's two of the workflows, which ask the database again for every row."""
    vendors = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, vendors)]
    panels += [
        panel(request)
        for panel in (waiting.StartPanel, waiting.ApprovalsPanel, waiting.MyDraftsPanel, waiting.SentPanel)
    ]


@hooks.register("before_publish_page")
def refuse_in_the_page_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's editor has saved what was typed by now; it stays a draft."""
    if not _refused(request, page):
        return None
    if page.live and not page.live_revision_id:  # just created: Wagtail stores a new page as live, to publish it next
        page.live, page.has_unpublished_changes = False, True
        page.save(update_fields=["live", "has_unpublished_changes"], clean=False)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_edit_page")
def refuse_approval_and_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """ "Approve and publish" of a workflow, and "Publish" in localize's editor, which asks no `before_publish_page`."""
    approves = request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve"
    publishes_translation = request.POST.get("action") == "publish"
    if request.method != "POST" or not (approves or publishes_translation):
        return None
    return redirect(request.path) if _refused(request, page) else None


@hooks.register("before_bulk_action")
def refuse_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """ "Publish" in a page listing: all of the chosen pages or none."""
    if action_type != "publish" or request.method != "POST":
        return None
    chosen = [page for page in objects if isinstance(page, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [below for page in list(chosen) for below in page.get_descendants().not_live()]
    refused = [page for page in chosen if _refused(request, page.get_latest_revision_as_object())]
    return redirect(action.next_url) if refused else None


def _refused(request: HttpRequest, page: Page) -> bool:
    if not isinstance(page, EditionPage):
        return False
    try:
        refuse_unready(page)
    except ValidationError as unready:
        messages.error(request, refusal_in_words(page, unready.messages))
        return True
    return False
