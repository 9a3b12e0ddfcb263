"""The portal's pages: chooses what to show for an address and renders it. Texts come from the ledger, never from a row.

A live page whose edition has not been compiled yet (the relay is a moment behind) shows no text at all.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Page

from cms.portal.addresses import absolute, local
from cms.portal.heads import Head, alternates, head_of_document
from cms.portal.masthead import Masthead, home_url, live_homes, masthead, page_path
from cms.portal.refusals import being_published
from cms.portal.shelves import front_page, issues_of, listed, related_to
from cms.portal.structured_data import CONTEXT, breadcrumbs, data_of
from hub.content.models import Column, HomePage
from hub.content.models.editions import EditionPage
from hub.publishing.compiling import Standing, compile_edition
from hub.publishing.identity import edition_id_of
from hub.publishing.models import Edition, State
from hub.publishing.recording import is_released

Shape = dict[str, Any]


def answer(page: Page, request: HttpRequest) -> HttpResponse | None:
    """The portal's answer for a page that Wagtail has found; None for pages that are not the hub's."""
    if isinstance(page, EditionPage) and request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if isinstance(page, HomePage):
        return render(request, "portal/home.html", home_context(page, request))
    if isinstance(page, Column):
        return render(request, "portal/column.html", column_context(page, request))
    if not is_released(page):
        return None
    edition = Edition.objects.filter(pk=edition_id_of(page), state=State.LIVE).first()
    if edition is None:
        return being_published(request, page.language)
    document = opened(edition.document)
    template, context = context_of(document, request)
    return render(request, template, context)


def opened(text: str) -> Shape:
    """A compiled document, with its address on this house."""
    document: Shape = json.loads(text)
    return document | {"path": local(document["url"])}


def context_of(document: Shape, request: HttpRequest) -> tuple[str, Shape]:
    """Template and context for a document, be it released or a draft."""
    if document["type"] == "dossier":
        return "portal/dossier.html", dossier_context(document, request)
    return "portal/item.html", item_context(document, request)


def draft_context(page: EditionPage, request: HttpRequest) -> tuple[str, Shape]:
    """The same page made from a draft, compiled on the fly: what an editor sees in the preview."""
    if isinstance(page, HomePage):
        return "portal/home.html", home_context(page, request) | {"draft": True}
    if isinstance(page, Column):
        return "portal/column.html", column_context(page, request) | {"draft": True}
    now = timezone.now()
    edition = Edition.objects.filter(pk=edition_id_of(page)).first()
    standing = Standing(
        version=edition.version if edition else 1,
        published_at=(edition.published_at if edition else None) or now,
        updated_at=edition.updated_at if edition else now,
        corrections=tuple(edition.corrections) if edition else (),
    )
    template, context = context_of(opened(compile_edition(page, standing).document), request)
    return template, context | {"draft": True}


# --- contexts --------------------------------------------------------------------------------------------------------


def home_context(page: HomePage, request: HttpRequest) -> Shape:
    homes = {tag: home_url(tag) for tag in live_homes()} | {page.language: home_url(page.language)}
    top = masthead(page.language, homes, request)
    shelf = front_page(page.language)
    return {
        "masthead": top,
        "home": True,
        "title": page.title,
        "summary": page.summary,
        "shelf": shelf,
        "columns": [
            (column, shelf.by_column[column.work][:3]) for column in top.columns if column.work in shelf.by_column
        ],
        "head": Head(
            lang=page.language,
            title=page.seo_title or page.title,
            description=page.search_description or page.summary,
            canonical=absolute(home_url(page.language)),
            alternates=alternates(homes, default="/"),  # the bare address chooses by what the browser asks for
            data={
                "@context": CONTEXT,
                "@type": "WebSite",
                "name": page.title,
                "url": absolute(home_url(page.language)),
                "inLanguage": page.language,
            },
        ),
    }


def column_context(page: Column, request: HttpRequest) -> Shape:
    addresses = _addresses_of_shelf(page, request)
    sheet, stories = listed(page.language, "column", page.work, request.GET.get("page"))
    top = masthead(page.language, addresses, request)
    return {
        "masthead": top,
        "title": page.title,
        "summary": page.summary,
        "work": page.work,
        "stories": stories,
        "sheet": sheet,
        "crumbs": _crumbs(top, []),
        "head": Head(
            lang=page.language,
            title=page.seo_title or page.title,
            description=page.search_description or page.summary,
            canonical=_canonical(addresses[page.language], sheet.number),
            alternates=alternates(addresses) if sheet.number == 1 else [],
            data=breadcrumbs([(top.title, absolute(top.home)), (page.title, absolute(addresses[page.language]))]),
        ),
    }


def dossier_context(document: Shape, request: HttpRequest) -> Shape:
    sheet, stories = listed(document["lang"], "dossier", document["work"], request.GET.get("page"))
    top = _masthead_of(document, request)
    head = head_of_document(document, data_of(document))
    if sheet.number > 1:
        head = Head(lang=head.lang, title=head.title, description=head.description, picture=head.picture,
                    canonical=_canonical(document["url"], sheet.number))  # fmt: skip
    return {
        "masthead": top,
        "item": document,
        "stories": stories,
        "sheet": sheet,
        "crumbs": _crumbs(top, []),
        "head": head,
    }


def item_context(document: Shape, request: HttpRequest) -> Shape:
    top = _masthead_of(document, request)
    column = document["column"]
    return {
        "masthead": top,
        "item": document,
        "updated": _was_updated(document),
        "issues": issues_of(document) if document["type"] == "publication" else [],
        "related": related_to(document),
        "crumbs": _crumbs(top, [(column["title"], local(column["url"]))] if column else []),
        "head": head_of_document(document, data_of(document)),
    }


def _masthead_of(document: Shape, request: HttpRequest) -> Masthead:
    others = {other["lang"]: local(other["url"]) for other in document["alternates"]}
    return masthead(document["lang"], others | {document["lang"]: document["path"]}, request)


def _was_updated(document: Shape) -> bool:
    """Has the text itself changed, an hour or more after its release? A new language beside it is no update."""
    published, updated = (datetime.fromisoformat(document[key]) for key in ("published_at", "updated_at"))
    return document["version"] > 1 and updated - published > timedelta(hours=1)


def _addresses_of_shelf(page: Column, request: HttpRequest) -> dict[str, str]:
    own = {page.language: page_path(page, request)}
    others = (
        Column.objects.live().filter(translation_key=page.translation_key).exclude(pk=page.pk).select_related("locale")
    )
    return own | {other.language: page_path(other, request) for other in others}


def _crumbs(top: Masthead, links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(top.title, top.home), *links]


def _canonical(url: str, number: int) -> str:
    return absolute(url) + (f"?page={number}" if number > 1 else "")
