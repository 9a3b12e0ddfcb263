"""What the term base adds to the admin. Declares only."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from locales.languages import display_name
from locales.terms.acts import APPROVED
from locales.terms.desk import TermsViewSet


@hooks.register("register_admin_viewset")
def terms() -> TermsViewSet:
    return TermsViewSet()


@hooks.register("register_log_actions")
def term_actions(actions: Any) -> None:
    @actions.register_action(APPROVED)
    class TermApproved(LogFormatter):
        label = gettext_lazy("Approve a term")

        def format_message(self, entry: Any) -> str:
            return _("Approved “%(text)s” (%(language)s)") % {
                "text": entry.data["text"],
                "language": display_name(entry.data["language"]),
            }
