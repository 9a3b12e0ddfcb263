"""Where the languages meet Wagtail's admin. Declares; the decisions are in `release_gate`."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from wagtail import hooks
from wagtail.models import Page

from locales import views
from locales.release_gate import (
    ReleaseRefused,
    refusal_of_translation,
    refuse_gaps,
    refuse_orphan,
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
        path("localize/translate/<int:translation_id>/disable/", views.stop_translation),
        path("localize/translate/<int:translation_id>/hand_in/", views.hand_in_translation, name="hand_in_translation"),
    ]


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TranslationsPanel(request))


@hooks.register("before_edit_page", order=-1)
def say_what_is_missing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The "Publish" button of localize's editor: its own message would only say that there were errors."""
    if request.method != "POST" or request.POST.get("action") != "publish" or translation_of(page) is None:
        return None
    if not page.permissions_for_user(request.user).can_publish():
        return None  # localize answers with 403
    refused = refusal_of_translation(page)
    if refused is None:
        return None
    messages.error(request, refused.messages[0])
    return redirect(request.path)


@hooks.register("before_publish_page")
def refuse_in_the_page_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's own editor has saved what was typed by now; it stays a draft."""
    try:
        refuse_release(page)
    except ReleaseRefused as refused:
        if (
            page.live and not page.live_revision_id
        ):  # just created: Wagtail stores a new page as live, to publish it next
            page.live, page.has_unpublished_changes = False, True
            page.save(update_fields=["live", "has_unpublished_changes"], clean=False)
        messages.error(request, refused.messages[0])
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


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


def _refusals(chosen: list[Page]) -> list[str]:
    refusals: list[str] = []
    going_live: set[str] = set()
    for page in chosen:
        try:
            refuse_gaps(page.get_latest_revision_as_object())
            if page.path[: -page.steplen] not in going_live:
                refuse_orphan(page)
        except ReleaseRefused as refused:
            refusals += refused.messages
        going_live.add(page.path)
    return refusals


@hooks.register("construct_page_action_menu")
def no_alias_on_offer(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
