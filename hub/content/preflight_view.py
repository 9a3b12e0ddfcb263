"""The findings of a page's latest draft, as the piece of HTML that the editor puts into its panel after each save."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from hub.content.models.editions import EditionPage
from hub.content.preflight.findings import preflight, summed_up


@require_safe
def findings(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not isinstance(page, EditionPage):
        raise Http404
    return render(request, "content/preflight_findings.html", summed_up(preflight(page)))
