"""The basket's page, and what the library's page does with it. Scripts ask for the list alone; without them, forms work."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from media_library.desk.chosen import chosen, counted
from media_library.desk.looking import ICONS, in_library
from media_library.desk.views import ASSET_EDIT, may_enter
from media_library.finding.seen_shelves import CHANGE, LOOK
from media_library.models import Basket
from media_library.packages import basket
from media_library.packages.becoming import offers_to
from media_library.rights.uses import territory_choices

SCRIPT = "application/json"
MAKE = "media_library.add_package"


class PurposeForm(forms.ModelForm[Basket]):
    territory = forms.ChoiceField(label=gettext_lazy("Where"), required=False)

    class Meta:
        model = Basket
        fields = ("use", "territory", "day")
        widgets = {"day": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.attrs["placeholder"] = _("Today")
        self.fields["territory"].choices = [("", _("Everywhere")), *territory_choices()]  # type: ignore[attr-defined]  # a choice


@may_enter
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    return _page(request)


@may_enter
@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """From the library: what was chosen there."""
    user = _who(request)
    try:
        new = basket.put_in(user, chosen(request))
    except basket.Full as full:
        words = _(
            "A basket holds at most %(most)s assets, and %(wanted)s would be in it: nothing was put in. "
            "Choose fewer, pack what is in it, or take some out."
        )
        told = {"most": counted(basket.MOST), "wanted": counted(full.wanted)}
        return _answer(request, words % told, refused=True)
    words = ngettext("%(count)s asset was put into the basket.", "%(count)s assets were put into the basket.", new)
    return _answer(request, words % {"count": new})


@may_enter
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    user = _who(request)
    taken = basket.take_out(user, chosen(request))
    words = ngettext("%(count)s asset was taken out.", "%(count)s assets were taken out.", taken)
    return _answer(request, words % {"count": taken})


@may_enter
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    user = _who(request)
    for uid in chosen(request)[:1]:
        basket.move(user, uid, down=request.POST.get("to") == "down")
    return _answer(request)


@may_enter
@require_POST
def note(request: HttpRequest) -> HttpResponse:
    user = _who(request)
    for uid in chosen(request)[:1]:
        basket.write_note(user, uid, request.POST.get("note", ""))
    return _answer(request)


@may_enter
@require_POST
def purpose(request: HttpRequest) -> HttpResponse:
    user = _who(request)
    form = PurposeForm(request.POST, instance=basket.basket_of(user))
    if form.is_valid():
        basket.ask_for(user, basket.purpose_of(form.instance))
        return _answer(request)
    return _page(request, form)


@may_enter
@require_POST
def empty(request: HttpRequest) -> HttpResponse:
    basket.empty(_who(request))
    return _answer(request, _("The basket is empty."))


def _page(request: HttpRequest, form: PurposeForm | None = None) -> HttpResponse:
    user = _who(request)
    mine = basket.basket_of(user)
    rows = basket.rows_of(user, basket.purpose_of(mine))
    may_change = user.has_perm(CHANGE)
    context = {
        **in_library(_("Basket"), "clipboard-list"),
        "form": form or PurposeForm(instance=mine),
        "longest_note": basket.LONGEST_NOTE,
        "rows": [
            {
                "row": row,
                "uid": str(row.asset.pk),
                "icon": ICONS[row.asset.kind],
                "url": reverse(ASSET_EDIT, args=[row.asset.pk]) if may_change else "",
            }
            for row in rows
        ],
        "refused": sum(not row.verdict.ok for row in rows),
        "may_pack": user.has_perm(MAKE),
        "offers": offers_to(user, [row.asset for row in rows]) if rows else [],
    }
    alone = request.GET.get("part") == "list"
    return render(request, "media_library/basket_list.html" if alone else "media_library/basket.html", context)


def _answer(request: HttpRequest, words: str = "", *, refused: bool = False) -> HttpResponse:
    """To a script what it asked for, to everybody else the page they came from."""
    user = _who(request)
    if SCRIPT in request.headers.get("Accept", ""):
        told = {"words": words, "uids": basket.uids_in_basket(user)}
        return JsonResponse(told, status=409 if refused else 200)
    if words:
        (messages.error if refused else messages.success)(request, words)
    return redirect("media_library:basket")


def _who(request: HttpRequest) -> Any:
    """
    Raises:
        PermissionDenied: somebody whom the library is not for.
    """
    user: Any = request.user
    if not any(user.has_perm(permission) for permission in LOOK):
        raise PermissionDenied
    return user
