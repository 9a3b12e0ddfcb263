"""The library's page: one view over all kinds, found as one types. `part=results` answers the part that changes alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hub.staff.page_frame import page_frame
from media_library.changing.ordering import MOST
from media_library.desk.chosen import counted
from media_library.desk.looking import ICONS
from media_library.desk.panels import TIMED
from media_library.desk.player import address_at
from media_library.desk.views import ASSET_EDIT, may_enter
from media_library.finding.library_search import LICENCES, LOOKS, USABLE, Asked, Found, find, read
from media_library.finding.moments import moments
from media_library.finding.people_shown import people_shown
from media_library.finding.seen_shelves import CHANGE, LOOK
from media_library.models import Kind
from media_library.packages.basket import uids_in_basket
from media_library.shotlist import timecode
from search.answering import Hit, Refused
from search.highlights import Piece
from search.query import LONGEST


@dataclass(frozen=True, slots=True)
class Offer:
    """A link beside what was found."""

    label: str
    url: str
    icon: str


# who asks, and what → what else can be done with the question; packages above add theirs
Offering = Callable[[Any, Asked], Sequence[Offer]]
_offerings: list[Offering] = []


def also_offer(offering: Offering) -> None:
    """Call it when the app is ready."""
    if offering not in _offerings:
        _offerings.append(offering)


@may_enter
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not any(user.has_perm(permission) for permission in LOOK):
        raise PermissionDenied
    asked = read(request.GET)
    context: dict[str, Any] = {
        **page_frame(_("Library"), "folder-open-inverse"),
        "asked": asked,
        "longest": LONGEST,
        "most": MOST,
        "here": reverse("media_library:library"),
        "orders": _orders(asked),
        "looks": [
            (name, title, asked.query(look=name)) for name, title in zip(LOOKS, (_("Grid"), _("List")), strict=True)
        ],
    }
    try:
        context |= _told(find(asked, user), user)
        context["place"] = f"{context['here']}?{asked.place}"
        context["shown"] = people_shown(asked, user) if asked.q else []
        context["offers"] = [offer for offering in _offerings for offer in offering(user, asked)]
    except Refused as why:
        context["refused"] = str(why)
    alone = request.GET.get("part") == "results"
    return render(request, "media_library/library_results.html" if alone else "media_library/library.html", context)


@dataclass(frozen=True, slots=True)
class Sorting:
    """A column's head. `query` sorts by it, or the other way round where it is sorted by that; `said`: which way it is sorted,
    empty where it is not."""

    name: str
    title: str
    query: str
    arrow: str = ""
    said: str = ""


def _orders(asked: Asked) -> list[Sorting]:
    """What one can sort by; nothing typed is sorted by time, as nothing stands best then."""
    now = asked.order or ("" if asked.q else "newest")
    # of each column: what it is called, and two orders with how they are told; the first is what one gets at first
    columns = {
        "title": (_("Title"), ("title", "↑", _("from A to Z")), ("title-back", "↓", _("from Z to A"))),
        "size": (_("Size"), ("largest", "↓", _("largest first")), ("smallest", "↑", _("smallest first"))),
        "taken": (
            pgettext("head of a column", "Taken"),
            ("taken-last", "↓", _("newest first")),
            ("taken-first", "↑", _("oldest first")),
        ),
        "added": (_("Added"), ("newest", "↓", _("newest first")), ("oldest", "↑", _("oldest first"))),
    }
    orders = (
        [Sorting("best", _("Best first"), asked.query(order=""), said="" if now else _("sorted so"))] if asked.q else []
    )
    for name, (title, first, second) in columns.items():
        _order, arrow, said = next((way for way in (first, second) if way[0] == now), ("", "", ""))
        turned = second if now == first[0] else first
        orders.append(Sorting(name, title, asked.query(order=turned[0]), arrow, said))
    return orders


def _told(found: Found, user: Any) -> dict[str, Any]:
    may_change, in_basket = user.has_perm(CHANGE), uids_in_basket(user)
    said = moments({_uid(hit): text for hit in found.hits if hit.shown["medium"] in TIMED and (text := _found_in(hit))})
    items = [_item(hit, said.get(_uid(hit)), may_change=may_change) for hit in found.hits]
    held = set(in_basket)
    return {
        "found": found,
        "counted": counted(found.answer.total),
        "items": [item | {"in_basket": item["uid"] in held} for item in items],
        "basket_count": len(in_basket),
    }


def _uid(hit: Hit) -> str:
    return hit.key.partition(":")[2]


def _found_in(hit: Hit) -> str:
    """The line in which its words stand; empty where they stand in none."""
    return "".join(piece.text for piece in hit.excerpt) if any(piece.matched for piece in hit.excerpt) else ""


def _item(hit: Hit, moment: int | None, *, may_change: bool) -> dict[str, Any]:
    """From what the index stored alone; what its reader may not change has no link, and no drawing of
    what is restricted: that is the file itself. `moment`: when what was found is said or shown."""
    uid, usable = _uid(hit), hit.facets.get("usable", ())
    blocked, house = "nothing" in usable, "house" in usable
    picture = hit.shown.get("picture")
    url = reverse(ASSET_EDIT, args=[uid]) if may_change else ""
    return {
        "uid": uid,
        "url": url,
        "moment": timecode.written(moment // 1000 * 1000) if moment is not None else "",
        "moment_url": address_at(url, moment) if url and moment is not None else "",
        "title": hit.title,
        "excerpt": _excerpt(hit),
        "kind": capfirst(str(Kind(hit.shown["medium"]).label)),
        "icon": ICONS[hit.shown["medium"]],
        "thumbnail": picture["renditions"][0] if picture else None,
        "drawing": hit.shown.get("drawing") if may_change or not (blocked or house) else None,
        "credit": hit.shown["credit"],
        "licence": LICENCES.get(hit.shown["licence"], ""),
        "file": hit.shown["file"],
        "length": _clock(hit.shown["file"]["duration"]),
        "added": hit.at,
        "taken": datetime.fromisoformat(taken) if (taken := hit.shown.get("taken")) else None,
        "uses": hit.shown["uses"],
        "blocked": blocked,
        "house": house,
        "usable": ", ".join(str(USABLE[use]) for use in usable if use in USABLE),
    }


def _excerpt(hit: Hit) -> Sequence[Piece]:
    """Where its words stand; of what was found by its title alone, the caption, and no words of all languages in a row."""
    if _found_in(hit):
        return hit.excerpt
    return [Piece(hit.shown["summary"], matched=False)] if hit.shown["summary"] else []


def _clock(seconds: float | None) -> str:
    """`3:07`"""
    whole = round(seconds or 0)
    return f"{whole // 60}:{whole % 60:02d}" if whole else ""
