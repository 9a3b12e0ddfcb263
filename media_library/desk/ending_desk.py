"""The page on which a right is ended at once: first what stands on it and who shows that, then the reason, then the act."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from media_library.desk.looking import in_library
from media_library.desk.views import ASSET_EDIT, RECORD_EDIT, RECORDS, may_enter
from media_library.finding.seen_shelves import seen_among
from media_library.models import RightsRecord
from media_library.rights.approving import CHANGE, end
from media_library.where_used import uses_of_each

LONGEST = 500
SHOWN = 100


@may_enter
def end_record(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(RightsRecord, pk=pk)
    user: Any = request.user
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    back = reverse(RECORD_EDIT, args=[pk])
    if not record.live:
        messages.error(request, _("The record is not in force: there is nothing to end."))
        return redirect(back)
    count = record.assets.count()
    reason: str = request.POST.get("reason", "")[:LONGEST]
    fault = ""
    if request.method == "POST":
        try:
            end(record, by=user, reason=reason)
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        else:
            told = ngettext(
                "“%(record)s” has ended: %(count)s asset may not be used any more, and partners are told.",
                "“%(record)s” has ended: %(count)s assets may not be used any more, and partners are told.",
                count,
            )
            messages.success(request, told % {"record": record.title, "count": count})
            return redirect(back)
    assets = list(record.assets.order_by("title", "pk")[:SHOWN])
    seen = seen_among(user, (asset.pk for asset in assets))
    uses = uses_of_each(assets, user)
    rows = [
        {
            "asset": asset,
            "url": reverse(ASSET_EDIT, args=[asset.pk]) if asset.pk in seen else "",
            "uses": uses[asset.pk],
        }
        for asset in assets
    ]
    context = {
        **in_library(_("End the right at once"), "key", (reverse(RECORDS), _("Rights records")), (back, record.title)),
        "record": record,
        "rows": rows,
        "count": count,
        "more": max(0, count - SHOWN),
        "released": sum(use.released for row in rows for use in row["uses"]),
        "reason": reason,
        "longest": LONGEST,
        "fault": fault,
        "back": back,
    }
    return render(request, "media_library/end_record.html", context)
