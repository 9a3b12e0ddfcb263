"""What the licences under which the province gives things away allow, in the reader's language: the page that its files name as their
web statement of rights (`media_library.rights.licences.statement_url`)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cms.portal.masthead import home_url
from cms.portal.standing_pages import standing_page
from media_library.packages.wording import OTHERWISE, has_words, words_in


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return standing_page(request, "portal/licences.html", at=licences_url, tell=_told)


def _told(lang: str) -> dict[str, Any]:
    spoken = lang if has_words(lang) else OTHERWISE
    licences = words_in(spoken)["licences"]
    return {
        "title": pgettext("portal", "Licences"),
        "summary": next(iter(licences.values())),
        "spoken": spoken,
        "licences": licences,
    }


def licences_url(lang: str) -> str:
    return f"{home_url(lang)}licences/"
