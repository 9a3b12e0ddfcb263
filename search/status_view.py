"""How the search index stands, for administrators: which engine answers and why, and what is behind."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.staff.page_frame import page_frame
from search.status import status


@require_safe
def index_status(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied
    now = status()
    behind = sum(source.behind for source in now.sources) + now.waiting
    context = {
        "status": now,
        "behind": behind,
        **page_frame(_("Search index"), "search"),
    }
    return render(request, "search/status.html", context)
