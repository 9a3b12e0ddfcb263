"""The pages of joint changes: which there are, how far one is, what came out of it; and the buttons that stop, continue, undo it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params

from media_library.changing.carrying_out import stands_still
from media_library.changing.ordering import go_on, may_go_on, may_stop, may_undo, seen_changes, stop, undo
from media_library.changing.wanted import CAPTION, KEYWORDS, PEOPLE
from media_library.desk.changes_in_words import called, lines, why_left
from media_library.desk.chosen import counted
from media_library.desk.looking import in_library
from media_library.desk.views import ASSET_EDIT, may_enter
from media_library.finding.seen_shelves import CHANGE, seen_among
from media_library.models import JointChange, JointChangeItem, JointChangeState, Outcome

PAGE = 30
SHOWN, A_PAGE = 50, 200  # assets of one joint change: of each outcome on its page; on a page of one outcome alone
NOT_REACHED = "open"
TITLES = {
    str(Outcome.LEFT): gettext_lazy("Left as they were"),
    NOT_REACHED: gettext_lazy("Not come to"),
    str(Outcome.CHANGED): gettext_lazy("Changed"),
    str(Outcome.SAME): gettext_lazy("Were so already"),
}
COUNTS = {str(outcome): Count("items", filter=Q(items__outcome=outcome)) for outcome in Outcome}


def answered(request: HttpRequest, change: JointChange, back: str) -> HttpResponse:
    """To whoever ordered it: back where they stood if it is done, otherwise to its page, from which they get there."""
    there = set_query_params(back, {"changed": change.size})
    page = reverse("media_library:joint-change", args=[change.pk])
    if change.is_open:
        return redirect(set_query_params(page, {"next": there}))
    told = JointChange.objects.annotate(**COUNTS).get(pk=change.pk)
    words = _came_out(told)
    tell = messages.warning if told.left else messages.success  # type: ignore[attr-defined]  # annotated
    tell(request, words, buttons=[messages.button(page, _("See what was changed, or undo it"))])
    return redirect(there)


@may_enter
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    _who(request)
    rows = seen_changes(request.user).select_related("created_by", "undone_by").annotate(**COUNTS)
    page = Paginator(rows.order_by("-created_at", "pk"), PAGE).get_page(request.GET.get("p"))
    told = [{"change": change, "what": _what(change), "words": _state(change)["words"]} for change in page]
    context = {**in_library(_("Changes of many assets"), "edit"), "page": page, "rows": told}
    return render(request, "media_library/joint_changes.html", context)


@may_enter
@require_safe
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    change = _change(request, uid)
    context = {
        **in_library(_what(change), "edit", (reverse("media_library:joint-changes"), _("Changes of many assets"))),
        "change": change,
        "told": _state(change),
        "stands_still": stands_still(change),
        "sections": _sections(request, change),
        "undone_by": JointChange.objects.filter(undoes=change).select_related("created_by").first(),
        "may_undo": may_undo(change, request.user),
        "may_stop": may_stop(change, request.user),
        "may_go_on": may_go_on(change, request.user),
        "back": get_valid_next_url_from_request(request) or reverse("media_library:library"),
    }
    return render(request, "media_library/joint_change.html", context)


def _sections(request: HttpRequest, change: Any) -> list[dict[str, Any]]:
    """What came out of it, the beginning of each; or, with `show`, all of one, page by page."""
    sizes = {str(outcome): getattr(change, outcome) for outcome in Outcome}
    if not change.is_open:
        sizes[NOT_REACHED] = change.size - sum(sizes.values())
    asked = request.GET.get("show", "")
    alone = asked if sizes.get(asked) else ""
    pages = {
        outcome: _page(
            change, outcome, sizes[outcome], A_PAGE if alone else SHOWN, request.GET.get("p") if alone else 1
        )
        for outcome in TITLES
        if sizes.get(outcome) and alone in ("", outcome)
    }
    items = {outcome: list(page) for outcome, page in pages.items()}
    theirs = seen_among(request.user, (item.asset_uid for rows in items.values() for item in rows))
    return [
        {
            "outcome": outcome,
            "title": str(TITLES[outcome]),
            "counted": counted(sizes[outcome]),
            "page": page,
            "alone": bool(alone),
            "rows": [_row(item, change, seen=item.asset_uid in theirs) for item in items[outcome]],
        }
        for outcome, page in pages.items()
    ]


def _row(item: JointChangeItem, change: JointChange, *, seen: bool) -> dict[str, Any]:
    about = [why_left(item.reason, change.created_by)] if item.reason else lines(item.told)
    url = reverse(ASSET_EDIT, args=[item.asset_uid]) if seen else ""
    return {"title": item.title, "url": url, "about": about}


def _page(change: JointChange, outcome: str, size: int, shown: int, number: Any) -> Page[JointChangeItem]:
    """`size`: how many have come out so, which is known already."""
    paginator = Paginator(change.items.filter(outcome="" if outcome == NOT_REACHED else outcome), shown)
    paginator.__dict__["count"] = size
    return paginator.get_page(number)


@may_enter
@require_safe
def state(request: HttpRequest, uid: UUID) -> JsonResponse:
    return JsonResponse(_state(_change(request, uid)))


@may_enter
@require_POST
def stop_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where it has ended by itself meanwhile, its page says so."""
    change = _change(request, uid)
    if change.is_open:
        stop(change, by=request.user)
    return _to_its_page(request, change)


