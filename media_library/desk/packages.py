"""The pages of packages: what would go in, order one, see how far it is, take it, hand it over, recall it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from media_library.desk.looking import in_library
from media_library.desk.views import may_enter
from media_library.files.store import StoreAwayError
from media_library.models import Package, PackageLink, PackageState
from media_library.packages import basket, collecting, making, ordering, taking
from media_library.packages.purpose import Purpose
from media_library.packages.telling import kept_inside
from media_library.packages.unsaid import without_subtitles, without_words
from media_library.rights.uses import Use, territory_choices, territory_name

PAGE = 30


class OrderForm(forms.ModelForm[Package]):
    territory = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Captions, licences and subtitles in"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Package
        fields = ("title", "recipient", "message", "use", "territory", "day", "languages", "form", "offered")
        widgets = {
            "message": forms.Textarea(attrs={"rows": 3}),
            "day": AdminDateInput,
            "form": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].help_text = _(
            "Files as they came keep what their cameras wrote into them, such as where they were taken; sizes for the web do not."
        )
        self.fields["day"].widget.attrs["placeholder"] = _("Today")
        self.fields["territory"].choices = [("", _("Everywhere")), *territory_choices()]  # type: ignore[attr-defined]  # a choice
        self.fields["languages"].choices = language_choices()  # type: ignore[attr-defined]  # as above


@may_enter
@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    user = _who(request)
    rows = ordering.seen_by(user).select_related("created_by")
    page = Paginator(rows.order_by("-created_at", "pk"), PAGE).get_page(request.GET.get("p"))
    context = {
        **in_library(_("Packages"), "download"),
        "page": page,
        "ready": PackageState.READY,
        "failed": PackageState.FAILED,
    }
    return render(request, "media_library/packages.html", context)


@may_enter
def new(request: HttpRequest) -> HttpResponse:
    """Of what is in the basket. What may not be used for the purpose is named before, and left out."""
    user = _who(request, ordering.MAKE)
    mine = basket.basket_of(user)
    given = {"use": mine.use, "territory": mine.territory, "day": mine.day, "languages": [SOURCE_LANGUAGE, "en"]}
    form = OrderForm(request.POST or None, initial=given)
    valid = request.method == "POST" and form.is_valid()
    purpose = _purpose(form.cleaned_data) if valid else basket.purpose_of(mine)
    rows = basket.rows_of(user, purpose)
    going = [row.asset for row in rows if row.verdict.ok]
    asked = request.POST.get("asked") == _asked(purpose, rows)
    if valid and going and asked:
        package = ordering.order(form.save(commit=False), [row.asset for row in rows], by=user)
        messages.success(request, _("“%(title)s” is being made.") % {"title": package.title})
        return redirect("media_library:package", package.pk)
    context = {
        **_frame(_("Pack the basket")),
        "form": form,
        "rows": rows,
        "going": len(going),
        "left_out": [row for row in rows if not row.verdict.ok],
        "asked": _asked(purpose, rows),
        "changed": valid and not asked,
        "purpose_words": _in_words(purpose),
    }
    return render(request, "media_library/package_new.html", context)


def _purpose(given: dict[str, Any]) -> Purpose:
    return Purpose(given["use"], given["territory"], given["day"], tuple(given["languages"]))


def _asked(purpose: Purpose, rows: list[basket.Row]) -> str:
    """What the page has shown: something else is never packed."""
    shown = ",".join(f"{row.asset.pk}{'' if row.verdict.ok else '-'}" for row in rows)
    return f"{purpose.use} {purpose.territory} {purpose.day or ''} {shown}"


def _in_words(purpose: Purpose | Package) -> str:
    where = territory_name(purpose.territory) if purpose.territory else _("everywhere")
    return f"{Use(purpose.use).label}, {where}"


@may_enter
@require_safe
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _page(request, _package(request, uid))


@may_enter
@require_safe
def state(request: HttpRequest, uid: UUID) -> JsonResponse:
    package = _package(request, uid)
    return JsonResponse(_state(package))


@may_enter
@require_safe
def download(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    package = _package(request, uid)
    if not taking.is_there(package) or taking.refusals(package):
        messages.error(request, _("The package is not given out any more; its page says why."))
        return redirect("media_library:package", package.pk)
    try:
        response = taking.respond(request, package)
    except StoreAwayError:
        messages.error(request, _("The store does not answer. Try again soon."))
        return redirect("media_library:package", package.pk)
    if response.status_code in (200, 206) and taking.begins(request, package, f"user-{request.user.pk}"):
        taking.note_taken(package, by=request.user)
    return response


@may_enter
@require_POST
def again(request: HttpRequest, uid: UUID) -> HttpResponse:
    package = _package(request, uid)
    ordering.try_again(package, by=request.user)
    return redirect("media_library:package", package.pk)


@may_enter
@require_POST
def next_version(request: HttpRequest, uid: UUID) -> HttpResponse:
    made = ordering.make_next(_package(request, uid), by=request.user)
    messages.success(request, _("Version %(number)s is being made; the links lead to it.") % {"number": made.number})
    return redirect("media_library:package", made.pk)


@may_enter
@require_POST
def recall(request: HttpRequest, uid: UUID) -> HttpResponse:
    package = _package(request, uid)
    ordering.recall(package, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("“%(title)s” is recalled: nobody takes it any more.") % {"title": package.title})
    return redirect("media_library:package", package.pk)


@may_enter
@require_POST
def link(request: HttpRequest, uid: UUID) -> HttpResponse:
    package = _package(request, uid)
    form = collecting.LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, package, form)
    given = form.cleaned_data
    _row, address = collecting.make_link(package, by=request.user, recipient=given["recipient"], days=given["days"])
    messages.success(request, _("The link is made. It is shown this once: copy it now."))
    return _page(request, package, address=address)


@may_enter
@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    row = PackageLink.objects.select_related("package").filter(pk=pk).first()
    if row is None:
        raise Http404
    collecting.revoke(row, by=request.user)
    messages.success(request, _("The link for “%(recipient)s” opens nothing any more.") % {"recipient": row.recipient})
    return redirect("media_library:package", row.package_id)


def _page(
    request: HttpRequest, package: Package, form: collecting.LinkForm | None = None, *, address: str = ""
) -> HttpResponse:
    user: Any = request.user
    ready = taking.is_there(package)
    items = list(package.items.annotate(files_size=Sum("files__size"), files_count=Count("files")))
    names = dict(language_choices())
    kept = [item for item in items if not item.is_left_out]
    context = {
        **_frame(package.title),
        "package": package,
        "told": _state(package),
        "ready": ready,
        "stands_still": making.stands_still(package),
        "failed": package.state == PackageState.FAILED,
        "refused": taking.refusals(package, naming=True) if ready else [],
        "following": Package.objects.filter(replaces=package).first(),
        "kept": [(item, _unsaid(item.told, package.languages) if item.told else []) for item in kept],
        "left_out": [(item, _reasons(item.reasons)) for item in items if item.is_left_out],
        **kept_inside(kept),
        "purpose_words": _in_words(package),
        "languages": ", ".join(names.get(tag, tag) for tag in package.languages),
        "may_keep": ordering.may_keep(package, user),
        "links": package.links.all(),
        "form": form or collecting.LinkForm(initial={"recipient": package.recipient}),
        "address": address,
        "file_name": taking.zip_name(package),
    }
    return render(request, "media_library/package.html", context)


def _unsaid(told: dict[str, Any], languages: list[str]) -> list[str]:
    names = dict(language_choices())
    found = (
        (_("no words in %(languages)s"), without_words(told, languages)),
        (_("no subtitles in %(languages)s"), without_subtitles(told, languages)),
    )
    return [words % {"languages": ", ".join(names.get(tag, tag) for tag in tags)} for words, tags in found if tags]


def _reasons(reasons: list[dict[str, Any]]) -> str:
    tag = "vi" if (get_language() or "").startswith("vi") else "en"
    return " ".join(reason["words"][tag] for reason in reasons)


def _state(package: Package) -> dict[str, Any]:
    """What the page asks for until it is ready."""
    if package.state == PackageState.FAILED:
        words = package.fault
    elif package.state == PackageState.READY:
        words = _("Ready: %(size)s.") % {"size": filesizeformat(package.size or 0)}
    elif package.fault:
        words = _("%(why)s It goes on by itself.") % {"why": package.fault}
    elif package.state == PackageState.WAITING:
        words = _("Waits to be made …")
    else:
        words = _("Being made: %(percent)s %%.") % {"percent": package.percent}
    return {"percent": package.percent, "words": words, "open": package.state in making.OPEN}


def _package(request: HttpRequest, uid: UUID) -> Package:
    """
    Raises:
        Http404: there is none that they see.
    """
    package = ordering.seen_by(request.user).filter(pk=uid).first()
    if package is None:
        raise Http404
    return package


def _who(request: HttpRequest, *permissions: str) -> Any:
    """
    Raises:
        PermissionDenied: packages are not for them.
    """
    user: Any = request.user
    if not any(user.has_perm(one) for one in permissions or (ordering.MAKE, *ordering.SEE_ALL)):
        raise PermissionDenied
    return user


def _frame(title: str) -> dict[str, Any]:
    return in_library(title, "download", (reverse("media_library:packages"), _("Packages")))
