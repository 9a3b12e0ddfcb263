"""What was chosen in the library: all that a search has found, given to its page as ids; and how forms hand them on.

Ids are what is chosen, and no search: whoever has seen 1,240 counted changes those, whatever is found a moment later.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from media_library.changing.ordering import MOST
from media_library.desk.views import may_enter
from media_library.finding.library_search import find_all, read
from media_library.finding.seen_shelves import LOOK
from search.answering import Refused


@may_enter
@require_safe
def found(request: HttpRequest) -> JsonResponse:
    """All that the library's page finds at the same address. `shown`: how many it had counted."""
    user: Any = request.user
    if not any(user.has_perm(permission) for permission in LOOK):
        raise PermissionDenied
    try:
        total, uids = find_all(read(request.GET), user, most=MOST)
    except Refused as why:
        return JsonResponse({"words": str(why)}, status=409)
    if total > MOST:
        words = _("%(total)s assets were found, and at most %(most)s can be chosen at once. Narrow the search first.")
        told = {"total": counted(total), "most": counted(MOST)}
        return JsonResponse({"words": words % told}, status=409)
    words = ngettext("All of it is chosen: %(count)s asset.", "All of it is chosen: %(count)s assets.", total)
    if request.GET.get("shown", str(total)) != str(total):
        words = _("What is found has changed meanwhile. Chosen is what is found now: %(count)s.")
    return JsonResponse({"uids": uids, "words": words % {"count": counted(total)}})


def chosen(request: HttpRequest) -> list[UUID]:
    """Each once, in their order: from `uid`, one each, and from `uids`, parted by spaces: forms have a limit of fields."""
    found = []
    for text in [*request.POST.getlist("uid"), *request.POST.get("uids", "").split()]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def counted(number: int) -> str:
    """`1.240`, in English `1,240`."""
    return number_format(number, force_grouping=True)
