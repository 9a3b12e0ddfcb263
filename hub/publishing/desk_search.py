"""One box over everything in the house: pages (drafts too), pictures, clips and documents, names, facts and terms.

Each part is searched within what its reader may see: pages by Wagtail's permissions, assets by their collections, rows of
the registry by the model. What is not theirs is neither listed nor counted. Reads only.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.search.backends import get_search_backend

from hub.content.models import RELEASED
from hub.publishing.models import Edition
from hub.registry.models import Agency, Fact, Person, Place
from hub.staff.models import User
from locales.languages import bcp47, display_name
from locales.terms.models import Concept
from media_library.desk.views import ASSET_EDIT
from media_library.finding.findable import KINDS as ASSETS
from media_library.finding.seen_shelves import CARRIERS, CHANGE, seen_by
from media_library.models import Kind
from search.answering import Answer, Hit, Refused, search
from search.highlights import Finder, Piece
from search.query import LONGEST, parse
from search.scope import STAFF, Filters

A_FEW, MANY = 8, 100
EDITIONS = ("article", "video", "publication", "issue", "event", "dossier")
SEE = ("add", "change", "delete", "view")
ROWS: dict[str, type[Model]] = {"agency": Agency, "person": Person, "place": Place, "fact": Fact, "term": Concept}
# the parts of the box → the kinds of documents in the index
KINDS_IN = {"pages": EDITIONS, "media": tuple(ASSETS.values()), "names": tuple(ROWS)}
MODELS: dict[str, type[Model]] = {
    **{model.kind: model for model in RELEASED},
    **{ASSETS[told_as]: model for told_as, model in CARRIERS.items()},
    **ROWS,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was found. `draft`: nothing of it is published. `picture`: the address of a thumbnail."""

    title: tuple[Piece, ...]
    url: str
    kind: str
    about: str = ""
    excerpt: tuple[Piece, ...] = ()
    draft: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What was found of one sort; `url` leads to this part alone, `total` counts up to `MANY`."""

    name: str
    title: str
    rows: Sequence[Row]
    total: int
    url: str

    @property
    def more(self) -> bool:
        return self.total > len(self.rows)

    @property
    def count(self) -> str:
        return f"{MANY}+" if self.total >= MANY else str(self.total)


@dataclass(frozen=True, slots=True)
class Offer:
    """A link beside the box. `name`: the icon's."""

    label: str
    url: str
    icon: str


# (who asks, what was typed, in which part) → what else can be done with it; packages above add theirs
Offering = Callable[[User, str, str], list[Offer]]
_offering: list[Offering] = []


def also_offer(offering: Offering) -> None:
    """Call it when the app is ready."""
    _offering.append(offering)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """The page; `in` names one part that is wanted alone."""
    typed, only = request.GET.get("q", "").strip(), request.GET.get("in", "")
    context: dict[str, Any] = {
        "page_title": _("Search"),
        "header_title": _("Search"),
        "header_icon": "search",
        "typed": typed,
        "longest": LONGEST,
    }
    if isinstance(request.user, User):
        try:
            context |= _found(typed, request.user, only) if typed else {}
        except Refused as why:
            context["refused"] = str(why)
            typed = ""
        offers = [offer for offering in _offering for offer in offering(request.user, typed, context.get("only", ""))]
        context["offers"] = offers
    return render(request, "publishing/search.html", context)


def _found(typed: str, user: User, only: str) -> dict[str, Any]:
    query = parse(typed, as_you_type=True)
    if not query.clauses:  # signs alone
        return {}
    finder = Finder(query)
    released = _ask(typed, EDITIONS)
    found = {
        "pages": (_("Pages"), pages(typed, user, released.hits, finder)),
        "media": (_("Media library"), assets(typed, user)),
        "names": (_("Names, facts, terms"), names(typed, user)),
    }
    here = reverse("hub_search")
    parts = [
        Part(
            name,
            title,
            rows[: MANY if name == only else A_FEW],
            len(rows),
            f"{here}?{urlencode({'q': typed, 'in': name})}",
        )
        for name, (title, rows) in found.items()
    ]
    return {
        "parts": [part for part in parts if part.total],
        "shown": [part for part in parts if part.total and only in ("", part.name)] or [p for p in parts if p.total],
        "only": only if only in found and found[only][1] else "",
        "everything_url": f"{here}?{urlencode({'q': typed})}",
        "meant": released.did_you_mean,
        "meant_url": f"{here}?{urlencode({'q': released.did_you_mean})}" if released.did_you_mean else "",
    }


