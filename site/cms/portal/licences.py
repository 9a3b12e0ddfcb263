"""What the licences under which the province gives things away allow, in the reader's language: the page that its files name as their
web statement of rights (`media_library.rights.licences.statement_url`)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from cms.portal.addresses import absolute
from cms.portal.heads import Head, alternates
from cms.portal.masthead import home_url, masthead
from cms.portal.searching import language_of
from locales.languages import language
from media_library.packages.wording import OTHERWISE, has_words, words_in


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    lang = language_of(request)
    spoken = lang if has_words(lang) else OTHERWISE
    words = words_in(spoken)
    with override(language(lang).code):
        addresses = {tag: licences_url(tag) for tag in settings.HUB_LANGUAGES}
        top, title = masthead(lang, addresses, request), pgettext("portal", "Licences")
        context = {
            "masthead": top,
            "title": title,
            "spoken": spoken,
            "licences": words["licences"],
            "crumbs": [(top.title, top.home)],
            "head": Head(
                lang=lang,
                title=title,
                description=next(iter(words["licences"].values())),
                canonical=absolute(addresses[lang]),
                alternates=alternates(addresses),
            ),
        }
        response = render(request, "portal/licences.html", context)
    response["Cache-Control"] = "public, max-age=300, must-revalidate"
    return response


def licences_url(lang: str) -> str:
    return f"{home_url(lang)}licences/"
