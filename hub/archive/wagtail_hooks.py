"""What an import adds to the admin: its words in a page's history."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from hub.archive.filing import IMPORTED


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(IMPORTED)
    class Imported(LogFormatter):
        label = gettext_lazy("Import from an archive")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _("Published from the archive “%(source)s”, id %(id)s") % log_entry.data
