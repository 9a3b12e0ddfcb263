"""Saved searches in the admin. Views parse and show; `hub.alerts.saving` acts. Everybody sees their own,
and what is shared with them (`hub.alerts.sharing_desk`)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from hub.alerts import saving, sharing, sharing_desk
from hub.alerts.forms import SavedSearchForm
from hub.alerts.messages import asked_in_words, run_url
from hub.alerts.models import Alert, Notice, Part, SavedSearch
from hub.outbound.webhooks import secret_of
from hub.publishing.desk_search import Offer
from hub.staff.models import User
from hub.staff.page_frame import Step, page_frame
from hub.staff.signed_in import acting
from media_library.desk.library import Offer as LibraryOffer
from media_library.finding.library_search import Asked, in_words, names_in, read
from search.query import LONGEST, Refused, parse

SHOWN_NOTICES = 10
LONGEST_NAME = 80


def of(user: User) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(owner=user)


def beside_the_box(user: User, typed: str, part: str) -> list[Offer]:
    """On the page of the admin's one box."""
    offers = []
    if typed and _says_something(typed):
        asked = urlencode({"q": typed, **({"in": part} if part else {})})
        offers.append(Offer(_("Save this search"), f"{reverse('hub_alerts:add')}?{asked}", "plus"))
    if count := _count(user):
        offers.append(Offer(_("Saved searches (%(count)d)") % {"count": count}, reverse("hub_alerts:index"), "history"))
    return offers


def beside_the_library(user: User, asked: Asked) -> list[LibraryOffer]:
    """On the library's page: the present question, with what it is narrowed to."""
    offers = []
    if asked.taken or (asked.q and _says_something(asked.q)):
        told = {"q": asked.q, "in": Part.LIBRARY, **asked.taken}
        offers.append(
            LibraryOffer(_("Save this search"), f"{reverse('hub_alerts:add')}?{urlencode(told, doseq=True)}", "plus")
        )
    if count := _count(user):
        words = _("Saved searches (%(count)d)") % {"count": count}
        offers.append(LibraryOffer(words, reverse("hub_alerts:index"), "history"))
    return offers


def _count(user: User) -> int:
    return of(user).count() + sharing.shared_with(user).count()


def _says_something(typed: str) -> bool:
    try:
        return bool(parse(typed).clauses)
    except Refused:
        return False


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    told = Q(matches__known=False)
    user = acting(request)
    rows = of(user).annotate(new=Count("matches", filter=told), newest=Max("matches__found_at", filter=told))
    shared = sharing_desk.shared_rows(user)
    names = names_in([*(row.narrowed for row in rows), *(row.narrowed for row in shared)])
    context = {
        "may_share": sharing.may_share(user),
        "shared": sharing_desk.told(user, shared, names),
        "rows": [
            {
                "saved": row,
                "new": row.new,
                "newest": row.newest,
                "run_url": run_url(row),
                "asked": asked_in_words(row, names),
            }
            for row in rows
        ],
        **_frame(_("Saved searches")),
    }
    return render(request, "alerts/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """`q` and `in` of the box: what is to be saved; `name`: how it is called where it is shared."""
    user = acting(request)
    asked = request.POST if request.method == "POST" else request.GET
    part = asked.get("in", "")
    saved = SavedSearch(
        typed=asked.get("q", "").strip()[: LONGEST + 1],
        part=part if part in Part.values else Part.EVERYTHING,
        narrowed={name: list(values) for name, values in read(asked).taken.items()} if part == Part.LIBRARY else {},
    )
    if request.method == "POST":
        form = SavedSearchForm(request.POST, saved)
        if _done(form, saved, saving.save, by=user):
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
            return _secret(request, saved) if saved.alert == Alert.WEBHOOK else redirect("hub_alerts:index")
    else:
        name = asked.get("name") or saved.typed or in_words(saved.narrowed)
        form = SavedSearchForm(None, saved, name=name[:LONGEST_NAME])
    context = {"form": form, "saved": saved, "asked": asked_in_words(saved), **_below(_("Save this search"))}
    return render(request, "alerts/form.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    saved = get_object_or_404(of(user), pk=pk)
    name, had_secret = saved.name, bool(saved.salt)
    form = SavedSearchForm(request.POST if request.method == "POST" else None, saved)
    if _done(form, saved, saving.change, by=user):
        messages.success(request, _("“%(name)s” is changed.") % {"name": saved.name})
        return _secret(request, saved) if saved.salt and not had_secret else redirect("hub_alerts:index")
    context = {
        "form": form,
        "saved": saved,
        "stored": of(user).get(pk=pk),
        "run_url": run_url(saved),
        "asked": asked_in_words(saved),
        "notices": saved.notices.annotate(count=Count("matches"))[:SHOWN_NOTICES],
        **_below(name),
    }
    return render(request, "alerts/form.html", context)


def _done(form: SavedSearchForm, saved: SavedSearch, act: Callable[..., SavedSearch], *, by: User) -> bool:
    """Do what was sent, or say beside the field why not."""
    if not form.is_valid():
        return False
    form.put_into(saved)
    try:
        act(saved, by=by)
    except ValidationError as refused:
        told = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for field, sentences in told.items():
            for sentence in sentences:
                form.add_error(field if field in form.fields else None, sentence)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    saved = get_object_or_404(of(user), pk=pk)
    if request.method == "POST":
        saving.delete(saved, by=user)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
        return redirect("hub_alerts:index")
    return render(request, "alerts/delete.html", {"saved": saved, **_below(_("Delete this saved search?"))})


# --- what is sent ----------------------------------------------------------------------------------------------------


@never_cache
@require_POST
def new_secret(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    saved = get_object_or_404(of(user).filter(alert=Alert.WEBHOOK), pk=pk)
    saving.new_secret(saved, by=user)
    return _secret(request, saved)


@sensitive_variables("secret")
def _secret(request: HttpRequest, saved: SavedSearch) -> HttpResponse:
    """The only time that anybody sees it."""
    secret = secret_of(saved.salt)
    context = {"saved": saved, "secret": secret, **_below(_("Secret of “%(name)s”") % {"name": saved.name})}
    return render(request, "alerts/secret.html", context)


@require_POST
def start_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    saved = get_object_or_404(of(user), pk=pk)
    saving.start_again(saved, by=user)
    messages.success(request, _("Messages are sent again; what was not delivered comes first."))
    return redirect("hub_alerts:edit", saved.pk)


@require_POST
def send_a_test(request: HttpRequest, pk: int) -> HttpResponse:
    user = acting(request)
    saved = get_object_or_404(of(user), pk=pk)
    saving.send_a_test(saved, by=user)
    messages.success(request, _("A test is on its way; what came of it stands below in a moment."))
    return redirect("hub_alerts:edit", saved.pk)


@require_POST
def send_again(request: HttpRequest, notice_id: str) -> HttpResponse:
    user = acting(request)
    notice = get_object_or_404(Notice.objects.select_related("saved").filter(saved__owner=user), pk=notice_id)
    saving.send_again(notice, by=user)
    messages.success(request, _("The message is sent again, under the id that it had."))
    return redirect("hub_alerts:edit", notice.saved_id)


def _frame(title: str, *way: Step) -> dict[str, Any]:
    return page_frame(title, "history", (reverse("hub_search"), _("Search")), *way)


def _below(title: str) -> dict[str, Any]:
    return _frame(title, (reverse("hub_alerts:index"), _("Saved searches")))
