"""Where publishing meets Wagtail's admin. Declares; what may be done and how is in `acts`, `desk` and `ledger_view`."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from hub.publishing import acts, desk, desk_menus, desk_search, desk_suggesting, ledger_view, waiting
from hub.publishing.recording import is_released
from hub.publishing.scheduling import why_overdue
from hub.staff.signed_in import acting

hooks.register("construct_page_action_menu", desk_menus.without_wagtails_unpublish)


@hooks.register("register_page_action_menu_item")
def cosmetic_item() -> desk_menus.DeskItem:
    return desk_menus.CosmeticItem(order=31)


@hooks.register("register_page_action_menu_item")
def correct_item() -> desk_menus.DeskItem:
    return desk_menus.CorrectItem(order=32)


@hooks.register("register_page_action_menu_item")
def withdraw_item() -> desk_menus.DeskItem:
    return desk_menus.WithdrawItem(order=70)


@hooks.register("register_page_action_menu_item")
def delete_item() -> desk_menus.DeskItem:
    return desk_menus.DeleteItem(order=80)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    pages = [
        path("<int:page_id>/correct/", desk.CorrectView.as_view(), name="correct"),
        path("<int:page_id>/withdraw/", desk.WithdrawView.as_view(), name="withdraw"),
        path("<int:page_id>/delete/", desk.DeleteView.as_view(), name="delete"),
    ]
    ledger = [
        path("", ledger_view.LedgerView.as_view(), name="ledger"),
        path("results/", ledger_view.LedgerView.as_view(results_only=True), name="ledger_results"),
        path("retry/<int:event_id>/", ledger_view.retry, name="retry"),
    ]
    return [
        path("search/", desk_search.everything, name="hub_search"),
        path("search/suggestions/", desk_suggesting.suggestions, name="hub_suggestions"),
        path("desk/", include((pages, "hub_desk"))),
        path("ledger/", include((ledger, "hub_ledger"))),
    ]


@hooks.register("register_admin_search_area")
def search_everything() -> SearchArea:
    """The first area is where the box in the sidebar leads."""
    return SearchArea(gettext_lazy("Everything"), reverse("hub_search"), name="everything", icon_name="search", order=1)


@hooks.register("before_edit_page")
def say_why_it_is_overdue(request: HttpRequest, page: Page) -> None:
    """A scheduled page is locked: whoever opens it learns how to mend it."""
    if request.method == "GET" and (reason := why_overdue(page)):
        messages.warning(
            request,
            _("It was not released at its time: %(reason)s Mend that, or cancel the scheduled publishing to edit it.")
            % {"reason": reason},
        )


# --- the acts, out of the editor -------------------------------------------------------------------------------------


@hooks.register("after_edit_page")
def go_on_after_saving(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved; now the act whose button was pressed."""
    if not (is_released(page) and page.live):
        return None
    if request.POST.get(desk_menus.CORRECT):
        return redirect("hub_desk:correct", page.pk)
    if request.POST.get(desk_menus.COSMETIC):
        return _publish_cosmetically(request, page)
    return None


def _publish_cosmetically(request: HttpRequest, page: Page) -> HttpResponse:
    page = page.specific_class.objects.get(pk=page.pk)
    try:
        acts.publish(page, by=acting(request), cosmetic=True)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        messages.info(request, _("Your text is saved as a draft."))
    else:
        messages.success(
            request,
            _("“%(title)s” is published; its translations stay current.") % {"title": page.get_admin_display_title()},
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


# --- Wagtail's own ways of taking a page off -------------------------------------------------------------------------


@hooks.register("before_unpublish_page")
def withdraw_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    if is_released(page) and page.live:
        return redirect("hub_desk:withdraw", page.pk)
    if request.POST.get("include_descendants") and (below := _released_below(page)):
        return _refuse(request, below, "wagtailadmin_explore", page.pk)
    return None


@hooks.register("before_delete_page")
def delete_for_good_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    if is_released(page) and page.live:
        return redirect("hub_desk:delete", page.pk)
    if below := _released_below(page):
        return _refuse(request, below, "wagtailadmin_explore", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    if action_type not in ("unpublish", "delete") or request.method != "POST":
        return None
    chosen = [page.specific for page in objects if isinstance(page, Page)]
    taken_off = [page for page in chosen if page.live and is_released(page)]
    if action_type == "delete" or action.cleaned_form.cleaned_data.get("include_descendants"):
        taken_off += [below for page in chosen for below in _released_below(page)]
    return _refuse(request, taken_off, action.next_url) if taken_off else None


def _released_below(page: Page) -> list[Page]:
    return [each for each in page.get_descendants().live().specific() if is_released(each)]


def _refuse(request: HttpRequest, pages: list[Page], to: str, *args: Any) -> HttpResponse:
    named = ", ".join(f"“{page.get_admin_display_title()}”" for page in pages[:5]) + ("…" if len(pages) > 5 else "")
    messages.error(
        request,
        _("Partners have these pages: %(pages)s. Withdraw or delete each of them by itself, with its reason.")
        % {"pages": named},
    )
    return redirect(to, *args)


# --- the ledger's menu item ------------------------------------------------------------------------------------------


class LedgerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("publishing.view_ledgerentry"))


@hooks.register("register_admin_menu_item")
def ledger_menu_item() -> MenuItem:
    return LedgerMenuItem(
        gettext_lazy("Ledger"), reverse("hub_ledger:ledger"), name="ledger", icon_name="list-ol", order=850
    )


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels += [
        panel(request)
        for panel in (waiting.FaultsPanel, waiting.StalePanel, waiting.ScheduledPanel, waiting.LatestPanel)
    ]


# --- the audit log ---------------------------------------------------------------------------------------------------


class Noted(LogFormatter):
    """An act that was given words."""

    wording: Any = ""

    def format_message(self, log_entry: PageLogEntry) -> str:
        return str(self.wording) % {"words": log_entry.data.get("note") or log_entry.data.get("reason") or ""}


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action("hub.correct")
    class Corrected(Noted):
        label = gettext_lazy("Publish a correction")
        wording = gettext_lazy("Correction published: %(words)s")

    @actions.register_action("hub.withdraw")
    class Withdrawn(Noted):
        label = gettext_lazy("Withdraw")
        wording = gettext_lazy("Withdrawn: %(words)s")

    @actions.register_action("hub.delete")
    class Deleted(Noted):
        label = gettext_lazy("Delete for good")
        wording = gettext_lazy("Deleted for good: %(words)s")

    @actions.register_action("hub.schedule_refused")
    class ScheduleRefused(Noted):
        label = gettext_lazy("Scheduled release refused")
        wording = gettext_lazy("Not released at its scheduled time; it is tried again for a day: %(words)s")

    @actions.register_action("hub.not_followed")
    class NotFollowed(Noted):
        label = gettext_lazy("Could not follow its source")
        wording = gettext_lazy(
            "Its source was released with other particulars, but this language could not follow: %(words)s"
        )

    @actions.register_action("hub.schedule_dropped")
    class ScheduleDropped(Noted):
        label = gettext_lazy("Scheduled release given up")
        wording = gettext_lazy(
            "Not released within a day of its scheduled time, so the schedule is taken out: %(words)s"
        )
