"""Where the languages meet Wagtail's admin. Declares; the decisions are in `release_gate`."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from locales import views
from locales.release_gate import (
    ReleaseRefused,
    refusal_of_translation,
    refuse_release,
    translation_of,
)
from locales.waiting import TranslationsPanel


@hooks.register("register_admin_urls", order=-1)
def addresses_before_localize() -> list[URLPattern | URLResolver]:
    """The first match wins, so these views answer at localize's own addresses."""
    return [
        path("localize/submit/page/<int:page_id>/", views.SubmitPage.as_view()),
        path("localize/update/<int:translation_source_id>/", views.SyncTranslations.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", views.refuse_alias),
        path("localize/reports/translations/", views.TranslationsReport.as_view()),
        path("localize/reports/translations/results/", views.TranslationsReport.as_view(results_only=True)),
        path("localize/translate/<int:translation_id>/disable/", views.stop_translation),
        path("localize/translate/<int:translation_id>/hand_in/", views.hand_in_translation, name="hand_in_translation"),
    ]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TranslationsPanel(request))


@hooks.register("before_edit_page", order=-1)
def say_what_is_missing(request: HttpRequest, page: Page) -> None:
    """The "Publish" button of localize's editor: its own message would only say that there were errors."""
    if request.method != "POST" or request.POST.get("action") != "publish" or translation_of(page) is None:
        return
    # localize answers with 403 to those who may not
    if page.permissions_for_user(request.user).can_publish() and (refused := refusal_of_translation(page)):
        raise refused


@hooks.register("before_bulk_action")
def refuse_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """ "Publish" in a page listing: all of the chosen pages or none, with every reason."""
    if action_type != "publish" or request.method != "POST":
        return None
    chosen = [page for page in objects if isinstance(page, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [below for page in list(chosen) for below in page.get_descendants().not_live()]
    refusals = _refusals(chosen)
    for sentence in refusals:
        messages.error(request, sentence)
    return redirect(action.next_url) if refusals else None


def _refusals(chosen: list[Page]) -> list[str | SafeString]:
    refusals: list[str | SafeString] = []
    going_live: set[str] = set()
    for page in chosen:
        try:
            refuse_release(
                page.get_latest_revision_as_object(), parent_goes_along=page.path[: -page.steplen] in going_live
            )
        except ReleaseRefused as refused:
            refusals.append(refused.in_words())
        going_live.add(page.path)
    return refusals


@hooks.register("construct_page_action_menu")
def no_alias_on_offer(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_reports_menu")
def report_for_those_with_pages(request: HttpRequest, menu_items: list[Any]) -> None:
    if not views.may_see_report(request):
        report = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != report]
