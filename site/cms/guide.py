"""The newsroom’s guide inside the admin, served by the house itself: how to file, translate, correct and withdraw.

It is prose, so it is kept as one page for each language of the admin (`templates/cms/guide/`), not as catalogue entries.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

WRITTEN_IN = ("vi", "en")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    language = get_language()
    spoken = language if language in WRITTEN_IN else WRITTEN_IN[0]
    words = {"page_title": _("The newsroom’s guide"), "text": f"cms/guide/{spoken}.html"}
    return render(request, "cms/guide.html", words)
