"""What somebody is told who deletes what others hold on to.

Wagtail looks into its index of references before it offers to delete; a job keeps that, and may be behind: right after
something was chosen, or while no worker runs. The database knows at once, and lets nothing go.
"""

from itertools import islice

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

MOST_NAMED = 3


def answer(request: HttpRequest, used: ProtectedError) -> HttpResponse:
    """Back to where it was asked, with the reason; nothing was done."""
    by = ", ".join(dict.fromkeys(f"“{one}”" for one in islice(used.protected_objects, MOST_NAMED)))
    messages.error(request, _("Nothing was deleted: it is used by %(by)s. Take it out there first.") % {"by": by})
    return redirect(request.get_full_path())
