"""Pages of the library's desk that are no forms of rows: approve, end, take up again, what ends soon, evidence."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from media_library.desk.looking import in_library
from media_library.desk.waiting import time_left
from media_library.files.versions import may_restore, restore
from media_library.finding.seen_shelves import CHANGE, LOOK, assets_seen_by, seen_among
from media_library.models import Asset, Consent, FileVersion, Notice, RightsEvidence, RightsRecord
from media_library.rights.approving import APPROVE, approve, authors_of, changes, why_not_approve
from media_library.rights.clearance import right_in_words
from media_library.rights.clearing import facts_of
from media_library.rights.expiry import WARNED_WITHIN, ending, withdrawn
from media_library.where_used import uses_of_each

ASSET_EDIT = "wagtailsnippets_media_library_asset:edit"
RECORDS = "wagtailsnippets_media_library_rightsrecord:list"
OVER, WITHDRAWN, ENDING_PAGE = "over", "withdrawn", 30
RECORD_EDIT = "wagtailsnippets_media_library_rightsrecord:edit"
may_enter = permission_required("wagtailadmin.access_admin", login_url="wagtailadmin_login")


@may_enter
def approve_record(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(RightsRecord, pk=pk)
    user: Any = request.user
    if not user.has_perm(APPROVE):
        raise PermissionDenied
    back = reverse(RECORD_EDIT, args=[pk])
    if request.method == "POST":
        try:
            approve(record, by=user, seen=_number(request.POST.get("seen")))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("“%(record)s” is in force.") % {"record": record.title})
        return redirect(back)
    refusal = why_not_approve(record, user)
    if refusal:
        messages.error(request, refusal)
        return redirect(back)
    return render(
        request,
        "media_library/confirm.html",
        {
            **in_library(
                _("Approve the rights record"), "key", (reverse(RECORDS), _("Rights records")), (back, record.title)
            ),
            "question": _("“%(record)s” was drafted by %(author)s. With your approval this comes into force:")
            % {"record": record.title, "author": ", ".join(map(str, authors_of(record))) or "–"},
            "changes": changes(record),
            "seen": record.latest_revision_id,
            "act": _("Approve"),
            "back": back,
        },
    )


def _number(told: str | None) -> int:
    """0 where none is told: no draft has that."""
    return int(told) if told and told.isdecimal() and len(told) < 19 else 0


@transaction.non_atomic_requests  # the store is asked before the transaction
@may_enter
def restore_version(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(FileVersion.objects.select_related("asset"), pk=pk)
    if not may_restore(version, request.user):
        raise PermissionDenied
    back = reverse(ASSET_EDIT, args=[version.asset_id])
    if request.method == "POST":
        restore(version, by=request.user)
        messages.success(request, _("Version %(number)s is in use again.") % {"number": version.number})
        return redirect(back)
    return render(
        request,
        "media_library/confirm.html",
        {
            **in_library(_("Take up a version again"), "history", (back, version.asset.title)),
            "question": _("Take up version %(number)s again? The present file is kept as a version.")
            % {"number": version.number},
            "act": _("Take up again"),
            "back": back,
        },
    )


@may_enter
def rights_ending(request: HttpRequest) -> HttpResponse:
    """Of the assets that they see."""
    user: Any = request.user
    if not any(user.has_perm(permission) for permission in LOOK):
        raise PermissionDenied
    today = timezone.localdate()
    dues, gone = ending(today), withdrawn(today)
    seen = seen_among(user, (due.asset.pk for due in (*dues, *gone)))
    theirs = [due for due in dues if due.asset.pk in seen]
    lists = {
        "": [due for due in theirs if due.notice != Notice.ENDED],
        OVER: [due for due in reversed(theirs) if due.notice == Notice.ENDED],  # what ended last stands first
        WITHDRAWN: [due for due in gone if due.asset.pk in seen],
    }
    chosen = shown if (shown := request.GET.get("shown", "")) in lists else ""
    page = Paginator(lists[chosen], ENDING_PAGE).get_page(request.GET.get("p"))
    may_change = user.has_perm(CHANGE)
    uses = uses_of_each([due.asset for due in page], user)
    last_told = today + timedelta(days=WARNED_WITHIN)
    rows = [
        {
            "due": due,
            "ends": [
                (day, right_in_words(whose))
                for day, whose in ([(due.day, due.who)] if due.who else facts_of(due.asset).ends)
                if day <= last_told
            ],
            "url": reverse(ASSET_EDIT, args=[due.asset.pk]) if may_change else "",
            "standing": time_left(due, today),
            "uses": uses[due.asset.pk],
        }
        for due in page
    ]
    names = {
        "": _("In the next %(days)s days") % {"days": WARNED_WITHIN},
        OVER: _("Ended"),
        WITHDRAWN: _("Consent withdrawn"),
    }
    context = {
        "rows": rows,
        "page": page,
        "lists": [(name, title, len(lists[name])) for name, title in names.items()],
        "chosen": chosen,
        "empty": {
            "": _("No right ends in the next 30 days."),
            OVER: _("No right has ended."),
            WITHDRAWN: _("Nobody has withdrawn a consent."),
        }[chosen],
    }
    return render(request, "media_library/ending.html", in_library(_("Rights that end"), "warning") | context)


@may_enter
def evidence(request: HttpRequest, kind: str, pk: int) -> FileResponse:
    """A contract or a consent form: never public, never cached, and for those alone who see an asset that stands on it."""
    user: Any = request.user
    if not user.has_perm("media_library.see_evidence"):
        raise PermissionDenied
    model: Any = {"record": RightsEvidence, "consent": Consent}.get(kind)
    if model is None:
        raise Http404
    row = get_object_or_404(model, pk=pk)
    file = row.file if kind == "record" else row.evidence
    theirs = Asset.objects.filter(rights=row.record) if kind == "record" else Asset.objects.filter(people__consent=row)
    if theirs.exists() and not assets_seen_by(user).filter(pk__in=theirs.values("pk")).exists():
        raise PermissionDenied
    if not file:
        raise Http404
    answer = FileResponse(
        default_storage.open(file.name, "rb"), as_attachment=True, filename=file.name.rpartition("/")[2]
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