@may_enter
@require_POST
def go_on_with_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _to_its_page(request, go_on(_change(request, uid), by=request.user))


@may_enter
@require_POST
def undo_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _to_its_page(request, undo(_change(request, uid), by=request.user))


def _to_its_page(request: HttpRequest, change: JointChange) -> HttpResponse:
    there = {"next": get_valid_next_url_from_request(request) or None}
    return redirect(set_query_params(reverse("media_library:joint-change", args=[change.pk]), there))


def _what(change: JointChange) -> str:
    """`Credit line, Keywords: 120 assets`"""
    wanted = change.wanted if change.undoes is None else change.undoes.wanted
    keywords = [KEYWORDS] if wanted["add_keywords"] or wanted["drop_keywords"] else []
    keywords += [CAPTION] if wanted.get("caption") else []
    people = [PEOPLE] if wanted.get("person") else []
    names = ", ".join(called(name) for name in [*wanted["fields"], *keywords, *wanted["links"], *people])
    told = _("%(fields)s undone") % {"fields": names} if change.undoes is not None else names
    assets = ngettext("%(count)s asset", "%(count)s assets", change.size) % {"count": counted(change.size)}
    return f"{told}: {assets}"


def _state(change: Any) -> dict[str, Any]:
    """What its page asks for until it is done."""
    if change.state == JointChangeState.FAILED:
        words = change.fault
    elif change.state == JointChangeState.DONE:
        words = _came_out(change)
    elif change.state == JointChangeState.STOPPED:
        words = " ".join([_("Stopped."), _came_out(change)])
    elif change.state == JointChangeState.WAITING:
        words = _("Waits for its turn …")
    else:
        words = _("Being changed: %(decided)s of %(size)s.") % {
            "decided": counted(change.decided),
            "size": counted(change.size),
        }
    return {"percent": change.percent, "words": words, "open": change.is_open}


def _came_out(change: Any) -> str:
    """A sentence for each outcome that there is."""
    changed, same, left = change.changed, change.same, change.left
    said = [(changed, ngettext("%(count)s asset was changed.", "%(count)s assets were changed.", changed))]
    if same:
        said.append((same, ngettext("%(count)s was so already.", "%(count)s were so already.", same)))
    if left:
        said.append((left, ngettext("%(count)s was left as it was.", "%(count)s were left as they were.", left)))
    if not_reached := change.size - changed - same - left:
        said.append((not_reached, ngettext("%(count)s was not come to.", "%(count)s were not come to.", not_reached)))
    return " ".join(words % {"count": counted(count)} for count, words in said)


def _change(request: HttpRequest, uid: UUID) -> JointChange:
    """
    Raises:
        Http404: there is none that they see.
    """
    _who(request)
    rows = seen_changes(request.user).select_related("created_by", "undoes", "stopped_by").annotate(**COUNTS)
    change = rows.filter(pk=uid).first()
    if change is None:
        raise Http404
    return change


def _who(request: HttpRequest) -> None:
    """
    Raises:
        PermissionDenied: changing assets is not for them.
    """
    user: Any = request.user
    if not user.has_perm(CHANGE):
        raise PermissionDenied
