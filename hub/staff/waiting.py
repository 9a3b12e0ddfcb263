"""What waits for a member of staff, on the first page of the admin: how such a panel looks and what it costs.

Each panel stands in the package that owns what it shows (`hub.content.waiting`, `locales.waiting`,
`hub.publishing.waiting`) and lists only what its user may see. Reads only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.staff.signed_in import acting

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `flag`: its state in a word or two; `urgent`: the flag is a warning."""

    title: str
    url: str = ""
    about: str = ""
    at: datetime | None = None
    flag: str = ""
    urgent: bool = False
    next_step: str = ""
    next_url: str = ""


class DeskPanel(Component):
    """A panel of the admin's first page, for those whose business it is."""

    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.user = acting(request)

    def is_for(self) -> bool:
        raise NotImplementedError

    def render_html(self, parent_context: Any = None) -> Any:
        return super().render_html(parent_context) if self.is_for() else ""

    @property
    def media(self) -> Media:
        return Media(css={"all": ["staff/waiting.css"]})


class WaitingPanel(DeskPanel):
    """The first few things of one kind, how many there are, and what to do first when there are none.

    Two queries for what it lists, however much there is: the rows, and their number when there are more.
    """

    template_name = "staff/waiting_panel.html"
    name: ClassVar[str]
    heading: ClassVar[Any]
    nothing: ClassVar[Any] = ""  # a panel without this sentence is left out when it is empty
    icon: ClassVar[str] = "list-ul"
    is_counted: ClassVar[bool] = True  # what has happened is a feed: nobody works off its number

    def found(self) -> QuerySet[Any]:
        raise NotImplementedError

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        raise NotImplementedError

    def all_url(self) -> str:
        """Where the rest is listed."""
        return ""

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = self.found()
        rows = list(found[: SHOWN + 1])
        number = 0
        if self.is_counted:
            number = len(rows) if len(rows) <= SHOWN else found.count()
        return self.context(self.told(rows[:SHOWN]), number, self.all_url() if len(rows) > SHOWN else "")

    def context(self, rows: Sequence[Waiting], number: int = 0, all_url: str = "") -> dict[str, Any]:
        """For a panel that counts in its own way. `number`: of all there are; 0 says none."""
        return {"panel": self, "rows": rows, "number": number, "left": max(0, number - SHOWN), "all_url": all_url}


class WelcomePanel(DeskPanel):
    """For those who have nothing to do with pages: an empty first page would look broken."""

    template_name = "staff/welcome_panel.html"
    order = 10

    def is_for(self) -> bool:
        return not PagePermissionPolicy().user_has_any_permission(self.user, {"add", "change", "publish"})


def edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page_id,))


def said_of(page: Page, *more: str) -> str:
    """“Article · Lao · …”: the kind and the language of a page that was read with its locale, and what else there is."""
    return " · ".join(
        str(word) for word in (page.page_type_display_name, page.locale.get_display_name(), *more) if word
    )
