"""Pages of the portal that are there in every language whatever is published: what frames them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from cms.portal.addresses import absolute
from cms.portal.heads import Head, alternates
from cms.portal.masthead import masthead
from cms.portal.searching import language_of
from locales.languages import language


def standing_page(
    request: HttpRequest, template: str, *, at: Callable[[str], str], tell: Callable[[str], dict[str, Any]]
) -> HttpResponse:
    """at: a language → the page's address. tell: a language, which is active then → what the template is given, `title` and
    `summary` among it."""
    lang = language_of(request)
    with override(language(lang).code):
        addresses = {tag: at(tag) for tag in settings.HUB_LANGUAGES}
        top, told = masthead(lang, addresses, request), tell(lang)
        head = Head(
            lang=lang,
            title=told["title"],
            description=told["summary"],
            canonical=absolute(addresses[lang]),
            alternates=alternates(addresses),
        )
        response = render(request, template, {"masthead": top, "crumbs": [(top.title, top.home)], "head": head, **told})
    response["Cache-Control"] = "public, max-age=300, must-revalidate"
    return response
