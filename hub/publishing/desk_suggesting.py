"""What a member of staff may be about to type in the admin's one box, as JSON: of what they may see, as in the box."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub.publishing.desk_search import EDITIONS, KINDS_IN, ROWS, kind_name, sees
from hub.publishing.desk_sight import seen_by
from hub.staff.models import User
from locales.languages import SOURCE, bcp47
from search.scope import STAFF
from search.suggesting import suggest

SHOWN, LOOKED_AT = 8, 40


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    told: list[dict[str, str]] = []
    if isinstance(request.user, User):
        rows = [kind for kind, model in ROWS.items() if sees(request.user, model)]
        found = suggest(
            request.GET.get("q", ""),
            scope=STAFF,
            kinds=(*EDITIONS, *KINDS_IN["media"], *rows),
            lang=bcp47(get_language() or SOURCE),
            limit=LOOKED_AT,
        )
        seen = seen_by(request.user, {each.key for each in found})
        told = [
            {"text": each.text, "lang": each.lang, "about": kind_name(each.kind)} for each in found if each.key in seen
        ]
    response = JsonResponse({"suggestions": told[:SHOWN]})
    response["Cache-Control"] = "private, max-age=30"
    return response
