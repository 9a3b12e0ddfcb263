"""The desk's acts in the page editor's action menu. Each is shown to those who may do it, on a live page that is released.

"Cosmetic" and "correction" are submit buttons: Wagtail saves the draft first, then `wagtail_hooks` goes on from there.
Withdrawing and deleting are links, as Wagtail's own are: a draft with a fault in it must not delay a withdrawal.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from hub.content.models.editions import EditionPage
from hub.publishing import acts
from hub.publishing.recording import is_released

COSMETIC = "action-hub-cosmetic"
CORRECT = "action-hub-correct"


class DeskItem(ActionMenuItem):
    may: Callable[[EditionPage, Any], bool]

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or context["locked_for_user"] or page is None:
            return False
        return is_released(page) and page.live and type(self).may(page, context["request"].user)


class CosmeticItem(DeskItem):
    """For a typing mistake: partners get the new text, translators get no work."""

    name = COSMETIC
    label = _("Publish as a cosmetic change (translations stay current)")
    icon_name = "upload"
    may = staticmethod(acts.may_publish)


class CorrectItem(DeskItem):
    name = CORRECT
    label = _("Publish as a correction…")
    icon_name = "warning"
    may = staticmethod(acts.may_correct)


class WithdrawItem(DeskItem):
    name = "action-hub-withdraw"
    label = _("Withdraw…")
    icon_name = "download"
    may = staticmethod(acts.may_withdraw)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("hub_desk:withdraw", args=(parent_context["page"].pk,))


class DeleteItem(DeskItem):
    name = "action-hub-delete"
    label = _("Delete for good…")
    icon_name = "bin"
    may = staticmethod(acts.may_delete)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("hub_desk:delete", args=(parent_context["page"].pk,))


def without_wagtails_unpublish(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """What partners have is withdrawn with a reason, never just taken off."""
    page = context.get("page")
    if page is not None and is_released(page) and page.live:
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]
