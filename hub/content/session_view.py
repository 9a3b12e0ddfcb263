"""Does the editor's session still stand? Asked by the page editor (`signed_in.js`) before it gives up what was written."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """The form's token, which is another one after a new sign-in. Without a session, Wagtail's door has answered 403."""
    return JsonResponse({"csrf": get_token(request)})
