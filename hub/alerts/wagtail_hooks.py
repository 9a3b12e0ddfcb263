"""What saved searches add to the admin. Declares only."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from hub.alerts import desk, saving, sharing, sharing_desk
from hub.alerts.delivering import STOPPED
from hub.alerts.waiting import StoppedPanel


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    pages = [
        path("", desk.index, name="index"),
        path("new/", desk.add, name="add"),
        path("<int:pk>/", desk.edit, name="edit"),
        path("<int:pk>/share/", sharing_desk.share, name="share"),
        path("shared/<int:pk>/take-back/", sharing_desk.take_back, name="take_back"),
        path("<int:pk>/delete/", desk.delete, name="delete"),
        path("<int:pk>/secret/", desk.new_secret, name="new_secret"),
        path("<int:pk>/start/", desk.start_again, name="start_again"),
        path("<int:pk>/test/", desk.send_a_test, name="send_a_test"),
        path("notices/<uuid:notice_id>/again/", desk.send_again, name="send_again"),
    ]
    return [path("searches/", include((pages, "hub_alerts")))]


@hooks.register("construct_homepage_panels")
def what_was_stopped(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StoppedPanel(request))


@hooks.register("register_permissions")
def offer_permissions() -> Any:
    """In the form of a group."""
    return Permission.objects.filter(content_type__app_label="alerts", content_type__model="sharedsearch")


@hooks.register("register_log_actions")
def name_the_actions(actions: LogActionRegistry) -> None:
    actions.register_action(saving.SAVED, _("Save search"), _("Search saved"))
    actions.register_action(saving.CHANGED, _("Change saved search"), _("Saved search changed"))
    actions.register_action(saving.DELETED, _("Delete saved search"), _("Saved search deleted"))
    actions.register_action(sharing.SHARED, _("Share search"), _("Search shared"))
    actions.register_action(sharing.TAKEN_BACK, _("Take shared search back"), _("Shared search taken back"))
    actions.register_action(saving.NEW_SECRET, _("New secret"), _("New secret of the webhook"))
    actions.register_action(saving.STARTED, _("Start messages again"), _("Messages started again"))
    actions.register_action(STOPPED, _("Stop messages"), _("Messages stopped: they did not get there"))
