"""What staff add to the admin. Declares only."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from hub.staff.waiting import WelcomePanel


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WelcomePanel(request))
