"""What readers may be about to type, as JSON for the search box: of released editions, and of names and terms.

Nothing that is not released may be guessed from it: it is what searching would find, looked at once more in the ledger.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cms.portal.masthead import language_of
from cms.portal.searching import EVERYTHING_RELEASED, KINDS
from cms.portal.shelves import released_works
from search.suggesting import Suggestion, suggest

SHOWN, LOOKED_AT = 8, 16
NAMES = ("agency", "place", "person", "term")


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    lang = language_of(request)
    found = suggest(
        request.GET.get("q", ""), scope=EVERYTHING_RELEASED, kinds=(*KINDS, *NAMES), lang=lang, limit=LOOKED_AT
    )
    response = JsonResponse(
        {"suggestions": [{"text": each.text, "lang": each.lang} for each in _released(found)[:SHOWN]]}
    )
    response["Cache-Control"] = "private, max-age=30"
    return response


def _released(found: tuple[Suggestion, ...]) -> list[Suggestion]:
    """The index is a breath behind the ledger."""
    editions = released_works({each.work for each in found if each.kind in KINDS})
    return [each for each in found if each.kind not in KINDS or each.lang in editions.get(each.work, {})]