def _ask(
    typed: str, kinds: Iterable[str], facets: Mapping[str, tuple[str, ...]] | None = None, *, as_typed: bool = False
) -> Answer:
    filters = Filters({"kind": tuple(kinds), **(facets or {})})
    return search(typed, scope=STAFF, filters=filters, limit=MANY, as_you_type=True, as_typed=as_typed)


def kind_name(kind: str) -> str:
    """Of a document in the index, in the reader's language."""
    return capfirst(str(MODELS[kind]._meta.verbose_name)) if kind in MODELS else kind


# --- pages -----------------------------------------------------------------------------------------------------------


def pages(typed: str, user: User, released: Sequence[Hit], finder: Finder) -> list[Row]:
    """Those whose released text has it, best first; then those whose title has it, drafts among them."""
    theirs = Page.objects.filter(pk__in=PagePermissionPolicy().explorable_instances(user).values("pk"))
    by_edition = dict(Edition.objects.filter(pk__in=[_id(hit) for hit in released]).values_list("pk", "page_id"))
    texts = {by_edition[_id(hit)]: hit for hit in released if _id(hit) in by_edition}
    drafts = [page.pk for page in get_search_backend().autocomplete(typed, theirs)[:MANY]]
    order = list(dict.fromkeys([*texts, *drafts]))
    found = theirs.select_related("locale", "content_type").defer_streamfields().in_bulk(order)
    return [_page_row(found[pk], texts.get(pk), finder) for pk in order if pk in found][:MANY]


def _id(hit: Hit) -> str:
    return hit.key.partition(":")[2]


def _page_row(page: Page, hit: Hit | None, finder: Finder) -> Row:
    return Row(
        title=finder.title(page.get_admin_display_title()),
        url=reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        kind=capfirst(str(page.content_type.name)),
        about=display_name(bcp47(page.locale.language_code)),
        excerpt=hit.excerpt if hit else (),
        draft=not page.live,
    )


# --- assets ----------------------------------------------------------------------------------------------------------


def assets(typed: str, user: User) -> list[Row]:
    """Within the collections that are the reader's; what they may not change has no link."""
    shelves = seen_by(user)
    if shelves == ():
        return []
    may_change = user.has_perm(CHANGE)
    return [
        Row(
            title=hit.title,
            url=reverse(ASSET_EDIT, args=[_id(hit)]) if may_change else "",
            kind=capfirst(str(Kind(hit.shown["medium"]).label)),
            about=hit.shown["credit"],
            excerpt=hit.excerpt,
            picture=_thumbnail(hit),
        )
        for hit in _ask(typed, ASSETS.values(), {"shelf": shelves or ()}, as_typed=True).hits
    ]


def _thumbnail(hit: Hit) -> str:
    picture = hit.shown.get("picture")
    return str(picture["renditions"][0]["href"]) if picture else ""


# --- names, facts, terms ---------------------------------------------------------------------------------------------


def names(typed: str, user: User) -> list[Row]:
    """Rows of the registry and the term base, under whatever name and in whatever language they were asked for."""
    kinds = [kind for kind, model in ROWS.items() if sees(user, model)]
    hits = _ask(typed, kinds).hits if kinds else ()
    found = {
        (kind, row.code): row
        for kind in {hit.kind for hit in hits}
        for row in rows_of(kind, [_id(hit) for hit in hits if hit.kind == kind])
    }
    links = AdminURLFinder(user)
    return [
        Row(
            title=hit.title,
            url=links.get_edit_url(row) or "",
            kind=capfirst(str(ROWS[hit.kind]._meta.verbose_name)),
            about=" · ".join(_others(hit)),
        )
        for hit in hits
        if (row := found.get((hit.kind, _id(hit)))) is not None
    ]


def rows_of(kind: str, codes: Sequence[str]) -> QuerySet[Any]:
    return ROWS[kind]._default_manager.filter(code__in=codes)


def sees(user: User, model: type[Model]) -> bool:
    meta = model._meta
    return any(user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}") for action in SEE)


def _others(hit: Hit) -> list[str]:
    """What it is called elsewhere, a few languages of it."""
    told = hit.shown.get("names") or {}
    title = "".join(piece.text for piece in hit.title)
    said = [name if isinstance(name, str) else name[0] for name in told.values()]
    return [name for name in dict.fromkeys(said) if name != title][:4]
