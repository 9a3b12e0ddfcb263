"""The pages on which a saved search is shared and taken back. Views parse and show; `hub.alerts.sharing` acts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from hub.alerts import sharing
from hub.alerts.forms import ShareForm
from hub.alerts.messages import asked_in_words, run_url
from hub.alerts.models import SavedSearch, SharedSearch
from hub.staff.models import User
from hub.staff.page_frame import page_frame
from hub.staff.signed_in import acting


def shared_rows(user: User) -> list[SharedSearch]:
    rows = sharing.shared_with(user).select_related("group", "shared_by", "agency").prefetch_related("agency__names")
    return list(rows)


def told(user: User, rows: Iterable[SharedSearch], names: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As the list of saved searches shows them."""
    return [
        {
            "shared": row,
            "run_url": run_url(row),
            "asked": asked_in_words(row, names),
            "with": row.agency or row.group or _("everybody"),
            "save_url": f"{reverse('hub_alerts:add')}?{_asked(row)}",
            "may_take_back": sharing.may_take_back(row, user),
        }
        for row in rows
    ]


def _asked(row: SharedSearch) -> str:
    asked = {"q": row.typed, "in": row.part, "name": row.name, **row.narrowed}
    return urlencode({name: value for name, value in asked.items() if value}, doseq=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    saved = get_object_or_404(SavedSearch, owner=user, pk=pk)
    if not sharing.may_share(user):
        raise PermissionDenied
    form = ShareForm(request.POST if request.method == "POST" else None, saved, user)
    if form.is_valid():
        try:
            made = sharing.share(saved, by=user, name=form.cleaned_data["name"], agency=form.agency, group=form.group)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("“%(name)s” is shared.") % {"name": made.name})
            return redirect("hub_alerts:index")
    context = {"form": form, "saved": saved, "asked": asked_in_words(saved), **_below(_("Share this search"))}
    return render(request, "alerts/share.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    shared = get_object_or_404(sharing.seen_to_be_taken_back(user), pk=pk)
    if not sharing.may_take_back(shared, user):
        raise PermissionDenied
    if request.method == "POST":
        sharing.take_back(shared, by=user)
        messages.success(request, _("“%(name)s” is shared no more.") % {"name": shared.name})
        return redirect("hub_alerts:index")
    return render(request, "alerts/take_back.html", {"shared": shared, **_below(_("Take this search back?"))})


def _below(title: str) -> dict[str, Any]:
    steps = ((reverse("hub_search"), _("Search")), (reverse("hub_alerts:index"), _("Saved searches")))
    return page_frame(title, "history", *steps)
