"""Where content meets Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from hub.content import gallery_view, preflight_view, session_view, waiting


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    urls = [
        path("preflight/<int:page_id>/", preflight_view.findings, name="preflight"),
        path("gallery/", gallery_view.gallery, name="gallery"),
        path("session/", session_view.session, name="session"),
    ]
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
