"""What partners add to the admin. Declares only."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from hub.partners.keys import CREATED, REVOKED
from hub.partners.partner_desk import PartnerViewSet


@hooks.register("register_admin_viewset")
def partners() -> PartnerViewSet:
    return PartnerViewSet()


@hooks.register("register_log_actions")
def key_actions(actions: Any) -> None:
    @actions.register_action(CREATED)
    class KeyCreated(LogFormatter):
        label = gettext_lazy("Create key")

        def format_message(self, entry: Any) -> str:
            return _("Created the key “%(name)s” (%(prefix)s…)") % entry.data

    @actions.register_action(REVOKED)
    class KeyRevoked(LogFormatter):
        label = gettext_lazy("Revoke key")

        def format_message(self, entry: Any) -> str:
            return _("Revoked the key “%(name)s” (%(prefix)s…)") % entry.data
